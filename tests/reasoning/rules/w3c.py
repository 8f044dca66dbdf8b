"""The W3C's OWL 2 test cases, and what it means for our rules to pass one.

A conclusion follows when each Horn clause of each of its axioms does: the clause's conditions, with new
individuals for its variables, are added to the premise, and its conclusion must then hold. What is no
clause (a class that asks for some individual) is put as a question instead. A contradiction entails all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count, permutations, product
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from graph.fact import Scalar
from ontology.errors import OntologyError, RuleError
from ontology.model import Ontology
from ontology.owl import RDF, THING, Anonymous, Axiom, Expression, Iri, Node, Variable
from ontology.reader import read_text
from reasoning.rules import Atom, AtomKind, Rule, compile_rules
from reasoning.rules.axioms import COMPILERS, NO_RULES
from reasoning.rules.builtins import TESTS
from reasoning.rules.clause import unified
from reasoning.rules.columnar import ColumnarClosure, ColumnarProgram, Terms, change
from reasoning.rules.expression import DIFFERENT, SAME, Body, Expressions, constant
from reasoning.rules.nothorn import NotHornError
from reasoning.rules.rule import NOTHING
from reasoning.rules.values import BOUNDS

TEST = "http://www.w3.org/2007/OWL/testOntology#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One test case: its kinds, and the texts of its ontologies by role (premise, conclusion, nonconclusion)."""

    name: str
    kinds: frozenset[str]
    semantics: frozenset[str]
    texts: Mapping[str, list[tuple[str, str]]]


def rl_cases(path: Path) -> list[Case]:
    """The cases of the RL profile that were not rejected, by name."""
    root = ElementTree.parse(path).getroot()
    imported = {node.attrib.get(f"{{{RDF}}}about", ""): node for node in root}
    cases = [_case(node, imported) for node in root if node.tag == f"{{{TEST}}}TestCase" and _is_rl(node)]
    return sorted(cases, key=lambda case: case.name)


def _is_rl(node: ElementTree.Element) -> bool:
    return "RL" in _named(node, "profile") and "Rejected" not in _named(node, "status")


def _named(node: ElementTree.Element, tag: str, namespace: str = TEST) -> set[str]:
    return {
        child.attrib.get(f"{{{RDF}}}resource", "").rpartition("#")[2] for child in node.findall(f"{{{namespace}}}{tag}")
    }


def _case(node: ElementTree.Element, imported: Mapping[str, ElementTree.Element]) -> Case:
    texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for role in ("Premise", "Conclusion", "NonConclusion"):
        for prefix, suffix in (("rdfXml", "rdf"), ("fs", "ofn")):
            text = node.findtext(f"{{{TEST}}}{prefix}{role}Ontology")
            if text:
                texts[role.casefold()] = [(text, suffix)]
    for link in node.findall(f"{{{TEST}}}importedOntology"):
        text = imported[link.attrib[f"{{{RDF}}}resource"]].findtext(f"{{{TEST}}}rdfXmlInputOntology")
        texts["premise"].append((text or "", "rdf"))
    name = node.findtext(f"{{{TEST}}}identifier") or ""
    return Case(
        name=name,
        kinds=frozenset(_named(node, "type", RDF)),
        semantics=frozenset(_named(node, "semantics")),
        texts=texts,
    )


def judge(case: Case) -> str:
    """'' when the case is passed, else why not."""
    try:
        world = World(_axioms(case, "premise"), [a for role in case.texts for a in _axioms(case, role)])
        wanted, unwanted = (
            # The direct semantics gives annotations no meaning; to the other they are facts like any.
            [axiom for axiom in _axioms(case, role) if axiom.kind != ANNOTATION or "DIRECT" not in case.semantics]
            for role in ("conclusion", "nonconclusion")
        )
        if "InconsistencyTest" in case.kinds:
            return "" if world.is_contradictory() else "no contradiction was found"
        if "ConsistencyTest" in case.kinds and world.is_contradictory():
            return "a contradiction was found"
        missing = [str(part) for part in _parts(wanted) if not world.entails(part)]
        if missing:
            return f"not entailed: {'; '.join(missing)}"
        if unwanted and all(world.entails(part) for part in _parts(unwanted)):
            return "everything was entailed"
    except (RuleError, OntologyError, NotHornError) as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _axioms(case: Case, role: str) -> tuple[Axiom, ...]:
    texts = case.texts.get(role, [])
    return tuple(axiom for text, suffix in texts for axiom in read_text(text, file=f"{role}.{suffix}").axioms)


