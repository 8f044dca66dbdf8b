"""Publishing a shop's overlay, and returning to a version of it: all of it becomes active, or nothing changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from api.check import fates_of
from api.ontology_loading import change_of
from api.overlay_check import check_overlay, check_questions, read_overlay, with_overlay
from api.ruling_changes import RulingChange, changed_rulings
from graph.bulk_port import BulkStore
from graph.fact import Fact
from graph.node import ENTITY
from graph.schema import quoted
from graph.versions import OverlayVersion, active_texts, digest_of, stored_versions, version_row
from ingest.individuals import from_ontology, individual_facts
from ingest.sync import Difference
from ingest.sync import difference as facts_difference
from ontology.difference import OntologyDifference, difference
from ontology.errors import InputError, NotFoundError
from ontology.general import CASE
from ontology.load import together
from ontology.model import Ontology
from ontology.owl import RDF_TYPE, Axiom, Iri
from ontology.reader import Document, read_text
from reasoning.rules import Supposed
from reasoning.rules.consequences import Consequences, consequences

_TOLD = {"ClassAssertion": 1, "ObjectPropertyAssertion": 1, "DataPropertyAssertion": 1}
_RECORDS = f"MATCH (n:{ENTITY}) WHERE n.shop = $shop RETURN 1 LIMIT 1"
_LOADED = "fengmi ontology load"

MOST_JUDGED = 100
"""How many of a shop's cases are judged to say what an overlay changes."""

MOST_SUPPOSED = 200_000
"""Facts of a shop from which both versions are inferred in memory to judge its cases; with more, none is judged."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """How many inferred facts of one class or property a version brings and takes away."""

    term: str
    label: str
    appearing: int
    vanishing: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Impact:
    """What a version changes: axioms, facts of individuals, inferred facts by class or property, rulings.

    Of more than MOST_JUDGED of the shop's cases the first were judged, by IRI, and none where the shop has more than
    MOST_SUPPOSED facts; `cases_left` is how many were not.
    """

    axioms: OntologyDifference
    facts_added: int
    facts_removed: int
    appearing: int
    changed: int
    vanishing: int
    moved: tuple[Moved, ...]
    cases: int
    cases_left: int
    rulings: tuple[RulingChange, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Activation:
    """A version that became active, or would have; `number` is 0 where the shop then has no overlay.

    `questions` competency questions were asked. `replaced` are the files of the overlay that was active; `empty` is
    whether the store has no record of such a shop. Nothing was written when the version was active already.
    """

    shop: str
    number: int
    active: bool
    questions: int
    impact: Impact
    replaced: tuple[str, ...] = ()
    empty: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class _Plan:
    """What is to become active: the whole ontology with it, all versions, and the store's revision then."""

    ontology: Ontology
    shop: str
    number: int
    versions: tuple[OverlayVersion, ...]
    since: int


def _named(shop: str) -> str:
    """The shop's id. Raises InputError for none: what no shop has is what all of them share."""
    if not shop.strip():
        raise InputError("the shop's id is empty; name the shop whose overlay is meant")
    return shop


