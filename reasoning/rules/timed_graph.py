"""What follows from facts that hold for a time, kept so that a change works out anew only what it can reach.

Timed facts, given and derived, lie in parts: two facts are in one part when some way to meet a rule's
conditions, taken or not, uses both, or uses one and concludes the other. Parts do not touch each other, so
a part is worked out alone, and comes out as it would with all others beside it. A change reaches the parts

    of timed facts that are given, or no longer; of facts that these parts conclude or use
    and that came or went in the columns; and of timed facts that a new fact in the columns joins

and, from there, every part that the new state of these meets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from graph.fact import Fact
from ontology.errors import RuleError
from ontology.model import Ontology
from reasoning.rules.columnar import ColumnarClosure
from reasoning.rules.columnar.closure import Delta
from reasoning.rules.columnar.facts import tuples_of
from reasoning.rules.join import Bindings, Used, bind, conclude, join
from reasoning.rules.plan import Plan
from reasoning.rules.relation import Ground, Known, Relation, Tuple, tuple_of
from reasoning.rules.rule import Atom, Rule
from reasoning.rules.timed import TimedClosure

_NONE = Relation()


class TimedGraph:
    """Timed facts over a columnar closure, in parts; `derived` are what follows from them and from no others."""

    def __init__(self, plan: Plan, base: ColumnarClosure, ontology: Ontology) -> None:
        """No timed facts yet. The base is read as it is at each change."""
        self._plan = plan
        self._base = base
        self._ontology = ontology
        self._given: dict[Tuple, Fact] = {}
        self._facts: dict[str, Relation] = defaultdict(Relation)
        self._part: dict[Tuple, int] = {}
        self._members: dict[int, set[Tuple]] = {}
        self._users: dict[Tuple, set[int]] = defaultdict(set)
        self._uses: dict[int, set[Tuple]] = {}
        self._last = 0
        self.rounds = 0
        self.derived: dict[Tuple, Fact] = {}

    def change(self, wanted: Mapping[Tuple, Fact | None], touched: Delta) -> tuple[list[Fact], list[Fact]]:
        """Give timed facts, or, with None, no longer; derived facts that went, and those that came or are otherwise.

        `touched` are facts of the columns that came, went, or may have. Raises RuleError past a limit.
        """
        reached = {self._part[key] for key in wanted if key in self._part} | set(self._reached(touched))
        for key, fact in wanted.items():
            self._given.pop(key, None)
            if fact is not None:
                self._given[key] = fact
        fresh = {key for key, fact in wanted.items() if fact is not None}
        if not reached and not fresh:
            return [], []
        before: dict[Tuple, Fact] = {}
        waiting = reached
        while True:
            for part in waiting:
                fresh |= self._take_out(part, before)
            made = _Parts(self._plan, self._base, self._ontology, self)
            made.add(self._given[key] for key in fresh if key in self._given)
            if not made.met:
                break
            waiting = made.met
        self.rounds = max(self.rounds, made.rounds)
        self._put_in(made)
        after = {tuple_of(step.conclusion): step.conclusion for step in made.derivations}
        self.derived.update(after)
        gone = [fact for key, fact in before.items() if key not in after]
        return gone, [fact for key, fact in after.items() if before.get(key) != fact]

    def part(self, key: Tuple) -> int | None:
        """The part that a fact is in; None for one that is in none."""
        return self._part.get(key)

    def candidates(self, atom: Atom, subject: Known, other: Known) -> Iterable[tuple[str, Ground, Fact]]:
        """Timed facts that may match an atom whose ends are so far known."""
        return self._facts.get(atom.predicate, _NONE).matching(subject, other)

    def _take_out(self, part: int, before: dict[Tuple, Fact]) -> set[Tuple]:
        """Forget a part; what was in it."""
        members = self._members.pop(part)
        for key in members:
            del self._part[key]
            self._facts[key[0]].remove(key[1], key[2])
            if key in self.derived:
                before[key] = self.derived.pop(key)
        for key in self._uses.pop(part):
            self._users[key].discard(part)
            if not self._users[key]:
                del self._users[key]
        return members

    def _put_in(self, made: _Parts) -> None:
        for members, uses in made.parts():
            self._last += 1
            self._members[self._last], self._uses[self._last] = members, uses
            for key in members:
                self._part[key] = self._last
            for key in uses:
                self._users[key].add(self._last)
        for predicate, subject, other, fact in made.own():
            self._facts[predicate].put(subject, other, fact)

    def _reached(self, touched: Delta) -> Iterator[int]:
        """The parts that changes in the columns may reach."""
        if not self._part:
            return
        for predicate, keys in touched.items():
            holds = self._base.relations[predicate].holds(keys).tolist()
            for key, here in zip(tuples_of(predicate, keys, self._base.terms), holds, strict=True):
                if key in self._part:
                    yield self._part[key]
                yield from self._users.get(key, ())
                if here:
                    yield from self._joined(key)

    def _joined(self, key: Tuple) -> Iterator[int]:
        """The parts of timed facts that meet a rule's conditions together with a fact of the columns."""
        source = _Parts(self._plan, self._base, self._ontology, self)
        predicate, subject, other = key
        for trigger in self._plan.triggers(predicate, other):
            if not any(atom.predicate in self._facts for _, atom in trigger.rest):
                continue
            env = bind(trigger.atom, subject, other, {})
            if env is not None:
                for _, used in join(trigger.rest, env, (), source.every):
                    yield from (self._part[met] for _, fact in used if (met := tuple_of(fact)) in self._part)


