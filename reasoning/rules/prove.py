"""Proofs of stored facts, built outside the engine from what the store holds.

An inferred fact is stored with its rule's id only. Going back from it, the rule's conditions are
matched against the store, layer by layer, until some way down to asserted facts is complete:

    proven(f) :- asserted(f).
    proven(f) :- inferred(f, r), r = (h :- a1, …, an), hσ = f, stored(aiσ) and proven(aiσ) for every i.

Taking the least fixpoint of this keeps out circles (a fact that rests on itself), and the first layer
that proves the goal gives one of its shallowest proofs. Not explained: why a fact does not hold, and
facts whose rule the stored ontology no longer has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from graph.fact import Fact, FactKey
from graph.port import GraphReader
from ontology.errors import RuleError
from ontology.owl import RDF_TYPE, local_name
from reasoning.rules.compile import compile_rules
from reasoning.rules.folding import fold
from reasoning.rules.interval import covers, intersection, interval_of
from reasoning.rules.join import Bindings, Derivation, bind, conclude, join
from reasoning.rules.plan import order
from reasoning.rules.proof import Proof
from reasoning.rules.relation import UNBOUND, Ground, Known, tuple_of
from reasoning.rules.rule import Aggregate, Atom, Folding, Rule
from reasoning.rules.words import Words

MAX_FACTS = 20_000
"""Facts that one proof may look at."""

MAX_WAYS = 1_000
"""Last steps that are looked at for other proofs of one fact."""


def prove(reader: GraphReader, fact: Fact) -> Proof:
    """A proof of a stored fact; a leaf when it is asserted. Raises RuleError when it has none any more."""
    return Prover(reader).prove(fact)


def prove_ways(reader: GraphReader, fact: Fact, *, most: int) -> tuple[Proof, ...]:
    """Proofs of a stored fact by different last steps, that of `prove` first, the others by rule; at most so many.

    A step whose premises rest on the fact itself is none. Raises RuleError as `prove` does.
    """
    return tuple(islice(Prover(reader).ways(fact), most))


def explain(reader: GraphReader, subject: str, property: str, object: str) -> Proof | None:
    """The proof of the stored fact that a person names; None when no such fact is stored.

    `property` is an IRI, a local name, a relationship type, or 'type'; `object` an IRI, a display
    name, or a value's text.
    """
    words = Words(reader=reader)
    found = [fact for fact in reader.facts(subjects=[subject]) if _is_named(fact.property, property, reader)]
    words.learn(found)
    for fact in found:
        if fact.value is not None:
            named = {str(fact.value), *(words.value(fact.property, fact.value, lang) for lang in ("zh", "en"))}
        else:
            end = fact.object or ""
            named = {end, local_name(end), *(words.label(end, lang) for lang in ("zh", "en"))}
        if object in named:
            return prove(reader, fact)
    return None


def _is_named(iri: str, name: str, reader: GraphReader) -> bool:
    if iri == RDF_TYPE:
        return name in (iri, "type", "a", "rdf:type")
    schema = reader.schema
    return name in (iri, local_name(iri), schema.types.get(iri), schema.keys.get(iri), reader.ontology.label(iri))


class Prover:
    """Proves any number of facts of one reader; what it read is kept, so use it for one request."""

    def __init__(self, reader: GraphReader) -> None:
        self._reader = reader
        self._rules = compile_rules(reader.ontology).by_id
        self._about: dict[str, list[Fact]] = {}
        self._pointing_at: dict[str, list[Fact]] = {}
        self._everything: dict[str, list[Fact]] | None = None
        self.words = Words(reader=reader)

    def prove(self, fact: Fact) -> Proof:
        """A proof of a stored fact; see the module's `prove`."""
        return self.prove_all([fact])[0]

    def of_stored(self, fact: Fact) -> Proof:
        """A proof of what the store holds that says the same as a fact; a leaf without source when there is none."""
        self._read([fact])
        said = (found for found in self._about.get(fact.subject, ()) if found.key == fact.key)
        known = next(said, None)
        return self.prove(known) if known is not None else Proof(conclusion=fact, words=self.words)

    def prove_all(self, facts: Iterable[Fact]) -> tuple[Proof, ...]:
        """A proof of each of several stored facts, the names of all read at once."""
        proofs = tuple(self._build(fact, self._steps(fact)) for fact in facts)
        self.words.learn(fact for proof in proofs for fact in proof.facts())
        return proofs

    def ways(self, fact: Fact) -> Iterator[Proof]:
        """Proofs of a stored fact by different last steps; see the module's `prove_ways`."""
        first = self.prove(fact)
        yield first
        seen = {(first.rule.id if first.rule else "", frozenset(part.conclusion.key for part in first.premises))}
        concluding = (rule for rule in self._rules.values() if rule.head.predicate == tuple_of(fact)[0])
        steps = (way for rule in concluding if not rule.on_demand for way in self._instances(fact, rule))
        for step in islice(steps, MAX_WAYS):
            says = (step.rule.id, frozenset(premise.key for premise in step.premises))
            if says in seen:
                continue
            seen.add(says)
            premises = self.prove_all(step.premises)
            if all(part.key != fact.key for premise in premises for part in premise.facts()):
                self.words.learn([step.conclusion])
                yield Proof(conclusion=step.conclusion, rule=step.rule, premises=premises, words=self.words)

    def _steps(self, goal: Fact) -> dict[FactKey, Derivation]:
        """For each inferred fact needed, the step of a well-founded proof; empty for an asserted goal."""
        ways: dict[FactKey, list[Derivation]] = {}
        steps: dict[FactKey, Derivation] = {}
        layer = [goal] if goal.inferred else []
        while layer:
            self._read(layer)
            for fact in layer:
                ways[fact.key] = list(self._ways(fact))
            _solve(ways, steps)
            if goal.key in steps:
                return steps
            if len(ways) > MAX_FACTS:
                raise RuleError(f"the proof of {_shown(goal)} looks at more than {MAX_FACTS} facts; ask for less")
            premises = {p.key: p for fact in layer for way in ways[fact.key] for p in way.premises if p.inferred}
            layer = [fact for key, fact in premises.items() if key not in ways]
        if goal.inferred:
            raise RuleError(
                f"{_shown(goal)} was inferred by '{goal.rule}' but no longer follows; run fengmi infer again"
            )
        return steps

    def _ways(self, fact: Fact) -> Iterator[Derivation]:
        """Every instance of the fact's own rule that concludes it from stored facts."""
        rule = self._rules.get(fact.rule)
        if rule is None:
            raise RuleError(
                f"{_shown(fact)} was inferred by the rule '{fact.rule}', which the stored ontology no longer has; "
                "run fengmi infer again"
            )
        yield from self._instances(fact, rule)

    def _instances(self, fact: Fact, rule: Rule) -> Iterator[Derivation]:
        _, subject, other = tuple_of(fact)
        env = bind(rule.head, subject, other, {})
        if env is None:
            return
        if rule.aggregate is not None:
            yield from self._folds(fact, rule, rule.aggregate, env)
            return
        for whole, used in join(order(rule, known=env), env, (), self._candidates):
            step = conclude(rule, whole, used)
            if step is not None and covers(interval_of(step.conclusion), interval_of(fact)):
                yield step

    def _folds(self, fact: Fact, rule: Rule, aggregate: Aggregate, env: Bindings) -> Iterator[Derivation]:
        """The one way to an aggregate's result, when it is that: everything that was folded is a premise."""
        group = {name: value for name, value in env.items() if name != aggregate.result.name}
        ways = [
            (whole[aggregate.over.name], used)
            for whole, used in join(order(rule, known=group), group, (), self._candidates)
            if interval_of(fact) == intersection(premise for _, premise in used)
        ]
        values = [value for value, _ in ways if value is not None]
        if aggregate.folding is not Folding.SUM:
            values = list(dict.fromkeys(values))
        if values and fold(values, aggregate.folding) == fact.value:
            premises = {premise.key: premise for _, used in ways for _, premise in used}
            yield Derivation(conclusion=fact, rule=rule, premises=tuple(premises.values()))

    def _candidates(self, atom: Atom, subject: Known, other: Known) -> Iterable[tuple[str, Ground, Fact]]:
        if isinstance(subject, str):
            if subject not in self._about:
                self._read_about([subject])
            found = self._about[subject]
        elif isinstance(other, str) and not atom.datatype:
            if other not in self._pointing_at:
                self._pointing_at[other] = list(self._reader.facts(objects=[other]))
            found = self._pointing_at[other]
        else:
            found = self._all().get(atom.predicate, [])
        for fact in found:
            predicate, start, end = tuple_of(fact)
            if predicate == atom.predicate and (other is UNBOUND or other == end):
                yield start, end, fact

    def _read(self, facts: Iterable[Fact]) -> None:
        """Read what a layer is about in one query instead of one for each fact."""
        ends = {iri for fact in facts for iri in (fact.subject, fact.object) if iri}
        self._read_about(
            sorted(iri for iri in ends if iri not in self._about and iri not in self._reader.ontology.terms)
        )

    def _read_about(self, subjects: list[str]) -> None:
        self._about.update({iri: [] for iri in subjects})
        if subjects:
            for fact in self._reader.facts(subjects=subjects):
                self._about[fact.subject].append(fact)

    def _all(self) -> dict[str, list[Fact]]:
        """All facts by predicate: only for a condition of which neither end is known."""
        if self._everything is None:
            self._everything = defaultdict(list)
            for fact in self._reader.facts():
                self._everything[tuple_of(fact)[0]].append(fact)
        return self._everything

    def _build(self, fact: Fact, steps: dict[FactKey, Derivation]) -> Proof:
        known: dict[FactKey, Proof] = {}

        def build(goal: Fact) -> Proof:
            if goal.key not in known:
                step = steps.get(goal.key)
                premises = tuple(build(premise) for premise in step.premises) if step else ()
                rule = step.rule if step else None
                known[goal.key] = Proof(conclusion=goal, rule=rule, premises=premises, words=self.words)
            return known[goal.key]

        return build(fact)


def _solve(ways: dict[FactKey, list[Derivation]], steps: dict[FactKey, Derivation]) -> None:
    """Extend `steps` by every fact that now has a way all of whose premises are asserted or have steps."""
    while True:
        new = {}
        for key, derivations in ways.items():
            if key not in steps:
                for way in derivations:
                    if all(not p.inferred or p.key in steps for p in way.premises):
                        new[key] = way
                        break
        if not new:
            return
        steps.update(new)


def _shown(fact: Fact) -> str:
    end = local_name(fact.object) if fact.object else str(fact.value)
    return f"{local_name(fact.subject)} {local_name(fact.property)} {end}"
