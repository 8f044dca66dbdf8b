"""Shops' overlays: published, refused, rolled back, followed; each shop's own alone, on both stores."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.engine import Engine
from graph.bulk_port import BulkStore
from graph.checksum import checksum
from graph.embedded import EmbeddedStore
from graph.neo4j import Neo4jStore
from ontology.errors import FengmiError, InputError, NotFoundError, OntologyError, StoreError
from reasoning.rules import infer
from tests.api.two_shops import ALPHA, BETA, facts, goods, overlay
from tests.neo4j_access import Reach, emptied

ROOT = Path(__file__).parents[2]
CHOICE = "MATCH (p:Choice) RETURN p.iri, p.grade ORDER BY p.iri"
VERSIONS = "MATCH (v:OntologyVersion) RETURN v.shop, v.number ORDER BY v.shop, v.number"


@pytest.fixture(params=["embedded", "neo4j"])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], BulkStore]:
    """Opens the test's own store, the same one each time."""
    if request.param == "embedded":
        return lambda: EmbeddedStore(tmp_path / "store")
    reach: Reach = request.getfixturevalue("neo4j_server")
    emptied(reach)
    return lambda: Neo4jStore(reach.url, reach.access)


@pytest.fixture
def store(opener: Callable[[], BulkStore]) -> Iterator[BulkStore]:
    """A store with the general ontology and two shops, before any overlay."""
    opened = opener()
    engine = Engine(opened)
    engine.load_ontology(["general"])
    engine.write(added=facts())
    yield opened
    opened.close()


@pytest.fixture
def engine(store: BulkStore) -> Engine:
    return Engine(store, writable=True)


def written(folder: Path, shop: str, least: str, *axioms: str, word: str = "臻选") -> Path:
    path = folder / f"{shop}.ofn"
    path.write_text(overlay(shop, least, *axioms, word=word), encoding="utf-8")
    return path


def state(store: BulkStore) -> tuple[object, ...]:
    """Everything that a publication may change."""
    return checksum(store), store.ontology.documents, store.query(VERSIONS).rows, store.query(CHOICE).rows


def test_what_two_shops_publish_holds_for_each_alone(engine: Engine, store: BulkStore, tmp_path: Path) -> None:
    done = engine.publish(written(tmp_path, ALPHA, "50"), ALPHA, by="a")
    assert (done.number, done.active, done.impact.facts_added) == (1, True, 0)
    assert {moved.label: moved.appearing for moved in done.impact.moved} == {"臻选商品": 2, "臻选等级": 2}
    engine.publish(written(tmp_path, BETA, "300", word="甄品"), BETA, by="b")
    alphas = [(goods(ALPHA, key), "臻选50") for key in ("K1", "K2")]
    assert store.query(CHOICE).rows == tuple(alphas)
    assert store.query("MATCH (p:own_Choice) RETURN p.iri, p.own_grade").rows == ((goods(BETA, "K2"), "甄品300"),)
    assert infer(store).created == infer(store).removed == infer(store).changed == 0
    assert "臻选50" in engine.ask("电热水壶的臻选等级", shop=ALPHA).text
    assert "甄品300" in engine.ask("养生壶的甄品等级", shop=BETA).text
    assert "臻选" not in engine.ask("电热水壶的臻选等级", shop=BETA).text.replace("电热水壶的臻选等级", "")
    offered = {shop: [c.text for c in engine.complete("臻选", shop=shop)] for shop in (ALPHA, BETA)}
    assert offered[ALPHA]
    assert not offered[BETA]
    proof = engine.explain(goods(BETA, "K2"), "https://beta.example/own#grade", "甄品300")
    assert proof.rule is not None
    assert proof.rule.id.startswith("what is choice")
    assert "店铺beta" in proof.rule.words(store.ontology)


def test_versions_are_kept_and_returned_to(engine: Engine, store: BulkStore, tmp_path: Path) -> None:
    before = state(store)
    engine.publish(written(tmp_path, ALPHA, "50"), ALPHA, by="first")
    first = state(store)
    own = (
        "Declaration(NamedIndividual(o:Gift)) ClassAssertion(o:Choice o:Gift)",
        'AnnotationAssertion(rdfs:label o:Gift "礼"@zh)',
    )
    second = engine.publish(written(tmp_path, ALPHA, "100", *own), ALPHA, by="second")
    assert (second.number, second.impact.facts_added) == (2, 2)
    assert (second.impact.appearing, second.impact.vanishing) == (2, 3)
    last = state(store)
    listed = [(v.number, v.by, v.files, v.active) for v in engine.overlay_versions(ALPHA)]
    assert listed == [(1, "first", ("alpha.ofn",), False), (2, "second", ("alpha.ofn",), True)]
    assert engine.rollback(ALPHA).number == 1
    assert (state(store)[0], state(store)[3]) == (first[0], first[3])
    assert engine.rollback(ALPHA, 2).number == 2
    assert state(store) == last
    assert engine.rollback(ALPHA, 0).number == 0
    assert (state(store)[0], state(store)[3]) == (before[0], before[3])
    assert not any(version.active for version in engine.overlay_versions(ALPHA))
    assert engine.publish(written(tmp_path, ALPHA, "50"), ALPHA, by="again").number == 1
    assert engine.overlay_versions(BETA) == ()


