"""What an overlay may say of policy, and what it must not say at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.check import check_files, check_ontology
from api.overlay_check import check_overlay, check_questions, read_overlay, with_overlay
from graph.embedded import EmbeddedStore
from ingest import load_individuals
from ontology.checks import ProblemKind
from ontology.errors import OntologyError
from ontology.load import load_ontology
from ontology.model import Ontology
from reasoning.rules import infer
from tests.api.test_cli import run
from tests.api.two_shops import ALPHA, BETA, overlay
from tests.reasoning.dispute.desk import Case, verdict
from tests.reasoning.dispute.test_policy import HEAD, NEW_RULE

BY_RANK = "AnnotationAssertion(dp:byRank x:R99 dp:PolicyRule)"


def proposed(folder: Path, text: str, *packs: str, shop: str = ALPHA) -> Ontology:
    path = folder / f"{shop}.ofn"
    path.write_text(text, encoding="utf-8")
    return with_overlay(load_ontology(packs), shop, read_overlay(path, shop))


def house(*axioms: str) -> str:
    return "\n".join((HEAD, f'Annotation(g:overlayOf "{ALPHA}")', *axioms, ")"))


def test_a_policy_rule_of_a_shops_own_is_put_to_cases_of_its_own(tmp_path: Path) -> None:
    check_overlay(proposed(tmp_path, house(NEW_RULE, BY_RANK), "dispute"), ALPHA)


@pytest.mark.parametrize(("shop", "ruled"), [("shop1", "SellerRefunds"), (ALPHA, "ClaimRejected")])
def test_a_shops_policy_rules_on_its_own_cases_alone(tmp_path: Path, shop: str, ruled: str) -> None:
    store = EmbeddedStore(tmp_path / "store")
    text = house(NEW_RULE, BY_RANK).replace(f'"{ALPHA}"', f'"{shop}"')
    store.load_ontology(proposed(tmp_path, text, "dispute", shop=shop))
    case = Case(store, "NotReceived").signed("本人签收")
    assert verdict(case.judge()) == ruled
    store.close()


def test_publishing_shows_the_axioms_and_the_rulings_that_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"embedded:{tmp_path / 'store'}"
    store = EmbeddedStore(tmp_path / "store")
    store.load_ontology(load_ontology(["dispute"]))
    load_individuals(store)
    case = Case(store, "NotReceived").signed("本人签收").write()
    infer(store)
    store.close()
    path = tmp_path / "house.ofn"
    by_rank = NEW_RULE.replace("ObjectPropertyAssertion(dp:overrides x:R99 dp:R02)", "")
    path.write_text(house(by_rank, BY_RANK).replace(f'"{ALPHA}"', '"shop1"'), encoding="utf-8")
    code, out, err = run("ontology", "publish", str(path), "--shop", "shop1", "--dry-run", "--store", url)
    assert (code, err) == (0, "")
    assert "规则新增 1：R99" in out
    assert "案件 1，裁定变更 1" in out
    assert f"~ {case.number}" in out
    assert "ClaimRejected" in out.partition(case.number)[2].partition("→")[0]
    assert "SellerRefunds" in out.partition(case.number)[2].partition("→")[2]
    monkeypatch.setattr("api.overlays.MOST_SUPPOSED", 3)
    _, out, _ = run("ontology", "publish", str(path), "--shop", "shop1", "--dry-run", "--store", url)
    assert "案件 0（另有 1 个未比较），裁定变更 0" in out


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (NEW_RULE, "overlap"),
        (NEW_RULE.replace("dp:SellerRefunds", "dp:Nobody"), "Nobody"),
        (NEW_RULE.replace('rdfs:label "R99"', 'rdfs:label "R98"'), "no SWRL rule labelled R99"),
        (NEW_RULE.replace('"200"^^xsd:decimal', '"twohundred"'), "types"),
    ],
    ids=["unranked", "no verdict", "another's name", "a text beside a number"],
)
def test_a_policy_that_cannot_rule_is_refused(tmp_path: Path, wrong: str, said: str) -> None:
    with pytest.raises(OntologyError, match=said):
        check_overlay(proposed(tmp_path, house(wrong), "dispute"), ALPHA)


def test_what_changes_others_is_listed_by_check_and_refused_by_loading(tmp_path: Path) -> None:
    path = tmp_path / "alpha.ofn"
    path.write_text(overlay(ALPHA, "50", "FunctionalDataProperty(g:name)"), encoding="utf-8")
    report = check_files([path])
    assert not report.loads
    found = [problem for problem in report.problems if problem.kind is ProblemKind.OVERLAY]
    assert ["shared property" in problem.text for problem in found] == [True]
    with pytest.raises(OntologyError, match="shared property"):
        check_ontology(load_ontology([path]))


def test_an_overlay_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    first = proposed(tmp_path, overlay(ALPHA, "50"), "general")
    stored = Ontology([*first.documents, *load_ontology(["service"]).documents[1:]])
    path = tmp_path / "alpha.ofn"
    path.write_text(overlay(ALPHA, "60"), encoding="utf-8")
    again = with_overlay(stored, ALPHA, read_overlay(path, ALPHA))
    assert [d.file for d in again.documents] == [d.file for d in stored.documents]
    assert [d.file for d in with_overlay(stored, ALPHA, ()).documents] == ["general.ofn", "service.ofn"]
    assert [d.file for d in with_overlay(stored, BETA, ()).documents] == [d.file for d in stored.documents]


def test_questions_of_the_packs_below_are_asked_with_the_overlay_beside_them(tmp_path: Path) -> None:
    ontology = proposed(tmp_path, overlay(ALPHA, "50", imports="service"), "service", "dispute")
    files, questions = check_questions(ontology, ALPHA, tmp_path / "alpha.ofn")
    assert files == 1
    assert questions > 40
