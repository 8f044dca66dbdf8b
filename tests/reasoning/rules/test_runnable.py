"""Rules that cannot be run are left out and named; the others stay."""

from __future__ import annotations

import pytest

from ontology.model import Ontology
from ontology.reader import read_text
from reasoning.rules import compile_rules, runnable
from reasoning.rules.rule import NOTHING
from tests.ontology.axioms import DECLARATIONS, document

_X, _Y, _V = (f"Variable(<urn:swrl:var#{name}>)" for name in "xyv")
_SOUND = f"DLSafeRule(Body(ClassAtom(:A {_X})) Head(ClassAtom(:B {_X})))"
_MISSPELT = "<http://www.w3.org/2003/11/swrlb#greaterThn>"
_BROKEN = {
    f"DLSafeRule(Body(ClassAtom(:A {_X})) Head(ObjectPropertyAtom(:p {_X} {_Y})))": "is in no condition",
    f"DLSafeRule(Body(ClassAtom(:Zed {_X})) Head(ClassAtom(:B {_X})))": "t#Zed is not declared",
    f"DLSafeRule(Body(ClassAtom(:A {_X}) BuiltInAtom({_MISSPELT} {_X})) Head(ClassAtom(:B {_X})))": "unknown built-in",
    "DLSafeRule(Body() Head())": "says nothing; give it a body or a head",
    "DLSafeRule(Body(DataRangeAtom(xsd:integer Variable(<urn:swrl:var#v>))) Head())": "no condition on an individual",
}


def _ontology(*lines: str) -> Ontology:
    return Ontology([read_text(document(*DECLARATIONS, *lines), file="t.ofn")])


@pytest.mark.parametrize(("rule", "said"), _BROKEN.items())
def test_a_rule_that_cannot_be_run_is_left_out_with_its_reason(rule: str, said: str) -> None:
    whole = _ontology(rule, _SOUND)
    sound, (left_out,) = runnable(whole)
    assert said in left_out.reason
    assert len(sound.axioms) == len(whole.axioms) - 1
    assert len(compile_rules(sound).rules) == 1


def test_an_ontology_whose_rules_all_run_is_given_back_itself() -> None:
    whole = _ontology(_SOUND)
    assert runnable(whole) == (whole, ())


def test_a_rule_without_a_head_is_a_constraint() -> None:
    condition = f'BuiltInAtom(<http://www.w3.org/2003/11/swrlb#greaterThan> {_V} "3")'
    rule = f"DLSafeRule(Body({condition} DataPropertyAtom(:d {_X} {_V})) Head())"
    (constraint,) = compile_rules(_ontology(rule)).constraints
    assert constraint.head.predicate == NOTHING


@pytest.mark.parametrize(
    "name",
    ["http://sqwrl.stanford.edu/ontologies/built-ins/3.4/sqwrl.owl#select", "http://www.w3.org/2003/11/swrlb#sin"],
)
def test_a_rule_with_a_built_in_of_somebodys_own_is_ignored_and_keeps_no_ontology_out(name: str) -> None:
    whole = _ontology(f"DLSafeRule(Body(ClassAtom(:A {_X})) Head(BuiltInAtom(<{name}> {_X})))", _SOUND)
    assert runnable(whole) == (whole, ())
    program = compile_rules(whole)
    assert [f"<{name}>" in skipped.reason for skipped in program.skipped] == [True]
    assert len(program.rules) == 1
