"""Semi-naive evaluation: rules run over facts to a fixpoint, remembering how each fact came about.

In each round only conditions that match a fact of the round before are looked at anew:

    Δ(0)   = the facts given
    Δ(k+1) = { head(r) σ : r a rule, σ matches body(r) in all facts, at least one condition in Δ(k) } \\ known

Nothing found in a round is seen before the round ends, so what a round finds does not depend on the
order of the facts, and every derivation's premises were known before it: proofs are well-founded.

A derived fact holds where all its premises hold. When a later round derives it for a wider interval
that contains the first, the wider one replaces it and is propagated again. A derivation that uses the
fact itself is never wider, so this ends and stays well-founded. Two derivations whose intervals only
overlap cannot be kept side by side, as a graph stores a fact once: the first stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph.fact import Fact
from ontology.errors import RuleError
from reasoning.rules.interval import covers, interval_of
from reasoning.rules.join import Bindings, Derivation, Used, bind, conclude, head_of, join
from reasoning.rules.plan import Plan
from reasoning.rules.relation import Ground, Known, Relation, Tuple, tuple_of
from reasoning.rules.rule import Atom, Rule

MAX_ROUNDS = 1_000
MAX_FACTS = 2_000_000


class Closure:
    """Facts and everything that follows from them by a plan's rules; grows by `add`, never shrinks."""

    def __init__(self, plan: Plan, *, max_rounds: int = MAX_ROUNDS, max_facts: int = MAX_FACTS) -> None:
        """An empty closure; limits are of rounds of one `add` and of derived facts in all."""
        self._plan = plan
        self._max_rounds = max_rounds
        self._max_facts = max_facts
        self._relations: dict[str, Relation] = {}
        self._derived: dict[Tuple, Derivation] = {}
        self.rounds = 0

    def add(self, facts: Iterable[Fact]) -> None:
        """Add given facts and derive all that follows. Raises RuleError past a limit."""
        fresh: dict[Tuple, Fact] = {}
        for fact in facts:
            key = tuple_of(fact)
            known = self._get(key)
            if known is None or key in self._derived:
                self._derived.pop(key, None)
                self._put(key, fact)
                fresh[key] = fact
        for _ in range(self._max_rounds):
            if not fresh:
                return
            self.rounds += 1
            found = self._round(fresh)
            self._derived.update(found)
            if len(self._derived) > self._max_facts:
                rule = next(iter(found.values())).rule
                raise RuleError(
                    f"more than {self._max_facts} facts were derived, last by rule '{rule.id}'; "
                    "look there for a rule that never ends, or raise the limit"
                )
            fresh = {key: derivation.conclusion for key, derivation in found.items()}
            for key, fact in fresh.items():
                self._put(key, fact)
        if fresh:
            rules = sorted({self._derived[key].rule.id for key in fresh})
            raise RuleError(
                f"no end after {self._max_rounds} rounds; still deriving: {', '.join(rules[:3])}; "
                "look for a rule that computes a new value from its own result"
            )

    @property
    def derivations(self) -> Iterator[Derivation]:
        """How each derived fact came about, in the order of derivation."""
        return iter(self._derived.values())

    def derivation(self, fact: Fact) -> Derivation | None:
        """How a fact was derived; None when it was given."""
        return self._derived.get(tuple_of(fact))

    def facts(self, predicate: str, subject: str | None = None) -> Iterator[Fact]:
        """Facts of one class or property, given and derived, about one subject or all."""
        relation = self._relations.get(predicate)
        if relation is not None and subject is None:
            yield from (fact for _, _, fact in relation)
        elif relation is not None and subject is not None:
            yield from relation.by_subject.get(subject, {}).values()

    def object(self, predicate: str, subject: str) -> str | None:
        """The first individual that a subject is linked to by a property; None when there is none."""
        return next((fact.object for fact in self.facts(predicate, subject) if fact.object), None)

    def matches(self, rule: Rule, bindings: Bindings | None = None) -> Iterator[Derivation]:
        """Every way in which the facts known now meet a rule's conditions; adds nothing."""
        for env, used in join(self._plan.steps(rule), dict(bindings or {}), (), self._candidates):
            derivation = conclude(rule, env, used)
            if derivation is not None:
                yield derivation

    def copy(self) -> Closure:
        """The same facts in a closure of its own, to see what else would follow."""
        other = Closure(self._plan, max_rounds=self._max_rounds, max_facts=self._max_facts)
        for name, relation in self._relations.items():
            for subject, ground, fact in relation:
                other._put((name, subject, ground), fact)
        other._derived = dict(self._derived)
        return other

    def _get(self, key: Tuple) -> Fact | None:
        relation = self._relations.get(key[0])
        return relation.get(key[1], key[2]) if relation is not None else None

    def _put(self, key: Tuple, fact: Fact) -> None:
        relation = self._relations.get(key[0])
        if relation is None:
            relation = self._relations[key[0]] = Relation()
        relation.put(key[1], key[2], fact)

    def _round(self, fresh: Mapping[Tuple, Fact]) -> dict[Tuple, Derivation]:
        found: dict[Tuple, Derivation] = {}
        for (predicate, subject, other), fact in fresh.items():
            for trigger in self._plan.triggers(predicate, other):
                env = bind(trigger.atom, subject, other, {})
                if env is None:
                    continue
                for whole, used in join(trigger.rest, env, ((trigger.place, fact),), self._candidates):
                    if self._is_settled(trigger.rule, whole, used):
                        continue
                    derivation = conclude(trigger.rule, whole, used)
                    if derivation is not None:
                        self._propose(derivation, found)
        return found

    def _is_settled(self, rule: Rule, env: Bindings, used: Used) -> bool:
        """Whether no derivation of this conclusion could change anything; most that come up are of this kind."""
        key = head_of(rule, env)
        known = self._get(key) if key is not None else None
        if known is None or key is None:
            return False
        return key not in self._derived or not (known.valid_from or known.valid_to)

    def _propose(self, new: Derivation, found: dict[Tuple, Derivation]) -> None:
        key = tuple_of(new.conclusion)
        known = self._get(key)
        if known is not None and (key not in self._derived or not _wider(new.conclusion, known)):
            return
        rival = found.get(key)
        if rival is None or _preferred(new, rival):
            found[key] = new

    def _candidates(self, atom: Atom, subject: Known, other: Known) -> Iterable[tuple[str, Ground, Fact]]:
        relation = self._relations.get(atom.predicate)
        return relation.matching(subject, other) if relation is not None else ()


def close(plan: Plan, facts: Iterable[Fact], **limits: int) -> Closure:
    """The closure of facts under a plan's rules. Raises RuleError past a limit."""
    closure = Closure(plan, **limits)
    closure.add(facts)
    return closure


def _preferred(new: Derivation, rival: Derivation) -> bool:
    """Which of one round's derivations of a fact to keep: the wider, else by rule id, whatever the facts' order."""
    if _wider(rival.conclusion, new.conclusion):
        return False
    if _wider(new.conclusion, rival.conclusion):
        return True
    return (new.rule.id, interval_of(new.conclusion)) < (rival.rule.id, interval_of(rival.conclusion))


def _wider(new: Fact, old: Fact) -> bool:
    if not (old.valid_from or old.valid_to):
        return False
    return interval_of(new) != interval_of(old) and covers(interval_of(new), interval_of(old))
