"""What is the embedded store's own: its folder, and who may open it."""

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.embedded import EmbeddedStore
from graph.embedded_folder import not_opened
from graph.index import TextIndex
from ontology.errors import QueryError, StoreError
from tests.graph.shop import MUCH_MEMORY, has, iri, is_a, ontology

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed store with one fact."""
    store = EmbeddedStore(tmp_path / "store")
    store.load_ontology(ontology())
    store.write(added=[has("1", "name", "x")])
    store.close()
    return tmp_path / "store"


@pytest.fixture
def held(folder: Path) -> Iterator[Path]:
    """The folder of an open store."""
    store = EmbeddedStore(folder)
    yield folder
    store.close()


def test_missing_folders_are_made(tmp_path: Path) -> None:
    EmbeddedStore(tmp_path / "a" / "b" / "店铺").close()
    assert (tmp_path / "a" / "b" / "店铺").is_dir()


def test_an_empty_folder_becomes_a_store(tmp_path: Path) -> None:
    EmbeddedStore(tmp_path).close()
    EmbeddedStore(tmp_path).close()


def test_a_store_can_be_closed_twice(folder: Path) -> None:
    store = EmbeddedStore(folder)
    store.close()
    store.close()


def test_a_store_that_is_open_is_not_opened_again(held: Path) -> None:
    with pytest.raises(StoreError, match="another fengmi has it open"):
        EmbeddedStore(held)


class Unprepared(EmbeddedStore):
    """A store whose folder opens, and then cannot be written to."""

    def _prepare(self) -> None:
        raise StoreError("no space is left")


def test_a_store_that_cannot_be_prepared_is_not_held_open(folder: Path) -> None:
    with pytest.raises(StoreError, match="no space"):
        Unprepared(folder)
    EmbeddedStore(folder).close()


def test_a_store_that_another_process_holds_is_told(held: Path) -> None:
    code = f"from pathlib import Path\nfrom graph.embedded import EmbeddedStore\nEmbeddedStore(Path({str(held)!r}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "locked by another process" in done.stderr
    assert "another fengmi has it open" in done.stderr.splitlines()[-1]


def test_a_folder_that_is_not_there_is_not_made_where_a_store_is_expected(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store; correct the path, or load something first"):
        EmbeddedStore(tmp_path / "a" / "typo", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_named() -> None:
    with pytest.raises(StoreError, match=r"(?i)no such|cannot"):
        EmbeddedStore(Path("/proc/nowhere/store"))


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(StoreError, match="holds other files and no store; choose an empty or a new folder"):
        EmbeddedStore(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_file_is_no_folder(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match=r"file is a file; name a folder"):
        EmbeddedStore(tmp_path / "file" / below if below else tmp_path / "file")


@pytest.mark.parametrize("text", [None, "", '{"schemaVersion": 1, "ty'])
def test_a_damaged_store_is_told_and_not_opened_as_empty(folder: Path, text: str | None) -> None:
    path = folder / "schema.json"
    path.unlink()
    if text is not None:
        path.write_text(text)
    with pytest.raises(StoreError, match="restore the folder from a copy, or delete it and load again"):
        EmbeddedStore(folder)


@pytest.mark.parametrize("left", [None, 0, 70_000, 131_072])
def test_a_store_whose_files_are_cut_off_is_told_and_not_opened_as_smaller(folder: Path, left: int | None) -> None:
    store = EmbeddedStore(folder)
    store.write(
        added=[fact for n in range(1_000) for fact in (is_a(f"P{n}", "Heater"), has(f"P{n}", "name", "长" * 90))]
    )
    store.close()
    EmbeddedStore(folder).close()
    largest = max(folder.glob("*.bucket"), key=lambda file: file.stat().st_size)
    assert largest.stat().st_size > 131_072
    if left is None:
        largest.unlink()
    else:
        os.truncate(largest, left)
    with pytest.raises(StoreError, match="is cut off or missing; restore the folder from a copy"):
        EmbeddedStore(folder)


def test_file_names_are_short_whatever_the_classes_are_called(folder: Path) -> None:
    json.loads((folder / "schema.json").read_text(encoding="utf-8"))
    assert max(len(path.name) for path in folder.iterdir()) < 120


def test_a_process_that_dies_while_writing_leaves_whole_writes_only(folder: Path) -> None:
    code = (
        "import os\nfrom pathlib import Path\nfrom graph.embedded import EmbeddedStore\n"
        "from tests.graph.shop import has, link\n"
        f"store = EmbeddedStore(Path({str(folder)!r}))\n"
        "store.write(added=[has('2', 'name', 'y')])\n"
        "def dying():\n"
        "    for n in range(50):\n        yield has(f'd{n}', 'stock', n)\n"
        "original = store._db.commit\n"
        "store._db.commit = lambda: os._exit(9)\n"
        "store.write(added=dying())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 9, done.stderr
    store = EmbeddedStore(folder)
    assert set(store.facts()) == {has("1", "name", "x"), has("2", "name", "y")}
    assert store.write(added=[has("3", "stock", 1)]).created == 1
    store.close()


def test_a_query_that_needs_too_much_memory_is_refused_and_the_store_answers_on(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    with pytest.raises(QueryError, match="memory"):
        store.query(MUCH_MEMORY, seconds=60)
    assert store.query("RETURN 1 AS x").rows == ((1,),)
    store.close()


def test_our_own_reading_goes_on_beside_a_query_that_has_almost_no_time(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    store.load_ontology(ontology())
    store.write(added=[has(str(number), "name", "x") for number in range(2_000)])
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            with contextlib.suppress(QueryError):
                store.query("MATCH (a), (b) RETURN count(*) AS c", seconds=0.005)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        subjects = [iri(str(number)) for number in range(2_000)]
        assert [len(list(store.facts(subjects=subjects))) for _ in range(20)] == [2_000] * 20
    finally:
        done.set()
        asking.join()
        store.close()


def test_a_store_that_gets_too_little_memory_says_so(tmp_path: Path) -> None:
    said = str(not_opened(tmp_path, "graal_create_isolate failed: rc=801"))
    assert "too little memory" in said
    assert "another folder" not in said


def test_a_regular_expression_that_takes_too_long_is_a_matter_of_time(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    with pytest.raises(QueryError, match="timeout in a regular expression; write a simpler one"):
        store.query("RETURN $text =~ '.*a.*a.*a.*b' AS x", {"text": "a" * 4_000}, seconds=2)
    store.close()


def test_a_key_that_gives_up_its_index_says_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = EmbeddedStore(tmp_path / "store")
    store.load_ontology(ontology())
    store.write(added=[is_a("1", "Heater"), has("1", "name", "x")])
    index = TextIndex(label="Heater", keys=("name",))
    store.create_index(index)
    store.write(added=[is_a("2", "Heater"), has("2", "name", "y"), has("2", "name", "z")])
    assert "Heater(name): its FULL_TEXT index is gone: a node holds more than one text" in caplog.text
    with pytest.raises(QueryError, match="no text index on it; create it first, which takes a single text at each"):
        store.search_text(index, "x")
    store.close()


def test_a_text_that_is_no_cypher_is_refused_in_words(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    with pytest.raises(QueryError, match="no Cypher that can be read"):
        store.query("MATCH (o:Order RETURN o")
    store.close()
