"""Facts with validity intervals, over a columnar closure of those that always hold.

Most facts of a graph always hold; these close in columns. What follows from the few with intervals has
at least one of them among its premises, so the engine of single facts starts from these alone and looks
the other premises up in the columns:

    closure(always ∪ timed) = always* ∪ Δ*(timed over always*)       always* = closure(always)
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from graph.fact import Fact
from ontology.model import Ontology
from reasoning.rules.columnar import ColumnarClosure
from reasoning.rules.columnar.facts import fact_of
from reasoning.rules.columnar.keys import BITS, EMPTY, LOW, Ids
from reasoning.rules.columnar.relation import Relation
from reasoning.rules.columnar.terms import NOTHING
from reasoning.rules.engine import Closure
from reasoning.rules.plan import Plan
from reasoning.rules.relation import UNBOUND, Ground, Known, Tuple, Unbound
from reasoning.rules.rule import Atom

_NONE = Relation()


class TimedClosure(Closure):
    """What timed facts add to a columnar closure; `facts` and `derivations` are of these additions only."""

    def __init__(self, plan: Plan, base: ColumnarClosure, ontology: Ontology) -> None:
        """Nothing added yet. The base must be closed under the same rules, and no two of its individuals the same."""
        super().__init__(plan)
        self._base = base
        self._ontology = ontology

    def _get(self, key: Tuple) -> Fact | None:
        own = super()._get(key)
        if own is not None:
            return own
        predicate, subject, other = key
        values = self._ontology.is_data_property(predicate)
        start, end = self._base.terms.find(subject), self._id(other, values)
        if start is None or end is None or predicate not in self._base.relations:
            return None
        packed = start << BITS | end
        if not self._base.relations[predicate].holds(np.array([packed], dtype=np.int64))[0]:
            return None
        return self._fact(predicate, packed)

    def _candidates(self, atom: Atom, subject: Known, other: Known) -> Iterable[tuple[str, Ground, Fact]]:
        yield from super()._candidates(atom, subject, other)
        for key in self._keys(atom.predicate, subject, other).tolist():
            fact = self._fact(atom.predicate, key)
            end: Ground = None if key & LOW == NOTHING else fact.object if fact.object is not None else fact.value
            yield fact.subject, end, fact

    def _keys(self, predicate: str, subject: Known, other: Known) -> Ids:
        relation = self._base.relations.get(predicate, _NONE)
        start = None if subject is UNBOUND else self._base.terms.find(str(subject))
        end = None if other is UNBOUND else self._id(other, self._ontology.is_data_property(predicate))
        if (start is None and subject is not UNBOUND) or (end is None and other is not UNBOUND):
            return EMPTY
        if start is not None and end is not None:
            key = np.array([start << BITS | end], dtype=np.int64)
            return key[relation.holds(key)]
        if start is not None:
            return start << BITS | relation.objects(np.array([start], dtype=np.int64))[1]
        if end is not None and end != NOTHING:
            return relation.subjects(np.array([end], dtype=np.int64))[1] << BITS | end
        return relation.keys()

    def _id(self, end: Ground | Unbound, value: bool) -> int | None:
        if end is None:
            return NOTHING
        if value and not isinstance(end, Unbound):
            return self._base.terms.find_value(end)
        return self._base.terms.find(str(end))

    def _fact(self, predicate: str, key: int) -> Fact:
        return fact_of(predicate, key, self._base.terms, self._ontology)
