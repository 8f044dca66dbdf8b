"""The way of one load: read and check everything, compute all facts, then make the store hold them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.fact import Fact
from graph.port import GraphStore, WriteReport
from ingest.bare import bare_facts, undescribed
from ingest.build import Builder, Built, Individual
from ingest.extract import Extractor
from ingest.individuals import load_individuals
from ingest.ledger import Ledger
from ingest.mapping import FileSpec, Mapping, Role
from ingest.ontologies import extended, same_documents
from ingest.parse import read_mapping
from ingest.quotation import quotations
from ingest.record import Record, read_records, unmapped_fields
from ingest.reject import BadValue, Reject, write_rejects
from ingest.report import FileReport, IngestReport
from ingest.sync import Progress, difference, sync
from ontology.general import UNDESCRIBED
from ontology.owl import RDF_TYPE


def ingest(
    mapping: Mapping,
    data_dir: Path,
    store: GraphStore,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    rejects: Path | None = None,
) -> IngestReport:
    """Load a mapping's files into the store; loading twice is loading once.

    Facts of the same dataset that the files no longer give are removed. Rejected records go to the file
    `rejects` (default: `<dataset>.rejects.jsonl` beside an embedded store, else in the current folder).
    Raises MappingError or SourceError before anything is written. A dry run writes only the rejects file.
    """
    started = time.monotonic()
    ontology = extended(store.ontology, mapping)
    checked = read_mapping(mapping.path, mapping.text, ontology)
    load = _Load(mapping=checked, builder=Builder(checked), ledger=Ledger(ontology=ontology), progress=progress)
    sources = [(spec, read_records(spec, data_dir)) for spec in checked.files]
    files = load.run(sources)
    load.finish(_described_elsewhere(store, load.ledger, checked.prefix))
    facts = list(load.ledger.facts.values())
    path = rejects or _beside(store, checked.dataset)
    write_rejects(path, load.rejects)
    individuals = WriteReport()
    if dry_run:
        written = difference(store.facts(), checked.prefix, facts).report()
    else:
        if not same_documents(store.ontology, ontology):
            store.load_ontology(ontology)
        individuals = load_individuals(store)
        written = sync(store, checked.prefix, facts, progress=progress)
    return IngestReport(
        dataset=checked.dataset,
        files=tuple(files),
        facts=len(facts),
        undescribed=load.undescribed,
        rejects=tuple(load.rejects),
        rejects_file=path if load.rejects else None,
        dry_run=dry_run,
        seconds=time.monotonic() - started,
        written=written,
        individuals=individuals,
    )


@dataclass(slots=True, kw_only=True)
class _Load:
    mapping: Mapping
    builder: Builder
    ledger: Ledger
    progress: Progress | None
    rejects: list[Reject] = field(default_factory=list)
    described: list[Individual] = field(default_factory=list)
    mentions: list[tuple[Record, Individual]] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    undescribed: int = 0

    def run(self, sources: list[tuple[FileSpec, list[Record]]]) -> list[FileReport]:
        """Every record of every file: first all that describe, then mentions where nothing describes."""
        total = sum(len(records) for _, records in sources)
        counts = []
        done = 0
        for spec, records in sources:
            counts.append(self._file(spec, records))
            done += len(records)
            if self.progress:
                self.progress("read", done, total)
        self._extract(self.described)
        for record, individual in self.mentions:
            self._mention(record, individual)
        return [
            FileReport(
                file=spec.file,
                records=len(records),
                loaded=loaded,
                rejected=rejected,
                duplicate=duplicate,
                left_out=self.left_out.get(spec.file, 0),
                unmapped=unmapped_fields(spec, records),
            )
            for (spec, records), (loaded, rejected, duplicate) in zip(sources, counts, strict=True)
        ]

    def finish(self, elsewhere: frozenset[str]) -> None:
        """Give what is only named its bare node."""
        bare = undescribed(self.ledger, elsewhere)
        self.undescribed = len(bare)
        for naming in bare:
            for fact in bare_facts(naming, self.mapping.identifiers, self.mapping.ontology):
                self.ledger.offer(fact)

    def _file(self, spec: FileSpec, records: list[Record]) -> tuple[int, int, int]:
        loaded = rejected = duplicate = 0
        seen: dict[tuple[str, str], str] = {}
        for record in records:
            content = record.content()
            before = seen.setdefault((record.shop, record.name), content)
            try:
                if before is not content and before == content:
                    duplicate += 1
                    continue
                if before is not content:
                    raise BadValue(
                        field=spec.record.text,
                        value=record.name,
                        reason="another record of the file has this key and other values; that one was loaded",
                    )
                self._accept(record, self._built(spec, record))
                loaded += 1
            except BadValue as bad:
                rejected += 1
                self._reject(record, bad, content)
        return loaded, rejected, duplicate

    def _built(self, spec: FileSpec, record: Record) -> Built:
        if record.problem:
            raise BadValue(field=".", value=None, reason=record.problem)
        return self.builder.build(spec, record)

    def _accept(self, record: Record, built: Built) -> None:
        said = [i for i in built.individuals if i.spec.role is not Role.MENTION]
        facts = [fact for individual in said for fact in individual.facts]
        clash = self.ledger.conflict(facts)
        if clash:
            raise _contradiction(*clash)
        self.ledger.add(facts)
        for individual in said:
            if individual.spec.role is Role.RECORD:
                self.ledger.described.add(individual.iri)
                self.described.append(individual)
        self.mentions += [(record, i) for i in built.individuals if i.spec.role is Role.MENTION]
        for naming in built.namings:
            self.ledger.name(naming)

    def _mention(self, record: Record, individual: Individual) -> None:
        if any(individual is known for known in self.described) or individual.iri in self._by_record():
            return
        self.ledger.described.add(individual.iri)
        for fact in individual.facts:
            known = self.ledger.offer(fact)
            if known is not None:
                self.left_out[record.file] = self.left_out.get(record.file, 0) + 1
                self._reject(record, _contradiction(fact, known), record.content(), whole=False)
        self._extract([individual])

    def _by_record(self) -> frozenset[str]:
        return frozenset(individual.iri for individual in self.described)

    def _extract(self, individuals: list[Individual]) -> None:
        extractor = Extractor(self.mapping.ontology, self.mapping.zone)
        for individual in individuals:
            order = {property: place for place, property in enumerate(individual.spec.extract)}
            texts = sorted((t for t in individual.texts if t.property in order), key=lambda text: order[text.property])
            for fact in extractor.facts(individual.iri, frozenset(individual.classes), texts):
                self.ledger.offer(fact)
            for text in individual.texts:
                if text.property in individual.spec.quote:
                    self.ledger.add(quotations(self.mapping.ontology, individual.iri, text))

    def _reject(self, record: Record, bad: BadValue, content: str, *, whole: bool = True) -> None:
        self.rejects.append(
            Reject(
                file=record.file,
                record=record.name,
                field=bad.field,
                value=bad.value,
                reason=bad.reason,
                content=content,
                whole=whole,
            )
        )


def _contradiction(fact: Fact, known: Fact) -> BadValue:
    value = fact.value if fact.value is not None else fact.object
    other = known.value if known.value is not None else known.object
    return BadValue(
        field=fact.source.rpartition("/")[2],
        value=value,
        reason=f"contradicts {other!s}, which {known.source} says of the same {fact.property.rpartition('#')[2]}",
    )


def _described_elsewhere(store: GraphStore, ledger: Ledger, prefix: str) -> frozenset[str]:
    """What is named here and described by another dataset in the store."""
    open_ends = [iri for iri in ledger.named if iri not in ledger.described]
    return frozenset(_elsewhere(store, open_ends, prefix))


def _elsewhere(store: GraphStore, iris: list[str], prefix: str) -> Iterator[str]:
    if iris and store.ontology.documents:
        for fact in store.facts(subjects=iris):
            own = fact.inferred or fact.source.startswith(prefix)
            if not own and fact.property == RDF_TYPE and fact.object != UNDESCRIBED:
                yield fact.subject


def _beside(store: GraphStore, dataset: str) -> Path:
    folder = getattr(store, "path", None)
    return (folder.parent if isinstance(folder, Path) else Path()) / f"{dataset}.rejects.jsonl"
