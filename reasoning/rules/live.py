"""A store whose inferred facts are kept in step with its asserted ones, at a cost in proportion to each change.

What follows is worked out from the whole store once and kept in memory; then every change is taken in by
what it touches, and written together with the change in one transaction. When somebody else has written,
or the ontology is another, what is kept is thrown away and worked out anew.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.bulk_port import BulkStore
from graph.fact import Fact
from graph.port import WriteReport
from ontology.errors import InputError, OvertakenError
from ontology.owl import RDF_TYPE
from reasoning.rules.infer import TRIES, InferReport, materialise, report_of
from reasoning.rules.interval import intersection
from reasoning.rules.materialised import Materialised


@dataclass(frozen=True, slots=True, kw_only=True)
class Maintained:
    """What a change did to the asserted facts, and what that did to the inferred ones."""

    asserted: WriteReport
    inferred: WriteReport


SHARE = 10
"""A load that changes more than one in so many asserted facts is inferred anew at its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What follows from one revision of a store."""

    made: Materialised
    revision: int


class LiveGraph:
    """One store and what follows from it; safe to use from several threads. Nothing is read before it is needed."""

    def __init__(self, store: BulkStore) -> None:
        self._store = store
        self._kept: _Kept | None = None
        self._writing = threading.RLock()
        self._loaded = 0
        self._followed = WriteReport()

    def infer(self) -> InferReport:
        """Work out from the asserted facts what follows, write the difference, and keep it. See `infer`."""
        with self._writing:
            self._kept = None
            self._loaded, self._followed = 0, WriteReport()
            made, report, revision = materialise(self._store)
            self._kept = _Kept(made=made, revision=revision)
            return report

    def write(self, *, added: Iterable[Fact] = (), removed: Iterable[Fact] = ()) -> Maintained:
        """Take asserted facts away, then add some, and bring the inferred facts in step, in one transaction.

        The first call, and one after somebody else's write, reads the whole store. Raises StoreError for a
        fact that the store cannot take and when somebody else writes all the time, InputError for a fact that is
        inferred, and RuleError when a rule concludes a value that its property cannot hold, or too much; nothing is
        changed then.
        """
        added, removed = tuple(added), tuple(removed)
        self._check((*added, *removed))
        if not added and not removed:
            return Maintained(asserted=WriteReport(), inferred=WriteReport())
        return self._tried(lambda: self._write(self._needed(), added, removed))

    def replace(self, facts: Iterable[Fact]) -> Maintained:
        """As `write`, and what another asserted fact says of a property with one value, at the same time, goes.

        Raises InputError when two of the facts themselves are so.
        """
        facts = tuple(facts)
        self._check(facts)
        told: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in facts:
            if fact.property != RDF_TYPE and self._store.ontology.has_one_value(fact.property):
                told[fact.subject, fact.property].append(fact)
        for (subject, property), some in told.items():
            if any(_one_of(*pair) for pair in combinations(some, 2)):
                raise InputError(
                    f"{subject} {property}: has one value at a time and is given several; send one of them"
                )
        subjects = sorted({subject for subject, _ in told})

        def work() -> Maintained:
            kept = self._needed()
            stored = [fact for fact in self._store.facts(subjects=subjects) if not fact.inferred]
            gone = [
                fact
                for fact in stored
                if any(_one_of(fact, new) for new in told.get((fact.subject, fact.property), ()))
            ]
            return self._write(kept, facts, gone)

        return self._tried(work)

    def _tried(self, work: Callable[[], Maintained]) -> Maintained:
        """Do some writing work, again when somebody else was quicker."""
        with self._writing:
            for _ in range(TRIES - 1):
                try:
                    return work()
                except OvertakenError:
                    continue
            return work()

    def _check(self, facts: Iterable[Fact]) -> None:
        for fact in facts:
            if fact.inferred:
                raise InputError(
                    f"{fact.subject} {fact.property}: an inferred fact is no one's to write; write its ground"
                )
            self._store.schema.check(fact)

    def _write(self, kept: _Kept, added: Sequence[Fact], removed: Sequence[Fact]) -> Maintained:
        # Whatever goes wrong from here on, what is kept may no longer be what is stored.
        self._kept = None
        touched = kept.made.change(added=added, removed=removed)
        stored = {fact.key: fact for fact in self._store.facts(subjects=touched.subjects()) if fact.inferred}
        new = [fact for fact in touched.holding if stored.get(fact.key) != fact]
        gone = [stored[fact.key] for fact in touched.gone if fact.key in stored]
        written = self._store.write(added=[*added, *new], removed=[*removed, *gone], since=kept.revision)
        self._kept = _Kept(made=kept.made, revision=kept.revision + 1)
        changed = sum(fact.key in stored for fact in new)
        inferred = WriteReport(created=len(new) - changed, changed=changed, removed=len(gone))
        return Maintained(asserted=_without(written, inferred), inferred=inferred)

    def load(self, added: Sequence[Fact], removed: Sequence[Fact]) -> WriteReport:
        """Write a batch of a load, which `finish` ends; what that did to the asserted facts.

        Inferred facts are kept in step while that is less work than inferring anew.
        """
        with self._writing:
            try:
                self._loaded += len(added) + len(removed)
                kept = self._current()
                if kept is None or self._loaded * SHARE > kept.made.asserted:
                    self._kept = None
                    return self._store.write(added=added, removed=removed)
                done = self.write(added=added, removed=removed)
            except BaseException:
                # The load ends here; the next one starts from nothing.
                self._loaded, self._followed = 0, WriteReport()
                raise
            self._followed += done.inferred
            return done.asserted

    def finish(self) -> InferReport:
        """Have the inferred facts in step after a load; what the load did to them."""
        with self._writing:
            kept = self._current()
            if kept is None:
                return self.infer()
            followed, self._loaded, self._followed = self._followed, 0, WriteReport()
            return report_of(kept.made, followed)

    def _current(self) -> _Kept | None:
        """What is kept, when it is of what the store holds now."""
        kept = self._kept
        if kept is None or kept.made.is_worn or kept.made.ontology is not self._store.ontology:
            return None
        return kept if kept.revision == self._store.revision() else None

    def _needed(self) -> _Kept:
        if self._current() is None:
            self.infer()
        if self._kept is None:
            raise AssertionError("infer keeps what it worked out")
        return self._kept


def _one_of(old: Fact, new: Fact) -> bool:
    """Whether only one of two facts about a subject's property with one value can hold."""
    return old.key != new.key and intersection((old, new)) is not None


def _without(whole: WriteReport, part: WriteReport) -> WriteReport:
    return WriteReport(
        created=whole.created - part.created,
        changed=whole.changed - part.changed,
        removed=whole.removed - part.removed,
        unchanged=whole.unchanged,
    )
