"""Nodes without a name are called after what is said of them."""

import pytest

from ontology.reader import Document, read_text
from ontology.writing.blanks import with_stable_blanks
from ontology.writing.export import FORMATS, export
from tests.ontology.axioms import DECLARATIONS, document

_CHAINS = (
    "ClassAssertion(:A _:x1)",
    "ObjectPropertyAssertion(:p _:x1 _:y1)",
    "ClassAssertion(:A _:x2)",
    "ObjectPropertyAssertion(:p _:x2 _:y2)",
    "SubClassOf(:A ObjectSomeValuesFrom(:p :B))",
    "ObjectPropertyAssertion(:q :i _:x2)",
    "ObjectPropertyAssertion(:q :i _:x1)",
)


def _document(*lines: str) -> Document:
    return read_text(document(*DECLARATIONS, *lines), file="t.ofn")


def test_names_do_not_hang_on_those_of_the_file() -> None:
    renamed = (line.replace("x1", "z").replace("x2", "a").replace("y1", "x1") for line in _CHAINS)
    assert export(_document(*_CHAINS), "ofn").text == export(_document(*renamed), "ofn").text


def test_a_line_far_from_a_node_leaves_its_name() -> None:
    more = _document(*_CHAINS, "SubClassOf(:B :C)", "ClassAssertion(:B _:w)")
    assert set(map(str, with_stable_blanks(_document(*_CHAINS)).axioms)) < set(
        map(str, with_stable_blanks(more).axioms)
    )


@pytest.mark.parametrize("format", FORMATS)
def test_nodes_of_the_file_never_become_one_with_nodes_that_writing_needs(format: str) -> None:
    exported = export(_document(*_CHAINS), format)
    back = read_text(exported.text, file=f"t.{format}")
    assert exported.lost == ()
    assert len([a for a in back.axioms if a.kind == "ClassAssertion"]) == 2


@pytest.mark.parametrize("format", FORMATS)
def test_writing_again_what_was_written_gives_the_same_bytes(format: str) -> None:
    text = export(_document(*_CHAINS), format).text
    assert export(read_text(text, file=f"t.{format}"), format).text == text


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", ["a'b", "a\u200bb", "客户"])
def test_nodes_of_any_name_are_written(format: str, name: str) -> None:
    exported = export(_document(f"ClassAssertion(:A _:{name})", f"ObjectPropertyAssertion(:p :i _:{name})"), format)
    assert exported.lost == ()


@pytest.mark.parametrize("format", ["ofn", "owx", "ttl"])
def test_a_node_in_an_annotation_of_an_axiom_is_not_lost(format: str) -> None:
    exported = export(_document("SubClassOf(Annotation(rdfs:seeAlso _:x) :A :B)"), format)
    assert exported.lost == ()
