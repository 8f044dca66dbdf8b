"""Manchester syntax beside the OWLAPI: the same axioms from the same file, our own files and those that it writes."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from ontology.canonical import canonical
from ontology.load import PACKS
from ontology.reader import Document, read_file
from ontology.syntax import Syntax
from tools.maven import MavenError
from tools.robot import Counted, read

_EVERYTHING = Path(__file__).parent / "everything.omn"


def _beside(files: list[Path], folder: Path) -> list[Counted]:
    imports = {iri for file in files for iri in read_file(file).imports}
    try:
        return read(files, folder, ignored_imports=sorted(imports), manchester_too=True)
    except MavenError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


def _said(document: Document) -> tuple[Counter[str], Counter[str], object]:
    axioms = (canonical(axiom) for axiom in document.axioms)
    return (
        Counter(_unnamed(f"{axiom} {axiom.annotations!r}") for axiom in axioms),
        Counter(_unnamed(repr(note)) for note in document.annotations),
        ("" if document.nameless else document.iri, document.version, document.imports),
    )


def _unnamed(text: str) -> str:
    """Without the names of blank nodes, which are others in each file."""
    return re.sub(r"_:[\w.-]+|(?<=Anonymous\(id=')[^']*", "_:", text)


@pytest.mark.shared_data
def test_a_manchester_file_says_to_us_what_it_says_to_the_owlapi(shared_data: Path, tmp_path: Path) -> None:
    # The OWLAPI cannot read what uses terms of imports that are left aside, so no other pack is among them.
    files = [_EVERYTHING, PACKS / "general.ofn", *sorted((shared_data / "ontologies").iterdir())]
    found = _beside(files, tmp_path)
    everything = read_file(_EVERYTHING)
    assert len(everything.axioms) == found[0].axioms
    assert _said(everything) == _said(read_file(found[0].functional))
    compared = set()
    for file, counted in zip(files[1:], found[1:], strict=True):
        assert not counted.error, (file.name, counted.error)
        ours = read_file(counted.manchester)
        assert (ours.syntax, ours.unread) == (Syntax.MANCHESTER, ())
        # It writes a few things that it cannot read again itself, such as a value that is not of its datatype.
        if counted.manchester_read.exists():
            compared.add(file.name)
            assert _said(ours) == _said(read_file(counted.manchester_read)), file.name
    assert compared == {"general.ofn", "gistCore.ttl", "gs1Voc.ttl", "pizza.owl", "schemaorg-all-https.ttl"}
