"""DL's rules on datatypes: each is of OWL 2's map or is defined once, and no definition uses itself.

Source: https://www.w3.org/TR/owl2-syntax/#The_Restrictions_on_the_Axiom_Closure
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ontology.owl import Axiom, Iri, Literal, local_name
from ontology.profiles.circles import components
from ontology.profiles.datatypes import DATATYPES, datatype_of
from ontology.profiles.parts import Part
from ontology.profiles.violation import Violation, violation
from ontology.profiles.vocabulary import RESERVED


class Definitions:
    """Datatypes that are not of the map: where they are used and how they are defined."""

    def __init__(self) -> None:
        self._used: dict[str, list[Axiom]] = defaultdict(list)
        self._valued: list[tuple[str, Axiom]] = []
        self._defined: dict[str, list[Axiom]] = defaultdict(list)
        self._parts: dict[str, list[str]] = defaultdict(list)

    def see(self, axiom: Axiom, parts: Sequence[Part]) -> None:
        """Take note of a definition, and of datatypes that are not of the map."""
        named = [node.text for letter, node in parts if letter == "D" and isinstance(node, Iri)]
        for iri in dict.fromkeys(named):
            if iri not in DATATYPES and axiom.kind not in ("Declaration", "DatatypeDefinition"):
                self._used[iri].append(axiom)
        for _, node in parts:
            if isinstance(node, Literal) and node.datatype not in DATATYPES:
                self._valued.append((datatype_of(node), axiom))
        if axiom.kind == "DatatypeDefinition" and named:
            self._defined[named[0]].append(axiom)
            self._parts[named[0]] += named[1:]

    def found(self) -> Iterator[Violation]:
        """Uses of datatypes without a definition or with several, definitions that redefine or go in circles."""
        for iri, axioms in self._used.items():
            if iri not in self._defined and not iri.startswith(RESERVED):
                text = f"the datatype {local_name(iri)}, which is neither in OWL 2's datatype map nor defined"
                yield from (violation(axiom, text) for axiom in axioms)
        for iri, axiom in self._valued:
            if not iri.startswith(RESERVED):
                what = "defined by others and has no values of its own" if iri in self._defined else "not defined"
                yield violation(axiom, f"a value of the datatype {local_name(iri)}, which is {what}")
        number = components(self._parts)
        for iri, axioms in self._defined.items():
            if iri.startswith(RESERVED):
                yield from (violation(a, f"a definition of {local_name(iri)}, which is OWL's own") for a in axioms)
            elif len(axioms) > 1:
                yield from (violation(a, f"one of {len(axioms)} definitions of {local_name(iri)}") for a in axioms)
            if any(number[part] == number[iri] for part in self._parts[iri]):
                yield from (violation(a, f"a definition of {local_name(iri)} by itself") for a in axioms)
