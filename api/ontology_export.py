"""One ontology file in another syntax."""

from __future__ import annotations

from pathlib import Path

from ontology.grammar import terms_of
from ontology.load import read_ontology
from ontology.terms import TermKind
from ontology.writing.export import Exported, export


def export_file(file: str | Path, format: str) -> Exported:
    """The pack or OWL file, without what it imports, in a format named by the ending of its files.

    Raises OntologyError for a file that cannot be read or written so, InputError for an unknown format.
    """
    documents = read_ontology([file]).ontology.documents
    signature: dict[TermKind, set[str]] = {kind: set() for kind in TermKind}
    for document in documents[:-1]:
        for axiom in document.axioms:
            for kind, iri in terms_of(axiom):
                signature[kind].add(iri)
    # What is imported comes first, so the file itself is the last.
    return export(documents[-1], format, imported=signature)
