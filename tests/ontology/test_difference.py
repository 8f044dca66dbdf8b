"""What two versions of an ontology say differently."""

from ontology.difference import OntologyDifference, difference
from ontology.load import ontology_from_texts
from ontology.model import Ontology
from tests.ontology.axioms import NS, document
from tests.ontology.checks.found import term, terms

LINES = (
    *term("Class", "Shoe", "鞋", "shoe"),
    *terms("Class", "Thing"),
    *terms("DataProperty", "size"),
    'AnnotationAssertion(skos:altLabel :Shoe "鞋子"@zh)',
    "SubClassOf(:Shoe :Thing)",
    "Declaration(NamedIndividual(:s))",
    'DataPropertyAssertion(:size :s "40")',
)


def _rule(label: str, cls: str) -> str:
    head = f"Head(ClassAtom(:{cls} Variable(:x)))"
    return f'DLSafeRule(Annotation(rdfs:label "{label}") Body(ClassAtom(:Shoe Variable(:x))) {head})'


def _version(*lines: str, file: str = "t.ofn") -> Ontology:
    return ontology_from_texts([(file, document(*lines))])


def _between(old: tuple[str, ...], new: tuple[str, ...]) -> OntologyDifference:
    return difference(_version(*old), _version(*new))


def _without(line: str) -> tuple[str, ...]:
    assert line in LINES
    return tuple(other for other in LINES if other != line)


def test_the_same_axioms_in_another_order_and_file_are_no_difference() -> None:
    found = difference(_version(*LINES), _version(*reversed(LINES), file="other.ofn"))
    assert found.empty
    assert (found.terms.changed, found.rules.changed) == ((), ())


def test_the_members_of_a_set_in_another_order_are_no_difference() -> None:
    assert _between((*LINES, "DisjointClasses(:Shoe :Thing)"), (*LINES, "DisjointClasses(:Thing :Shoe)")).empty


def test_another_synonym_is_one_changed_axiom_of_its_term() -> None:
    old = 'AnnotationAssertion(skos:altLabel :Shoe "鞋子"@zh)'
    found = _between(LINES, (*_without(old), 'AnnotationAssertion(skos:altLabel :Shoe "靴子"@zh)'))
    (changed,) = found.changed
    assert changed.before == 'AnnotationAssertion(Shoe altLabel "鞋子")'
    assert changed.after == 'AnnotationAssertion(Shoe altLabel "靴子")'
    assert (found.added, found.removed, found.terms.changed) == ((), (), (NS + "Shoe",))


def test_a_synonym_in_another_language_is_added_and_not_changed() -> None:
    found = _between(LINES, (*LINES, 'AnnotationAssertion(skos:altLabel :Shoe "boot"@en)'))
    assert [axiom.text for axiom in found.added] == ['AnnotationAssertion(Shoe altLabel "boot")']
    assert (found.removed, found.changed) == ((), ())


def test_another_value_of_an_individual_is_changed() -> None:
    found = _between(LINES, (*_without('DataPropertyAssertion(:size :s "40")'), 'DataPropertyAssertion(:size :s "41")'))
    assert [(c.before, c.after) for c in found.changed] == [
        ('DataPropertyAssertion(size s "40")', 'DataPropertyAssertion(size s "41")')
    ]
    assert found.terms.changed == (NS + "s",)


def test_a_rule_is_known_by_its_label() -> None:
    old, new = (_rule("one", "Thing"), _rule("two", "Thing")), (_rule("one", "Shoe"), _rule("three", "Thing"))
    found = _between((*LINES, *old), (*LINES, *new))
    assert (found.rules.added, found.rules.removed, found.rules.changed) == (("three",), ("two",), ("one",))
    assert [axiom.kind for axiom in (*found.added, *found.removed)] == ["DLSafeRule"] * 2
    (changed,) = found.changed
    assert (changed.kind, changed.after[-13:]) == ("DLSafeRule", '{label "one"}')


def test_a_new_class_and_one_that_is_gone_are_terms_added_and_removed() -> None:
    found = _between((*LINES, *terms("Class", "Sandal")), (*LINES, *terms("Class", "Boot")))
    assert (found.terms.added, found.terms.removed) == ((NS + "Boot",), (NS + "Sandal",))
    assert len(found.added) == len(found.removed) == 3


def test_an_annotation_on_an_axiom_makes_it_another() -> None:
    noted = 'SubClassOf(Annotation(rdfs:comment "why") :Shoe :Thing)'
    (changed,) = _between(LINES, (*_without("SubClassOf(:Shoe :Thing)"), noted)).changed
    assert changed.after == 'SubClassOf(Shoe Thing) {comment "why"}'


def test_what_differs_only_in_its_datatype_is_told_in_full() -> None:
    new = 'DataPropertyAssertion(:size :s "40"^^xsd:integer)'
    (changed,) = _between(LINES, (*_without('DataPropertyAssertion(:size :s "40")'), new)).changed
    assert changed.before != changed.after
    assert "XMLSchema#integer" in changed.after


def test_the_other_way_round_added_is_removed() -> None:
    new = (*LINES, *terms("Class", "Boot"), _rule("one", "Thing"))
    there, back = _between(LINES, new), _between(new, LINES)
    assert (there.added, there.removed) == (back.removed, back.added)
    assert there.terms.added == back.terms.removed
    assert there == _between(LINES, new)
