"""The command line: exit codes, pure JSON on standard output, one-line errors."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any, TypeAlias

import pytest
from click.testing import CliRunner

from api.cli import cli

Fengmi: TypeAlias = Callable[..., "CompletedProcess[str]"]
PRODUCTS = (
    "MATCH (p:Product) WHERE p.productId STARTS WITH 'FC1010' RETURN p.productId AS id, p.price AS price ORDER BY id"
)


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, arguments)
    return result.exit_code, result.stdout, result.stderr


def read(*arguments: str) -> Any:
    code, out, err = run(*arguments, "--json")
    assert code == 0, err
    return json.loads(out)


def test_a_question_prints_status_text_proof_and_session(store_url: str) -> None:
    code, out, err = run("ask", "FC-E60S多少钱", "--store", store_url)
    assert (code, err) == (0, "")
    assert out.startswith("[ANSWERED]")
    assert "1499" in out
    assert "demo-shop/products.csv#FC10102/价格" in out


def test_a_session_goes_on_in_the_next_process_and_json_is_one_document(fengmi: Fengmi, store_url: str) -> None:
    first = fengmi("ask", "FC-E60S多少钱", "--session", "s1", "--store", store_url, "--json")
    second = fengmi("ask", "那容量呢", "--session", "s1", "--store", store_url, "--json")
    assert (first.returncode, first.stderr) == (0, "")
    assert "60" in json.loads(second.stdout)["text"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("complete", "FC-E60S"),
        ("judge", "DP26001"),
        ("explain", "FC10102", "价格", "1499"),
        ("explain", "FC10102", "价格", "1499", "--all"),
        ("cypher", PRODUCTS),
        ("infer",),
        ("ingest", "demo-shop", "--dry-run"),
        ("ontology", "check", "service"),
    ],
)
def test_every_command_prints_one_json_document_and_logs_nothing(store_url: str, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments, "--store", store_url, "--json")
    assert (code, err) == (0, "")
    json.loads(out)


def test_a_failure_is_one_line_on_standard_error_and_exit_code_1(fengmi: Fengmi, store_url: str) -> None:
    result = fengmi("judge", "nobody", "--store", store_url)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("fengmi: nobody: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ask", "  "), "empty"),
        (("ask", "热水器" * 40_000), "120000"),
        (("ask", "价格", "--as-of", "yesterday"), "yesterday"),
        (("complete", "电热", "--first", "0"), "0"),
        (("explain", "FC10102", "价格", "2"), "1499"),
        (("explain", "FC10102", "颜值", "2"), "颜值"),
        (("explain", "FC00000", "价格", "2"), "FC00000"),
        (("cypher", "CREATE (n:X)"), "writes"),
        (("cypher", "MATCH ("), "correct"),
        (("ingest", "no-such-shop", "--data", "."), "no-such-shop"),
        (("ingest", "ecom-bench"), "--data"),
        (("ingest", "ecom-bench", "--data", "no-such-folder"), "no-such-folder"),
        (("ontology", "check", "no-such-pack"), "no-such-pack"),
        (("ingest", "no-such-mapping"), "no mapping is called 'no-such-mapping'"),
        (("ingest", "ecom-bench"), "say where its files are"),
        (("serve", "--workers", "2"), "--workers 2"),
    ],
)
def test_each_failure_says_which_value_in_one_line(store_url: str, arguments: tuple[str, ...], told: str) -> None:
    code, out, err = run(*arguments, "--store", store_url)
    assert (code, out) == (1, "")
    assert err.startswith("fengmi: ")
    assert err.count("\n") == 1
    assert told in err


def test_a_malformed_ontology_is_refused_by_file_and_line(tmp_path: Path) -> None:
    half = tmp_path / "half.ofn"
    half.write_text("Ontology(<https://x.example/a>\nDeclaration(Class(", encoding="utf-8")
    code, _, err = run("ontology", "check", str(half))
    assert code == 1
    assert "half.ofn" in err
    assert "line" in err


def test_a_failure_with_json_is_a_document_too(store_url: str) -> None:
    code, out, err = run("judge", "nobody", "--store", store_url, "--json")
    assert code == 1
    assert json.loads(out)["error"]["code"] == "NOT_FOUND"
    assert err.startswith("fengmi: ")


@pytest.mark.parametrize(
    "arguments", [("ask",), ("nope",), ("cypher", "RETURN 1", "--format", "xml"), ("ask", "a", "--no")]
)
def test_wrong_usage_is_exit_code_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments)[0] == 2


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("bolt://127.0.0.1:9", "the server does not answer"),
        ("neo4j+s://x.invalid", "the server does not answer"),
        ("embedded:", "not a store; write embedded:"),
        ("x", "not a store; write embedded:"),
    ],
)
def test_a_store_that_cannot_be_opened_says_what_to_write(url: str, told: str) -> None:
    code, _, err = run("infer", "--store", url)
    assert code == 1
    assert told in err


def test_a_store_in_use_by_another_process_says_so(
    fengmi: Fengmi, engine: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = next(tmp_path_factory.getbasetemp().glob("engine*/store"))
    result = fengmi("infer", "--store", f"embedded:{folder}")
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    code, _, err = run("ask", "多少钱", "--store", f"embedded:{tmp_path}/new")
    assert code == 1
    assert "fengmi ingest" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "多少钱"),
        ("complete", "电热"),
        ("cypher", "RETURN 1"),
        ("explain", "a", "b", "c"),
        ("judge", "DP1"),
        ("infer",),
        ("schema",),
        ("serve", "--port", "0"),
        ("export", "out.cypher"),
    ],
)
def test_a_mistyped_store_is_no_new_store(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments, "--store", f"embedded:{tmp_path}/typo/stor")
    assert (code, out) == (1, "")
    assert f"embedded:{tmp_path}/typo/stor: there is no store" in err
    assert list(tmp_path.iterdir()) == []


def test_copying_from_a_mistyped_store_makes_neither(tmp_path: Path) -> None:
    code, _, err = run("copy", f"embedded:{tmp_path}/typo", f"embedded:{tmp_path}/new")
    assert code == 1
    assert "there is no store" in err
    assert list(tmp_path.iterdir()) == []


def test_a_query_without_rows_says_so_and_what_may_be_wrong(store_url: str) -> None:
    code, _, err = run("cypher", "MATCH (p:Prodct) WHERE p.price > 3000 RETURN p.label", "--store", store_url)
    assert code == 0
    assert err.splitlines() == [
        "fengmi: 0 rows",
        "fengmi: no label or type is called Prodct; did you mean Product?",
        "fengmi: price is kept as text, so that no digit is lost; compare toFloat(p.price)",
    ]


def test_infer_tells_what_contradicts_itself_and_answering_goes_on(store_url: str) -> None:
    code, out, _ = run("infer", "--store", store_url)
    assert code == 0
    assert "矛盾：1 处" in out
    assert "D260903001 的说法互相矛盾" in out
    (found,) = read("infer", "--store", store_url)["contradictions"]
    assert found["fact"]["subject"].endswith("D260903001")
    assert {premise["rule"] for premise in found["premises"]} == {
        "an order without a registered review may register cashback",
        "an order with a registered review may not register cashback again",
    }
    assert read("ask", "FC10102多少钱", "--store", store_url)["status"] == "ANSWERED"


def test_the_environment_names_the_store(monkeypatch: pytest.MonkeyPatch, store_url: str) -> None:
    monkeypatch.setenv("FENGMI_STORE", store_url)
    assert read("cypher", "MATCH (p:Product {productId: 'FC10102'}) RETURN p.price")["rows"] == [["1499.00"]]


def test_loading_twice_changes_nothing(store_url: str) -> None:
    report = read("ingest", "demo-shop", "--store", store_url)
    written = report["records"]["written"]
    assert (written["created"], written["changed"], written["removed"]) == (0, 0, 0)
    assert (report["inferred"]["created"], report["inferred"]["removed"]) == (0, 0)


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    url = f"embedded:{tmp_path}/new"
    report = read("ingest", "demo-shop", "--dry-run", "--store", url)
    assert report["records"]["written"]["created"] > 0
    assert report["inferred"] is None
    assert read("cypher", "MATCH (n:Entity) RETURN count(n)", "--store", url)["rows"] == [[0]]


def test_cypher_prints_a_table_csv_or_json(store_url: str) -> None:
    assert "FC10102" in run("cypher", PRODUCTS, "--store", store_url)[1]
    lines = run("cypher", PRODUCTS, "--format", "csv", "--store", store_url)[1].splitlines()
    assert lines[:2] == ["id,price", "FC10101,799.00"]
    assert json.loads(run("cypher", PRODUCTS, "--format", "json", "--store", store_url)[1])["columns"] == [
        "id",
        "price",
    ]


def test_cypher_reads_its_query_from_standard_input(fengmi: Fengmi, store_url: str) -> None:
    result = fengmi("cypher", "--format", "csv", "--store", store_url, stdin=PRODUCTS)
    assert result.stdout.startswith("id,price\n")


def test_a_cut_result_says_so(store_url: str) -> None:
    code, out, err = run("cypher", PRODUCTS, "--limit", "1", "--format", "csv", "--store", store_url)
    assert (code, out) == (0, "id,price\nFC10101,799.00\n")
    assert "--limit" in err


def test_completion_goes_on_from_the_context_or_the_session(store_url: str) -> None:
    texts = [c["text"] for c in read("complete", "多少", "--context", "我想买 FC-E60S", "--store", store_url)]
    kinds = {c["kind"] for c in read("complete", "多少", "--context", "我想买 FC-E60S", "--store", store_url)}
    assert "多少钱" in texts
    assert "QUESTION" in kinds
    read("ask", "FC-E60S多少钱", "--session", "s2", "--store", store_url)
    found = read("complete", "容", "--session", "s2", "--store", store_url)
    assert any(c["iri"].endswith("FC10102") for c in found)


def test_ontology_load_keeps_what_is_stored_and_adds_what_is_new(tmp_path: Path) -> None:
    url = f"embedded:{tmp_path}/new"
    extra = tmp_path / "extra.ofn"
    extra.write_text(
        "Prefix(:=<https://x.example/extra#>)\nPrefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)\n"
        "Ontology(<https://x.example/extra>\nDeclaration(Class(:Teapot))\n"
        'AnnotationAssertion(rdfs:label :Teapot "茶壶"@zh)\n)',
        encoding="utf-8",
    )
    read("ontology", "load", "service", "--store", url)
    report = read("ontology", "load", str(extra), "--store", url)
    assert set(report["documents"]) >= {"general.ofn", "service.ofn", "extra.ofn"}
    rows = read("cypher", "MATCH (c:OntologyClass {name: 'Teapot'}) RETURN c.label", "--store", url)["rows"]
    assert rows == [["茶壶"]]


def test_ontology_load_tells_what_contradicts_itself(tmp_path: Path) -> None:
    file = tmp_path / "contrary.ofn"
    file.write_text(
        "Prefix(:=<https://x.example/c#>) Ontology(<https://x.example/c> Declaration(Class(:A)) Declaration(Class(:B)) "
        "DisjointClasses(:A :B) Declaration(NamedIndividual(:i)) ClassAssertion(:A :i) "
        "DLSafeRule(Body(ClassAtom(:A Variable(<urn:x>))) Head(ClassAtom(:B Variable(<urn:x>)))))",
        encoding="utf-8",
    )
    url = f"embedded:{tmp_path}/new"
    status, out, _ = run("ontology", "load", str(file), "--store", url)
    assert (status, "矛盾：1 处" in out) == (0, True)
    assert len(read("ontology", "load", str(file), "--store", url)["contradictions"]) == 1


@pytest.mark.parametrize(
    ("axioms", "told"),
    [
        ("ObjectPropertyAssertion(dp:overrides dp:R33 dp:R33)", "policy rule R33 overrides itself"),
        (
            'DLSafeRule(Annotation(rdfs:label "R77") Body(ClassAtom(dp:LateShipment Variable(<urn:swrl:var#c>))) '
            "Head(ObjectPropertyAtom(dp:supports Variable(<urn:swrl:var#c>) dp:SellerRefunds)))",
            "R77 support a verdict but belong to no policy rule",
        ),
    ],
)
def test_a_policy_that_could_not_rule_is_refused_before_it_is_stored(tmp_path: Path, axioms: str, told: str) -> None:
    url, overlay = f"embedded:{tmp_path}/new", tmp_path / "overlay.ofn"
    overlay.write_text(
        "Prefix(dp:=<https://fengmi.example/dispute#>)\nPrefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)\n"
        f"Ontology(<https://x.example/overlay>\nImport(<https://fengmi.example/dispute>)\n{axioms})",
        encoding="utf-8",
    )
    read("ontology", "load", "dispute", "--store", url)
    for words in (("check", str(overlay)), ("load", str(overlay), "--store", url)):
        status, out, err = run("ontology", *words)
        assert (status, told in out + err) == (1, True)
    rows = read("cypher", "MATCH (d:OntologyDocument) RETURN d.file", "--store", url)["rows"]
    assert ["dispute.ofn"] in rows
    assert ["overlay.ofn"] not in rows


def test_a_document_loaded_again_renames_nothing(tmp_path: Path) -> None:
    url, other = f"embedded:{tmp_path}/new", tmp_path / "other.ofn"
    other.write_text(
        "Prefix(:=<https://x.example/other#>)\nOntology(<https://x.example/other>\n"
        "Import(<https://fengmi.example/general>)\nDeclaration(Class(:Product)))",
        encoding="utf-8",
    )
    first = read("ontology", "load", str(other), "--store", url)["documents"]
    names = ("cypher", "MATCH (c:OntologyClass) WHERE c.iri ENDS WITH '#Product' RETURN c.iri, c.name", "--store", url)
    before = sorted(read(*names)["rows"])
    assert len(before) == 2
    assert read("ontology", "load", "general", "--store", url)["documents"] == first
    assert sorted(read(*names)["rows"]) == before


def test_check_names_what_looks_wrong(tmp_path: Path) -> None:
    overlay = tmp_path / "overlay.ofn"
    overlay.write_text(
        "Prefix(g:=<https://fengmi.example/general#>)\nPrefix(sv:=<https://fengmi.example/service#>)\n"
        "Ontology(<https://x.example/overlay>\nImport(<https://fengmi.example/service>)\n"
        "ObjectPropertyAssertion(g:permitedIn sv:ReturnGoods g:SignedFor)\n"
        "ObjectPropertyAssertion(g:excludedIn sv:ReturnGoods g:SignedFor))",
        encoding="utf-8",
    )
    status, out, err = run("ontology", "check", str(overlay))
    assert status == 0, err
    assert "did you mean <https://fengmi.example/general#permittedIn>?" in out
    assert "ObjectPropertyAssertion(permittedIn ReturnGoods SignedFor) (service.ofn) exclude each other" in out
    kinds = {p["kind"] for p in read("ontology", "check", str(overlay))["problems"] if p["file"] == "overlay.ofn"}
    assert kinds == {"UNDECLARED", "CLASH"}


def test_check_says_which_axioms_no_rule_stands_for() -> None:
    report = read("ontology", "check", "home_appliances")
    assert report["counts"]["classes"] > 10
    assert report["counts"]["rules"] > 10
    for document in report["documents"]:
        axioms = document["axioms"]
        assert axioms["used"] + axioms["approximated"] + axioms["ignored"] == axioms["total"]
        assert sum(kind["total"] for kind in axioms["byKind"]) == axioms["total"]
        assert len(document["remarks"]) == axioms["approximated"] + axioms["ignored"]
        assert all(remark["reason"] for remark in document["remarks"])


def test_check_reads_the_format_that_protege_writes_by_default(tmp_path: Path) -> None:
    text = """<?xml version="1.0"?>
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:owl="http://www.w3.org/2002/07/owl#">
      <owl:Ontology rdf:about="https://t.example/a"><owl:imports rdf:resource="https://t.example/gone"/></owl:Ontology>
      <owl:Class rdf:about="https://t.example/a#Teapot"/>
    </rdf:RDF>"""
    (tmp_path / "a.owl").write_text(text, encoding="utf-8")
    report = read("ontology", "check", str(tmp_path / "a.owl"))
    assert report["documents"][0]["axioms"]["total"] == 1
    assert [p["kind"] for p in report["problems"]] == ["MISSING_IMPORT", "MISSING_LABEL"]


def test_an_export_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    code, _, err = run("ontology", "export", "service", "--format", "ttl", "--out", str(tmp_path / "no" / "x.ttl"))
    assert code == 1
    assert err.splitlines()[-1].endswith("No such file or directory; name a file in a folder that is there")
