"""The Horn rules of an abstracted ontology, each with the number of the axiom that it is of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from ontology.errors import RuleError
from ontology.model import Ontology
from ontology.owl import THING, Axiom, Expression, Iri, Node, Variable
from reasoning.rules.axioms import COMPILERS, MOST_APART
from reasoning.rules.clause import unified
from reasoning.rules.emptiness.abstract import PREFIX, Abstraction, Must, OneOf
from reasoning.rules.expression import DIFFERENT, Expressions
from reasoning.rules.nothorn import NotHornError
from reasoning.rules.plan import check
from reasoning.rules.rule import NOTHING, Atom, AtomKind, Rule, Term

HAS = PREFIX + "has"
"""Links a supposed member to what was supposed for it."""

NO_AXIOM = -1

_X, _Y = Variable("x"), Variable("y")

_SUB_PROPERTIES = {"SubDataPropertyOf": "SubObjectPropertyOf", "EquivalentDataProperties": "EquivalentObjectProperties"}
_AS_THEY_ARE = frozenset(
    (
        *("SubObjectPropertyOf", "EquivalentObjectProperties", "InverseObjectProperties", "DisjointObjectProperties"),
        *("SymmetricObjectProperty", "AsymmetricObjectProperty", "TransitiveObjectProperty"),
        *("IrreflexiveObjectProperty", "FunctionalObjectProperty", "InverseFunctionalObjectProperty"),
    )
)
_RENAMED = {
    **_SUB_PROPERTIES,
    "DisjointDataProperties": "DisjointObjectProperties",
    "FunctionalDataProperty": "FunctionalObjectProperty",
}


@dataclass(frozen=True, kw_only=True, eq=False)
class Clauses:
    """Rules over classes and object properties alone, without a named individual or a value.

    `axioms` are those that the rules are of; `of` gives the number of a rule's axiom among them by the rule's id.
    `excluders` are, for each class of a union, the classes whose members cannot be in it; None for a class whose
    members may not be in it for another reason.
    """

    axioms: Sequence[Axiom]
    rules: tuple[Rule, ...]
    of: dict[str, int]
    abstraction: Abstraction
    excluders: dict[str, frozenset[str] | None]


class _ClassReader(Expressions):
    """Reads expressions whose names all stand for classes and object properties."""

    def __init__(self) -> None:
        super().__init__(Ontology(()))

    def class_atom(self, iri: str, subject: Term) -> Atom:
        return Atom(kind=AtomKind.CLASS, predicate=iri, args=(subject,))

    def property_atom(self, node: Node, subject: Term, other: Term) -> Atom:
        if isinstance(node, Expression) and node.kind == "ObjectInverseOf":
            return self.property_atom(node.args[0], other, subject)
        if not isinstance(node, Iri):
            raise NotHornError(f"the property expression {node}")
        return Atom(kind=AtomKind.OBJECT, predicate=node.text, args=(subject, other))

    def is_data(self, node: Node) -> bool:
        return False


class _Maker:
    """Collects the rules of one axiom after another."""

    def __init__(self, ontology: Ontology, axioms: Sequence[Axiom]) -> None:
        self._ontology = ontology
        self.axioms = axioms
        self.abstraction = Abstraction()
        self.rules: dict[tuple[Atom, tuple[Atom, ...]], Rule] = {}
        self.of: dict[str, int] = {}
        self._apart: dict[str, list[tuple[int, Node]]] = defaultdict(list)
        self._above: dict[str, list[tuple[int, str]]] = defaultdict(list)

    def add(self, number: int, kind: str, args: Sequence[Node]) -> None:
        """Add the rules that an axiom of a kind becomes; what no rule can say is left out, which is sound."""
        try:
            clauses = [unified(*clause) for clause in COMPILERS[kind](_ClassReader(), args)]
        except (NotHornError, RuleError):
            return
        for head, body in clauses:
            self.rule(number, head, body)

    def rule(self, number: int, head: Atom, body: tuple[Atom, ...]) -> None:
        """Add one rule, unless it is there or says nothing."""
        if head in body or head.predicate == THING or not body or (head, body) in self.rules:
            return
        rule = Rule(id=f"{len(self.rules):07}", head=head, body=body)
        try:
            check(rule)
        except RuleError:
            return
        self.rules[head, body] = rule
        if len(body) == 1 and head.kind is body[0].kind is AtomKind.CLASS:
            self._above[body[0].predicate].append((number, head.predicate))
        self.of[rule.id] = number

    def below(self, number: int, low: Node, high: Node) -> None:
        """Add that one class expression is below another."""
        self.abstraction.axiom = number
        try:
            self._sub(number, self.abstraction.condition(low), self.abstraction.conclusion(high))
        except NotHornError:
            return

    def _sub(self, number: int, low: Node, high: Node) -> None:
        for part in _conjuncts(high):
            self.add(number, "SubClassOf", (low, part))
            if isinstance(part, Expression) and part.kind == "ObjectComplementOf":
                self._exclude(number, low, part.args[0])

    def apart(self, number: int, args: Sequence[Node]) -> None:
        """Add that class expressions have no member in common."""
        self.abstraction.axiom = number
        classes = []
        for arg in args:
            try:
                classes.append(self.abstraction.condition(arg))
            except NotHornError:
                continue
        self.add(number, "DisjointClasses", classes)
        for one, other in permutations(classes if len(classes) <= MOST_APART else (), 2):
            self._exclude(number, one, other)

    def _exclude(self, number: int, low: Node, other: Node) -> None:
        """Remember that who is in `low` is not in a named class."""
        if isinstance(other, Iri):
            self._apart[other.text].append((number, low))

    def end(self, number: int, property: Node, end: Node, kind: str) -> None:
        """Add the domain or range of a property."""
        self.abstraction.axiom = number
        try:
            self.add(number, kind, (property, self.abstraction.conclusion(end)))
        except NotHornError:
            return

    def finish(self, *, unions: bool) -> None:
        """Add what expressions brought along: values of values, numbers that exclude each other, and unions if wanted.

        Rules of unions are many, and seldom decide anything.
        """
        done = 0
        while done < len(self.abstraction.below):
            number, name, high = self.abstraction.below[done]
            self._sub(number, Iri(name), high)
            done += 1
        if unions:
            self._unions()
        for must in self.abstraction.musts:
            for most in self.abstraction.at_most if must.number > 2 else ():
                if must.number > most.number and self._covers(must, most.property, most.value):
                    body = (_is(must.mark, _X), _is(most.mark, _X))
                    self.rule(must.axiom, _is(NOTHING, _X), body)
        self.rule(NO_AXIOM, _is(NOTHING, _X), (_link(HAS, _X, _Y), _is(NOTHING, _Y)))
        self.rule(NO_AXIOM, _is(NOTHING, _X), (_link(DIFFERENT, _X, _X),))

    def _covers(self, must: Must, property: Node, value: str) -> bool:
        """Whether all that must be there counts among what may be there at most so often."""
        if not (isinstance(must.property, Iri) and isinstance(property, Iri)):
            return False
        if property.text not in self._ontology.superproperties(must.property.text):
            return False
        return value in (THING, must.value) or value in self._ontology.superclasses(must.value)

    def _unions(self) -> None:
        """Who is in a union and in all but one of its classes not, is in that one."""
        waiting = [operand for union in self.abstraction.unions for operand in union.operands]
        seen: set[str] = set()
        while waiting:
            iri = waiting.pop()
            if iri in seen or iri == THING:
                continue
            seen.add(iri)
            for number, low in self._apart.get(iri, ()):
                self.add(number, "SubClassOf", (low, Iri(_not(iri))))
            for number, high in self._above.get(iri, ()):
                self.rule(number, _is(_not(iri), _X), (_is(_not(high), _X),))
                waiting.append(high)
        for union in self.abstraction.unions:
            self._union(union)

    def excluders(self) -> dict[str, frozenset[str] | None]:
        """For each class of a union, the classes whose members cannot be in it; None where that is not all there is."""
        return {iri: self._excluders(iri) for union in self.abstraction.unions for iri in union.operands}

    def _excluders(self, iri: str) -> frozenset[str] | None:
        found: set[str] = set()
        seen, waiting = {iri}, [iri]
        while waiting:
            known = waiting.pop()
            for _, low in self._apart.get(known, ()):
                if not isinstance(low, Iri):
                    return None
                found.add(low.text)
            for _, high in self._above.get(known, ()):
                if high not in seen:
                    seen.add(high)
                    waiting.append(high)
        return frozenset(found)

    def _union(self, union: OneOf) -> None:
        """Who is in none of the classes before a class and in none after it is in that one.

            none before 1 and none after n are the union;  none before i + 1 (x) :- none before i (x), not i (x).
            class i (x) :- none before i (x), none after i (x).

        Two conditions a rule, as rules with a condition for each class would be looked at the square of their number.
        """
        size = len(union.operands)
        before = [union.mark, *(f"{union.mark}:before:{place}" for place in range(1, size + 1))]
        after = [*(f"{union.mark}:after:{place}" for place in range(size)), union.mark]
        for place, operand in enumerate(union.operands):
            out = _is(_not(operand), _X)
            self.rule(union.axiom, _is(before[place + 1], _X), (_is(before[place], _X), out))
            self.rule(union.axiom, _is(after[place], _X), (_is(after[place + 1], _X), out))
            self.rule(union.axiom, _is(operand, _X), (_is(before[place], _X), _is(after[place + 1], _X)))
        self.rule(union.axiom, _is(NOTHING, _X), (_is(before[size], _X),))


def clauses(ontology: Ontology, *, unions: bool) -> Clauses:
    """The rules of everything that an ontology says of its classes; SWRL rules, which are of named things, aside.

    Without `unions`, nothing follows from being in one of several classes.
    """
    axioms = ontology.axioms
    maker = _Maker(ontology, axioms)
    for number, axiom in enumerate(axioms):
        _read(maker, number, axiom)
    _individuals(maker, axioms)
    maker.finish(unions=unions)
    return Clauses(
        axioms=axioms,
        rules=tuple(maker.rules.values()),
        of=maker.of,
        abstraction=maker.abstraction,
        excluders=maker.excluders(),
    )


def _read(maker: _Maker, number: int, axiom: Axiom) -> None:
    kind, args = axiom.kind, axiom.args
    if kind == "SubClassOf":
        maker.below(number, *args)
    elif kind == "EquivalentClasses":
        # A ring says as much as all pairs, and the proof is longer.
        pairs = permutations(args, 2) if len(args) <= MOST_APART else zip(args, (*args[1:], args[0]), strict=True)
        for low, high in pairs:
            maker.below(number, low, high)
    elif kind == "DisjointClasses":
        maker.apart(number, args)
    elif kind == "DisjointUnion":
        for part in args[1:]:
            maker.below(number, part, args[0])
        maker.apart(number, args[1:])
        maker.below(number, args[0], Expression("ObjectUnionOf", args[1:]))
    elif kind in ("ObjectPropertyDomain", "ObjectPropertyRange"):
        maker.end(number, args[0], args[1], kind)
    elif kind == "DataPropertyDomain":
        maker.end(number, args[0], args[1], "ObjectPropertyDomain")
    elif kind == "DataPropertyRange":
        maker.end(number, args[0], maker.abstraction.data_range(args[1]), "ObjectPropertyRange")
    elif kind in _AS_THEY_ARE or kind in _RENAMED:
        maker.add(number, _RENAMED.get(kind, kind), args)


def _individuals(maker: _Maker, axioms: Sequence[Axiom]) -> None:
    """What is said of the individuals that class expressions name."""
    if not maker.abstraction.individuals:
        return
    names = {node: Iri(name) for name, node in maker.abstraction.individuals.items()}
    for number, axiom in enumerate(axioms):
        if axiom.kind == "ClassAssertion" and axiom.args[1] in names:
            maker.below(number, names[axiom.args[1]], axiom.args[0])
        elif axiom.kind == "DifferentIndividuals":
            named = [names[arg] for arg in axiom.args if arg in names]
            for pair in combinations(named if len(named) <= MOST_APART else (), 2):
                maker.apart(number, pair)


def _conjuncts(node: Node) -> Iterator[Node]:
    if isinstance(node, Expression) and node.kind == "ObjectIntersectionOf":
        for arg in node.args:
            yield from _conjuncts(arg)
    else:
        yield node


def _is(iri: str, subject: Variable) -> Atom:
    return Atom(kind=AtomKind.CLASS, predicate=iri, args=(subject,))


def _link(iri: str, subject: Variable, other: Variable) -> Atom:
    return Atom(kind=AtomKind.OBJECT, predicate=iri, args=(subject, other))


def _not(iri: str) -> str:
    return f"{PREFIX}not:{iri}"
