"""The commands that take a whole graph elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli import cli
from graph.checksum import checksum
from graph.embedded import EmbeddedStore
from tests.graph.shop import has, link, ontology


@pytest.fixture
def store(tmp_path: Path) -> str:
    """The URL of a store with two facts."""
    opened = EmbeddedStore(tmp_path / "a")
    opened.load_ontology(ontology())
    opened.write(added=[has("A", "name", "甲"), link("A", "replaces", "B")])
    opened.close()
    return f"embedded:{tmp_path / 'a'}"


def held(path: Path) -> str:
    opened = EmbeddedStore(path)
    try:
        return checksum(opened).digest
    finally:
        opened.close()


def test_copy_makes_an_equal_store_and_says_so(store: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["copy", store, f"embedded:{tmp_path / 'b'}", "--json"])
    assert done.exit_code == 0, done.output
    report = json.loads(done.stdout)
    assert report["target"]["digest"] == held(tmp_path / "a") == held(tmp_path / "b")


def test_copy_into_a_store_with_facts_fails_in_one_line(store: str, tmp_path: Path) -> None:
    target = f"embedded:{tmp_path / 'b'}"
    assert CliRunner().invoke(cli, ["copy", store, target]).exit_code == 0
    done = CliRunner().invoke(cli, ["copy", store, target])
    assert done.exit_code == 1
    assert "already holds facts" in done.stderr


def test_copy_of_a_store_onto_itself_is_refused(store: str) -> None:
    done = CliRunner().invoke(cli, ["copy", store, store])
    assert done.exit_code == 1
    assert "onto itself" in done.stderr


def test_a_backup_can_be_restored(store: str, tmp_path: Path) -> None:
    file = str(tmp_path / "b.zip")
    assert CliRunner().invoke(cli, ["backup", file, "--store", store]).exit_code == 0
    done = CliRunner().invoke(cli, ["restore", file, "--store", f"embedded:{tmp_path / 'c'}"])
    assert done.exit_code == 0, done.output
    assert held(tmp_path / "c") == held(tmp_path / "a")


def test_export_replaces_no_file(store: str, tmp_path: Path) -> None:
    (tmp_path / "g.cypher").write_text("mine", encoding="utf-8")
    done = CliRunner().invoke(cli, ["export", str(tmp_path / "g.cypher"), "--store", store])
    assert (done.exit_code, "is already there" in done.stderr) == (1, True)
    assert (tmp_path / "g.cypher").read_text(encoding="utf-8") == "mine"


def test_export_writes_a_script_or_csv(store: str, tmp_path: Path) -> None:
    assert CliRunner().invoke(cli, ["export", str(tmp_path / "g.cypher"), "--store", store]).exit_code == 0
    assert "甲" in (tmp_path / "g.cypher").read_text(encoding="utf-8")
    done = CliRunner().invoke(cli, ["export", str(tmp_path / "g"), "--format", "csv", "--store", store])
    assert done.exit_code == 0
    assert len(list((tmp_path / "g").glob("*.csv"))) == 3