def _parts(axioms: Iterable[Axiom]) -> list[tuple[Axiom, ...]]:
    """Axioms one by one, but those about individuals without a name together: they share them."""
    asked = [axiom for axiom in axioms if axiom.kind not in NO_RULES or axiom.kind in (*ASSERTIONS, ANNOTATION)]
    nameless = tuple(axiom for axiom in asked if any(map(_is_nameless, axiom.args)))
    return [*((axiom,) for axiom in asked if axiom not in nameless), *([nameless] if nameless else [])]


def _is_nameless(node: Node) -> bool:
    return isinstance(node, Anonymous) or (isinstance(node, Expression) and any(map(_is_nameless, node.args)))


ANNOTATION = "AnnotationAssertion"
ASSERTIONS = ("ClassAssertion", "ObjectPropertyAssertion", "DataPropertyAssertion")
_BOUNDS = {bound for sizes in BOUNDS.values() for bound in sizes if bound is not None}
VALUES: list[Scalar] = [
    *sorted({bound + step for bound in _BOUNDS for step in (-1, 0, 1)}),
    Decimal("0.5"),
    "text",
    True,
    datetime(2026, 1, 1, tzinfo=UTC),
    date(2026, 1, 1),
]
"""One value at least of every set of values that the known datatypes tell apart."""

GOAL = Atom(kind=AtomKind.CLASS, predicate="urn:test:goal", args=(Iri("urn:test:it"),))
_CLASH = Rule(
    id="nothing differs from itself",
    head=Atom(kind=AtomKind.CLASS, predicate=NOTHING, args=(Variable("x"),)),
    body=(Atom(kind=AtomKind.OBJECT, predicate=DIFFERENT, args=(Variable("x"), Variable("x"))),),
)


class World:
    """What a premise says, to be asked what follows."""

    def __init__(self, premise: Iterable[Axiom], declaring: Iterable[Axiom]) -> None:
        named = [replace(axiom, args=tuple(_with_names(arg) for arg in axiom.args)) for axiom in premise]
        declared = {axiom for axiom in declaring if axiom.kind == "Declaration"} - set(named)
        document = read_text("Ontology(<urn:test:world>)", file="world.ofn")
        self._ontology = Ontology([replace(document, axioms=(*declared, *named))])
        program = compile_rules(self._ontology)
        self._rules = [*program.rules, *program.equalities, *program.constraints, *program.statements, _CLASH]
        self._numbers = count()
        self._said = {(axiom.kind, axiom.args) for axiom in named}
        for axiom in named:
            if axiom.kind in ASSERTIONS:
                self._rules += [self._stated(atom) for atom in self._asserted(axiom)]

    def is_contradictory(self, more: Iterable[Rule] = ()) -> bool:
        """Whether a contradiction follows."""
        closure = self._closed(more)
        return len(closure.relations[NOTHING]) > 0

    def entails(self, axioms: tuple[Axiom, ...]) -> bool:
        """Whether axioms follow; several are about the same nameless individuals."""
        if axioms[0].kind == ANNOTATION:
            return all((axiom.kind, axiom.args) in self._said for axiom in axioms)
        if axioms[0].kind in ASSERTIONS and not self._is_compound(axioms):
            return any(self._follows((), body) for body in self._questions(axioms))
        (axiom,) = axioms
        reader = Expressions(self._ontology)
        try:
            clauses = [unified(*clause) for clause in COMPILERS[axiom.kind](reader, axiom.args)]
        except NotHornError as error:
            reader.unsaid.append(str(error))
        if not reader.unsaid:
            return all(self._follows(body, (head,)) for head, body in clauses)
        if axiom.kind not in ("SubClassOf", "EquivalentClasses"):
            raise NotHornError("; ".join(reader.unsaid))
        pairs = permutations(axiom.args, 2) if axiom.kind == "EquivalentClasses" else [axiom.args]
        return all(self._is_below(*pair) for pair in pairs)

    def _is_compound(self, axioms: tuple[Axiom, ...]) -> bool:
        """Whether a membership of a class expression is rather a clause than a question."""
        if len(axioms) > 1 or axioms[0].kind != "ClassAssertion" or any(map(_is_nameless, axioms[0].args)):
            return False
        try:
            Expressions(self._ontology).conditions(axioms[0].args[0], Variable("x"))
        except NotHornError:
            return True
        return False

    def _is_below(self, low: Node, high: Node) -> bool:
        reader = Expressions(self._ontology)
        return all(
            any(self._follows(body, wanted) for wanted in reader.conditions(high, Variable("x")))
            for body in reader.conditions(low, Variable("x"))
        )

    def _questions(self, axioms: tuple[Axiom, ...]) -> Iterator[Body]:
        """Alternative sets of conditions that together say what assertions do."""
        reader = Expressions(self._ontology)
        parts = []
        for axiom in axioms:
            args = [_with_variables(arg) for arg in axiom.args]
            if axiom.kind == "ClassAssertion":
                parts.append(reader.conditions(args[0], constant(args[1])))
            else:
                parts.append([(reader.property_atom(args[0], constant(args[1]), constant(args[2])),)])
        for chosen in product(*parts):
            yield tuple(atom for body in chosen for atom in body)

    def _follows(self, given: Body, wanted: Body) -> bool:
        """Whether new individuals that meet some conditions meet others, or cannot be."""
        tested = {v for atom in given if atom.kind is AtomKind.BUILTIN for v in atom.variables()}
        if tested:
            return all(self._follows(_with_value(given, tested, value), wanted) for value in VALUES)
        variables = {variable for atom in given for variable in atom.variables()}
        new = {variable: Iri(f"urn:test:new:{variable.name}") for variable in variables}
        facts = [self._stated(_bound(atom, new)) for atom in given]
        asked = [_bound(atom, new) for atom in wanted]
        if any(atom.predicate == DIFFERENT for atom in asked):
            return all(
                self._differs(atom, facts) if atom.predicate == DIFFERENT else self._follows(given, (atom,))
                for atom in wanted
            )
        relations = tuple(atom for atom in asked if atom.predicate != SAME)
        if any(isinstance(arg, Variable) for atom in asked if atom.predicate == SAME for arg in atom.args):
            raise NotHornError("equality of individuals without names")
        closure = self._closed([*facts, Rule(id="goal", head=GOAL, body=relations)])
        if len(closure.relations[NOTHING]):
            return True
        alike = all(_are_same(closure, atom) for atom in asked if atom.predicate == SAME)
        return alike and len(closure.relations[GOAL.predicate]) > 0

    def _differs(self, atom: Atom, facts: list[Rule]) -> bool:
        return self.is_contradictory([*facts, self._stated(replace(atom, predicate=SAME))]) or bool(
            len(self._closed([*facts, Rule(id="goal", head=GOAL, body=(atom,))]).relations[GOAL.predicate])
        )

    def _asserted(self, axiom: Axiom) -> Iterator[Atom]:
        reader = Expressions(self._ontology)
        if axiom.kind == "ClassAssertion":
            if isinstance(axiom.args[0], Iri) and axiom.args[0].text != THING:
                yield reader.class_atom(axiom.args[0].text, constant(axiom.args[1]))
        else:
            property, subject, end = axiom.args
            try:
                yield reader.property_atom(property, constant(subject), constant(end))
            except RuleError:
                # A value that does not fit its property is kept as it is: that it does not is what the case says.
                yield Atom(
                    kind=AtomKind.DATA,
                    predicate=str(getattr(property, "text", "")),
                    args=(constant(subject), constant(end)),
                )

    def _stated(self, atom: Atom) -> Rule:
        return Rule(id=f"stated {next(self._numbers)}", head=atom, body=())

    def _closed(self, more: Iterable[Rule]) -> ColumnarClosure:
        terms = Terms()
        closure = ColumnarClosure(ColumnarProgram([*self._rules, *more], terms), terms, max_facts=100_000)
        change(closure)
        return closure


