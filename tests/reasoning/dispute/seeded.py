"""The shipped dispute ontology with some of its lines written otherwise."""

import re
from functools import cache

from ontology.load import load_ontology
from ontology.model import Ontology
from ontology.reader import read_text


@cache
def _shipped() -> Ontology:
    return load_ontology(["dispute"])


def seeded(*changes: tuple[str, str], more: str = "") -> Ontology:
    """The pack with each pattern, which stands in it once, replaced, and lines added at the end."""
    *others, dispute = _shipped().documents
    text = dispute.text
    for pattern, new in changes:
        text, count = re.subn(pattern, new, text)
        assert count == 1, f"{pattern} stands there {count} times"
    text = text.rstrip().removesuffix(")") + more + "\n)"
    return Ontology((*others, read_text(text, file=dispute.file)))


def with_overlay(shop: str, lines: str) -> Ontology:
    """The pack and one shop's overlay of these lines."""
    prefixes = _shipped().documents[-1].text.partition("Ontology(")[0]
    imported = "Import(<https://fengmi.example/dispute>)"
    head = f'Ontology(<https://{shop}.example/o>\n{imported}\nAnnotation(g:overlayOf "{shop}")'
    return Ontology((*_shipped().documents, read_text(f"{prefixes}{head}\n{lines}\n)", file=f"{shop}.ofn")))


def policy_rule(name: str, priority: int, body: str, verdict: str, *more: str, head: str = "supports") -> str:
    """The lines of a policy rule about one case ?c that lacks nothing."""
    return "\n".join(
        (
            f"\nDeclaration(NamedIndividual(dp:{name})) ClassAssertion(dp:PolicyRule dp:{name})",
            f'DataPropertyAssertion(dp:priority dp:{name} "{priority}"^^xsd:integer)',
            f"ObjectPropertyAssertion(dp:cites dp:{name} dp:ArtEvidence) ",
            f"ObjectPropertyAssertion(dp:burdenOn dp:{name} dp:Seller)",
            f'DataPropertyAssertion(dp:deadlineHours dp:{name} "72"^^xsd:decimal)',
            f'DLSafeRule(Annotation(rdfs:label "{name}") Body({body.replace("?c", "Variable(<urn:swrl:var#c>)")})',
            f"Head(ObjectPropertyAtom(dp:{head} Variable(<urn:swrl:var#c>) dp:{verdict})))",
            *more,
        )
    )
