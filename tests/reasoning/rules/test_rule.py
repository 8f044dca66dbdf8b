from __future__ import annotations

from reasoning.rules import compile_rules
from tests.reasoning.rules.shop import ontology, swrl

RULE = swrl(
    "R1",
    'ClassAtom(t:A ?x) DataPropertyAtom(t:n ?x ?v) BuiltInAtom(swrlb:lessThan ?v "5"^^xsd:integer)',
    "ObjectPropertyAtom(t:p ?x t:i)",
)
LABELS = (
    'AnnotationAssertion(rdfs:label t:A "订单"@zh) AnnotationAssertion(rdfs:label t:A "order"@en) '
    'AnnotationAssertion(rdfs:label t:n "天数"@zh) AnnotationAssertion(rdfs:label t:p "允许"@zh) '
)


def test_a_rule_reads_as_datalog() -> None:
    (rule,) = compile_rules(ontology(RULE)).rules
    assert str(rule) == 'p(?x, i) :- A(?x), n(?x, ?v), lessThan(?v, "5").'


def test_a_rule_reads_as_a_sentence_in_both_languages() -> None:
    onto = ontology(RULE + LABELS)
    (rule,) = compile_rules(onto).rules
    assert rule.words(onto, "zh") == "若x是订单，且x的天数是v，且v < 5，则x的允许是「i」。"
    assert rule.words(onto, "en").startswith("If x is an order and")


def test_a_rule_without_a_label_in_a_language_is_called_by_its_id() -> None:
    (rule,) = compile_rules(ontology(RULE)).rules
    assert rule.label("zh") == "R1"
