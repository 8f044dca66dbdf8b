"""Copying between stores, backup and export keep the whole graph."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.backup import backup, restore
from graph.bulk import load
from graph.bulk_port import BulkStore
from graph.bulk_rows import fact_batches
from graph.checksum import checksum
from graph.copy import copy
from graph.embedded import EmbeddedStore
from graph.index import VectorIndex
from ontology.errors import StoreError
from tests.graph.shop import has, iri, is_a, link, ontology
from tests.graph.test_bulk import facts

ROOT = Path(__file__).parents[2]
OPEN = "from pathlib import Path\nfrom graph.embedded import EmbeddedStore\nEmbeddedStore(Path({!r}))"
BACK_UP = "from pathlib import Path\nfrom graph.backup import backup\nbackup(Path({!r}), Path('x.zip'))"


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """An embedded store with facts."""
    opened = EmbeddedStore(tmp_path / "laptop")
    opened.load_ontology(ontology())
    load(opened, fact_batches(facts(40), opened.schema), name="t")
    yield opened
    opened.close()


def test_a_graph_copied_there_and_back_is_identical(laptop: EmbeddedStore, store: BulkStore, tmp_path: Path) -> None:
    back = EmbeddedStore(tmp_path / "back")
    try:
        copy(laptop, store)
        report = copy(store, back)
        assert report.target == checksum(laptop) == checksum(back)
        assert set(back.facts()) == set(laptop.facts())
        assert back.ontology.documents == laptop.ontology.documents
    finally:
        back.close()


def test_nothing_is_copied_into_a_store_that_holds_facts(laptop: EmbeddedStore, store: BulkStore) -> None:
    store.write(added=[has("X", "name", "有了")])
    before = checksum(store)
    with pytest.raises(StoreError, match="empty store"):
        copy(laptop, store)
    assert checksum(store) == before


def test_a_stopped_copy_goes_on(laptop: EmbeddedStore, store: BulkStore) -> None:
    def stop(what: str, done: int, total: int) -> None:
        if done > 50:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy(laptop, store, progress=stop)
    assert checksum(store) != checksum(laptop)
    report = copy(laptop, store)
    assert report.resumed > 0
    assert checksum(store) == checksum(laptop)


def test_the_checksum_knows_every_change(store: BulkStore) -> None:
    store.write(added=[has("A", "name", "x"), link("A", "replaces", "B")])
    seen = {checksum(store).digest}
    for change in (
        has("A", "name", "y"),
        has("A", "name", "x", source="s"),
        link("B", "replaces", "A"),
        *(has("A", "weight", Decimal(weight)) for weight in ("1.5", "2.5", "0.1")),
    ):
        store.write(added=[change])
        seen.add(checksum(store).digest)
    assert len(seen) == 7
    store.transact([("MATCH (n:Entity {iri: $iri}) SET n.weight = [2.75, 1.5, 0.1]", {"iri": iri("A")})])
    assert checksum(store).digest not in seen


@pytest.mark.parametrize("vector", [[0.1, 0.2], [0.5]])
def test_a_vector_is_no_part_of_the_checksum(store: BulkStore, vector: list[float]) -> None:
    store.write(added=[is_a("A", "Heater")])
    held = checksum(store)
    index = VectorIndex(label="Heater", key="direction", dimensions=len(vector))
    store.create_index(index)
    store.put_vectors(index, {iri("A"): vector})
    assert checksum(store) == held


def test_a_backup_restores_to_an_equal_store(laptop: EmbeddedStore, tmp_path: Path) -> None:
    held = checksum(laptop)
    laptop.close()
    assert backup(tmp_path / "laptop", tmp_path / "b.zip") == held
    assert restore(tmp_path / "b.zip", tmp_path / "again") == held
    again = EmbeddedStore(tmp_path / "again")
    assert checksum(again) == held
    again.close()


def test_a_store_that_is_being_copied_for_a_backup_cannot_be_opened(
    laptop: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.close()
    code = OPEN.format(str(tmp_path / "laptop"))
    said: list[str] = []

    def copy_slowly(source: Path, target: Path, **more: Any) -> Path:
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
        said.append(done.stderr)
        return copytree(source, target, **more)

    copytree = shutil.copytree
    monkeypatch.setattr("graph.backup.shutil.copytree", copy_slowly)
    backup(tmp_path / "laptop", tmp_path / "b.zip")
    assert "another fengmi has it open" in said[0]
    EmbeddedStore(tmp_path / "laptop").close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.zip", "laptop"]


def test_a_store_that_another_process_has_open_is_not_backed_up(laptop: EmbeddedStore, tmp_path: Path) -> None:
    code = BACK_UP.format(str(laptop.path))
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "another fengmi has it open" in done.stderr
    assert not list(tmp_path.glob("x.zip*"))
    laptop.write(added=[has("A", "name", "still ours")])


def test_a_damaged_backup_is_refused_and_leaves_nothing(laptop: EmbeddedStore, tmp_path: Path) -> None:
    laptop.close()
    file = tmp_path / "b.zip"
    backup(tmp_path / "laptop", file)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreError, match="no backup"):
        restore(file, tmp_path / "again")
    assert not list(tmp_path.glob("again*"))


def test_backup_and_restore_overwrite_nothing(laptop: EmbeddedStore, tmp_path: Path) -> None:
    laptop.close()
    file = tmp_path / "b.zip"
    backup(tmp_path / "laptop", file)
    with pytest.raises(StoreError, match="already there"):
        backup(tmp_path / "laptop", file)
    with pytest.raises(StoreError, match="already there"):
        restore(file, tmp_path / "laptop")
    with pytest.raises(StoreError, match="no store"):
        backup(tmp_path / "nowhere", tmp_path / "c.zip")


def test_a_backup_that_cannot_be_put_where_it_should_go_is_not_blamed(laptop: EmbeddedStore, tmp_path: Path) -> None:
    laptop.close()
    backup(laptop.path, tmp_path / "b.zip")
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match=r"again: cannot be written \(.*\); name another folder"):
        restore(tmp_path / "b.zip", tmp_path / "file" / "again")
