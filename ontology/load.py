"""Load OWL documents together with all they import, offline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ontology.catalog import CATALOG
from ontology.errors import OntologyError
from ontology.grammar import terms_of
from ontology.imports import Folder, find
from ontology.model import Ontology
from ontology.owl import local_name
from ontology.reader import Document, read_file, read_text, reads_types
from ontology.signature import signature_of

PACKS = Path(__file__).parent / "packs"

# How many terms of a missing import are named.
_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFault:
    """Something wrong with an import: the file that imports, what, and in words what to do."""

    file: str
    iri: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Documents read with what they import, and what could not be found of it, runs in a circle, or is there twice."""

    ontology: Ontology
    missing: tuple[ImportFault, ...]
    circles: tuple[ImportFault, ...]
    clashes: tuple[ImportFault, ...] = ()


def shipped_packs() -> dict[str, Path]:
    """The packs that come with Fengmi, by name; their example individuals (`PACK.examples.ofn`) are no packs."""
    return {path.stem: path for path in sorted(PACKS.glob("*.ofn")) if "." not in path.stem}


def load_ontology(sources: Iterable[str | Path]) -> Ontology:
    """Read the named packs or files and everything they import, imported documents first.

    An import is looked for by the catalog and in the folder of the given files, among the other sources and in the
    shipped packs, never on the network. Raises OntologyError for a missing import or an unknown pack.
    """
    loaded = read_ontology(sources)
    if loaded.missing:
        raise OntologyError(loaded.missing[0].text)
    return loaded.ontology


def read_ontology(sources: Iterable[str | Path]) -> Loaded:
    """Read as `load_ontology` does, but go on without an import that is missing, and say so.

    Raises OntologyError for an unknown pack, a file that cannot be read, and two ontologies of one IRI.
    """
    paths = [_path(source) for source in sources]
    known: dict[str, Document] = {}
    for path in paths:
        document = read_file(path)
        first = known.setdefault(document.iri, document)
        if first.text != document.text:
            raise OntologyError(
                f"{first.file} and {document.file} are two different ontologies of one IRI, <{document.iri}>; "
                "give one of them another IRI, or load only one"
            )
    folders = [Folder(folder) for folder in dict.fromkeys([*(path.parent for path in paths), PACKS])]
    return _Gathering(known, folders).gather()


def ontology_from_texts(texts: Iterable[tuple[str, str]], names: Mapping[str, Sequence[str]] | None = None) -> Ontology:
    """Rebuild an Ontology from (file name, text) pairs, as a store keeps them, with `Document.names` by IRI."""
    documents = (read_text(text, file=file) for file, text in texts)
    return together(document.with_names((names or {}).get(document.iri, ())) for document in documents)


def together(documents: Iterable[Document], *, right: Collection[str] = ()) -> Ontology:
    """The documents as one ontology, in their order, each with the terms of all it imports where they change it.

    Those with an IRI among the `right` ones are so already.
    """
    kept = list(documents)
    by_name = {name: document for document in kept for name in _names(document)}
    right = set(right)
    for first in kept:
        waiting = [first]
        opened = {first.iri}
        while waiting:
            document = waiting[-1]
            imported = (by_name[iri] for iri in document.imports if iri in by_name)
            below = next((other for other in imported if other.iri not in right | opened), None)
            if below is not None:
                opened.add(below.iri)
                waiting.append(below)
                continue
            waiting.pop()
            if document.iri not in right:
                right.add(document.iri)
                by_name |= dict.fromkeys(_names(document), _with_types(document, by_name))
    return Ontology(by_name[document.iri] for document in kept)


def _names(document: Document) -> tuple[str, ...]:
    return (document.iri, *filter(None, (document.version,)), *document.names)


def _path(source: str | Path) -> Path:
    packs = shipped_packs()
    if isinstance(source, str) and source in packs:
        return packs[source]
    path = Path(source)
    if not path.suffix and not path.exists():
        raise OntologyError(f"no pack is called '{source}'; shipped: {', '.join(packs)}; or give a file's path")
    return path


