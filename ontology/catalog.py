"""XML catalogs, such as Protégé's catalog-v001.xml: where an ontology's IRI lies in a folder.

Source: OASIS XML Catalogs 1.1, https://www.oasis-open.org/committees/entity/spec-2006-10-11.html, §7.2.2: an exact
entry before a rewritten prefix, that before a suffix, that before the catalogs to which a prefix is delegated, and
those before the catalogs that come next; of prefixes and suffixes the longest.
"""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from ontology.errors import OntologyError
from ontology.source import read_source
from ontology.xml_entities import without_entities

CATALOG = "catalog-v001.xml"
MAX_CATALOGS = 50
"""How many catalogs one search reads, those that others name included."""

_SIZE = 4 * 1024 * 1024
_BASE = "{http://www.w3.org/XML/1998/namespace}base"

# Kinds of entry, with the attributes of what they match and of where that lies.
_EXACT = {"uri": ("name", "uri"), "system": ("systemId", "uri"), "public": ("publicId", "uri")}
_PREFIX = {
    "rewriteURI": ("uriStartString", "rewritePrefix"),
    "rewriteSystem": ("systemIdStartString", "rewritePrefix"),
}
_SUFFIX = {"uriSuffix": ("uriSuffix", "uri"), "systemSuffix": ("systemIdSuffix", "uri")}
_DELEGATE = {"delegateURI": ("uriStartString", "catalog"), "delegateSystem": ("systemIdStartString", "catalog")}


@dataclass(frozen=True, slots=True)
class _Entries:
    """What one catalog says; of two entries for the same, the first."""

    exact: dict[str, str] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)
    suffixes: dict[str, str] = field(default_factory=dict)
    delegates: list[tuple[str, str]] = field(default_factory=list)
    following: list[str] = field(default_factory=list)


class Catalogs:
    """The catalog of a folder and those it names; none leads out of the folder.

    `faults` gathers what was wrong with them, each once.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: dict[str, None] = {}
        self._read: dict[Path, _Entries] = {}

    def find(self, iri: str) -> Path | None:
        """Where the catalogs put an IRI; None when they do not, or outside the folder."""
        waiting = [self.folder / CATALOG]
        seen: set[Path] = set()
        while waiting:
            catalog = waiting.pop(0)
            if catalog in seen:
                continue
            if len(seen) >= MAX_CATALOGS:
                self._fault(f"{CATALOG} leads to more than {MAX_CATALOGS} catalogs; put their entries into fewer")
                break
            seen.add(catalog)
            entries = self._entries(catalog)
            target = _target(entries, iri)
            place = self._place(catalog, target) if target is not None else None
            if place is not None:
                return place
            delegates = sorted((d for d in entries.delegates if iri.startswith(d[0])), key=lambda d: -len(d[0]))
            more = [*(target for _, target in delegates), *([] if delegates else entries.following)]
            # A catalog's own catalogs come before those that another catalog names after it.
            waiting[:0] = [place for target in more if (place := self._place(catalog, target)) is not None]
        return None

    def _entries(self, catalog: Path) -> _Entries:
        if catalog not in self._read:
            self._read[catalog] = found = _Entries()
            if _is_file(catalog):
                try:
                    text = without_entities(read_source(catalog), file=catalog.name, limit=_SIZE)
                    _gather(ElementTree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text)), found)
                except (OntologyError, ElementTree.ParseError, ValueError) as error:
                    said = str(error).removeprefix(f"{catalog.name}: ")
                    self._fault(f"{catalog.name}: {said}; repair the catalog or let Protégé write it anew")
        return self._read[catalog]

    def _place(self, catalog: Path, target: str) -> Path | None:
        try:
            parts = urlsplit(target)
            if parts.scheme not in ("", "file"):
                return None
            place = catalog.parent / unquote(parts.path)
            inside = lies_in(place, self.folder)
        except ValueError as error:
            self._fault(f"{catalog.name}: '{target[:200]}' is no place ({error}); correct it")
            return None
        if not inside:
            self._fault(f"{catalog.name}: '{target[:200]}' lies outside {self.folder}; it is not read; move it inside")
            return None
        return place

    def _fault(self, text: str) -> None:
        self.faults[text] = None


def lies_in(path: Path, folder: Path) -> bool:
    """Whether a path, links followed, lies in a folder; not when its links run in a circle or no such path can be."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _target(entries: _Entries, iri: str) -> str | None:
    if iri in entries.exact:
        return entries.exact[iri]
    starts = [start for start in entries.prefixes if iri.startswith(start)]
    if starts:
        longest = max(starts, key=len)
        return entries.prefixes[longest] + iri[len(longest) :]
    ends = [end for end in entries.suffixes if iri.endswith(end)]
    return entries.suffixes[max(ends, key=len)] if ends else None


def _gather(root: ElementTree.Element, into: _Entries) -> None:
    for kind, element, base in _walk(root):
        for kinds, store in ((_EXACT, into.exact), (_PREFIX, into.prefixes), (_SUFFIX, into.suffixes)):
            if kind in kinds:
                matched, where = (element.get(name) for name in kinds[kind])
                if matched and where is not None:
                    store.setdefault(matched, _joined(base, where))
        if kind in _DELEGATE:
            start, catalog = (element.get(name) for name in _DELEGATE[kind])
            if start and catalog:
                into.delegates.append((start, _joined(base, catalog)))
        elif kind == "nextCatalog" and element.get("catalog"):
            into.following.append(_joined(base, element.get("catalog", "")))


def _joined(base: str, place: str) -> str:
    """A place as seen from a base; urljoin alone loses the `..` with which a relative base begins."""
    if not base or urlsplit(base).scheme or urlsplit(place).scheme or place.startswith("/"):
        return urljoin(base, place)
    joined = posixpath.join(posixpath.dirname(base), place)
    return posixpath.normpath(joined) + "/" * (joined.endswith("/") and joined != "/")


def _walk(root: ElementTree.Element) -> Iterator[tuple[str, ElementTree.Element, str]]:
    """Every element's name, itself and its base, in the document's order."""
    waiting = [(root, "")]
    while waiting:
        element, base = waiting.pop()
        base = _joined(base, element.get(_BASE, ""))
        yield element.tag.rpartition("}")[2], element, base
        waiting += [(child, base) for child in reversed(element)]
