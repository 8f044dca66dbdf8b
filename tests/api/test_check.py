"""What `fengmi ontology check` says of a dispute policy: what it looked at, and each fault with its case."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.check import check_files
from api.cli import cli
from ontology.load import PACKS
from ontology.owl import local_name
from tests.api.test_cli import read, run
from tests.ontology.axioms import NS, document


def _changed(folder: Path, old: str, new: str) -> Path:
    """The dispute pack with a text, which stands in it, replaced where it stands first."""
    text = (PACKS / "dispute.ofn").read_text(encoding="utf-8")
    assert old in text
    path = folder / "dispute.ofn"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_the_report_says_how_many_cases_were_put_to_the_rules() -> None:
    report = check_files(["dispute"])
    assert (report.policy.rules, report.policy.claims) == (41, 15)
    assert report.policy.cases > 10_000
    assert all(not problem.example for problem in report.problems)


def test_a_fault_of_the_policy_is_printed_with_the_case_that_shows_it(tmp_path: Path) -> None:
    path = _changed(tmp_path, "ObjectPropertyAssertion(dp:overrides dp:R03 dp:R02)", "")
    result = CliRunner().invoke(cli, ["ontology", "check", str(path)])
    assert result.exit_code == 0
    text = result.stdout
    assert "dispute.ofn: [overlap] R03 supports SellerRefundsWithRecourse and R02 supports ClaimRejected" in text
    assert "      例 LeftWithThirdParty(case)\n" in text
    assert "纠纷政策：41 条规则、15 类诉求、4 个时期" in text
    told = json.loads(CliRunner().invoke(cli, ["ontology", "check", str(path), "--json"]).stdout)
    assert told["policy"]["rules"] == 41
    (overlap,) = (problem for problem in told["problems"] if problem["kind"] == "OVERLAP")
    assert local_name(overlap["term"]) == "R03"
    assert "proven(case, SignOff)" in overlap["example"]


def test_a_rule_that_compares_text_with_a_number_is_named(tmp_path: Path) -> None:
    path = _changed(tmp_path, "DataPropertyRange(dp:valueLoss g:money)", "")
    (problem,) = (p for p in check_files([path]).problems if p.kind.value == "types")
    assert problem.text.startswith("rule 'R33b' never applies: ")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "ObjectPropertyAssertion(dp:overrides dp:R02 dp:R01)",
            "ObjectPropertyAssertion(dp:overrides dp:R02 dp:R01) ObjectPropertyAssertion(dp:overrides dp:R01 dp:R03)",
            "policy rule R01 overrides itself through others; break the circle",
        ),
        (
            "Head(ObjectPropertyAtom(dp:supports Variable(<urn:swrl:var#c>) dp:FoodCompensation))",
            "Head(ObjectPropertyAtom(dp:supports Variable(<urn:swrl:var#z>) dp:FoodCompensation))",
            "rule 'R28' is unsafe: ?z of its head",
        ),
        (
            "ObjectPropertyAtom(dp:proven Variable(<urn:swrl:var#c>) dp:Fraud)",
            "ObjectPropertyAtom(dp:provn Variable(<urn:swrl:var#c>) dp:Fraud)",
            "rule 'R27'",
        ),
        ("ObjectPropertyAssertion(dp:burdenOn dp:SignOff dp:Seller)", "", "SignOff has no dp:burdenOn"),
        (
            "dp:burdenOn dp:SignOff dp:Seller)",
            "dp:burdenOn dp:SignOff dp:ArtEvidence)",
            "which is no dp:Role",
        ),
        ('dp:deadlineHours dp:Fraud "72"', 'dp:deadlineHours dp:Fraud "-72"', "'-72', which is below 0"),
        (
            'DataPropertyAssertion(dp:deadlineHours dp:Fraud "72"^^xsd:decimal)',
            'DataPropertyAssertion(dp:deadlineHours dp:Fraud "72"^^xsd:decimal) '
            'DataPropertyAssertion(dp:deadlineHours dp:Fraud "48"^^xsd:decimal)',
            "Fraud has several dp:deadlineHours: 48, 72; keep one",
        ),
        ('DataPropertyAssertion(dp:deadlineHours dp:Fraud "72"^^xsd:decimal)', "", "Fraud has no dp:deadlineHours"),
    ],
)
def test_a_policy_that_cannot_be_run_is_a_problem_of_the_report_and_is_not_loaded(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    path = str(_changed(tmp_path, old, new))
    result = CliRunner().invoke(cli, ["ontology", "check", path])
    assert result.exit_code == 1
    lines = [line for line in result.stdout.splitlines() if "dispute.ofn: [policy] " in line or "[rule] " in line]
    assert any(told in line for line in lines)
    code, _, err = run("ontology", "load", path, "--store", f"embedded:{tmp_path / 'store'}")
    assert code == 1
    assert told in err


@pytest.mark.parametrize(("value", "loads"), [("many", False), ("12元", True)])
def test_a_value_for_which_the_load_is_refused_is_a_problem(tmp_path: Path, value: str, loads: bool) -> None:
    path = tmp_path / "t.ofn"
    lines = ("Declaration(NamedIndividual(:i)) Declaration(DataProperty(:d)) DataPropertyRange(:d xsd:integer)",)
    path.write_text(document(*lines, f'DataPropertyAssertion(:d :i "{value}")'), encoding="utf-8")
    report = check_files([path])
    assert "value" in {problem.kind.value for problem in report.problems if problem.term == f"{NS}i"}
    assert report.loads is loads
    assert run("ontology", "load", str(path), "--store", f"embedded:{tmp_path / 'store'}")[0] == (0 if loads else 1)


def test_the_profiles_of_owl_2_are_told_with_the_first_axioms_outside(tmp_path: Path) -> None:
    path = tmp_path / "t.ofn"
    lines = ("Declaration(Class(:A))", "Declaration(Class(:B))", "SubClassOf(:A ObjectUnionOf(:A :B))")
    path.write_text(document(*lines), encoding="utf-8")
    text = CliRunner().invoke(cli, ["ontology", "check", str(path)]).stdout
    told = "OWL 2 RL：否，1 条公理；SubClassOf(A ObjectUnionOf(A B)): ObjectUnionOf(A B) as a superclass expression\n"
    assert told in text
    assert "OWL 2 DL：是\n" in text
    report = json.loads(CliRunner().invoke(cli, ["ontology", "check", str(path), "--json"]).stdout)
    assert list(report["profiles"]) == ["RL", "EL", "QL", "DL"]
    assert report["profiles"]["DL"] == {"holds": True, "violations": []}
    (found,) = report["profiles"]["EL"]["violations"]
    assert found == {"axiom": "SubClassOf(A ObjectUnionOf(A B))", "construct": "ObjectUnionOf(A B)", "file": "t.ofn"}


def test_the_lexicon_of_a_pack_is_listed_for_a_text() -> None:
    (row,) = read("ontology", "lexicon", "home_appliances", "--word", "額定功率")
    assert row["sound"] == "e ding gong lv"
    assert {meaning["role"] for meaning in row["meanings"]} == {"PROPERTY"}
    code, out, _ = run("ontology", "lexicon", "home_appliances", "--word", "xyzzy")
    assert (code, out) == (0, "（没有词）\n")


def test_what_is_odd_in_an_imported_pack_alone_stands_apart(tmp_path: Path) -> None:
    path = tmp_path / "own.ofn"
    own = (
        "Declaration(DataProperty(:rules))",
        'AnnotationAssertion(rdfs:label :rules "本店政策"@zh)',
        'AnnotationAssertion(skos:altLabel :rules "政策"@zh)',
        'AnnotationAssertion(rdfs:label :rules "house rules"@en)',
    )
    path.write_text(document(*own, imports=("https://fengmi.example/general",)), encoding="utf-8")
    report = check_files([path])
    assert report.packs == ("general.ofn",)
    assert {problem.file for problem in report.of_packs} == {"general.ofn"}
    assert {f"<{NS}rules>" in problem.text for problem in report.problems} == {True}
    assert check_files(["general"]).of_packs == ()


def test_a_class_that_can_have_no_member_is_told_with_the_axioms_it_rests_on(tmp_path: Path) -> None:
    path = tmp_path / "t.ofn"
    lines = [f"Declaration(Class(:{name}))" for name in "ABC"]
    path.write_text(document(*lines, "SubClassOf(:A :B) SubClassOf(:A :C) DisjointClasses(:B :C)"), encoding="utf-8")
    (found,) = (problem for problem in check_files([path]).problems if problem.kind.value == "unsatisfiable")
    assert found.text.startswith("A can have no member: it would be a B and a C, which DisjointClasses(B C) excludes; ")
    assert "SubClassOf(A C) (t.ofn)" in found.text


def test_a_rule_that_cannot_be_run_is_a_problem_and_the_rest_is_reported_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.ofn"
    variable = "Variable(<urn:swrl:var#x>)"
    atom = f"ClassAtom(<urn:a#A> {variable})"
    rule = f"DLSafeRule(Body({atom} BuiltInAtom(<http://www.w3.org/2003/11/swrlb#more> {variable})) Head({atom}))"
    path.write_text(f"Ontology(<urn:a> Declaration(Class(<urn:a#A>)) {rule})", encoding="utf-8")
    result = CliRunner().invoke(cli, ["ontology", "check", str(path), "--json"])
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    axioms = told["documents"][0]["axioms"]
    assert (axioms["total"], axioms["used"], axioms["ignored"]) == (2, 1, 1)
    (problem,) = (problem for problem in told["problems"] if problem["kind"] == "RULE")
    assert "uses the unknown built-in http://www.w3.org/2003/11/swrlb#more" in problem["text"]


def test_a_rule_with_a_built_in_of_somebodys_own_is_ignored_and_the_rest_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.ofn"
    atom = "ClassAtom(<urn:a#A> Variable(<urn:swrl:var#x>))"
    rule = f"DLSafeRule(Body({atom} BuiltInAtom(<urn:mine#lucky> Variable(<urn:swrl:var#x>))) Head({atom}))"
    path.write_text(f"Ontology(<urn:a> Declaration(Class(<urn:a#A>)) {rule})", encoding="utf-8")
    (found,) = check_files([path]).documents
    assert (found.axioms.total, found.axioms.used, found.axioms.ignored) == (2, 1, 1)
    assert "<urn:mine#lucky>" in found.remarks[0].reason
