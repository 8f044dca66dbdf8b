from __future__ import annotations

from graph.fact import Fact
from ontology.owl import Iri
from reasoning.dispute.contest import Firing, contest
from reasoning.dispute.parts import Named, RuleOutcome
from reasoning.dispute.policy import PolicyRule
from reasoning.rules import Atom, AtomKind, Derivation, Rule


def firing(name: str, verdict: str, priority: int, *overrides: str, adds: bool = False) -> Firing:
    head = Atom(kind=AtomKind.OBJECT, predicate="supports", args=(Iri("case"), Iri(verdict)))
    text = Rule(id=name, head=head, body=())
    rule = PolicyRule(
        name=Named(iri=name, zh=name, en=name),
        priority=priority,
        overrides=frozenset(overrides),
        validity=("", ""),
        articles=(),
        rules=(text,),
    )
    fact = Fact(subject="case", property="supports", object=verdict, rule=name)
    return Firing(rule=rule, step=Derivation(conclusion=fact, rule=text, premises=()), end=verdict, adds=adds)


def test_nothing_that_applies_is_no_verdict() -> None:
    assert (contest([]).verdict, contest([]).tied) == ("", ())


def test_an_exception_wins_even_with_a_lower_priority() -> None:
    result = contest([firing("R1", "refund", 90), firing("R2", "reject", 10, "R1")])
    assert result.verdict == "reject"
    assert [(f.rule.id, fate, by) for f, fate, by in result.fates] == [
        ("R1", RuleOutcome.OVERRIDDEN, ("R2",)),
        ("R2", RuleOutcome.WON, ()),
    ]


def test_without_an_exception_the_higher_priority_wins() -> None:
    result = contest([firing("R1", "refund", 20), firing("R2", "reject", 30)])
    assert result.verdict == "reject"
    assert result.fates[0][1:] == (RuleOutcome.OUTRANKED, ("R2",))


def test_rules_that_agree_do_not_tie_and_all_win() -> None:
    result = contest([firing("R1", "refund", 20), firing("R2", "refund", 20), firing("R3", "refund", 5)])
    assert (result.verdict, [f.rule.id for f in result.winners]) == ("refund", ["R1", "R2", "R3"])


def test_equal_priority_and_different_verdicts_tie() -> None:
    result = contest([firing("R1", "refund", 20), firing("R2", "reject", 20), firing("R3", "wait", 5)])
    assert (result.verdict, {f.rule.id for f in result.tied}) == ("", {"R1", "R2"})


def test_an_overridden_rule_still_overrides_others() -> None:
    result = contest([firing("R1", "a", 1), firing("R2", "b", 2, "R1"), firing("R3", "c", 3, "R2")])
    assert result.verdict == "c"
    assert [fate for _, fate, _ in result.fates] == [RuleOutcome.OVERRIDDEN, RuleOutcome.OVERRIDDEN, RuleOutcome.WON]


def test_an_add_on_competes_with_no_verdict_but_can_be_overridden() -> None:
    extra = firing("R4", "more", 99, adds=True)
    assert contest([firing("R1", "refund", 1), extra]).verdict == "refund"
    assert contest([firing("R1", "refund", 1, "R4"), extra]).add_ons == ()
