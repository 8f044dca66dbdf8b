"""`fengmi schema` and the prompt's surroundings."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from api.cli import cli
from api.cli_schema import shape_text
from api.cypher_prompt import history_file
from api.graph_shape import GraphShape
from graph.index import StoredIndex


def test_schema_shows_constraints_indexes_labels_types_and_keys(store_url: str) -> None:
    result = CliRunner().invoke(cli, ["schema", "--store", store_url, "--json"])
    assert (result.exit_code, result.stderr) == (0, "")
    shape = json.loads(result.stdout)
    assert {"kind": "unique", "label": "Entity", "keys": ["iri"]} in shape["indexes"]
    assert shape["labels"]["Entity"] >= shape["labels"]["Product"] > 0
    assert shape["types"]["SOLD_BY"] > 0
    assert shape["keys"]["iri"] == shape["labels"]["Entity"]


def test_schema_as_text_has_the_most_frequent_first() -> None:
    shape = GraphShape(
        indexes=(StoredIndex(kind="unique", label="Entity", keys=("iri",)),),
        labels={"Product": 2, "热水器": 5, "Gone": 0},
        types={},
        keys={"iri": 7},
    )
    lines = click.unstyle(shape_text(shape)).splitlines()
    assert lines[1] == "  Entity(iri)  unique"
    assert lines[lines.index("标签 labels 2") + 1 :][:2] == ["  热水器   5", "  Product  2"]


def test_what_was_typed_is_kept_for_its_user_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    path = history_file()
    assert path.is_relative_to(tmp_path)
    assert path.stat().st_mode & 0o077 == 0
