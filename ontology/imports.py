"""Where an imported ontology lies: by a catalog, in the folder, or among the shipped packs; never on the network."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from ontology.errors import OntologyError
from ontology.reader import Document, read_file
from ontology.source import read_source
from ontology.syntax import SUFFIXES
from ontology.xml_entities import without_entities

CATALOG = "catalog-v001.xml"
MAX_CATALOGS = 50
MAX_FILES = 2000
_HEADER = 20_000
_CATALOG_SIZE = 4 * 1024 * 1024


class Folder:
    """One folder in which imported documents may lie; nothing outside it is ever opened.

    `faults` says what was wrong with its catalogs or candidate files, for the report.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[str] = []
        self._documents: dict[Path, Document | None] = {}

    def find(self, iri: str) -> Document | None:
        """The document of this ontology or version IRI: where a catalog puts it, else the file that says so itself."""
        listed = self._catalog.get(iri)
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
                    return document
        return None

    def _read(self, path: Path) -> Document | None:
        if path not in self._documents:
            try:
                self._documents[path] = read_file(path)
            except OntologyError as error:
                self.faults.append(str(error))
                self._documents[path] = None
        return self._documents[path]

    @cached_property
    def _heads(self) -> list[tuple[Path, str]]:
        """Every ontology file of the folder with its text, in the order of their names."""
        found: list[tuple[Path, str]] = []
        for path in sorted(self.path.iterdir())[:MAX_FILES] if self.path.is_dir() else ():
            if path.name.lower().removesuffix(".gz").endswith(SUFFIXES) and path.name != CATALOG and self._inside(path):
                try:
                    found.append((path, read_source(path)))
                except OntologyError:
                    # A file that cannot be read matters only when it is the one that is wanted.
                    continue
        return found

    def _inside(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self.path.resolve())

    @cached_property
    def _catalog(self) -> dict[str, Path]:
        entries: dict[str, Path] = {}
        waiting = [self.path / CATALOG]
        seen: set[Path] = set()
        while waiting and len(seen) < MAX_CATALOGS:
            catalog = waiting.pop()
            if catalog in seen or not catalog.is_file():
                continue
            seen.add(catalog)
            for name, target in self._entries(catalog):
                path = self._place(catalog, target)
                if path is None:
                    continue
                if name:
                    entries.setdefault(name, path)
                else:
                    waiting.append(path)
        return entries

    def _entries(self, catalog: Path) -> Iterator[tuple[str, str]]:
        """Names and where they are; a nested catalog has no name."""
        try:
            text = without_entities(read_source(catalog), file=catalog.name, limit=_CATALOG_SIZE)
            root = ElementTree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
        except (OntologyError, ElementTree.ParseError) as error:
            self.faults.append(f"{catalog.name}: {error}; repair the catalog or let Protégé write it anew")
            return
        yield from _walk(root)

    def _place(self, catalog: Path, target: str) -> Path | None:
        parts = urlsplit(target)
        if parts.scheme not in ("", "file"):
            return None
        place = catalog.parent / unquote(parts.path)
        if not self._inside(place):
            self.faults.append(f"{catalog.name}: '{target}' lies outside {self.path}; it is not read; move it inside")
            return None
        return place


def _walk(root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    waiting = [(root, "")]
    while waiting:
        element, base = waiting.pop()
        base = urljoin(base, element.get("{http://www.w3.org/XML/1998/namespace}base", ""))
        kind = element.tag.rpartition("}")[2]
        if kind in ("uri", "system", "public") and element.get("uri"):
            yield element.get("name") or element.get("systemId") or "", urljoin(base, element.get("uri", ""))
        elif kind == "nextCatalog" and element.get("catalog"):
            yield "", urljoin(base, element.get("catalog", ""))
        # The entry that stands first wins, so children wait in reverse.
        waiting += [(child, base) for child in reversed(element)]


def _local(iri: str) -> str:
    return re.split(r"[/#]", iri)[-1] or iri


def find(iri: str, folders: Iterable[Folder]) -> Document | None:
    """The document of an IRI in the first folder that has it."""
    for folder in folders:
        document = folder.find(iri)
        if document is not None:
            return document
    return None
