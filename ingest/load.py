"""The way of one load: read and check everything, compute all facts, then make the store hold them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from graph.port import GraphStore
from ingest.compute import Computation, Source
from ingest.individuals import from_ontology, individual_facts
from ingest.ledger import Ledger
from ingest.mapping import Mapping
from ingest.ontologies import extended, same_documents
from ingest.parse import read_mapping
from ingest.record import read_records
from ingest.reject import write_rejects
from ingest.report import IngestReport
from ingest.sync import Progress, Write, apply, difference
from ontology.general import UNDESCRIBED
from ontology.model import Ontology
from ontology.owl import RDF_TYPE


def ingest(
    mapping: Mapping,
    data_dir: Path,
    store: GraphStore,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    rejects: Path | None = None,
    check: Callable[[Ontology], object] = lambda ontology: None,
    write: Write | None = None,
) -> IngestReport:
    """Load a mapping's files into the store; loading twice is loading once.

    Facts of the same dataset that the files no longer give are removed; what a record that is rejected now
    gave in an earlier load stays. Rejected records go to the file
    `rejects` (default: `<dataset>.rejects.jsonl` beside an embedded store, else in the current folder).
    Raises MappingError, OntologyError or SourceError before anything is written, and StoreError before any
    fact is when the rejects file cannot be. `check` judges an ontology that the store does not hold yet, and
    what it raises is raised first; `write` stands for the store's own writing of facts. A dry run writes only
    the rejects file.
    """
    started = time.monotonic()
    ontology = extended(store.ontology, mapping)
    fresh = not same_documents(store.ontology, ontology)
    if fresh:
        check(ontology)
    checked = read_mapping(mapping.path, mapping.text, ontology)
    computation = Computation(checked, progress)
    files = computation.run(
        [Source(spec=spec, records=read_records(spec, data_dir)) for spec in checked.files],
        lambda: store.facts() if store.ontology.documents else (),
    )
    undescribed = computation.finish(frozenset(_elsewhere(store, computation.ledger, checked.prefix)))
    if fresh and not dry_run:
        store.load_ontology(ontology)
    stored = list(store.facts())
    facts = computation.ledger.facts.values()
    plans = difference(stored, from_ontology, individual_facts(ontology)), difference(stored, checked.prefix, facts)
    path = rejects or _beside(store, checked.dataset)
    write_rejects(path, computation.rejects)
    written = [plan.report() if dry_run else apply(store, plan, progress=progress, write=write) for plan in plans]
    return IngestReport(
        dataset=checked.dataset,
        files=files,
        facts=len(facts),
        undescribed=undescribed,
        kept=computation.kept,
        coined=tuple(computation.ledger.coined),
        rejects=computation.rejects,
        rejects_file=path if computation.rejects else None,
        dry_run=dry_run,
        seconds=time.monotonic() - started,
        individuals=written[0],
        written=written[1],
    )


def _elsewhere(store: GraphStore, ledger: Ledger, prefix: str) -> Iterator[str]:
    """What is named here and described by another source in the store."""
    iris = [iri for iri in ledger.named if iri not in ledger.described]
    if iris and store.ontology.documents:
        for fact in store.facts(subjects=iris):
            own = fact.inferred or fact.source.startswith(prefix)
            if not own and fact.property == RDF_TYPE and fact.object != UNDESCRIBED:
                yield fact.subject


def _beside(store: GraphStore, dataset: str) -> Path:
    folder = getattr(store, "path", None)
    return (folder.parent if isinstance(folder, Path) else Path()) / f"{dataset}.rejects.jsonl"
