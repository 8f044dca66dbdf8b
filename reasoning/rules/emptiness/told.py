"""Empty classes as problems: what of a supposed member breaks what, and the axioms on which that rests."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ontology.checks import Problem, ProblemKind
from ontology.checks.names import declaring_files
from ontology.model import Ontology
from ontology.owl import OWL, Axiom, Expression, Iri, Node, local_name
from ontology.profiles.parts import short
from ontology.terms import TermKind
from reasoning.rules.columnar.keys import BITS, LOW
from reasoning.rules.columnar.relation import DYING
from reasoning.rules.columnar.trace import Key, Step, steps
from reasoning.rules.emptiness.abstract import PREFIX
from reasoning.rules.emptiness.clauses import HAS, clauses
from reasoning.rules.emptiness.grounds import Grounds
from reasoning.rules.emptiness.search import Search
from reasoning.rules.expression import DIFFERENT
from reasoning.rules.rule import NOTHING

MOST_AXIOMS = 12
"""Axioms that one message lists."""

MOST_WAYS = 50
"""Ways to one contradiction of which the shortest is told."""

MOST_CLASSES = 5_000
"""Of more classes none is looked at: one supposed member for each would take longer than all other checks."""

MOST_EXPLAINED = 100
"""Classes of which one report tells why they are empty; of more it tells that they are."""

_BOTTOM = frozenset((OWL + "bottomObjectProperty", OWL + "bottomDataProperty"))
_SOURCES = frozenset(
    (
        *("DisjointClasses", "DisjointUnion", "AsymmetricObjectProperty", "IrreflexiveObjectProperty"),
        *("DisjointObjectProperties", "DisjointDataProperties"),
    )
)
_PARTS = frozenset(
    (
        *("ObjectComplementOf", "ObjectMaxCardinality", "ObjectExactCardinality"),
        *("DataMaxCardinality", "DataExactCardinality", "DataSomeValuesFrom", "DataHasValue", "DataMinCardinality"),
    )
)


def empty_class_problems(ontology: Ontology) -> Iterator[Problem]:
    """Each named class that can have no member, with why: in words, and by which axioms of which files.

    A class below an empty one only says so. Nothing is looked for among more than MOST_CLASSES; `unexamined` says how
    many. Raises RuleError past a limit of the engine.
    """
    classes = _classes(ontology)
    if len(classes) > MOST_CLASSES or not any(map(_may_exclude, ontology.axioms)):
        return
    search = Search(clauses(ontology, unions=False), classes)
    if search.wants_unions():
        search = Search(clauses(ontology, unions=True), classes)
    explained = 0
    files = declaring_files(ontology) if search.empty else {}
    for iri in sorted(search.empty):
        above = [
            cls
            for cls in sorted(ontology.superclasses(iri) - {iri})
            if cls in search.empty and iri not in ontology.superclasses(cls)
        ]
        file = files.get(iri, "")
        if above:
            text = f"{local_name(iri)} can have no member: it is below {local_name(above[0])}, which can have none"
        elif explained < MOST_EXPLAINED:
            explained += 1
            why = _Why(search)
            text, file = why.text(iri), why.file or file
        else:
            text = f"{local_name(iri)} can have no member; correct the others first, then its reason is told"
        yield Problem(kind=ProblemKind.UNSATISFIABLE, term=iri, file=file, text=text)


def unexamined(ontology: Ontology) -> int:
    """How many classes there are where they are too many to be looked at; else 0."""
    count = len(_classes(ontology))
    return count if count > MOST_CLASSES else 0


def _classes(ontology: Ontology) -> list[str]:
    return [term.iri for term in ontology.of_kind(TermKind.CLASS) if term.iri != NOTHING]


def _may_exclude(axiom: Axiom) -> bool:
    return axiom.kind in _SOURCES or (axiom.kind != "AnnotationAssertion" and any(map(_excludes, axiom.args)))


def _excludes(node: Node) -> bool:
    if isinstance(node, Iri):
        return node.text == NOTHING or node.text in _BOTTOM
    return isinstance(node, Expression) and (node.kind in _PARTS or any(map(_excludes, node.args)))


class _Why:
    """Why one class is empty: the axiom that excludes its members first, then those that put them where they are."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._grounds = Grounds(search)
        self._axioms: dict[int, None] = {}
        self._told_of: set[int] = set()

    @property
    def file(self) -> str:
        """The file of the axiom that excludes the members; '' when none is known."""
        return next((self._search.clauses.axioms[number].file for number in self._axioms), "")

    def text(self, iri: str) -> str:
        """The message about an empty class."""
        told = self._impossible(self._search.empty[iri])
        axioms = [self._search.clauses.axioms[number] for number in self._axioms]
        listed = ", ".join(f"{axiom.short()} ({axiom.file})" for axiom in axioms[:MOST_AXIOMS])
        if not axioms:
            advice = "which axioms are behind it could not be traced, so let Protégé's reasoner explain it"
            return f"{local_name(iri)} can have no member: {told}; {advice}"
        more = f" and {len(axioms) - MOST_AXIOMS} more" if len(axioms) > MOST_AXIOMS else ""
        return f"{local_name(iri)} can have no member: {told}; this rests on {listed}{more}; correct one of them"

    def _impossible(self, member: int) -> str:
        """What is wrong with a member, in words."""
        at = member << BITS
        if member in self._search.no_value:
            names = self._search.no_value[member]
            self._rest_on([(name, at) for name in names])
            ranges = " and ".join(short(self._search.clauses.abstraction.ranges[name]) for name in names)
            return f"no value is in {ranges}" if len(names) == 1 else f"no value is in each of {ranges}"
        if member in self._search.impossible:
            name = self._search.impossible[member]
            self._rest_on([(name, at)] if name not in _BOTTOM else [(NOTHING, at)])
            return f"{local_name(name)} can have no member" if name not in _BOTTOM else f"{local_name(name)} is empty"
        return self._broken((NOTHING, at))

    def _broken(self, fact: Key) -> str:
        """The constraint that a member breaks: one of its own sooner than one of what it must have."""
        ways = list(islice(steps(self._search.closure, *fact, below=DYING), MOST_WAYS))
        own = [(way, self._grounds.of(way.premises)) for way in ways if way.premises[0][0] != HAS]
        found = [(way, axioms) for way, axioms in own if axioms is not None]
        if found:
            way, axioms = min(found, key=lambda one: len(one[1]))
            number = self._search.clauses.of[way.rule.id]
            self._axioms.update(dict.fromkeys((number, *axioms) if number >= 0 else axioms))
            return self._told(way, number)
        through = (self._through(way) for way in ways if way.premises[0][0] == HAS)
        return next((told for told in through if told), "what it must have cannot be")

    def _through(self, way: Step) -> str:
        """A member that is impossible as what it must have is; '' when that is told already, or goes in a circle."""
        (_, link), (_, broken) = way.premises
        owned = self._grounds.supposed(link & LOW, link >> BITS)
        if owned is None or broken in self._told_of:
            return ""
        self._told_of.add(broken)
        inner = self._impossible(broken >> BITS)
        self._rest_on([(HAS, link)])
        value = owned.must.value
        what = "something" if value.startswith((PREFIX, OWL)) else f"{_article(value)} {local_name(value)}"
        if value in self._search.clauses.abstraction.ranges:
            what = short(self._search.clauses.abstraction.ranges[value])
        return f"its {short(owned.must.property)} must be {what}, and there {inner}"

    def _told(self, way: Step, number: int) -> str:
        excluding = self._search.clauses.axioms[number].short() if number >= 0 else "its axioms"
        told = []
        for predicate, key in way.premises:
            if predicate == DIFFERENT:
                return "several that differ would have to be one"
            if not predicate.startswith(PREFIX):
                known = f"{_article(predicate)} {local_name(predicate)}" if not key & LOW else local_name(predicate)
                told.append(known if not key & LOW else f"something with {known}")
        names = list(dict.fromkeys(told))
        if not names:
            return f"{excluding} lets nothing be"
        return f"it would be {' and '.join(names)}, which {excluding} excludes"

    def _rest_on(self, facts: list[Key]) -> None:
        self._axioms.update(dict.fromkeys(self._grounds.of(facts) or ()))


def _article(iri: str) -> str:
    return "an" if local_name(iri)[:1].casefold() in tuple("aeiou") else "a"
