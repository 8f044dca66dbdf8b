"""Where an imported ontology lies: by a catalog, in the folder, or among the shipped packs; never on the network."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from ontology.catalog import CATALOG, Catalogs, lies_in
from ontology.errors import OntologyError
from ontology.reader import Document, read_file
from ontology.source import read_source
from ontology.syntax import SUFFIXES

MAX_FILES = 2000
"""How many files of a folder are looked at."""

MAX_TEXT = 64 * 1024 * 1024
"""How many characters of a folder's files are kept to look for an IRI; of the files beyond them, the beginnings."""

_HEADER = 20_000


class Folder:
    """One folder in which imported documents may lie; nothing outside it is ever opened.

    `faults` says what was wrong with its catalogs or candidate files, for the report.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._catalogs = Catalogs(path)
        self._faults: dict[str, None] = {}
        self._documents: dict[Path, Document | None] = {}
        self._searched: list[Document] = []
        self._copies: dict[str, list[str]] = {}

    @property
    def faults(self) -> tuple[str, ...]:
        """What was wrong with the catalogs and with the files that were looked at, each once."""
        return (*self._catalogs.faults, *self._faults)

    def find(self, iri: str) -> Document | None:
        """The document of this ontology or version IRI: where a catalog puts it, else the file that says so itself."""
        listed = self._catalogs.find(iri)
        if listed is not None:
            document = self._read(listed)
            if document is not None:
                return document
        wanted = iri.rstrip("#/")
        # Most files are called as their ontology is; the others would be read in vain.
        for path, head in sorted(self._heads, key=lambda found: not found[0].name.startswith(_local(wanted))):
            # A prefix or an entity may shorten the IRI, so its last part in the header is a trace as well.
            if wanted in head or _local(wanted) in head[:_HEADER]:
                document = self._read(path)
                if document is not None and wanted in (document.iri.rstrip("#/"), document.version.rstrip("#/")):
                    self._searched.append(document)
                    return document
        return None

    def others(self, document: Document) -> list[str]:
        """Of a document that was searched for: the other files that say in so many words that they are it.

        A copy of the same file is no other; where a catalog says which to read, there is nothing to choose.
        """
        if not any(document is found for found in self._searched):
            return []
        if document.iri not in self._copies:
            self._copies[document.iri] = self._saying_so(document)
        return self._copies[document.iri]

    def _saying_so(self, document: Document) -> list[str]:
        iri = re.escape(document.iri)
        says = re.compile(
            rf"(?:\bOntology\s*\(\s*<|\bOntology:\s*<|\bontologyIRI\s*=\s*[\"']|<owl:Ontology\s+rdf:about\s*=\s*[\"']){iri}"
            rf"[\"'>]|<{iri}>\s+(?:a|rdf:type)\s+owl:Ontology\b"
        )
        texts = {path.name: head for path, head in self._heads if document.iri in head and says.search(head)}
        return [name for name, text in texts.items() if name != document.file and text != document.text]

    def _read(self, path: Path) -> Document | None:
        if path not in self._documents:
            try:
                self._documents[path] = read_file(path)
            except OntologyError as error:
                self._faults[str(error)] = None
                self._documents[path] = None
        return self._documents[path]

    @cached_property
    def _heads(self) -> list[tuple[Path, str]]:
        """Every ontology file of the folder with its text, in the order of their names."""
        found: list[tuple[Path, str]] = []
        room = MAX_TEXT
        for path in sorted(self.path.iterdir())[:MAX_FILES] if self.path.is_dir() else ():
            named = path.name.lower().removesuffix(".gz").endswith(SUFFIXES) and path.name != CATALOG
            if named and lies_in(path, self.path):
                try:
                    text = read_source(path)
                except OntologyError:
                    # A file that cannot be read matters only when it is the one that is wanted.
                    continue
                kept = text if len(text) <= room else text[:_HEADER]
                room -= len(kept)
                found.append((path, kept))
        return found


def _local(iri: str) -> str:
    return re.split(r"[/#]", iri)[-1] or iri


def find(iri: str, folders: Iterable[Folder]) -> Document | None:
    """The document of an IRI in the first folder that has it."""
    for folder in folders:
        document = folder.find(iri)
        if document is not None:
            return document
    return None
