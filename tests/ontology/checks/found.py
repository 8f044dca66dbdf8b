"""Small ontologies put together from lines, and what the checks say of them."""

from ontology.checks import Problem, problems
from ontology.load import ontology_from_texts
from tests.ontology.axioms import document


def found_in(*lines: str) -> tuple[Problem, ...]:
    """The problems of an ontology of these lines."""
    return problems(ontology_from_texts([("t.ofn", document(*lines))]))


def term(kind: str, name: str, zh: str = "", en: str = "") -> tuple[str, ...]:
    """The lines that declare a term with a label in both languages."""
    return (
        f"Declaration({kind}(:{name}))",
        f'AnnotationAssertion(rdfs:label :{name} "{zh or name}"@zh)',
        f'AnnotationAssertion(rdfs:label :{name} "{en or name}"@en)',
    )


def terms(kind: str, *names: str) -> tuple[str, ...]:
    """The lines that declare several terms."""
    return tuple(line for name in names for line in term(kind, name))
