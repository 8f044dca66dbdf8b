"""Nothing that was read moves the cursor of a terminal or turns its lines around."""

from pathlib import Path

from click.testing import CliRunner

from api.cli import cli
from api.visible import visible


def test_control_characters_and_marks_of_direction_are_shown_by_number() -> None:
    assert visible("a\x1b[2Jb\u202ec\u2066") == "a\\u001B[2Jb\\u202Ec\\u2066"


def test_lines_tabs_chinese_and_emoji_stay() -> None:
    assert visible("一\n\t二 é 😀\u200d") == "一\n\t二 é 😀\u200d"


def test_a_check_shows_what_is_in_a_name(tmp_path: Path) -> None:
    file = tmp_path / "b.ofn"
    file.write_text("Ontology(<urn:b> SubClassOf(<urn:b#A\u202eB> <urn:b#C>))", encoding="utf-8")
    output = CliRunner().invoke(cli, ["ontology", "check", str(file)]).output
    assert "\u202e" not in output
    assert "A\\u202EB" in output


def test_the_lines_of_what_is_no_axiom_are_cut_and_counted(tmp_path: Path) -> None:
    file = tmp_path / "many.ttl"
    lines = "\n".join(f"[] a owl:Class ; owl:complementOf owl:Thing . # {n}" for n in range(500))
    file.write_text(
        f"@prefix owl: <http://www.w3.org/2002/07/owl#> . <urn:m> a owl:Ontology .\n{lines}", encoding="utf-8"
    )
    output = CliRunner().invoke(cli, ["ontology", "check", str(file)]).output
    assert "……还有 800 条，见 --json" in output
