"""Make the store hold exactly the facts that a source gives now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from graph.fact import Fact
from graph.port import GraphStore, WriteReport

BATCH = 2_000

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What must be added and removed; `unchanged` counts the facts that are stored as they are given."""

    added: tuple[Fact, ...]
    removed: tuple[Fact, ...]
    changed: int
    unchanged: int

    def report(self) -> WriteReport:
        """What writing the difference would report."""
        created = len(self.added) - self.changed
        return WriteReport(created=created, changed=self.changed, removed=len(self.removed), unchanged=self.unchanged)


def difference(stored: Iterable[Fact], prefix: str | tuple[str, ...], given: Iterable[Fact]) -> Difference:
    """What turns the stored facts whose source begins with `prefix` into the given ones.

    Inferred facts are left alone. A fact that another source has asserted stays that source's.
    """
    wanted = {fact.key: fact for fact in given}
    removed: list[Fact] = []
    changed = unchanged = 0
    for fact in stored:
        if fact.inferred:
            continue
        new = wanted.get(fact.key)
        if not fact.source.startswith(prefix):
            if new is not None:
                del wanted[fact.key]
                unchanged += 1
        elif new is None:
            removed.append(fact)
        elif new == fact:
            del wanted[fact.key]
            unchanged += 1
        else:
            changed += 1
    return Difference(added=tuple(wanted.values()), removed=tuple(removed), changed=changed, unchanged=unchanged)


def sync(
    store: GraphStore,
    prefix: str | tuple[str, ...],
    facts: Iterable[Fact],
    *,
    progress: Progress | None = None,
) -> WriteReport:
    """Write the difference in batches of bounded size and return what changed.

    Each batch is a transaction that holds all changes of a node's values, so that a value is replaced and
    never missing; nodes come before relationships. Stopped half way, the next run writes the rest.
    """
    plan = difference(store.facts(), prefix, facts)
    batches = list(_batches(plan, store))
    total = len(plan.added) + len(plan.removed)
    report = WriteReport(unchanged=plan.unchanged)
    done = 0
    for added, removed in batches:
        report += store.write(added=added, removed=removed)
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
        added: list[Fact] = []
        removed: list[Fact] = []
        for new, old in subjects.values():
            if (added or removed) and len(added) + len(removed) + len(new) + len(old) > BATCH:
                yield added, removed
                added, removed = [], []
            added += new
            removed += old
        if added or removed:
            yield added, removed
