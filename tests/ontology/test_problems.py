"""What looks wrong in an ontology."""

from ontology.load import ontology_from_texts
from ontology.problems import Problem, ProblemKind, problems
from tests.ontology.axioms import NS, document


def _problems(*lines: str) -> tuple[Problem, ...]:
    return problems(ontology_from_texts([("t.ofn", document(*lines))]))


def _term(kind: str, name: str, zh: str = "", en: str = "") -> tuple[str, ...]:
    return (
        f"Declaration({kind}(:{name}))",
        f'AnnotationAssertion(rdfs:label :{name} "{zh or name}"@zh)',
        f'AnnotationAssertion(rdfs:label :{name} "{en or name}"@en)',
    )


def test_an_ontology_with_labels_and_declarations_has_no_problem() -> None:
    lines = (*_term("Class", "A", "甲"), *_term("Class", "B", "乙"), *_term("DataProperty", "d", "丁"))
    used = (
        "SubClassOf(:A :B)",
        "DataPropertyRange(:d xsd:string)",
        "SubClassOf(:A <http://www.w3.org/2002/07/owl#Thing>)",
    )
    assert _problems(*lines, *used) == ()


def test_a_term_without_a_label_in_a_language_is_named_with_its_file() -> None:
    (found,) = _problems("Declaration(Class(:A))", 'AnnotationAssertion(rdfs:label :A "甲"@zh)')
    assert (found.kind, found.term, found.file) == (ProblemKind.MISSING_LABEL, NS + "A", "t.ofn")
    assert "no rdfs:label in en" in found.text


def test_a_label_of_a_region_counts_for_its_language() -> None:
    labels = ('AnnotationAssertion(rdfs:label :A "甲"@zh-CN)', 'AnnotationAssertion(rdfs:label :A "a"@en-GB)')
    assert _problems("Declaration(Class(:A))", *labels) == ()


def test_a_term_of_a_standard_needs_no_label() -> None:
    assert _problems("Declaration(AnnotationProperty(skos:altLabel))") == ()


def test_an_undeclared_term_is_named_with_the_one_that_was_meant() -> None:
    (found,) = _problems(*_term("Class", "WaterHeater", "热水器"), "SubClassOf(:WaterHeater :WaterHeatr)")
    assert found.kind is ProblemKind.UNDECLARED
    assert f"<{NS}WaterHeatr> is used in SubClassOf(WaterHeater WaterHeatr)" in found.text
    assert f"did you mean <{NS}WaterHeater>?" in found.text


def test_an_undeclared_term_unlike_any_other_has_no_suggestion() -> None:
    (found,) = _problems(*_term("Class", "A", "甲"), "SubClassOf(:A :Zebra)")
    assert found.text.endswith("declare it, or correct its name")


def test_an_undeclared_term_is_told_once_a_file() -> None:
    assert len(_problems(*_term("Class", "A", "甲"), "SubClassOf(:A :Z)", "DisjointClasses(:A :Z)")) == 1


def test_an_undeclared_name_is_found_in_rules_and_annotations() -> None:
    rule = "DLSafeRule(Body(ClassAtom(:X Variable(:v))) Head(ObjectPropertyAtom(:y Variable(:v) Variable(:v))))"
    notes = ('AnnotationAssertion(:note :A "x")', "AnnotationAssertion(rdfs:seeAlso :A :Other)")
    found = _problems(*_term("Class", "A", "甲"), rule, *notes)
    assert {problem.term.removeprefix(NS) for problem in found} == {"X", "y", "note", "Other"}


def test_a_link_to_somewhere_else_is_no_term() -> None:
    assert (
        _problems(*_term("Class", "A", "甲"), "AnnotationAssertion(rdfs:seeAlso :A <https://other.example/page>)") == ()
    )


def test_an_annotation_of_the_ontology_itself_needs_no_declaration() -> None:
    assert _problems(f'AnnotationAssertion(rdfs:label <{NS[:-1]}> "t"@en)') == ()


def test_two_classes_of_one_label_are_told() -> None:
    found = _problems(*_term("Class", "A", "热水器", "heater"), *_term("Class", "B", "热水器 ", "boiler"))
    assert [(problem.kind, problem.term) for problem in found] == [(ProblemKind.SAME_LABEL, NS + "B")]


def test_an_object_property_and_a_data_property_of_one_label_are_told() -> None:
    found = _problems(*_term("ObjectProperty", "p", "价格", "price"), *_term("DataProperty", "d", "定价", "Price"))
    assert [problem.kind for problem in found] == [ProblemKind.SAME_LABEL]


def test_a_class_and_a_property_may_share_a_label() -> None:
    assert _problems(*_term("Class", "A", "价格", "price"), *_term("DataProperty", "d", "价格", "price")) == ()


def test_one_word_in_two_languages_is_no_clash() -> None:
    assert _problems(*_term("Class", "A", "OK", "fine"), *_term("Class", "B", "好", "OK")) == ()
