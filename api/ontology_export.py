"""One ontology file in another syntax."""

from __future__ import annotations

from pathlib import Path

from ontology.load import read_ontology
from ontology.writing.export import Exported, export


def export_file(file: str | Path, format: str) -> Exported:
    """The pack or OWL file, without what it imports, in a format named by the ending of its files.

    Raises OntologyError for a file that cannot be read or written so, InputError for an unknown format.
    """
    # What is imported comes first, so the file itself is the last.
    *imports, document = read_ontology([file]).ontology.documents
    return export(document, format, imports=imports)