class _Gathering:
    """The walk over imports, deepest first; it goes by a list of its own, as chains may be longer than Python's."""

    def __init__(self, known: dict[str, Document], folders: list[Folder]) -> None:
        self._wanted = list(known.values())
        self._known = dict(known)
        self._folders = folders
        self._done: dict[str, Document] = {}
        self._by_name: dict[str, Document] = {}
        self._missing: list[ImportFault] = []
        self._circles: list[ImportFault] = []
        self._clashes: dict[tuple[str, str], ImportFault] = {}
        self._open: dict[str, None] = {}
        self._names: dict[str, set[str]] = defaultdict(set)

    def gather(self) -> Loaded:
        for document in self._wanted:
            self._visit(document)
        return Loaded(
            ontology=Ontology(document.with_names(self._names[iri]) for iri, document in self._done.items()),
            missing=tuple(self._missing),
            circles=tuple(self._circles),
            clashes=tuple(self._clashes.values()),
        )

    def _visit(self, first: Document) -> None:
        waiting = [(first, iter(first.imports))]
        self._open = {first.iri: None}
        while waiting:
            document, imports = waiting[-1]
            if document.iri not in self._done:
                imported = next(filter(None, (self._imported(document, iri) for iri in imports)), None)
                if imported is not None:
                    waiting.append((imported, iter(imported.imports)))
                    self._open[imported.iri] = None
                    continue
                self._done[document.iri] = _with_types(document, self._by_name)
            # A catalog and a version IRI name a document otherwise than it names itself.
            self._by_name |= dict.fromkeys(self._names.get(document.iri, ()), self._done[document.iri])
            waiting.pop()
            self._open.pop(document.iri, None)

    def _imported(self, document: Document, iri: str) -> Document | None:
        """What an import names, when it is still to be visited."""
        imported = self._known.get(iri) or find(iri, self._folders)
        if imported is None:
            self._missing.append(self._fault(document, iri))
            return None
        first = self._known.setdefault(imported.iri, imported)
        self._known[iri] = first
        self._names[first.iri].add(iri)
        self._look_for_clash(document, iri, first, imported)
        if first.iri in self._open:
            inside = list(self._open)
            round = " -> ".join((*inside[inside.index(first.iri) :], first.iri))
            text = f"{document.file}: imports run in a circle: {round}; let one of them not import the next"
            self._circles.append(ImportFault(file=document.file, iri=iri, text=text))
            return None
        return first

    def _look_for_clash(self, document: Document, iri: str, first: Document, imported: Document) -> None:
        """Tell an ontology of which another version, or another file, is there than the one that is read."""
        if imported.text != first.text:
            text = (
                f"{document.file}: imports <{iri}>, which is {imported.file}, but <{first.iri}> is already read from "
                f"{first.file}{_version(first)}; let all import the same version"
            )
            self._clashes.setdefault((first.iri, imported.file), ImportFault(file=document.file, iri=iri, text=text))
        # Who names the version says which file is meant.
        for folder in self._folders if iri != first.version else ():
            for other in folder.others(first):
                text = (
                    f"{first.file} and {other} both say that they are <{first.iri}>; {first.file} is read; "
                    f"remove one, or let {CATALOG} say which"
                )
                self._clashes.setdefault((first.iri, other), ImportFault(file=first.file, iri=iri, text=text))

    def _fault(self, document: Document, iri: str) -> ImportFault:
        where = ", ".join(str(folder.path) for folder in self._folders)
        faults = "".join(f" ({fault})" for folder in self._folders for fault in folder.faults[:3])
        text = (
            f"{document.file}: imports <{iri}>, which is in neither {where}{faults}{_dependent(document, iri)}; "
            f"{_meant(iri)}put its file beside this one or remove the import"
        )
        return ImportFault(file=document.file, iri=iri, text=text)


def _meant(iri: str) -> str:
    """The shipped pack of nearly that name, whose IRI may be another than its file's name lets one think."""
    name = local_name(iri).replace("-", "_").lower()
    pack = shipped_packs().get(name)
    return f"did you mean <{read_file(pack).iri}>? If not, " if pack else ""


def _version(document: Document) -> str:
    return f", version <{document.version}>" if document.version else ""


def _dependent(document: Document, iri: str) -> str:
    """What a document uses of an ontology that is missing, by its names."""
    space = iri.rstrip("#/")
    terms = {term for axiom in document.axioms for _, term in terms_of(axiom)}
    used = sorted(term for term in terms if term.startswith((f"{space}#", f"{space}/")))
    if not used:
        return ""
    more = f" and {len(used) - _NAMED} more" if len(used) > _NAMED else ""
    return f"; of it {document.file} uses {', '.join(f'<{term}>' for term in used[:_NAMED])}{more}"


def _with_types(document: Document, by_name: dict[str, Document]) -> Document:
    """The document read again with the terms of all it imports, where they change its reading."""
    waiting = [by_name[iri] for iri in document.imports if iri in by_name]
    if not waiting or not reads_types(document):
        return document
    closure: dict[str, Document] = {}
    while waiting:
        other = waiting.pop()
        if other.iri not in closure:
            closure[other.iri] = other
            waiting += [by_name[iri] for iri in other.imports if iri in by_name]
    imported = signature_of(axiom for other in closure.values() for axiom in other.axioms)
    return read_text(document.text, file=document.file, imported=imported).with_names(document.names)
