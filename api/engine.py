"""Everything Fengmi can do with one store, behind one object; the edges (command line, GraphQL) only ask it."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from api.check import check_ontology, fates_of
from api.cypher_hints import hints
from api.graph_shape import GraphNames, GraphShape, names_of, shape_of
from api.instants import zoned
from api.names import find_fact, find_individual, find_property
from api.ontology_loading import load
from api.overlays import Activation, Overlays
from api.statement import MOST_STATEMENTS, Statement, fact_of
from graph.bulk_port import BulkStore
from graph.fact import Fact
from graph.ontology_nodes import AXIOMS
from graph.port import ROW_LIMIT, Cell, Counts, Entity, Table, WriteReport
from graph.schema import quoted
from graph.versions import OverlayVersion
from ingest import IngestReport, ingest, load_mapping
from ingest.sync import Progress
from ontology.errors import InputError, NotFoundError, OntologyError
from ontology.general import CASE, SHOP_CLASS, shop_id
from ontology.load import load_ontology, together
from ontology.model import Ontology
from reasoning.answer.answerer import Answerer
from reasoning.answer.question import Question
from reasoning.answer.reply import Reply
from reasoning.answer.session import MemorySessions, SessionStore
from reasoning.assist import Completer, Completion
from reasoning.dispute import Ruling, judge
from reasoning.rules import InferReport, LiveGraph, Maintained, Proof, contradictions, prove, prove_ways

LONGEST_INPUT = 2_000
MOST_COMPLETIONS = 50
MOST_CONTRADICTIONS = 1_000
MOST_PROOFS = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class OntologyReport:
    """What the store holds after an ontology was loaded, and what its individuals changed."""

    documents: tuple[str, ...]
    axioms: int
    individuals: WriteReport
    inferred: InferReport


@dataclass(frozen=True, kw_only=True, slots=True)
class LoadReport:
    """What loading a shop's files did; `inferred` is None in a dry run, which infers nothing."""

    records: IngestReport
    inferred: InferReport | None


class _View:
    """What is built from one state of the store, and thrown away when the store changes."""

    def __init__(self, store: BulkStore, sessions: SessionStore) -> None:
        self.ontology = store.ontology
        self._store = store
        self._sessions = sessions
        self._building = threading.RLock()

    def answerer(self) -> Answerer:
        """The answerer, built when first asked for."""
        with self._building:
            return self._answerer

    def completer(self) -> Completer:
        """The completer, built when first asked for."""
        with self._building:
            return self._completer

    @cached_property
    def _answerer(self) -> Answerer:
        return Answerer(self._store, sessions=self._sessions)

    @cached_property
    def _completer(self) -> Completer:
        return Completer(self._store)

    @cached_property
    def only_shop(self) -> str | None:
        """The IRI of the store's shop when it has exactly one."""
        label = self._store.schema.labels.get(SHOP_CLASS)
        if label is None:
            return None
        rows = self._store.query(f"MATCH (s:{quoted(label)}) RETURN s.iri LIMIT 2").rows
        return str(rows[0][0]) if len(rows) == 1 else None


