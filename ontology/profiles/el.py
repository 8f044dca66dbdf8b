"""OWL 2 EL, for large terminologies (https://www.w3.org/TR/owl2-profiles/#OWL_2_EL).

Letters of its own: h what is below in SubObjectPropertyOf, k properties of a key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ontology.model import Ontology
from ontology.owl import Axiom, Expression, Iri, Node, local_name
from ontology.profiles.datatypes import OF_EL_AND_QL
from ontology.profiles.grammar import Grammar
from ontology.profiles.parts import Part, short
from ontology.profiles.violation import Violation, violation

EL = Grammar(
    axioms={
        "SubClassOf": "CC",
        "EquivalentClasses": "C*",
        "DisjointClasses": "C*",
        "SubObjectPropertyOf": "ho",
        "EquivalentObjectProperties": "o*",
        "ObjectPropertyDomain": "oC",
        "ObjectPropertyRange": "oC",
        "ReflexiveObjectProperty": "o",
        "TransitiveObjectProperty": "o",
        "SubDataPropertyOf": "dd",
        "EquivalentDataProperties": "d*",
        "DataPropertyDomain": "dC",
        "DataPropertyRange": "dD",
        "FunctionalDataProperty": "d",
        "DatatypeDefinition": "DD",
        "HasKey": "Ckk",
        "SameIndividual": "i*",
        "DifferentIndividuals": "i*",
        "ClassAssertion": "Ci",
        "ObjectPropertyAssertion": "oii",
        "NegativeObjectPropertyAssertion": "oii",
        "DataPropertyAssertion": "dil",
        "NegativeDataPropertyAssertion": "dil",
    },
    expressions={
        "C": {
            "ObjectIntersectionOf": "C*",
            "ObjectOneOf": "i",
            "ObjectSomeValuesFrom": "oC",
            "ObjectHasValue": "oi",
            "ObjectHasSelf": "o",
            "DataSomeValuesFrom": "dD",
            "DataHasValue": "dl",
        },
        "h": {"ObjectPropertyChain": "o*"},
        "k": {"ObjectProperties": "o*", "DataProperties": "d*"},
        "D": {"DataIntersectionOf": "D*", "DataOneOf": "l"},
    },
    datatypes=OF_EL_AND_QL,
    said={"D": "as a data range"},
)
"""The grammar of OWL 2 EL."""


class ChainRanges:
    """EL's own global restriction: what the head of a chain has for its range, the chain's last property must have."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._ranges: dict[str, list[Node]] = defaultdict(list)
        self._chains: list[tuple[Axiom, Iri, Iri]] = []

    def see(self, axiom: Axiom, parts: Sequence[Part]) -> None:
        """Take note of ranges and chains."""
        if axiom.kind == "ObjectPropertyRange" and isinstance(axiom.args[0], Iri):
            self._ranges[axiom.args[0].text].append(axiom.args[1])
        elif axiom.kind == "SubObjectPropertyOf" and isinstance(axiom.args[1], Iri):
            chain = axiom.args[0]
            if isinstance(chain, Expression) and chain.kind == "ObjectPropertyChain" and chain.args:
                last = chain.args[-1]
                if isinstance(last, Iri):
                    self._chains.append((axiom, last, axiom.args[1]))

    def found(self) -> Iterator[Violation]:
        """Chains whose head has a range that its last property has not."""
        for axiom, last, head in self._chains:
            known = set(self._imposed(last.text))
            for wanted in dict.fromkeys(self._imposed(head.text)):
                if wanted not in known:
                    yield violation(
                        axiom,
                        f"a chain for {local_name(head.text)}, whose range {short(wanted)} is no range of "
                        f"{local_name(last.text)}, the chain's last",
                    )

    def _imposed(self, property: str) -> Iterator[Node]:
        for above in sorted(self._ontology.superproperties(property)) if self._ranges else ():
            yield from self._ranges.get(above, ())
