"""Make the store hold exactly the facts that a source gives now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from graph.fact import Fact
from graph.port import GraphStore, WriteReport

BATCH = 2_000

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with what is being done ("read" records or "write" facts), how much is done, and how much there is."""

Write: TypeAlias = Callable[[Sequence[Fact], Sequence[Fact]], WriteReport]
"""Adds facts and removes others, in one transaction: the store itself, or who keeps something in step with it."""

Owner: TypeAlias = str | Callable[[str], bool]
"""Which sources are meant: those that begin with the text, or those for which the function is true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What must be added and removed; `changed` of the added replace the same fact with another provenance."""

    added: tuple[Fact, ...]
    removed: tuple[Fact, ...]
    changed: int
    unchanged: int

    def report(self) -> WriteReport:
        """What writing the difference would report."""
        return WriteReport(
            created=len(self.added) - self.changed,
            changed=self.changed,
            removed=len(self.removed),
            unchanged=self.unchanged,
        )


def sync(
    store: GraphStore,
    owner: Owner,
    facts: Iterable[Fact],
    *,
    progress: Progress | None = None,
    write: Write | None = None,
) -> WriteReport:
    """Make the given facts the only asserted ones whose source is the owner's; return what changed."""
    return apply(store, difference(store.facts(), owner, facts), progress=progress, write=write)


def difference(stored: Iterable[Fact], owner: Owner, given: Iterable[Fact]) -> Difference:
    """What turns the owner's stored facts into the given ones.

    Inferred facts are left alone. A fact that another source has asserted stays that source's.
    """
    owned = (lambda source: source.startswith(owner)) if isinstance(owner, str) else owner
    wanted = {fact.key: fact for fact in given}
    removed: list[Fact] = []
    changed = unchanged = 0
    for fact in stored:
        if fact.inferred:
            continue
        new = wanted.get(fact.key)
        if new is None:
            if owned(fact.source):
                removed.append(fact)
        elif new == fact or not owned(fact.source):
            del wanted[fact.key]
            unchanged += 1
        else:
            changed += 1
    return Difference(added=tuple(wanted.values()), removed=tuple(removed), changed=changed, unchanged=unchanged)


def apply(
    store: GraphStore, plan: Difference, *, progress: Progress | None = None, write: Write | None = None
) -> WriteReport:
    """Write a difference in transactions of bounded size and return what changed.

    All changes of a node's values are in one transaction, so that a value is replaced and never missing;
    nodes come before relationships. Stopped half way, the next run's difference is what is left. `write` stands
    for the store's own writing.
    """
    total, done = len(plan.added) + len(plan.removed), 0
    report = WriteReport(unchanged=plan.unchanged)
    for added, removed in _batches(plan, store):
        report += write(added, removed) if write else store.write(added=added, removed=removed)
        done += len(added) + len(removed)
        if progress:
            progress("write", done, total)
    return report


def _batches(plan: Difference, store: GraphStore) -> Iterator[tuple[list[Fact], list[Fact]]]:
    types = store.schema.types
    for relationships in (False, True):
        subjects: dict[str, tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
        for place, facts in enumerate((plan.added, plan.removed)):
            for fact in facts:
                if (fact.object is not None and fact.property in types) is relationships:
                    subjects[fact.subject][place].append(fact)
        yield from _filled(subjects.values())


def _filled(groups: Iterable[tuple[list[Fact], list[Fact]]]) -> Iterator[tuple[list[Fact], list[Fact]]]:
    added: list[Fact] = []
    removed: list[Fact] = []
    for new, old in groups:
        if (added or removed) and len(added) + len(removed) + len(new) + len(old) > BATCH:
            yield added, removed
            added, removed = [], []
        added += new
        removed += old
    if added or removed:
        yield added, removed