def test_a_dry_run_tells_what_would_change_and_changes_nothing(
    engine: Engine, store: BulkStore, tmp_path: Path
) -> None:
    before = state(store)
    done = engine.publish(written(tmp_path, ALPHA, "300"), ALPHA, by="a", dry_run=True)
    assert (done.number, done.active, done.impact.appearing) == (1, False, 2)
    assert (done.replaced, done.empty) == ((), False)
    assert engine.publish(written(tmp_path, "gamma", "300"), "gamma", by="a", dry_run=True).empty
    assert state(store) == before


def test_publishing_what_is_active_changes_nothing(engine: Engine, store: BulkStore, tmp_path: Path) -> None:
    engine.publish(written(tmp_path, ALPHA, "50"), ALPHA, by="a")
    before, revision = state(store), store.revision()
    assert engine.publish(written(tmp_path, ALPHA, "50"), ALPHA, by="b").number == 1
    assert (state(store), store.revision()) == (before, revision)


def test_an_overlay_that_was_loaded_becomes_the_first_version(engine: Engine, tmp_path: Path) -> None:
    engine.load_ontology([written(tmp_path, ALPHA, "50")])
    assert [(v.number, v.at, v.active) for v in engine.overlay_versions(ALPHA)] == [(1, "", True)]
    done = engine.publish(written(tmp_path, ALPHA, "300"), ALPHA, by="a")
    assert (done.number, done.replaced, done.empty) == (2, ("alpha.ofn",), False)
    assert [v.by for v in engine.overlay_versions(ALPHA)] == ["fengmi ontology load", "a"]
    assert engine.rollback(ALPHA).impact.appearing == 3


