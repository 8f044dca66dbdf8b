"""From records to facts: everything that a load says, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from graph.fact import Fact
from ingest.bare import bare_facts, undescribed
from ingest.build import Builder, Individual
from ingest.extract import Extractor
from ingest.ledger import Ledger
from ingest.mapping import FileSpec, Mapping, Role
from ingest.quotation import quotations
from ingest.record import Record, unmapped_fields
from ingest.reject import BadValueError, Reject
from ingest.report import FileReport
from ingest.sync import Progress
from ingest.withheld import withheld
from ontology.general import UNDESCRIBED
from ontology.owl import RDF_TYPE, local_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file's mapping and its records."""

    spec: FileSpec
    records: list[Record]


class Computation:
    """Takes sources in, file after file, and holds the facts, the rejects and the counts.

    What records state comes first, then what their long texts say, then what others mention in passing:
    a later kind never contradicts an earlier one, it is left out.
    """

    def __init__(self, mapping: Mapping, progress: Progress | None = None) -> None:
        self._mapping = mapping
        self._progress = progress
        self._builder = Builder(mapping)
        self._extractor = Extractor(mapping.ontology, mapping.zone)
        self._state = _State(ledger=Ledger(ontology=mapping.ontology))

    @property
    def ledger(self) -> Ledger:
        """All facts so far."""
        return self._state.ledger

    @property
    def rejects(self) -> tuple[Reject, ...]:
        """Everything that was left out, in the order in which it was met."""
        return tuple(self._state.rejects)

    @property
    def kept(self) -> int:
        """How many facts of earlier loads stay because their record is rejected now."""
        return self._state.kept

    def run(self, sources: list[Source], stored: Callable[[], Iterable[Fact]] = tuple) -> tuple[FileReport, ...]:
        """Compute the facts of all sources; the counts of each file account for each of its records.

        `stored` gives the facts in the store; it is asked only when a record is rejected that may have
        been loaded before.
        """
        total = sum(len(source.records) for source in sources)
        counts: list[Counter[str]] = []
        for source in sources:
            counts.append(self._file(source))
            if self._progress:
                self._progress("read", sum(map(Counter.total, counts)), total)
        self._keep_withheld(stored)
        for individual in self._state.described:
            self._texts(individual)
        for record, individual in self._state.mentions:
            self._mention(record, individual)
        return tuple(
            FileReport(
                file=source.spec.file,
                records=len(source.records),
                loaded=count["loaded"],
                rejected=count["rejected"],
                duplicate=count["duplicate"],
                left_out=self._state.left_out[source.spec.file],
                unmapped=unmapped_fields(source.spec, source.records),
            )
            for source, count in zip(sources, counts, strict=True)
        )

    def finish(self, elsewhere: frozenset[str]) -> int:
        """Give what is named but neither described here nor `elsewhere` its bare node; return how many there are."""
        bare = undescribed(self.ledger, elsewhere)
        for naming in bare:
            for fact in bare_facts(naming, self._mapping.identifiers, self._mapping.ontology):
                self.ledger.offer(fact)
        return len(bare)

    def _file(self, source: Source) -> Counter[str]:
        count: Counter[str] = Counter()
        loaded: dict[tuple[str, str], str] = {}
        for record in source.records:
            key, content = (record.shop, record.name), record.content
            if loaded.get(key) == content:
                count["duplicate"] += 1
                continue
            try:
                if key in loaded:
                    raise BadValueError(
                        field=source.spec.record.text,
                        value=record.name,
                        reason="another record of this file has the same key and other values; that one was loaded",
                    )
                self._accept(source.spec, record)
            except BadValueError as bad:
                count["rejected"] += 1
                self._state.rejected.append(record)
                self._reject(record, bad, whole=True)
            else:
                loaded[key] = content
                self._state.loaded.append(record)
                count["loaded"] += 1
        return count

    def _keep_withheld(self, stored: Callable[[], Iterable[Fact]]) -> None:
        """Say again what earlier loads took from rejected records."""
        state = self._state
        old = withheld(self._mapping, state.rejected, state.loaded)
        for fact in old.of(stored()) if old.beginnings else ():
            if self.ledger.offer(fact) is None:
                state.kept += 1
                if fact.property == RDF_TYPE and fact.object != UNDESCRIBED:
                    state.by_record.add(fact.subject)
                    self.ledger.described.add(fact.subject)

    def _accept(self, spec: FileSpec, record: Record) -> None:
        if record.problem:
            raise BadValueError(field=".", value=None, reason=record.problem)
        built = self._builder.build(spec, record)
        said = [individual for individual in built.individuals if individual.spec.role is not Role.MENTION]
        facts = [fact for individual in said for fact in individual.facts]
        clash = self.ledger.conflict(facts)
        if clash:
            raise _contradiction(*clash)
        self.ledger.add(facts)
        for naming in built.namings:
            self.ledger.name(naming)
        for naming in built.coined:
            self.ledger.coined.setdefault(naming.iri, naming)
        self._state.keep(record, built.individuals)

    def _mention(self, record: Record, individual: Individual) -> None:
        if individual.iri in self._state.by_record:
            return
        self.ledger.described.add(individual.iri)
        for known, fact in self._offered(individual.facts):
            self._state.left_out[record.file] += 1
            self._reject(record, _contradiction(fact, known), whole=False)
        self._texts(individual)

    def _offered(self, facts: Iterable[Fact]) -> list[tuple[Fact, Fact]]:
        outcomes = [(self.ledger.offer(fact), fact) for fact in facts]
        return [(known, fact) for known, fact in outcomes if known is not None]

    def _texts(self, individual: Individual) -> None:
        order = individual.spec.extract
        texts = sorted((t for t in individual.texts if t.property in order), key=lambda t: order.index(t.property))
        for fact in self._extractor.facts(individual.iri, frozenset(individual.classes), texts):
            self.ledger.offer(fact)
        for text in individual.texts:
            if text.property in individual.spec.quote:
                self.ledger.add(quotations(self._mapping.ontology, individual.iri, text))

    def _reject(self, record: Record, bad: BadValueError, *, whole: bool) -> None:
        self._state.rejects.append(
            Reject(
                file=record.file,
                record=record.name,
                field=bad.field,
                value=bad.value,
                reason=bad.reason,
                content=record.content,
                whole=whole,
            )
        )


@dataclass(slots=True, kw_only=True)
class _State:
    ledger: Ledger
    rejects: list[Reject] = field(default_factory=list)
    rejected: list[Record] = field(default_factory=list)
    loaded: list[Record] = field(default_factory=list)
    kept: int = 0
    described: list[Individual] = field(default_factory=list)
    mentions: list[tuple[Record, Individual]] = field(default_factory=list)
    by_record: set[str] = field(default_factory=set)
    left_out: Counter[str] = field(default_factory=Counter)

    def keep(self, record: Record, individuals: Iterable[Individual]) -> None:
        for individual in individuals:
            if individual.spec.role is Role.RECORD:
                self.by_record.add(individual.iri)
                self.ledger.described.add(individual.iri)
                self.described.append(individual)
            elif individual.spec.role is Role.MENTION:
                self.mentions.append((record, individual))


def _contradiction(fact: Fact, known: Fact) -> BadValueError:
    value, other = (f.value if f.value is not None else f.object for f in (fact, known))
    return BadValueError(
        field=fact.source.rpartition("/")[2],
        value=value,
        reason=f"contradicts '{other}', the {local_name(fact.property)} that {known.source} gives; "
        "if both may hold, mark the property with g:multiple",
    )
