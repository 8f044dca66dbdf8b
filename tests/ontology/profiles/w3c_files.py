"""The W3C's test ontologies as files, with the profiles that the W3C says each case is in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from ontology.owl import RDF

TEST = "http://www.w3.org/2007/OWL/testOntology#"
_ROLES = ("Premise", "Conclusion", "NonConclusion")
_SYNTAXES = (("rdfXml", "rdf"), ("fs", "ofn"))


@dataclass(frozen=True, slots=True, kw_only=True)
class W3cCase:
    """A case: its name, its ontologies' files, and the profiles and species that it is said to be in."""

    name: str
    files: tuple[Path, ...]
    said: frozenset[str]


def w3c_cases(shared_data: Path, folder: Path) -> Iterator[W3cCase]:
    """Every case without imports that was not rejected; its ontologies are written to `folder`."""
    for node in ElementTree.parse(shared_data / "owl-tests" / "all.rdf").getroot():
        if node.tag != f"{{{TEST}}}TestCase" or node.find(f"{{{TEST}}}importedOntology") is not None:
            continue
        name = node.attrib[f"{{{RDF}}}about"].rpartition("/")[2]
        said = frozenset(
            child.attrib[f"{{{RDF}}}resource"].rpartition("#")[2]
            for tag in ("profile", "species")
            for child in node.findall(f"{{{TEST}}}{tag}")
        )
        yield W3cCase(name=name, files=tuple(_files(node, name, folder)), said=said)


def _files(node: ElementTree.Element, name: str, folder: Path) -> Iterator[Path]:
    for role in _ROLES:
        for prefix, suffix in _SYNTAXES:
            text = node.findtext(f"{{{TEST}}}{prefix}{role}Ontology")
            if text:
                file = folder / f"{name}.{role}.{suffix}"
                file.write_text(text, encoding="utf-8")
                yield file


def w3c_files(shared_data: Path, folder: Path) -> list[Path]:
    """The files of all cases."""
    return [file for case in w3c_cases(shared_data, folder) for file in case.files]
