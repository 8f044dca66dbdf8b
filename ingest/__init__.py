"""How facts get in: source files, through a declarative mapping, checked against the ontology, into the store.

    mapping = load_mapping("ecom-bench")
    report = ingest(mapping, Path("data/ecom-bench"), store)

The mapping format is described in ingest/mappings/README.md.
"""

from ingest.individuals import load_individuals
from ingest.load import ingest
from ingest.mapping import Mapping
from ingest.parse import load_mapping, shipped_mappings
from ingest.report import FileReport, IngestReport

__all__ = [
    "FileReport",
    "IngestReport",
    "Mapping",
    "ingest",
    "load_individuals",
    "load_mapping",
    "shipped_mappings",
]
