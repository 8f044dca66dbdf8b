"""Labels that are missing, and words that two terms share."""

from ontology.checks import ProblemKind
from tests.ontology.axioms import NS
from tests.ontology.checks.found import found_in, term


def test_an_ontology_with_labels_and_declarations_has_no_problem() -> None:
    lines = (*term("Class", "A", "甲"), *term("Class", "B", "乙"), *term("DataProperty", "d", "丁"))
    used = (
        "SubClassOf(:A :B)",
        "DataPropertyRange(:d xsd:string)",
        "SubClassOf(:A <http://www.w3.org/2002/07/owl#Thing>)",
    )
    assert found_in(*lines, *used) == ()


def test_a_term_without_a_label_in_a_language_is_named_with_its_file() -> None:
    (found,) = found_in("Declaration(Class(:A))", 'AnnotationAssertion(rdfs:label :A "甲"@zh)')
    assert (found.kind, found.term, found.file) == (ProblemKind.MISSING_LABEL, NS + "A", "t.ofn")
    assert "no rdfs:label in en" in found.text


def test_a_label_of_a_region_counts_for_its_language() -> None:
    labels = ('AnnotationAssertion(rdfs:label :A "甲"@zh-CN)', 'AnnotationAssertion(rdfs:label :A "a"@en-GB)')
    assert found_in("Declaration(Class(:A))", *labels) == ()


def test_a_term_of_a_standard_needs_no_label() -> None:
    assert found_in("Declaration(AnnotationProperty(skos:altLabel))") == ()


def test_two_classes_of_one_label_are_told() -> None:
    found = found_in(*term("Class", "A", "热水器", "heater"), *term("Class", "B", "热水器 ", "boiler"))
    assert [(problem.kind, problem.term) for problem in found] == [(ProblemKind.SAME_LABEL, NS + "B")]


def test_an_object_property_and_a_data_property_of_one_label_are_told() -> None:
    found = found_in(*term("ObjectProperty", "p", "价格", "price"), *term("DataProperty", "d", "定价", "Price"))
    assert [problem.kind for problem in found] == [ProblemKind.SAME_LABEL]


def test_a_class_and_a_property_may_share_a_label() -> None:
    assert found_in(*term("Class", "A", "价格", "price"), *term("DataProperty", "d", "价格", "price")) == ()


def test_one_word_in_two_languages_is_no_clash() -> None:
    assert found_in(*term("Class", "A", "OK", "fine"), *term("Class", "B", "好", "OK")) == ()


def _called(name: str, word: str) -> str:
    return f'AnnotationAssertion(skos:altLabel :{name} "{word}"@zh)'


def test_two_classes_of_one_synonym_are_told_once() -> None:
    lines = (*term("Class", "A", "热水器"), *term("Class", "B", "锅炉"), _called("A", "热水炉"), _called("B", "热水炉"))
    assert [(problem.kind, problem.term) for problem in found_in(*lines)] == [(ProblemKind.SAME_SYNONYM, NS + "B")]


def test_a_synonym_that_is_anothers_label_is_told() -> None:
    lines = (*term("Class", "A", "热水器"), *term("Class", "B", "锅炉"), _called("B", "热水器"))
    assert [problem.kind for problem in found_in(*lines)] == [ProblemKind.SAME_SYNONYM]


def test_a_class_may_share_a_synonym_with_one_above_it() -> None:
    lines = (*term("Class", "A", "热水器"), *term("Class", "B", "小厨宝"), _called("A", "壶"), _called("B", "壶"))
    assert found_in(*lines, "SubClassOf(:B :A)") == ()


def test_properties_of_different_things_may_share_a_synonym() -> None:
    lines = (*term("Class", "A"), *term("Class", "B"), *term("DataProperty", "p"), *term("DataProperty", "q"))
    shared = (_called("p", "状态"), _called("q", "状态"))
    apart = ("DataPropertyDomain(:p :A)", "DataPropertyDomain(:q :B)")
    assert found_in(*lines, *shared, *apart) == ()
    assert [problem.kind for problem in found_in(*lines, *shared, *apart, "SubClassOf(:A :B)")] == [
        ProblemKind.SAME_SYNONYM
    ]
