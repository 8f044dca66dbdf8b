"""The dispute policy looked at as a whole: seeded defects are found and named, and the shipped policy has none."""

import random

import pytest

from ontology.checks import ProblemKind
from ontology.load import load_ontology
from reasoning.dispute import survey
from reasoning.dispute.analysis import analyse
from reasoning.dispute.conditions import Reader
from reasoning.dispute.contest import Contest
from reasoning.dispute.policy import read_policy
from reasoning.dispute.survey import Survey
from reasoning.dispute.vocabulary import CLAIM, NS
from tests.reasoning.dispute.desk import ORDERED
from tests.reasoning.dispute.seeded import policy_rule, seeded, with_overlay

HOURS = "DataPropertyAtom(dp:hoursFromSignOff Variable(<urn:swrl:var#c>) Variable(<urn:swrl:var#h>))"


def test_the_shipped_policy_has_no_problem_and_says_what_was_looked_at() -> None:
    found = analyse(load_ontology(["dispute"]))
    assert found.problems == ()
    looked = found.scope
    assert (looked.claims, looked.rules, looked.periods, looked.sampled) == (15, 41, 4, ())
    assert looked.cases > 10_000


def test_an_ontology_without_a_policy_has_nothing_to_look_at() -> None:
    found = analyse(load_ontology(["general"]))
    assert (found.scope.cases, found.problems) == (0, ())


DISCLOSED = "ClassAtom(dp:VisibleClaim ?c) ObjectPropertyAtom(dp:proven ?c dp:Disclosed)"


