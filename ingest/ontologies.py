"""The ontology that a load works with: what the store holds, and what the mapping asks for."""

from __future__ import annotations

from pathlib import Path

from ingest.mapping import Mapping
from ontology.model import Ontology
from ontology.reader import Document


def extended(stored: Ontology, mapping: Mapping) -> Ontology:
    """The stored documents with the mapping's added.

    A stored document stays as it is where the mapping asks for a shipped pack by name; a file that the
    mapping names by its path replaces the stored document of the same IRI.
    """
    own = {str(item.name) for item in mapping.ontologies if isinstance(item, Path)}
    documents: dict[str, Document] = {document.iri: document for document in stored.documents}
    for document in mapping.ontology.documents:
        if document.iri not in documents or document.file in own:
            documents[document.iri] = document
    return Ontology(_imports_first(documents))


def same_documents(one: Ontology, other: Ontology) -> bool:
    """Whether two ontologies are made of the same documents in the same order."""
    return [(d.iri, d.text) for d in one.documents] == [(d.iri, d.text) for d in other.documents]


def _imports_first(documents: dict[str, Document]) -> list[Document]:
    ordered: dict[str, Document] = {}

    def visit(document: Document, importers: frozenset[str]) -> None:
        if document.iri not in ordered and document.iri not in importers:
            for iri in document.imports:
                if iri in documents:
                    visit(documents[iri], importers | {document.iri})
            ordered[document.iri] = document

    for document in documents.values():
        visit(document, frozenset())
    return list(ordered.values())