class Overlays:
    """The overlays of one store's shops; the caller sees to it that one thread at a time changes the store."""

    def __init__(self, store: BulkStore) -> None:
        self._store = store

    def versions(self, shop: str) -> tuple[OverlayVersion, ...]:
        """All versions of a shop's overlay, the first one first; one that was loaded and not published is the last."""
        return self._kept(_named(shop))

    def publish(self, path: Path, shop: str, *, by: str, dry_run: bool = False) -> Activation:
        """Make a file the shop's overlay. A dry run checks everything and says what would change.

        Raises OntologyError or RuleError, saying the fault, for an overlay that must not be published, and
        StoreError when it cannot be stored; nothing is changed then.
        """
        since = self._store.revision()
        overlay = read_overlay(path, _named(shop))
        ontology = with_overlay(self._store.ontology, shop, overlay)
        check_overlay(ontology, shop)
        _, asked = check_questions(ontology, shop, path)
        known = self._kept(shop)
        texts = active_texts(ontology, shop)
        version = next((v for v in known if v.digest == digest_of(texts)), None)
        if version is None:
            version = _version(shop, len(known) + 1, texts, by)
            known = (*known, version)
        plan = _Plan(ontology=ontology, shop=shop, number=version.number, versions=known, since=since)
        return self._activate(plan, asked=asked, dry_run=dry_run)

    def rollback(self, shop: str, to: int | None = None, *, dry_run: bool = False) -> Activation:
        """Return to a version, the one before the active one unless `to` says another; 0 is without any overlay.

        Raises NotFoundError when there is no such version, and OntologyError when it does not fit the packs that
        the store holds now; nothing is changed then.
        """
        since = self._store.revision()
        known = self._kept(_named(shop))
        active = next((version.number for version in known if version.active), 0)
        if not known or (to is None and not active):
            raise NotFoundError(f"shop '{shop}' has no active overlay; publish one with fengmi ontology publish")
        number = active - 1 if to is None else to
        version = next((version for version in known if version.number == number), None)
        if version is None and number:
            numbers = ", ".join(str(version.number) for version in known)
            raise NotFoundError(f"shop '{shop}' has no version {number} of its overlay; there are {numbers}, and 0")
        overlay = self._read(shop, version.files, version.texts) if version is not None else ()
        ontology = with_overlay(self._store.ontology, shop, overlay)
        check_overlay(ontology, shop)
        plan = _Plan(ontology=ontology, shop=shop, number=number, versions=known, since=since)
        return self._activate(plan, asked=0, dry_run=dry_run)

    def _read(self, shop: str, files: Sequence[str], texts: Sequence[str]) -> tuple[Document, ...]:
        others = [document for document in self._store.ontology.documents if document.shop != shop]
        own = (read_text(text, file=file) for file, text in zip(files, texts, strict=True))
        read = together([*others, *own], right={document.iri for document in others})
        return tuple(document for document in read.documents if document.shop == shop)

    def _kept(self, shop: str) -> tuple[OverlayVersion, ...]:
        """The stored versions, and after them an overlay that the shop has and that was never published."""
        known = stored_versions(self._store, shop)
        texts = active_texts(self._store.ontology, shop)
        if texts and not any(version.active for version in known):
            # Nobody has noted when that was.
            loaded = replace(_version(shop, len(known) + 1, texts, _LOADED), at="", active=True)
            return (*known, loaded)
        return known

    def _activate(self, plan: _Plan, *, asked: int, dry_run: bool) -> Activation:
        ontology, shop = plan.ontology, plan.shop
        told = self._individuals(ontology, shop)
        effects = consequences(self._store, ontology, added=told.added, removed=told.removed)
        impact = self._impact(ontology, shop, told, effects)
        before = tuple(file for file, _ in active_texts(self._store.ontology, shop))
        result = Activation(
            shop=shop,
            number=plan.number,
            active=not dry_run,
            questions=asked,
            impact=impact,
            replaced=before,
            empty=not self._has_records(shop),
        )
        if dry_run or active_texts(ontology, shop) == active_texts(self._store.ontology, shop):
            return result
        stored = {version.number for version in stored_versions(self._store, shop)}
        versions = (version_row(version) for version in plan.versions if version.number not in stored)
        change = change_of(
            self._store,
            ontology,
            told,
            since=plan.since,
            also=[*fates_of(ontology), *versions],
            added=effects.added,
            removed=effects.removed,
        )
        self._store.change_ontology(ontology, change)
        return result

    def _has_records(self, shop: str) -> bool:
        return bool(self._store.query(_RECORDS, {"shop": shop}).rows)

    def _impact(self, ontology: Ontology, shop: str, told: Difference, effects: Consequences) -> Impact:
        stored = self._store.ontology
        appearing = Counter(_term(fact) for fact in effects.added if fact.key not in effects.changed)
        vanishing = Counter(_term(fact) for fact in (*effects.removed, *effects.dropped))
        moved = tuple(
            Moved(
                term=term,
                label=(ontology if term in ontology.terms else stored).label(term),
                appearing=appearing[term],
                vanishing=vanishing[term],
            )
            for term in sorted({*appearing, *vanishing})
        )
        cases = self._cases(shop)
        judged = cases[:MOST_JUDGED]
        rulings = self._rulings(ontology, shop, judged)
        if rulings is None:
            judged, rulings = [], ()
        return Impact(
            axioms=difference(stored.for_shop(shop), ontology.for_shop(shop)),
            facts_added=len(told.added),
            facts_removed=len(told.removed),
            appearing=appearing.total(),
            changed=len(effects.changed),
            vanishing=vanishing.total(),
            moved=moved,
            cases=len(judged),
            cases_left=len(cases) - len(judged),
            rulings=rulings,
        )

    def _cases(self, shop: str) -> list[str]:
        """The shop's cases and those of nobody, sorted by IRI."""
        label = self._store.schema.labels.get(CASE)
        if label is None:
            return []
        match = f"MATCH (n:{quoted(label)}) WHERE n.shop IS NULL OR n.shop = $shop RETURN n.iri AS iri"
        return sorted(str(row["iri"]) for page in self._store.rows(match, {"shop": shop}) for row in page)

    def _rulings(self, ontology: Ontology, shop: str, cases: Sequence[str]) -> tuple[RulingChange, ...] | None:
        """The cases that are ruled on otherwise; None where the shop has too many facts to suppose others."""
        if not cases:
            return ()
        told = (f for f in self._store.shop_facts(shop) if not f.inferred and not from_ontology(f.source))
        facts = list(islice(told, MOST_SUPPOSED + 1))
        if len(facts) > MOST_SUPPOSED:
            return None
        before, after = (
            Supposed(self._store, version, [*facts, *individual_facts(version)])
            for version in (self._store.ontology, ontology)
        )
        return tuple(changed_rulings(before, after, cases, datetime.now(UTC)))

    def _individuals(self, ontology: Ontology, shop: str) -> Difference:
        """What the overlay tells of individuals, beside what the stored one told."""
        members = {*_members(self._store.ontology, shop), *_members(ontology, shop)}
        wanted = (fact for fact in individual_facts(ontology) if fact.subject in members)
        stored = self._store.facts(subjects=sorted(members)) if members else ()
        return facts_difference(stored, from_ontology, wanted)


def _version(shop: str, number: int, texts: Sequence[tuple[str, str]], by: str) -> OverlayVersion:
    return OverlayVersion(
        shop=shop,
        number=number,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        by=by,
        digest=digest_of(texts),
        files=tuple(file for file, _ in texts),
        texts=tuple(text for _, text in texts),
    )


def _members(ontology: Ontology, shop: str) -> Iterable[str]:
    """Individuals that a shop's overlay tells of."""
    for axiom in _axioms(ontology, shop):
        about = axiom.args[_TOLD[axiom.kind]] if axiom.kind in _TOLD else None
        if isinstance(about, Iri):
            yield about.text


def _axioms(ontology: Ontology, shop: str) -> Iterable[Axiom]:
    return (axiom for document in ontology.documents if document.shop == shop for axiom in document.axioms)


def _term(fact: Fact) -> str:
    return str(fact.object) if fact.property == RDF_TYPE else fact.property
