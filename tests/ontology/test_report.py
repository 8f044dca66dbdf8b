"""What is made of an ontology's axioms."""

from dataclasses import dataclass

from ontology.load import load_ontology, ontology_from_texts
from ontology.owl import Axiom
from ontology.report import Fate, KindReport, OntologyReport, report
from tests.ontology.axioms import document


@dataclass(frozen=True)
class Skipped:
    """What the compiler of rules says of an axiom that it leaves out."""

    axiom: str
    file: str = "t.ofn"
    reason: str = "is not Horn"
    partly: bool = False


def _report(*lines: str, unused: tuple[str, ...] = ()) -> OntologyReport:
    return report(ontology_from_texts([("t.ofn", document(*lines))]), [Skipped(axiom) for axiom in unused])


def _kinds(found: OntologyReport) -> dict[str, KindReport]:
    return {kind.kind: kind for kind in found.documents[0].axioms.by_kind}


def test_axioms_are_counted_by_document_and_kind() -> None:
    found = _report("SubClassOf(:A :B)", "SubClassOf(:B :C)", "DisjointClasses(:A :C)")
    assert [(kind.kind, kind.total) for kind in found.documents[0].axioms.by_kind] == [
        ("DisjointClasses", 1),
        ("SubClassOf", 2),
    ]
    assert found.documents[0].axioms.total == 3


def test_an_axiom_that_no_rule_stands_for_is_ignored() -> None:
    kinds = _kinds(_report("SubClassOf(:A :B)", "DisjointClasses(:A :B)", unused=("DisjointClasses(A B)",)))
    assert (kinds["DisjointClasses"].ignored, kinds["SubClassOf"].used) == (1, 1)


def test_an_axiom_whose_part_the_ontology_reads_itself_is_approximated() -> None:
    lines = {
        "DataPropertyDomain(:d ObjectUnionOf(:A :B))": "DataPropertyDomain(d ObjectUnionOf(A B))",
        "FunctionalObjectProperty(:p)": "FunctionalObjectProperty(p)",
        "EquivalentClasses(:A :B ObjectUnionOf(:C :D))": "EquivalentClasses(A B ObjectUnionOf(C D))",
        "SubClassOf(:A ObjectIntersectionOf(:B ObjectHasSelf(:p)))": (
            "SubClassOf(A ObjectIntersectionOf(B ObjectHasSelf(p)))"
        ),
    }
    for line, short in lines.items():
        (kind,) = _report(line, unused=(short,)).documents[0].axioms.by_kind
        assert (kind.used, kind.approximated, kind.ignored) == (0, 1, 0), line


def test_an_axiom_of_which_nothing_named_is_read_is_ignored() -> None:
    lines = {
        "ObjectPropertyDomain(:p ObjectComplementOf(:A))": "ObjectPropertyDomain(p ObjectComplementOf(A))",
        "EquivalentClasses(:A ObjectUnionOf(:B :C))": "EquivalentClasses(A ObjectUnionOf(B C))",
        "SubClassOf(:A ObjectUnionOf(:B :C))": "SubClassOf(A ObjectUnionOf(B C))",
    }
    for line, short in lines.items():
        (kind,) = _report(line, unused=(short,)).documents[0].axioms.by_kind
        assert (kind.used, kind.approximated, kind.ignored) == (0, 0, 1), line


def test_an_axiom_of_which_rules_say_a_part_is_approximated() -> None:
    line, short = "EquivalentClasses(:A ObjectUnionOf(:B :C))", "EquivalentClasses(A ObjectUnionOf(B C))"
    ontology = ontology_from_texts([("t.ofn", document(line))])
    (kind,) = report(ontology, [Skipped(short, partly=True)]).documents[0].axioms.by_kind
    assert (kind.used, kind.approximated, kind.ignored) == (0, 1, 0)


def test_an_axiom_not_used_whole_is_named_with_the_reason() -> None:
    (remark,) = _report("DisjointClasses(:A :B)", unused=("DisjointClasses(A B)",)).documents[0].remarks
    assert (remark.fate, remark.axiom, remark.reason) == (Fate.IGNORED, "DisjointClasses(A B)", "is not Horn")


def test_an_axiom_that_cannot_be_read_counts_as_ignored_and_what_is_none_is_listed_apart() -> None:
    turtle = """
    @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    <https://t.example/A> a owl:Class ; rdfs:subClassOf [ a owl:Class ] ; owl:nonsense <https://t.example/B> .
    """
    document = report(ontology_from_texts([("t.ttl", turtle)])).documents[0]
    assert (document.axioms.total, document.axioms.used, document.axioms.ignored) == (2, 1, 1)
    assert [remark.reason for remark in document.remarks] == [
        "an anonymous class says neither what it is made of nor a restriction"
    ]
    assert {unread.text.rpartition("#")[2][:8] for unread in document.unread} == {"nonsense", "Class>"}


def test_the_same_axiom_in_another_file_is_not_mixed_up() -> None:
    ontology = ontology_from_texts([("t.ofn", document("DisjointClasses(:A :B)"))])
    (kind,) = report(ontology, [Skipped("DisjointClasses(A B)", file="u.ofn")]).documents[0].axioms.by_kind
    assert kind.used == 1


def test_problems_are_part_of_the_report() -> None:
    assert [problem.kind.value for problem in _report("Declaration(Class(:A))").problems] == ["missing label"]


def test_every_axiom_of_the_shipped_packs_is_accounted_for() -> None:
    ontology = load_ontology(["dispute", "home_appliances"])
    skipped = [Skipped(axiom.short(), file=axiom.file) for axiom in ontology.axioms if _is_union_domain(axiom)]
    found = report(ontology, skipped)
    assert sum(document.axioms.total for document in found.documents) == len(ontology.axioms)
    kinds = [kind for document in found.documents for kind in document.axioms.by_kind]
    assert all(kind.used + kind.approximated + kind.ignored == kind.total for kind in kinds)
    assert sum(kind.approximated for kind in kinds) == len(skipped) > 0


def _is_union_domain(axiom: Axiom) -> bool:
    return axiom.kind.endswith("Domain") and "ObjectUnionOf" in axiom.short()
