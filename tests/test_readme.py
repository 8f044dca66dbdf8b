"""What the README shows is what the commands print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli import cli
from graph.neo4j import Access
from tests.neo4j_access import VARIABLE, Reach, emptied

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The fenced code blocks of one language, in order."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_first_screen_shows_the_two_commands_that_set_everything_up() -> None:
    first_screen = "\n".join(README.splitlines()[:20])
    assert "make demo" in first_screen
    assert "make test" in first_screen


def test_every_line_of_the_shown_demo_is_printed_in_that_order(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["demo", "--store", f"embedded:{tmp_path / 'store'}"])
    assert result.exit_code == 0, result.stderr
    printed = [line.rstrip() for line in result.stdout.splitlines()]
    place = 0
    for line in blocks("text")[0].splitlines():
        assert line in printed[place:], f"README shows a line that the demo does not print there: {line}"
        place = printed.index(line, place) + 1


def test_the_shown_commands_work_on_the_shared_data(shared_data: Path, tmp_path: Path) -> None:
    commands = [line.partition(" #")[0] for line in blocks("sh")[1].splitlines()]
    ran = 0
    for command in commands:
        words = shlex.split(command)
        assert words[0] == ".venv/bin/fengmi"
        if words[1] == "serve":
            continue  # a real server process is tested in tests/api/test_server.py
        words = [str(shared_data / "ecom-bench") if w.startswith("../shared") else w for w in words[1:]]
        result = CliRunner().invoke(cli, [*words, "--store", f"embedded:{tmp_path / 'store'}"])
        assert result.exit_code == 0, f"{command}: {result.stderr}"
        assert result.stdout.strip()
        ran += 1
    assert ran == 4


def test_the_shown_move_to_neo4j_works(neo4j_server: Reach, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    emptied(neo4j_server)
    here = f"embedded:{tmp_path / 'store'}"
    loaded = CliRunner().invoke(cli, ["ingest", "demo-shop", "--store", here])
    assert loaded.exit_code == 0, loaded.stderr
    real = {"FENGMI_STORE": neo4j_server.url, **neo4j_server.environment}
    printed = ""
    for line in blocks("sh")[2].splitlines():
        command, *words = shlex.split(line.partition(" #")[0])
        if command == "export":
            for name in (word.partition("=")[0] for word in words):
                monkeypatch.setenv(name, real[name])
        elif command == ".venv/bin/fengmi":
            told = [{"embedded:.fengmi/store": here, "$FENGMI_STORE": neo4j_server.url}.get(w, w) for w in words]
            result = CliRunner().invoke(cli, told)
            assert result.exit_code == 0, f"{line}: {result.stderr}"
            printed += result.stdout
        else:
            # That command is the server of this very test, or of tests/tools/test_neo4j_server.py.
            assert [command, *words] == [".venv/bin/python", "-m", "tools.neo4j_server"]
    assert "both stores are equal" in printed
    assert "products" in printed


def test_the_variables_named_for_neo4j_are_those_that_are_read() -> None:
    section = README.partition("## On Neo4j")[2].partition("\n## ")[0]
    named = set(re.findall(r"\b(?:NEO4J|FENGMI)_[A-Z0-9_]+", section))
    assert named == {
        "FENGMI_STORE",
        VARIABLE,
        *(f"NEO4J_{name.upper()}" for name in Access.__dataclass_fields__),
    }


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#:]+)\)", README))
def test_every_linked_file_exists(link: str) -> None:
    assert (ROOT / link).exists()