OTHERS = 'DataPropertyAssertion(g:name <https://fengmi.example/id/Brand/1> "x") '
# What is put in the place of what, and what the refusal says.
BAD = {
    "not OWL": ("Ontology(", "Ontology", "alpha.ofn"),
    "no overlay": ('Annotation(g:overlayOf "alpha")', "", "no shop's"),
    "another shop's": ('overlayOf "alpha"', 'overlayOf "beta"', "shop 'beta'"),
    "no pack": ("Import(<https://fengmi.example/general>)", "", "imports no pack"),
    "missing import": ("Import(", "Import(<https://no.where/at-all>) Import(", "no.where"),
    "a pack not stored": ("example/general>)", "example/beauty>)", "does not hold"),
    "misspelt": ("DataPropertyAtom(g:price", "DataPropertyAtom(g:prise", "prise"),
    "unsafe rule": (
        "Head(ClassAtom(o:Choice Variable(<urn:swrl:var#x>",
        "Head(ClassAtom(o:Choice Variable(<urn:y>",
        "unsafe",
    ),
    "undeclared": (
        "g:Product) DataPropertyRange",
        'g:Product) DataPropertyAssertion(o:grade o:No "1") DataPropertyRange',
        "declared nowhere",
    ),
    "facts of others": ("Declaration(Class", OTHERS + "Declaration(Class", "not shop 'alpha's own"),
    "another's values": (
        "Declaration(Class",
        "DataPropertyRange(g:name xsd:integer) Declaration(Class",
        "shared property",
    ),
    "a shared IRI": ("https://alpha.example/own>", "https://fengmi.example/id/own>", "shared"),
    "unsatisfiable": ("SubClassOf(", "DisjointClasses(o:Choice g:Product) SubClassOf(", "can have no member"),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_overlay_is_refused_in_one_line_and_changes_nothing(
    engine: Engine, store: BulkStore, tmp_path: Path, bad: str
) -> None:
    engine.publish(written(tmp_path, ALPHA, "50"), ALPHA, by="a")
    before, revision = state(store), store.revision()
    right, wrong, said = BAD[bad]
    text = overlay(ALPHA, "60")
    assert right in text
    path = tmp_path / "alpha.ofn"
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(FengmiError) as refused:
        engine.publish(path, ALPHA, by="a")
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert (state(store), store.revision()) == (before, revision)


QUESTIONS = """
pack: alpha.ofn
examples: alpha.examples.ofn
questions:
  - {ask: 有什么臻选商品？, lang: zh, cypher: "MATCH (p:Choice) RETURN p.name", rows: [[养生壶]]}
"""
EXAMPLES = """Prefix(o:=<https://alpha.example/own#>) Prefix(g:=<https://fengmi.example/general#>)
Ontology(<https://alpha.example/examples> Import(<https://alpha.example/own>)
Declaration(NamedIndividual(<https://fengmi.example/shop/alpha/Product/E1>))
ClassAssertion(g:Product <https://fengmi.example/shop/alpha/Product/E1>)
DataPropertyAssertion(g:name <https://fengmi.example/shop/alpha/Product/E1> "养生壶")
DataPropertyAssertion(g:price <https://fengmi.example/shop/alpha/Product/E1> "399.00"^^g:money))
"""


def test_its_own_questions_must_be_answered(engine: Engine, store: BulkStore, tmp_path: Path) -> None:
    (tmp_path / "alpha.cq.yaml").write_text(QUESTIONS, encoding="utf-8")
    (tmp_path / "alpha.examples.ofn").write_text(EXAMPLES, encoding="utf-8")
    assert engine.publish(written(tmp_path, ALPHA, "300"), ALPHA, by="a").questions == 1
    before = state(store)
    with pytest.raises(OntologyError, match="有什么臻选商品"):
        engine.publish(written(tmp_path, ALPHA, "500"), ALPHA, by="a")
    assert state(store) == before


def test_no_shop_is_no_name_for_what_all_shops_share(engine: Engine, store: BulkStore, tmp_path: Path) -> None:
    before = state(store)
    calls = (
        lambda: engine.publish(written(tmp_path, "", "300"), "", by="a"),
        lambda: engine.publish(written(tmp_path, "", "300"), " ", by="a"),
        lambda: engine.rollback(""),
        lambda: engine.rollback("", 0),
        lambda: engine.overlay_versions(""),
    )
    for call in calls:
        with pytest.raises(InputError, match="the shop's id is empty"):
            call()
    with pytest.raises(OntologyError, match="annotated with g:overlayOf and names no shop"):
        engine.load_ontology([str(written(tmp_path, "", "300"))])
    assert state(store) == before


def test_what_is_not_there_cannot_be_returned_to(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no active overlay"):
        engine.rollback(ALPHA)
    engine.publish(written(tmp_path, ALPHA, "50"), ALPHA, by="a")
    with pytest.raises(NotFoundError, match="no version 7"):
        engine.rollback(ALPHA, 7)


def test_a_version_that_no_longer_fits_the_packs_is_not_returned_to(
    engine: Engine, store: BulkStore, tmp_path: Path
) -> None:
    extra = tmp_path / "extra.ofn"
    extra.write_text(
        "Prefix(e:=<https://extra.example/e#>)\nOntology(<https://extra.example/e> Declaration(Class(e:Kept)))",
        encoding="utf-8",
    )
    engine.load_ontology([extra])
    path = written(tmp_path, ALPHA, "50")
    importing = path.read_text(encoding="utf-8").replace("Import(", "Import(<https://extra.example/e>) Import(", 1)
    path.write_text(importing, encoding="utf-8")
    engine.publish(path, ALPHA, by="a")
    engine.rollback(ALPHA, 0)
    engine.load_ontology(["general"], replace=True)
    with pytest.raises(OntologyError, match="does not hold"):
        engine.rollback(ALPHA, 1)


def test_who_writes_in_between_is_not_overrun(
    engine: Engine, store: BulkStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = store.change_ontology

    def late(*args: object) -> object:
        store.write(added=facts()[:1], removed=facts()[-1:])
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "change_ontology", late)
    with pytest.raises(StoreError, match="somebody else"):
        engine.publish(written(tmp_path, ALPHA, "50"), ALPHA, by="a")
    assert store.ontology.shops == ()
    assert store.query(VERSIONS).rows == ()


def test_a_client_publishes_only_where_changes_are_allowed(store: BulkStore) -> None:
    text = overlay(ALPHA, "50")
    with pytest.raises(InputError, match="--write"):
        Engine(store).publish_text("alpha.ofn", text, ALPHA, by="a")
    with pytest.raises(InputError, match="no file's name"):
        Engine(store, writable=True).publish_text("../alpha.ofn", text, ALPHA, by="a")
    assert Engine(store, writable=True).publish_text("alpha.ofn", text, ALPHA, by="a").number == 1


KILLED = """
import sys
from pathlib import Path
from api.engine import Engine
from graph.embedded import EmbeddedStore
engine = Engine(EmbeddedStore(Path(sys.argv[1])))
print("ready", flush=True)
engine.publish(Path(sys.argv[2]), "alpha", by="a")
print("done", flush=True)
"""


def test_a_publication_that_is_killed_is_whole_or_not_at_all(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    engine = Engine(store)
    engine.load_ontology(["general"])
    engine.write(added=facts())
    before = state(store)
    began = time.monotonic()
    engine.publish(written(tmp_path, ALPHA, "50"), ALPHA, by="a")
    took = time.monotonic() - began
    after = checksum(store), [d.text for d in store.ontology.documents], store.query(CHOICE).rows
    engine.rollback(ALPHA, 0)
    store.close()
    chance = random.Random(3)
    for _ in range(6):
        path = written(tmp_path, ALPHA, "50")
        command = [sys.executable, "-c", KILLED, str(tmp_path / "store"), str(path)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(took * chance.uniform(0.3, 1.3))
            process.send_signal(signal.SIGKILL)
        store = EmbeddedStore(tmp_path / "store")
        held = checksum(store), [d.text for d in store.ontology.documents], store.query(CHOICE).rows
        assert held in (after, (before[0], [d.text for d in store.ontology.for_shop(None).documents], before[3]))
        engine = Engine(store)
        if store.ontology.shops:
            engine.rollback(ALPHA, 0)
        store.close()
