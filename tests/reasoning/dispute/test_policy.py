"""Policy is data: what is written in OWL decides, and what is written wrongly is refused at loading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from ontology.errors import OntologyError
from ontology.load import load_ontology
from ontology.model import Ontology
from reasoning.dispute.policy import read_policy
from reasoning.dispute.vocabulary import NS
from tests.reasoning.dispute.desk import Case, dp, outcomes, verdict

HEAD = """Prefix(x:=<https://example.test/house#>)
Prefix(dp:=<https://fengmi.example/dispute#>)
Prefix(g:=<https://fengmi.example/general#>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Prefix(xsd:=<http://www.w3.org/2001/XMLSchema#>)
Prefix(swrlb:=<http://www.w3.org/2003/11/swrlb#>)
Ontology(<https://example.test/house> Import(<https://fengmi.example/dispute>)
"""

NEW_RULE = """
Declaration(NamedIndividual(x:R99)) ClassAssertion(dp:PolicyRule x:R99)
AnnotationAssertion(rdfs:label x:R99 "二百元以下小额未收到货直接退款"@zh)
AnnotationAssertion(rdfs:label x:R99 "small claims of non-receipt are refunded at once"@en)
DataPropertyAssertion(dp:priority x:R99 "65"^^xsd:integer)
ObjectPropertyAssertion(dp:overrides x:R99 dp:R02)
ObjectPropertyAssertion(dp:cites x:R99 dp:ArtSilence)
DLSafeRule(Annotation(rdfs:label "R99")
  Body(ClassAtom(dp:NotReceived Variable(<urn:swrl:var#c>))
       DataPropertyAtom(dp:claimedAmount Variable(<urn:swrl:var#c>) Variable(<urn:swrl:var#a>))
       BuiltInAtom(swrlb:lessThanOrEqual Variable(<urn:swrl:var#a>) "200"^^xsd:decimal))
  Head(ObjectPropertyAtom(dp:supports Variable(<urn:swrl:var#c>) dp:SellerRefunds)))
"""


def overlay(folder: Path, axioms: str) -> Ontology:
    """The dispute ontology with a house's own additions."""
    path = folder / "house.ofn"
    path.write_text(HEAD + axioms + ")", encoding="utf-8")
    return load_ontology([path])


@pytest.fixture
def own(tmp_path: Path) -> Iterator[EmbeddedStore]:
    store = EmbeddedStore(tmp_path / "store")
    store.load_ontology(load_ontology(["dispute"]))
    yield store
    store.close()


def test_a_policy_rule_added_in_owl_changes_a_ruling(own: EmbeddedStore, tmp_path: Path) -> None:
    small = Case(own, "NotReceived").signed("本人签收")
    large = Case(own, "NotReceived", paid="201", claimed="201").signed("本人签收")
    assert (verdict(small.judge()), verdict(large.judge())) == ("ClaimRejected", "ClaimRejected")
    own.load_ontology(overlay(tmp_path, NEW_RULE))
    ruling = small.judge()
    assert (verdict(ruling), outcomes(ruling)) == ("SellerRefunds", {"R99": "WON", "R02": "OVERRIDDEN"})
    assert [article.name.iri for article in ruling.articles] == [dp("ArtSilence")]
    assert "二百元以下小额未收到货直接退款" in ruling.text("zh")
    assert verdict(large.judge()) == "ClaimRejected"


def test_two_rules_of_equal_rank_for_different_verdicts_are_a_tie_for_a_human(
    own: EmbeddedStore, tmp_path: Path
) -> None:
    own.load_ontology(overlay(tmp_path, NEW_RULE.replace('"65"', '"20"').replace("dp:R02", "dp:R01")))
    ruling = Case(own, "NotReceived").signed("本人签收").judge()
    assert (ruling.status.value, ruling.route.value) == ("UNDECIDABLE", "HUMAN")
    assert [reason.iri for reason in ruling.route_reasons] == [dp("H2")]
    assert outcomes(ruling) == {"R02": "TIED", "R99": "TIED"}
    assert "结论冲突：R99" in ruling.text("zh")


def test_a_rule_counts_only_within_its_validity(own: EmbeddedStore, tmp_path: Path) -> None:
    ended = 'DataPropertyAssertion(dp:validTo x:R99 "2026-02-01T00:00:00+08:00"^^xsd:dateTime)'
    own.load_ontology(overlay(tmp_path, NEW_RULE + ended))
    assert verdict(Case(own, "NotReceived").signed("本人签收").judge()) == "ClaimRejected"


def test_a_new_fact_kind_and_its_burden_can_be_added_in_owl(own: EmbeddedStore, tmp_path: Path) -> None:
    kind = """
    Declaration(NamedIndividual(x:WaxSeal)) ClassAssertion(dp:FactKind x:WaxSeal)
    AnnotationAssertion(rdfs:label x:WaxSeal "封条完好"@zh)
    ObjectPropertyAssertion(dp:burdenOn x:WaxSeal dp:Seller)
    ObjectPropertyAssertion(dp:provableBy x:WaxSeal dp:KindPhoto)
    DataPropertyAssertion(dp:deadlineHours x:WaxSeal "24"^^xsd:decimal)
    Declaration(NamedIndividual(x:R98)) ClassAssertion(dp:PolicyRule x:R98)
    DataPropertyAssertion(dp:priority x:R98 "10"^^xsd:integer)
    DLSafeRule(Annotation(rdfs:label "R98") Body(ClassAtom(dp:LateShipment Variable(<urn:swrl:var#c>))
      ObjectPropertyAtom(dp:unproven Variable(<urn:swrl:var#c>) x:WaxSeal))
      Head(ObjectPropertyAtom(dp:supports Variable(<urn:swrl:var#c>) dp:SellerRefunds)))
    """
    own.load_ontology(overlay(tmp_path, kind))
    case = Case(own, "LateShipment")
    ruling = case.judge()
    assert [(m.fact.zh, m.by.zh, [k.zh for k in m.evidence]) for m in ruling.missing] == [
        ("封条完好", "商家", ["照片"])
    ]
    assert outcomes(case.asked("seller").judge()) == {"R98": "WON"}


@pytest.mark.parametrize(
    ("axioms", "message"),
    [
        (NEW_RULE.replace('"R99")', '"Other")'), "R99 has no SWRL rule labelled R99"),
        (NEW_RULE.replace("ClassAssertion(dp:PolicyRule x:R99)", ""), "R99 support a verdict but belong to no policy"),
        (NEW_RULE.replace("DataPropertyAssertion(dp:priority", "#"), "R99 has no dp:priority"),
        (NEW_RULE + "ObjectPropertyAssertion(dp:overrides dp:R02 x:R99)", "overrides itself through others"),
        (NEW_RULE + "ObjectPropertyAssertion(dp:overrides x:R99 dp:R999)", "R99 overrides R999, which is no dp:Policy"),
        (NEW_RULE.replace('"65"^^xsd:integer', '"high"'), "R99 has dp:priority 'high', which is no number"),
        (NEW_RULE.replace("dp:SellerRefunds", "dp:Buyer"), "supports .*Buyer.*, which is no dp:Verdict"),
    ],
)
def test_a_policy_that_is_written_wrongly_is_refused_by_name(tmp_path: Path, axioms: str, message: str) -> None:
    with pytest.raises(OntologyError, match=message):
        read_policy(overlay(tmp_path, axioms))


def test_every_shipped_rule_has_labels_in_both_languages_and_cites_an_article_with_its_source() -> None:
    policy = read_policy(load_ontology(["dispute"]))
    assert len(policy.rules) >= 36
    for rule in policy.rules:
        assert rule.name.zh != rule.name.en != rule.id
        assert rule.articles
        assert all(a.text_zh and a.text_en and a.source for a in rule.articles)
    for kind in policy.fact_kinds.values():
        assert kind.burden.iri in (NS + "Buyer", NS + "Seller")
        assert kind.evidence
        assert kind.clock_start


def test_every_sourced_rule_of_the_plan_is_there() -> None:
    ids = {rule.id.partition("v")[0] for rule in read_policy(load_ontology(["dispute"])).rules}
    assert {f"R{number:02}" for number in range(1, 37)} <= ids