@pytest.mark.parametrize(
    ("change", "kind", "term", "told", "example"),
    [
        pytest.param(
            (r"ObjectPropertyAssertion\(dp:overrides dp:R03 dp:R02\)\n", ""),
            ProblemKind.OVERLAP,
            "R03",
            "R03 supports SellerRefundsWithRecourse and R02 supports ClaimRejected, R03 wins by its priority alone",
            ("NotReceived(case)", "unproven(case, DropConsent)", "proven(case, SignOff)", "LeftWithThirdParty(case)"),
            id="an override is gone",
        ),
        pytest.param(
            (r"AnnotationAssertion\(.*dp:byRank dp:R36 dp:PolicyRule\)\n", ""),
            ProblemKind.OVERLAP,
            "R36",
            "R36 supports ClaimOutOfTime and R35 supports ClaimGranted, R36 wins by its priority alone",
            ("Counterfeit(case)", "unproven(case, SellerAnswered)", "hoursFromSignOff(case, 2161)"),
            id="a rank that nobody meant",
        ),
        pytest.param(
            (
                r"ObjectPropertyAtom\(dp:unproven (Variable\(<urn:swrl:var#c>\)) dp:ExistedAtSignOff\)",
                r"ObjectPropertyAtom(dp:disproven \1 dp:ExistedAtSignOff)",
            ),
            ProblemKind.GAP,
            "NotAsDescribed",
            "no rule decides 1 kinds of NotAsDescribed",
            ("NotAsDescribed(case)", "unproven(case, Disclosed)", "unproven(case, ExistedAtSignOff)"),
            id="a rule asks for more than it did",
        ),
        pytest.param(
            (
                r'"168"\^\^xsd:decimal\)\) Head\(ObjectPropertyAtom\(dp:supports (\S+) dp:ClaimOutOfTime',
                r'"200"^^xsd:decimal)) Head(ObjectPropertyAtom(dp:supports \1 dp:ClaimOutOfTime',
            ),
            ProblemKind.GAP,
            "NoReasonReturn",
            "no rule decides",
            ("NoReasonReturn(case)", "hoursFromReturnClock(case, 200)"),
            id="two limits that do not meet",
        ),
        pytest.param(
            (
                r"(AnnotationAssertion\(dp:leftOpen dp:OutOfStock [^\n]*\n){2}",
                "",
            ),
            ProblemKind.GAP,
            "OutOfStock",
            "add a rule for them, or say with dp:leftOpen on OutOfStock why a human is to decide",
            ("OutOfStock(case)", "proven(case, SellerAnswered)"),
            id="a claim that no rule decides",
        ),
        pytest.param(
            (
                r'(BuiltInAtom\(swrlb:lessThanOrEqual (\S+) "4392"\^\^xsd:decimal\))',
                r'\1 BuiltInAtom(swrlb:greaterThan \2 "5000"^^xsd:decimal)',
            ),
            ProblemKind.UNREACHABLE,
            "R17",
            "R17 never applies: no case meets",
            (),
            id="limits that exclude each other",
        ),
        pytest.param(
            (
                r"(ClassAtom\(dp:Damaged (\S+)\)) ObjectPropertyAtom\(dp:unproven",
                r"\1 ClassAtom(dp:Counterfeit \2) ObjectPropertyAtom(dp:unproven",
            ),
            ProblemKind.UNREACHABLE,
            "R18",
            "R18 never applies: no claim is all of Counterfeit, Damaged",
            (),
            id="two kinds of claim at once",
        ),
        pytest.param(
            (r'validFrom dp:R06v2018 "2018-01-11', 'validFrom dp:R06v2018 "2028-01-11'),
            ProblemKind.UNREACHABLE,
            "R06v2018",
            "which is no time",
            (),
            id="a period that ends before it begins",
        ),
        pytest.param(
            (r'validTo dp:Policy2018 "2026', 'validTo dp:Policy2018 "2027'),
            ProblemKind.VERSIONS,
            "Policy2018",
            "Policy2018 and Policy2026 are both valid on 2026-01-01",
            ("ordered 2026-01-01",),
            id="versions that overlap",
        ),
        pytest.param(
            (r'validTo dp:R06v2018 "2026', 'validTo dp:R06v2018 "2027'),
            ProblemKind.VERSIONS,
            "R06v2018",
            "R06v2018 and R06v2026 ask the same and are both valid on 2026-01-01",
            ("unproven(?case, Signature)", "ordered 2026-01-01"),
            id="two versions of a rule that overlap",
        ),
        pytest.param(
            (r'validFrom dp:R06v2026 "2026', 'validFrom dp:R06v2026 "2025'),
            ProblemKind.VERSIONS,
            "R06v2026",
            "R06v2026 is valid from 2025-01-01, and Policy2026, of which it is a part, from 2026-01-01",
            ("ordered before 2026-01-01",),
            id="a rule that is older than its version",
        ),
        pytest.param(
            (r"ObjectPropertyAssertion\(dp:cites dp:R28 dp:ArtFood\)\n", ""),
            ProblemKind.INCOMPLETE,
            "R28",
            "R28 cites no article",
            ("proven(?case, FoodUnsafeKnown)",),
            id="no article",
        ),
        pytest.param(
            (r"ObjectPropertyAssertion\(dp:burdenOn dp:R01 dp:Seller\)\n", ""),
            ProblemKind.INCOMPLETE,
            "R01",
            "R01 rests on unproven(?case, SignOff) and does not say who has to prove it",
            ("unproven(?case, SignOff)",),
            id="no burden of proof",
        ),
        pytest.param(
            (r'DataPropertyAssertion\(dp:deadlineHours dp:R35 "48"\^\^xsd:decimal\)\n', ""),
            ProblemKind.INCOMPLETE,
            "R35",
            "R35 rests on unproven(?case, SellerAnswered) and does not say how long",
            ("unproven(?case, SellerAnswered)",),
            id="no deadline",
        ),
        pytest.param(
            (r"DataPropertyAssertion\(dp:clockStart dp:Buyer [^\n]*\n", ""),
            ProblemKind.INCOMPLETE,
            "DamageShown",
            "nothing starts the clock of 72 hours in which DamageShown is to be proven",
            ("asked for DamageShown",),
            id="a clock that never starts",
        ),
    ],
)
def test_a_seeded_defect_is_found_and_named_with_a_case(
    change: tuple[str, str], kind: ProblemKind, term: str, told: str, example: tuple[str, ...]
) -> None:
    found = [p for p in analyse(seeded(change)).problems if (p.kind, p.term) == (kind, NS + term)]
    assert [p for p in found if told in p.text and set(example) <= set(p.example) and p.file == "dispute.ofn"]


def test_two_rules_of_one_rank_that_decide_differently_are_an_overlap() -> None:
    found = analyse(seeded(more=policy_rule("X1", 30, DISCLOSED, "ReturnAtSellersCost"))).problems
    (tie,) = (p for p in found if p.kind is ProblemKind.OVERLAP and p.term == NS + "R13")
    assert "R13 supports ClaimRejected and X1 supports ReturnAtSellersCost, both of priority 30" in tie.text
    assert tie.example[:2] == ("NotAsDescribed(case)", "proven(case, Disclosed)")


def test_a_rule_that_another_always_beats_is_unreachable() -> None:
    beaten = policy_rule(
        "X2", 90, DISCLOSED, "ReturnAtSellersCost", "ObjectPropertyAssertion(dp:overrides dp:R13 dp:X2)"
    )
    (idle,) = (p for p in analyse(seeded(more=beaten)).problems if p.kind is ProblemKind.UNREACHABLE)
    assert idle.text.startswith("X2 never decides: wherever it applies others win, below R13;")
    assert "proven(case, Disclosed)" in idle.example