class Engine:
    """One store and all that is asked of it; safe to ask from several threads, written by one at a time."""

    def __init__(self, store: BulkStore, sessions: SessionStore | None = None, *, writable: bool = False) -> None:
        """Take over a store; `close` closes it. Without `sessions` conversations end with the process.

        Clients may change facts when it is `writable`; loading is always possible.
        """
        self._store = store
        self._writable = writable
        self._live = LiveGraph(store)
        self._overlays = Overlays(store)
        self._sessions = sessions or MemorySessions()
        self._looking = threading.Lock()
        self._seen: _View | None = None

    @property
    def _view(self) -> _View:
        """The view of what the store holds, a new one when its ontology is another, whoever has loaded it."""
        with self._looking:
            if self._seen is None or self._seen.ontology is not self._store.ontology:
                self._seen = _View(self._store, self._sessions)
            return self._seen

    def _look_again(self) -> None:
        with self._looking:
            self._seen = None

    @property
    def ontology(self) -> Ontology:
        """The ontology that the store holds."""
        return self._store.ontology

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def warm(self) -> None:
        """Build now what the first question would otherwise wait for."""
        self._view.answerer()
        self._view.completer()
        if self._writable:
            self._live.infer()

    def check(self) -> None:
        """Raise StoreError when the store does not answer."""
        self._store.query("RETURN 1 AS one")

    def counts(self) -> Counts:
        """Nodes by label and relationships by type."""
        return self._store.counts()

    def load_ontology(self, sources: Iterable[str | Path], *, replace: bool = False) -> OntologyReport:
        """Load packs or files with their imports, their individuals, and what then follows.

        A stored document of another IRI stays, unless `replace`; one of the same IRI is replaced in its place,
        because names in the graph go by the documents' order. Raises OntologyError and RuleError for what cannot be
        loaded, and StoreError for a stored value that would be none of its property's datatype; nothing is stored then.
        """
        wanted = load_ontology(sources)
        documents = {} if replace else {document.iri: document for document in self.ontology.documents}
        for document in wanted.documents:
            known = documents.get(document.iri, document)
            documents[document.iri] = document.with_names(known.names)
        ontology = together(documents.values(), right={document.iri for document in wanted.documents})
        check_ontology(ontology)
        told = load(self._store, ontology, list(fates_of(ontology)))
        inferred = self.infer()
        files = tuple(document.file for document in self.ontology.documents)
        return OntologyReport(
            documents=files, axioms=len(self.ontology.axioms), individuals=told.report(), inferred=inferred
        )

    def publish(self, path: Path, shop: str, *, by: str, dry_run: bool = False) -> Activation:
        """Make an OWL file a shop's overlay, checked first: all of it or nothing; see Overlays.publish."""
        done = self._overlays.publish(path, shop_id(shop), by=by, dry_run=dry_run)
        self._look_again()
        return done

    def publish_text(self, name: str, text: str, shop: str, *, by: str, dry_run: bool = False) -> Activation:
        """As `publish`, for a client who sends the file. Raises InputError where changes are not allowed."""
        self._need_writable()
        _check_text(name, text, by)
        if Path(name).name != name or not Path(name).suffix:
            raise InputError(f"file: '{name}' is no file's name; send one such as own.ofn, without a folder")
        with tempfile.TemporaryDirectory(prefix="fengmi-overlay-") as folder:
            path = Path(folder) / name
            path.write_text(text, encoding="utf-8")
            return self.publish(path, shop, by=by, dry_run=dry_run)

    def rollback(self, shop: str, to: int | None = None, *, dry_run: bool = False) -> Activation:
        """Return to a version of a shop's overlay; see Overlays.rollback."""
        done = self._overlays.rollback(shop_id(shop), to, dry_run=dry_run)
        self._look_again()
        return done

    def rollback_asked(self, shop: str, to: int | None = None, *, dry_run: bool = False) -> Activation:
        """As `rollback`, for a client. Raises InputError where changes are not allowed."""
        self._need_writable()
        return self.rollback(shop, to, dry_run=dry_run)

    def overlay_versions(self, shop: str) -> tuple[OverlayVersion, ...]:
        """All versions of a shop's overlay, the first one first."""
        return self._overlays.versions(shop_id(shop))

    def ingest(
        self, mapping: str | Path, data: Path, *, dry_run: bool = False, progress: Progress | None = None
    ) -> LoadReport:
        """Load a shop's files: ontology documents, their individuals, the records, then what follows from them.

        A dry run checks the records and writes nothing but the rejects file. Raises MappingError or SourceError.
        """
        read = load_mapping(mapping)
        records = ingest(
            read, data, self._store, dry_run=dry_run, progress=progress, check=check_ontology, write=self._live.load
        )
        if dry_run:
            return LoadReport(records=records, inferred=None)
        self._keep_fates()
        inferred = self._live.finish()
        self._look_again()
        return LoadReport(records=records, inferred=inferred)

    def infer(self) -> InferReport:
        """Make the graph hold exactly what follows from its asserted facts, worked out anew."""
        self._keep_fates()
        report = self._live.infer()
        self._look_again()
        return report

    def _keep_fates(self) -> None:
        """Write what becomes of the ontology's axioms where that is not stored, as after the ontology of a mapping."""
        if not self._store.query(f"MATCH (a:{AXIOMS}) RETURN 1 LIMIT 1").rows:
            self._store.transact(fates_of(self.ontology))

    def contradictions(self, first: int = MOST_CONTRADICTIONS) -> tuple[Proof, ...]:
        """Proofs of what cannot be true together in what the graph holds, at most `first`; they stop nothing."""
        if not 1 <= first <= MOST_CONTRADICTIONS:
            raise InputError(f"first: {first} is not between 1 and {MOST_CONTRADICTIONS}; ask for fewer")
        return contradictions(self._store, most=first)

    def write(self, *, added: Iterable[Fact] = (), removed: Iterable[Fact] = ()) -> Maintained:
        """Take asserted facts away, then add some, and bring what follows in step; see LiveGraph.write."""
        done = self._live.write(added=added, removed=removed)
        self._look_again()
        return done

    def upsert(self, statements: Sequence[Statement]) -> Maintained:
        """Assert what is stated, all or nothing, in place of other values of properties that have one.

        Raises InputError, also where changes are not allowed.
        """
        done = self._live.replace(self._stated(statements))
        self._look_again()
        return done

    def retract(self, statements: Sequence[Statement]) -> Maintained:
        """Take away what is stated, where it is asserted, all or nothing. Raises InputError as `upsert` does."""
        return self.write(removed=self._stated(statements))

    def _stated(self, statements: Sequence[Statement]) -> tuple[Fact, ...]:
        self._need_writable()
        if not 1 <= len(statements) <= MOST_STATEMENTS:
            raise InputError(f"facts: {len(statements)} is not between 1 and {MOST_STATEMENTS}; send fewer at a time")
        self._need_ontology()
        for statement in statements:
            _check_text(statement.subject, statement.property, statement.object, statement.value, statement.source)
        return tuple(fact_of(statement, self._store) for statement in statements)

    def ask(
        self,
        text: str,
        *,
        shop: str | None = None,
        customer: str | None = None,
        session: str | None = None,
        as_of: datetime | None = None,
    ) -> Reply:
        """Answer a question; ids are the shop's own, or IRIs. Raises InputError for an empty or oversized text."""
        _check_text(text, shop, customer, session)
        self._need_ontology()
        question = Question(
            text=text,
            shop=shop or self._view.only_shop,
            customer=customer or None,
            session=session or None,
            as_of=zoned(as_of) if as_of else None,
        )
        return self._view.answerer().ask(question)

    def judge(self, case: str, as_of: datetime | None = None) -> Ruling:
        """Rule on a case by its id or IRI. Raises NotFoundError when there is no such case."""
        _check_text(case)
        self._need_ontology()
        return judge(self._store, find_individual(self._store, case, CASE), zoned(as_of) if as_of else None)

    def complete(
        self, text: str, *, shop: str | None = None, session: str | None = None, first: int = 8, context: str = ""
    ) -> tuple[Completion, ...]:
        """What someone who has typed `text` may want to say, at most `first`.

        A question without a subject is completed for what `context`, text that came before, names, else for
        what the session is about.
        """
        _check_text(text, shop, session, context)
        if len(text) > LONGEST_INPUT:
            raise InputError(f"the input has {len(text)} characters, more than {LONGEST_INPUT}; send what is typed now")
        if not 1 <= first <= MOST_COMPLETIONS:
            raise InputError(f"first: {first} is not between 1 and {MOST_COMPLETIONS}; ask for fewer")
        completer = self._view.completer()
        within = shop or self._view.only_shop
        state = self._sessions.get(session) if session else None
        same_shop = state is not None and within is not None and state.shop == shop_id(within)
        about = completer.named_in(context, within) or (state.focus if state is not None and same_shop else ())
        return completer.complete(text, shop=within, first=first, about=about)

    def entity(self, name: str) -> Entity | None:
        """One individual by IRI, id or label; None when it is not stored. Raises InputError when several fit."""
        _check_text(name)
        try:
            return self._store.entity(find_individual(self._store, name))
        except NotFoundError:
            return None

    def facts(self, subject: str) -> tuple[Fact, ...]:
        """Every stored fact about one individual, by property."""
        return tuple(
            sorted(self._store.facts(subjects=[subject]), key=lambda f: (f.property, str(f.object or f.value)))
        )

    def explain(self, subject: str, property: str, object: str) -> Proof:
        """Why a stored fact holds; each part may be an IRI, an id, a label or a local name. Raises NotFoundError."""
        _check_text(subject, property, object)
        iri = find_individual(self._store, subject)
        return prove(self._store, find_fact(self._store, iri, find_property(self._store, property), object))

    def explain_all(self, subject: str, property: str, object: str, *, first: int = MOST_PROOFS) -> tuple[Proof, ...]:
        """As `explain`, every proof by another last step, at most `first`. Raises NotFoundError."""
        if not 1 <= first <= MOST_PROOFS:
            raise InputError(f"first: {first} is not between 1 and {MOST_PROOFS}; ask for fewer")
        _check_text(subject, property, object)
        iri = find_individual(self._store, subject)
        fact = find_fact(self._store, iri, find_property(self._store, property), object)
        return prove_ways(self._store, fact, most=first)

    def cypher(self, query: str, parameters: Mapping[str, Cell] | None = None, *, limit: int = 100) -> Table:
        """Run one reading query. Raises QueryError when it writes, is wrong or takes too long."""
        _check_text(query)
        if not 1 <= limit <= ROW_LIMIT:
            raise InputError(f"limit: {limit} is not between 1 and {ROW_LIMIT}; give a number of rows in between")
        return self._store.query(query, parameters, limit=limit)

    def hints(self, query: str) -> tuple[str, ...]:
        """Why a query may have found nothing, one line each; empty when nothing strikes."""
        return hints(query, self.names(), self._store.schema.money_keys)

    def shape(self) -> GraphShape:
        """Indexes, labels, types and keys of the graph, with counts."""
        return shape_of(self._store)

    def names(self) -> GraphNames:
        """The labels, types and keys that a query may name."""
        return names_of(self._store.schema)

    def _need_writable(self) -> None:
        if not self._writable:
            raise InputError("this server changes nothing; start it with fengmi serve --write")

    def _need_ontology(self) -> None:
        if not self.ontology.documents:
            raise OntologyError(
                "the store is empty; load something first: fengmi demo, fengmi ontology load FILE, or "
                "fengmi ingest MAPPING --data DIR"
            )


def _check_text(*texts: str | None) -> None:
    """Raise InputError for half a character: a lone UTF-16 surrogate, which JSON can carry and no store can keep."""
    for text in texts:
        broken = next((c for c in text or "" if "\ud800" <= c <= "\udfff"), None)
        if broken is not None:
            raise InputError(f"the text has half a character, U+{ord(broken):04X}; send whole characters")
