"""Names that nobody declared."""

from ontology.checks import ProblemKind
from tests.ontology.axioms import NS
from tests.ontology.checks.found import found_in, term


def test_an_undeclared_term_is_named_with_the_one_that_was_meant() -> None:
    (found,) = found_in(*term("Class", "WaterHeater", "热水器"), "SubClassOf(:WaterHeater :WaterHeatr)")
    assert found.kind is ProblemKind.UNDECLARED
    assert f"<{NS}WaterHeatr> is used in SubClassOf(WaterHeater WaterHeatr)" in found.text
    assert f"did you mean <{NS}WaterHeater>?" in found.text


def test_of_terms_that_share_as_much_with_it_the_nearest_is_suggested() -> None:
    declared = (*term("Class", "Prodcut", "甲"), *term("Class", "Product", "乙"))
    (found,) = found_in(*declared, "SubClassOf(:Prodcut :Produkt)")
    assert f"did you mean <{NS}Product>?" in found.text


def test_an_undeclared_term_unlike_any_other_has_no_suggestion() -> None:
    (found,) = found_in(*term("Class", "A", "甲"), "SubClassOf(:A :Zebra)")
    assert found.text.endswith("declare it, or correct its name")


def test_an_undeclared_term_is_told_once_a_file() -> None:
    assert len(found_in(*term("Class", "A", "甲"), "SubClassOf(:A :Z)", "EquivalentClasses(:A :Z)")) == 1


def test_an_undeclared_name_is_found_in_rules_and_annotations() -> None:
    rule = "DLSafeRule(Body(ClassAtom(:X Variable(:v))) Head(ObjectPropertyAtom(:y Variable(:v) Variable(:v))))"
    notes = ('AnnotationAssertion(:note :A "x")', "AnnotationAssertion(rdfs:seeAlso :A :Other)")
    found = found_in(*term("Class", "A", "甲"), rule, *notes)
    assert {problem.term.removeprefix(NS) for problem in found} == {"X", "y", "note", "Other"}


def test_a_link_to_somewhere_else_is_noterm() -> None:
    assert (
        found_in(*term("Class", "A", "甲"), "AnnotationAssertion(rdfs:seeAlso :A <https://other.example/page>)") == ()
    )


def test_an_annotation_of_the_ontology_itself_needs_no_declaration() -> None:
    assert found_in(f'AnnotationAssertion(rdfs:label <{NS[:-1]}> "t"@en)') == ()


def test_a_misspelt_annotation_of_skos_is_no_standard_name() -> None:
    lines = (*term("Class", "A", "甲"), 'AnnotationAssertion(skos:altlabel :A "阿"@zh)')
    (found,) = found_in(*lines)
    assert found.kind is ProblemKind.UNDECLARED
    assert "did you mean <http://www.w3.org/2004/02/skos/core#altLabel>?" in found.text


def test_a_vocabulary_of_which_nothing_is_declared_is_one_problem() -> None:
    lines = (f"SubClassOf(:A <https://other.example/v#{name}>)" for name in ("P", "Q", "R", "S"))
    (found,) = found_in(*term("Class", "A", "甲"), *lines)
    assert (found.kind, found.term) == (ProblemKind.UNDECLARED, "https://other.example/v#")
    assert "4 names of <https://other.example/v#> are used and declared nowhere (P, Q, R, …)" in found.text


def test_a_misspelt_namespace_is_named_with_the_one_that_was_meant() -> None:
    wrong = NS.replace("t.example", "tt.example")
    lines = (f"SubClassOf(:A <{wrong}{name}>)" for name in ("P", "Q", "R", "S"))
    (found,) = found_in(*term("Class", "A", "甲"), *lines)
    assert f"did you mean <{NS}>?" in found.text