class _Parts(TimedClosure):
    """Some parts being worked out; `met` are parts outside that they meet, which then belong to them."""

    def __init__(self, plan: Plan, base: ColumnarClosure, ontology: Ontology, outside: TimedGraph) -> None:
        super().__init__(plan, base, ontology)
        self._outside = outside
        self._over: dict[Tuple, Tuple] = {}
        self._used: dict[Tuple, set[Tuple]] = defaultdict(set)
        self.met: set[int] = set()

    def every(self, atom: Atom, subject: Known, other: Known) -> Iterable[tuple[str, Ground, Fact]]:
        """What may match an atom, in these parts, outside them, and in the columns."""
        return self._candidates(atom, subject, other)

    def own(self) -> Iterator[tuple[str, str, Ground, Fact]]:
        """The timed facts of these parts."""
        for predicate, relation in self._relations.items():
            for subject, other, fact in relation:
                yield predicate, subject, other, fact

    def parts(self) -> Iterator[tuple[set[Tuple], set[Tuple]]]:
        """The members of each part, and the facts of the columns that it concludes or uses."""
        members: dict[Tuple, set[Tuple]] = defaultdict(set)
        uses: dict[Tuple, set[Tuple]] = defaultdict(set)
        for predicate, subject, other, _ in self.own():
            key = (predicate, subject, other)
            members[self._top(key)].add(key)
        for key, used in self._used.items():
            uses[self._top(key)] |= used
        for top, keys in members.items():
            yield keys, uses[top]

    def _candidates(self, atom: Atom, subject: Known, other: Known) -> Iterable[tuple[str, Ground, Fact]]:
        yield from super()._candidates(atom, subject, other)
        yield from self._outside.candidates(atom, subject, other)

    def _is_settled(self, rule: Rule, env: Bindings, used: Used) -> bool:
        """As ever; and whatever meets a rule's conditions together belongs together."""
        first: Tuple | None = None
        for _, fact in used:
            key = tuple_of(fact)
            if fact.valid_from or fact.valid_to:
                first = key if first is None else first
                self._join(first, key)
        if first is None:
            raise AssertionError(f"{rule.id} was set off by no timed fact")
        self._used[first].update(tuple_of(fact) for _, fact in used if not (fact.valid_from or fact.valid_to))
        concluded = _head(rule, env)
        if concluded is not None:
            self._join(first, concluded)
            self._used[first].add(concluded)
        return super()._is_settled(rule, env, used)

    def _join(self, one: Tuple, other: Tuple) -> None:
        for key in (one, other):
            part = self._outside.part(key)
            if part is not None:
                self.met.add(part)
        self._over[self._top(other)] = self._top(one)

    def _top(self, key: Tuple) -> Tuple:
        while (over := self._over.get(key, key)) != key:
            self._over[key] = self._over.get(over, over)
            key = over
        return key


def _head(rule: Rule, env: Bindings) -> Tuple | None:
    """What a rule concludes, whenever it holds; None for a value that its property cannot hold."""
    try:
        step = conclude(rule, env, ())
    except RuleError:
        return None
    return tuple_of(step.conclusion) if step is not None else None
