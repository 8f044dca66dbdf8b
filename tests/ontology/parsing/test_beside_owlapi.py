"""Functional syntax and OWL/XML as the OWLAPI writes them: each axiom that it has is read, and no other."""

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

_HERE = Path(__file__).parent
_OURS = (_HERE / "everything.ofn", _HERE / "odd.owx")


def _written(files: list[Path], folder: Path) -> list[Counted]:
    imports = {iri for file in files for iri in read_file(file).imports}
    try:
        return read(files, folder, ignored_imports=sorted(imports), xml_too=True)
    except MavenError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


def _said(document: Document) -> tuple[Counter[str], Counter[str], object]:
    """The axioms, the ontology's annotations and its names; blank nodes have other names in each file."""
    axioms = (canonical(axiom) for axiom in document.axioms)
    return (
        Counter(_unnamed(f"{axiom} {axiom.annotations!r}") for axiom in axioms),
        Counter(_unnamed(repr(note)) for note in document.annotations),
        ("" if document.nameless else document.iri, document.version, document.imports),
    )


def _unnamed(text: str) -> str:
    return re.sub(r"_:[\w.-]+|(?<=Anonymous\(id=')[^']*", "_:", text)


@pytest.mark.shared_data
def test_both_syntaxes_say_what_the_owlapi_has(shared_data: Path, tmp_path: Path) -> None:
    files = [*_OURS, *sorted(PACKS.glob("*.ofn")), *sorted((shared_data / "ontologies").iterdir())]
    for file, counted in zip(files, _written(files, tmp_path), strict=True):
        assert not counted.error, (file.name, counted.error)
        functional, xml = read_file(counted.functional), read_file(counted.owl_xml)
        assert (functional.syntax, xml.syntax) == (Syntax.FUNCTIONAL, Syntax.OWL_XML)
        assert len(functional.axioms) == counted.axioms, file.name
        ours, in_xml = _said(functional), _said(xml)
        assert ours[1:] == in_xml[1:], file.name
        assert not ours[0] - in_xml[0], file.name
        # In OWL/XML the OWLAPI declares what nobody has declared.
        assert all(added.startswith("Declaration(") for added in in_xml[0] - ours[0]), file.name
        assert (functional.unread, xml.unread) == ((), ())
        if file.suffix in (".ofn", ".owx"):
            assert _said(read_file(file)) == ours, file.name
