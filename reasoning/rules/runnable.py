"""An ontology without those of its SWRL rules that cannot be run, so that the rest can be looked at all the same."""

from __future__ import annotations

from dataclasses import replace

from ontology.errors import RuleError
from ontology.model import Ontology
from ontology.owl import Axiom
from reasoning.rules.compile import Skipped, check_rule
from reasoning.rules.rule import Rule


def runnable(ontology: Ontology) -> tuple[Ontology, tuple[Skipped, ...]]:
    """The ontology, itself when all its rules can be run, and the rules left out, with what is wrong with each.

    Rules that can be run one by one and not together, as they ask for the absence of what they conclude, are left in.
    """
    known: dict[str, Rule] = {}
    broken: dict[Axiom, str] = {}
    for axiom in ontology.axioms:
        if axiom.kind == "DLSafeRule":
            try:
                check_rule(axiom, ontology, known)
            except RuleError as error:
                broken[axiom] = str(error)
    if not broken:
        return ontology, ()
    documents = (
        replace(document, axioms=tuple(axiom for axiom in document.axioms if axiom not in broken))
        for document in ontology.documents
    )
    left_out = (Skipped(axiom=axiom.short(), file=axiom.file, reason=reason) for axiom, reason in broken.items())
    return Ontology(documents), tuple(left_out)
