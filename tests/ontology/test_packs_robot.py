"""The packs that answer competency questions, with their examples, under OWLAPI's DL profile and HermiT."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from ontology.competency import read_questions, shipped_questions
from ontology.load import load_ontology
from ontology.owl import Axiom, Expression, Node
from ontology.writing.functional import functional_text
from tools.maven import MavenError
from tools.robot import command

each_pack = pytest.mark.parametrize("pack", sorted(shipped_questions()))


def _robot(*arguments: str) -> CompletedProcess[str]:
    try:
        return command(*arguments)
    except MavenError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


def _merged(pack: str, folder: Path, *, built_ins: bool) -> str:
    """The pack, its examples and all they import in one file; HermiT refuses rules with built-ins."""
    documents = load_ontology(read_questions(pack).sources).documents
    axioms = dict.fromkeys(a for d in documents for a in d.axioms if built_ins or "BuiltInAtom" not in set(_kinds(a)))
    path = folder / "merged.ofn"
    path.write_text(functional_text(replace(documents[-1], imports=(), axioms=tuple(axioms))), encoding="utf-8")
    return str(path)


def _kinds(node: Axiom | Node) -> Iterator[str]:
    if isinstance(node, Axiom | Expression):
        yield node.kind
        for part in node.args:
            yield from _kinds(part)


@each_pack
def test_a_pack_and_its_examples_are_in_the_dl_profile(tmp_path: Path, pack: str) -> None:
    done = _robot("validate-profile", "--profile", "DL", "--input", _merged(pack, tmp_path, built_ins=True))
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


@each_pack
def test_hermit_finds_a_pack_and_its_examples_consistent(tmp_path: Path, pack: str) -> None:
    source, out = _merged(pack, tmp_path, built_ins=False), str(tmp_path / "out.ofn")
    done = _robot("reason", "--reasoner", "HermiT", "--input", source, "--output", out)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
