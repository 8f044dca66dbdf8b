"""DL's rules on names: each is declared, is one kind of property or data, and is none of OWL's own words.

Source: https://www.w3.org/TR/owl2-syntax/#Typing_Constraints_of_OWL_2_DL and section 5.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ontology.owl import OWL, RDF, RDFS, XSD, Axiom, Expression, Iri, Literal, local_name
from ontology.profiles.datatypes import DATATYPES, datatype_of
from ontology.profiles.parts import Part
from ontology.profiles.violation import Violation, violation
from ontology.rdf.names import BUILT_IN_ANNOTATIONS
from ontology.terms import TermKind

RESERVED = (OWL, RDF, RDFS, XSD)

_KINDS = {
    "C": TermKind.CLASS,
    "D": TermKind.DATATYPE,
    "o": TermKind.OBJECT_PROPERTY,
    "d": TermKind.DATA_PROPERTY,
    "a": TermKind.ANNOTATION_PROPERTY,
    "i": TermKind.INDIVIDUAL,
}
_NAMES = {
    TermKind.CLASS: "class",
    TermKind.DATATYPE: "datatype",
    TermKind.OBJECT_PROPERTY: "object property",
    TermKind.DATA_PROPERTY: "data property",
    TermKind.ANNOTATION_PROPERTY: "annotation property",
    TermKind.INDIVIDUAL: "individual",
}
_BUILT_IN = {
    TermKind.CLASS: frozenset((OWL + "Thing", OWL + "Nothing")),
    TermKind.DATATYPE: frozenset(DATATYPES),
    TermKind.OBJECT_PROPERTY: frozenset((OWL + "topObjectProperty", OWL + "bottomObjectProperty")),
    TermKind.DATA_PROPERTY: frozenset((OWL + "topDataProperty", OWL + "bottomDataProperty")),
    TermKind.ANNOTATION_PROPERTY: BUILT_IN_ANNOTATIONS,
    TermKind.INDIVIDUAL: frozenset(),
}
_APART = (
    (TermKind.OBJECT_PROPERTY, TermKind.DATA_PROPERTY, TermKind.ANNOTATION_PROPERTY),
    (TermKind.CLASS, TermKind.DATATYPE),
)


class Vocabulary:
    """The names that axioms use, by what they are there."""

    def __init__(self) -> None:
        self._declared: dict[TermKind, set[str]] = {kind: set() for kind in TermKind}
        self._used: dict[TermKind, dict[str, list[Axiom]]] = {kind: defaultdict(list) for kind in TermKind}

    def see(self, axiom: Axiom, parts: Sequence[Part]) -> None:
        """Take note of declarations and of every name that is not OWL's own."""
        for letter, node in parts:
            if isinstance(node, Literal):
                if node.datatype not in DATATYPES:
                    self._use(TermKind.DATATYPE, datatype_of(node), axiom)
            elif isinstance(node, Iri) and letter in _KINDS:
                self._use(_KINDS[letter], node.text, axiom)
        if axiom.kind == "Declaration":
            (said,) = axiom.args
            if isinstance(said, Expression) and isinstance(said.args[0], Iri):
                self._declared[TermKind(said.kind)].add(said.args[0].text)

    def _use(self, kind: TermKind, iri: str, axiom: Axiom) -> None:
        if iri in _BUILT_IN[kind]:
            return
        axioms = self._used[kind][iri]
        if not axioms or axioms[-1] is not axiom:
            axioms.append(axiom)

    def found(self) -> Iterator[Violation]:
        """Axioms with a name that is OWL's own, is not declared, or is two things that DL keeps apart."""
        for kind, names in self._used.items():
            for iri, axioms in names.items():
                fault = self.fault(kind, iri)
                yield from (violation(axiom, fault) for axiom in axioms if fault)
        yield from self._punned()

    def fault(self, kind: TermKind, iri: str) -> str:
        """What is wrong with the use of a name as a term of some kind; '' when nothing is."""
        if iri in _BUILT_IN[kind]:
            return ""
        if iri.startswith(RESERVED):
            if kind is TermKind.DATATYPE:
                return f"the datatype {local_name(iri)}, which is not in OWL 2's datatype map"
            return f"the {_NAMES[kind]} <{iri}>, a name of the reserved vocabulary"
        if kind is not TermKind.INDIVIDUAL and iri not in self._declared[kind]:
            return f"the {_NAMES[kind]} <{iri}>, which is not declared"
        return ""

    def _punned(self) -> Iterator[Violation]:
        for apart in _APART:
            for place, kind in enumerate(apart):
                for other in apart[place + 1 :]:
                    both = self._used[kind].keys() & self._used[other].keys()
                    for iri in sorted(both):
                        text = f"<{iri}>, which is both {_article(kind)} and {_article(other)}"
                        yield violation(self._used[kind][iri][0], text)
                        yield violation(self._used[other][iri][0], text)


def _article(kind: TermKind) -> str:
    name = _NAMES[kind]
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
