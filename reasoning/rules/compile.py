"""An ontology's axioms and SWRL rules as Horn rules specialised to its terms.

| axiom                                   | rule                                        |
|-----------------------------------------|---------------------------------------------|
| SubClassOf(A B)                         | B(x) :- A(x).                               |
| SubClassOf(ObjectSomeValuesFrom(p A) B) | B(x) :- p(x, y), A(y).                      |
| SubClassOf(A ObjectAllValuesFrom(p B))  | B(y) :- A(x), p(x, y).                      |
| SubClassOf(A ObjectHasValue(p i))       | p(x, i) :- A(x).                            |
| SubObjectPropertyOf(p q)                | q(x, y) :- p(x, y).                         |
| SubObjectPropertyOf(Chain(p q) r)       | r(x, z) :- p(x, y), q(y, z).                |
| InverseObjectProperties(p q)            | q(y, x) :- p(x, y).  and the other way      |
| SymmetricObjectProperty(p)              | p(y, x) :- p(x, y).                         |
| TransitiveObjectProperty(p)             | p(x, z) :- p(x, y), p(y, z).                |
| ObjectPropertyDomain(p A), …Range(p A)  | A(x) :- p(x, y).  A(y) :- p(x, y).          |

Equivalences are both directions. What no such rule can say is listed as skipped, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import permutations

from ontology.errors import RuleError
from ontology.general import NS
from ontology.model import Ontology
from ontology.owl import Axiom, Expression, Node, Variable
from reasoning.rules.expression import Body, Expressions, NotHornError
from reasoning.rules.plan import Plan, check
from reasoning.rules.rule import Atom, Rule, Term
from reasoning.rules.swrl import rule_labels, swrl_rules

ON_DEMAND = NS + "onDemand"
"""Annotation on a class or property whose rules run for one case at a time, never over the whole graph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An axiom that says something no rule of ours can say, and why."""

    axiom: str
    file: str
    reason: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Program:
    """The rules of an ontology, by id, and what could not be compiled."""

    rules: tuple[Rule, ...]
    skipped: tuple[Skipped, ...]

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        """Every rule by its id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def materialised(self) -> Plan:
        """Join orders of the rules whose conclusions are kept in the graph."""
        return Plan(rule for rule in self.rules if not rule.on_demand)

    @cached_property
    def everything(self) -> Plan:
        """Join orders of all rules, those run on demand included."""
        return Plan(self.rules)


@lru_cache(maxsize=4)
def compile_rules(ontology: Ontology) -> Program:
    """Compile every axiom and rule. Raises RuleError, naming the rule, when a SWRL rule cannot be run."""
    on_demand = frozenset(
        iri for iri in ontology.terms if any(v.text == "true" for v in ontology.annotations(iri, ON_DEMAND))
    )
    rules: dict[str, Rule] = {}
    skipped: list[Skipped] = []
    for axiom in ontology.axioms:
        if axiom.kind == "DLSafeRule":
            for rule in swrl_rules(axiom, ontology, on_demand=on_demand):
                if rule.id in rules and rules[rule.id] != rule:
                    raise RuleError(f"two rules are called '{rule.id}' ({axiom.file}); give each its own rdfs:label")
                rules[rule.id] = rule
        elif axiom.kind in _COMPILERS:
            try:
                found = _axiom_rules(axiom, ontology, on_demand)
            except (NotHornError, RuleError) as error:
                skipped.append(Skipped(axiom=axiom.short(), file=axiom.file, reason=str(error)))
                continue
            for rule in found:
                _add(rules, rule, axiom)
        elif axiom.kind not in _NO_RULES:
            reason = _REASONS.get(axiom.kind, "is not supported yet")
            skipped.append(Skipped(axiom=axiom.short(), file=axiom.file, reason=reason))
    return Program(rules=tuple(rules.values()), skipped=tuple(skipped))


def _add(rules: dict[str, Rule], rule: Rule, axiom: Axiom) -> None:
    """Keep a rule; when another vocabulary's terms have the same local names, tell them apart by full IRIs."""
    known = rules.get(rule.id)
    if known is not None and (known.head, known.body) != (rule.head, rule.body):
        rule = _named(rule, f"{axiom} [{rule}]")
    rules.setdefault(rule.id, rule)


def _named(rule: Rule, name: str) -> Rule:
    return Rule(
        id=name, head=rule.head, body=rule.body, labels=rule.labels, source=rule.source, on_demand=rule.on_demand
    )


_X, _Y = Variable("x"), Variable("y")


def _axiom_rules(axiom: Axiom, ontology: Ontology, on_demand: frozenset[str]) -> list[Rule]:
    clauses = [
        (head, body) for head, body in _COMPILERS[axiom.kind](Expressions(ontology), axiom.args) if head not in body
    ]
    rules = []
    for head, body in clauses:
        rule = Rule(
            id=axiom.short(),
            head=head,
            body=body,
            labels=rule_labels(axiom),
            source=axiom.source,
            on_demand=head.predicate in on_demand,
        )
        check(rule)
        rules.append(rule if len(clauses) == 1 else _named(rule, f"{axiom.short()} [{rule}]"))
    return rules