def _with_value(given: Body, variables: set[Variable], value: Scalar) -> Body:
    """Conditions with a value for the variables that they test; impossible ones when it fails a test."""
    if len(variables) > 1:
        raise NotHornError("a conclusion about several values at once")
    passed = all(
        TESTS[atom.predicate]([value if arg in variables else arg for arg in atom.args]) is not atom.negated  # type: ignore[misc]  # no variable is left
        for atom in given
        if atom.kind is AtomKind.BUILTIN
    )
    clash = Atom(kind=AtomKind.CLASS, predicate=NOTHING, args=(Iri("urn:test:no such value"),))
    kept = tuple(
        replace(atom, args=tuple(value if arg in variables else arg for arg in atom.args))
        for atom in given
        if atom.kind is not AtomKind.BUILTIN
    )
    return kept if passed else (*kept, clash)


def _are_same(closure: ColumnarClosure, atom: Atom) -> bool:
    ids = closure.same.of(np.array([closure.terms.iri(str(getattr(arg, "text", arg))) for arg in atom.args]))
    return bool(ids[0] == ids[1])


def _bound(atom: Atom, new: dict[Variable, Iri]) -> Atom:
    return replace(atom, args=tuple(new.get(arg, arg) if isinstance(arg, Variable) else arg for arg in atom.args))


def _with_names(node: Node) -> Node:
    if isinstance(node, Anonymous):
        return Iri(f"urn:test:nameless:{node.id}")
    return Expression(node.kind, tuple(map(_with_names, node.args))) if isinstance(node, Expression) else node


def _with_variables(node: Node) -> Node:
    if isinstance(node, Anonymous):
        return Variable(f"nameless {node.id}")
    return Expression(node.kind, tuple(map(_with_variables, node.args))) if isinstance(node, Expression) else node