def test_an_add_on_with_conditions_that_exclude_each_other_is_unreachable() -> None:
    body = (
        "ClassAtom(dp:Damaged ?c) ObjectPropertyAtom(dp:proven ?c dp:Fraud) ObjectPropertyAtom(dp:unproven ?c dp:Fraud)"
    )
    (idle,) = analyse(seeded(more=policy_rule("X3", 5, body, "HundredYuan", head="adds"))).problems
    assert "X3 never applies: no case meets proven(?case, Fraud) and unproven(?case, Fraud)" in idle.text


def test_a_condition_that_findings_lead_to_is_replaced_by_them() -> None:
    """R20 asks for a GuaranteedDamage, which a rule concludes from a promise, the hours and what is shown."""
    change = (r"ObjectPropertyAssertion\(dp:overrides dp:R20 dp:R19\)\n", "")
    (overlap,) = analyse(seeded(change)).problems
    assert {"proven(case, DamageShown)", "covered(case, DamageGuarantee)", "hoursFromSignOff(case, 72)"} <= set(
        overlap.example
    )


def test_two_rules_on_limits_that_leave_nothing_between_are_no_gap() -> None:
    two = (
        policy_rule("X4", 5, f"ClassAtom(dp:OutOfStock ?c) {HOURS} {_limit('lessThan')}", "SellerRefunds"),
        policy_rule("X5", 6, f"ClassAtom(dp:OutOfStock ?c) {HOURS} {_limit('greaterThanOrEqual')}", "ClaimRejected"),
    )
    lacking = r"AnnotationAssertion(Annotation(dp:lacking dp:hoursFromSignOff) dp:leftOpen dp:OutOfStock "
    left, right = ((rf'AnnotationAssertion\(dp:leftOpen dp:OutOfStock "{at}', f'{lacking}"{at}') for at in "缺W")
    assert analyse(seeded(left, right, more="\n".join(two))).problems == ()
    (gap,) = analyse(seeded(left, right, more=two[0])).problems
    assert (gap.kind, gap.term) == (ProblemKind.GAP, NS + "OutOfStock")


def _limit(name: str) -> str:
    return f'BuiltInAtom(swrlb:{name} Variable(<urn:swrl:var#h>) "10"^^xsd:decimal)'


def test_the_policy_of_a_shop_is_looked_at_with_its_own_rules() -> None:
    fraud = "ClassAtom(dp:OutOfStock ?c) ObjectPropertyAtom(dp:proven ?c dp:Fraud)"
    good = policy_rule("X6", 55, fraud, "SellerRefunds")
    found = analyse(with_overlay("s1", good))
    assert found.problems == ()
    assert found.scope.rules == 42
    bad = policy_rule("X7", 30, DISCLOSED, "ReturnAtSellersCost")
    overlaps = [p for p in analyse(with_overlay("s1", bad)).problems if p.kind is ProblemKind.OVERLAP]
    (tie,) = (p for p in overlaps if p.term == NS + "R13")
    assert "R13 supports ClaimRejected and X7 supports ReturnAtSellersCost, both of priority 30" in tie.text


def test_of_too_many_cases_a_sample_is_looked_at_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "MOST_CASES", 100)
    found = analyse(load_ontology(["dispute"]))
    assert found.scope.sampled == ("Counterfeit", "NoReasonReturn", "NotReceived", "QualityDefect")
    assert found == analyse(load_ontology(["dispute"]))


def _said(result: Contest) -> tuple[str, list[str]]:
    return result.verdict, sorted(firing.step.rule.id for firing, _, _ in result.fates)


def test_the_rules_read_off_a_case_are_those_that_the_reasoner_finds() -> None:
    """The survey against the reasoner on the same facts, a naive oracle: 20 cases of each kind of claim."""
    ontology = load_ontology(["dispute"])
    policy = read_policy(ontology)
    reader = Reader(ontology, policy.plan.rules)
    taken = [(rule, text, reader.read(text)) for rule in policy.rules for text in rule.rules]
    drawn = random.Random(5)
    for claim in sorted(ontology.subclasses(CLAIM) - {CLAIM}):
        looked = Survey.of(ontology, policy, claim, ORDERED, taken)
        cases = [case.choices for case in looked.cases()]
        for case in drawn.sample(cases, min(20, len(cases))):
            assert _said(looked.decide(case)) == _said(looked.confirmed(case)), [c.said for c in case]
