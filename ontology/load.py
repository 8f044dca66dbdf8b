"""Load OWL documents together with all they import, offline."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ontology.errors import OntologyError
from ontology.model import Ontology
from ontology.reader import Document, read_file, read_text

PACKS = Path(__file__).parent / "packs"


def shipped_packs() -> dict[str, Path]:
    """The packs that come with Fengmi, by name."""
    return {path.stem: path for path in sorted(PACKS.glob("*.ofn"))}


def load_ontology(sources: Iterable[str | Path]) -> Ontology:
    """Read the named packs or files and everything they import, imported documents first.

    An import is looked for in the importing file's folder, among the other sources and in the
    shipped packs, never on the network. Raises OntologyError for a missing import or an unknown pack.
    """
    paths = [_path(source) for source in sources]
    known: dict[str, Document] = {}
    for document in map(read_file, paths):
        first = known.setdefault(document.iri, document)
        if first.text != document.text:
            raise OntologyError(
                f"{first.file} and {document.file} are two different ontologies of one IRI, <{document.iri}>; "
                "give one of them another IRI, or load only one"
            )
    wanted = list(known.values())
    folders = list(dict.fromkeys([*(path.parent for path in paths), PACKS]))
    return Ontology(_with_imports(wanted, known, folders))


def ontology_from_texts(texts: Iterable[tuple[str, str]]) -> Ontology:
    """Rebuild an Ontology from (file name, text) pairs, as a store keeps them."""
    return Ontology(read_text(text, file=file) for file, text in texts)


def _path(source: str | Path) -> Path:
    packs = shipped_packs()
    if isinstance(source, str) and source in packs:
        return packs[source]
    path = Path(source)
    if not path.suffix:
        raise OntologyError(f"no pack is called '{source}'; shipped: {', '.join(packs)}; or give a file's path")
    return path


def _with_imports(wanted: list[Document], known: dict[str, Document], folders: list[Path]) -> list[Document]:
    ordered: dict[str, Document] = {}

    def visit(document: Document, importers: tuple[str, ...]) -> None:
        if document.iri in ordered or document.iri in importers:
            return
        for iri in document.imports:
            imported = known.get(iri) or _find(iri, folders)
            if imported is None:
                raise OntologyError(
                    f"{document.file}: imports <{iri}>, which is in neither {', '.join(map(str, folders))}; "
                    "put its file beside this one or remove the import"
                )
            known[iri] = imported
            visit(imported, (*importers, document.iri))
        ordered[document.iri] = document

    for document in wanted:
        visit(document, ())
    return list(ordered.values())


def _find(iri: str, folders: list[Path]) -> Document | None:
    mark = f"Ontology(<{iri}>"
    for folder in folders:
        for path in sorted(folder.glob("*.ofn")):
            if mark in path.read_text(encoding="utf-8", errors="replace"):
                return read_file(path)
    return None
