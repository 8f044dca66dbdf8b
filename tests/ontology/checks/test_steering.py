"""Annotations that steer Fengmi and say something it cannot use."""

import pytest

from ontology.checks import ProblemKind, problems
from ontology.load import load_ontology, ontology_from_texts
from ontology.model import Ontology
from tests.ontology.axioms import document
from tests.ontology.checks.found import term

OVERLAY = "https://test.example/overlay"


def _steered(*lines: str) -> list[str]:
    general = load_ontology(["general"])
    text = document(*term("DataProperty", "d", "丁", "tee"), *lines, iri=OVERLAY, imports=(general.documents[0].iri,))
    both = Ontology((*general.documents, *ontology_from_texts([("t.ofn", text)]).documents))
    return [p.text for p in problems(both) if p.kind is ProblemKind.STEERING and p.file == "t.ofn"]


@pytest.mark.parametrize(
    ("axiom", "told"),
    [
        ("AnnotationAssertion(g:unit :d g:metre2)", "unit of d: 'metre2' is no Unit; the known ones are "),
        ('AnnotationAssertion(g:unit :d "升")', "unit of d: '升' is no Unit"),
        ('AnnotationAssertion(g:summary :d "first")', "summary of d: 'first' is no integer; write a whole number"),
        ('AnnotationAssertion(g:multiple :d "yes")', "multiple of d: 'yes' is no boolean; write true or false"),
        ('AnnotationAssertion(g:question :d "{subjct}多少"@zh)', "question of d: '{subjct}' is no slot"),
        ('AnnotationAssertion(g:template :d "{valeu}升"@zh)', "template of d: '{valeu}' is no slot"),
        ('AnnotationAssertion(g:question :d "{subject 多少"@zh)', "question of d: '{{subject 多少}' is no slot"),
    ],
)
def test_what_cannot_be_used_is_named_with_what_can(axiom: str, told: str) -> None:
    (text,) = _steered(axiom)
    assert text.startswith(told)


def test_what_can_be_used_is_fine() -> None:
    lines = (
        "AnnotationAssertion(g:unit :d g:litre)",
        'AnnotationAssertion(g:summary :d "3")',
        'AnnotationAssertion(g:multiple :d "true")',
        'AnnotationAssertion(g:question :d "{subject}几升"@zh)',
    )
    assert _steered(*lines) == []