_Clauses = Iterator[tuple[Atom, Body]]


def _sub_class(reader: Expressions, args: Sequence[Node]) -> _Clauses:
    for body in reader.conditions(args[0], _X):
        for clause in reader.conclusions(args[1], _X):
            yield clause.head, (*body, *clause.extra)


def _equivalent_classes(reader: Expressions, args: Sequence[Node]) -> _Clauses:
    for low, high in permutations(args, 2):
        yield from _sub_class(reader, (low, high))


def _sub_property(reader: Expressions, args: Sequence[Node]) -> _Clauses:
    low, high = args
    if not (isinstance(low, Expression) and low.kind == "ObjectPropertyChain"):
        yield reader.property_atom(high, _X, _Y), (reader.property_atom(low, _X, _Y),)
        return
    ends: list[Term] = [_X, *(reader.fresh() for _ in low.args[:-1]), _Y]
    body = tuple(reader.property_atom(part, ends[i], ends[i + 1]) for i, part in enumerate(low.args))
    yield reader.property_atom(high, _X, _Y), body


def _equivalent_properties(reader: Expressions, args: Sequence[Node]) -> _Clauses:
    for pair in permutations(args, 2):
        yield from _sub_property(reader, pair)


def _inverse(reader: Expressions, args: Sequence[Node]) -> _Clauses:
    for one, other in permutations(args, 2):
        yield reader.property_atom(other, _Y, _X), (reader.property_atom(one, _X, _Y),)


def _symmetric(reader: Expressions, args: Sequence[Node]) -> _Clauses:
    yield reader.property_atom(args[0], _Y, _X), (reader.property_atom(args[0], _X, _Y),)


def _transitive(reader: Expressions, args: Sequence[Node]) -> _Clauses:
    middle = reader.fresh()
    body = (reader.property_atom(args[0], _X, middle), reader.property_atom(args[0], middle, _Y))
    yield reader.property_atom(args[0], _X, _Y), body


def _domain(reader: Expressions, args: Sequence[Node]) -> _Clauses:
    for clause in reader.conclusions(args[1], _X):
        yield clause.head, (reader.property_atom(args[0], _X, _Y), *clause.extra)


def _range(reader: Expressions, args: Sequence[Node]) -> _Clauses:
    for clause in reader.conclusions(args[1], _Y):
        yield clause.head, (reader.property_atom(args[0], _X, _Y), *clause.extra)


_COMPILERS: dict[str, Callable[[Expressions, Sequence[Node]], _Clauses]] = {
    "SubClassOf": _sub_class,
    "EquivalentClasses": _equivalent_classes,
    "SubObjectPropertyOf": _sub_property,
    "SubDataPropertyOf": _sub_property,
    "EquivalentObjectProperties": _equivalent_properties,
    "EquivalentDataProperties": _equivalent_properties,
    "InverseObjectProperties": _inverse,
    "SymmetricObjectProperty": _symmetric,
    "TransitiveObjectProperty": _transitive,
    "ObjectPropertyDomain": _domain,
    "DataPropertyDomain": _domain,
    "ObjectPropertyRange": _range,
}

# What says nothing that a rule would: names, annotations, facts (they are loaded as facts), and
# datatypes (values are checked against them at loading).
_NO_RULES = frozenset(
    (
        "Declaration",
        "AnnotationAssertion",
        "SubAnnotationPropertyOf",
        "AnnotationPropertyDomain",
        "AnnotationPropertyRange",
        "ClassAssertion",
        "ObjectPropertyAssertion",
        "DataPropertyAssertion",
        "NegativeObjectPropertyAssertion",
        "NegativeDataPropertyAssertion",
        "DataPropertyRange",
        "DatatypeDefinition",
    )
)

_CONSTRAINT = "is a constraint: it derives nothing"
_SAME = "concludes that two individuals are the same, which is not supported yet"
_REASONS = {
    "DisjointClasses": _CONSTRAINT,
    "DisjointObjectProperties": _CONSTRAINT,
    "DisjointDataProperties": _CONSTRAINT,
    "AsymmetricObjectProperty": _CONSTRAINT,
    "IrreflexiveObjectProperty": _CONSTRAINT,
    "DifferentIndividuals": _CONSTRAINT,
    "FunctionalDataProperty": _CONSTRAINT,
    "FunctionalObjectProperty": _SAME,
    "InverseFunctionalObjectProperty": _SAME,
    "HasKey": _SAME,
    "SameIndividual": _SAME,
    "ReflexiveObjectProperty": "would hold of every individual there is",
    "DisjointUnion": "leaves open which of its classes holds",
}
