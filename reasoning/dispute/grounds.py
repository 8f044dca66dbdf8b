"""The proof of a ruling: from the verdict down to stored facts with their sources."""

from __future__ import annotations

from collections.abc import Iterable

from graph.fact import Fact, FactKey
from graph.port import GraphReader
from ontology.owl import Iri, Variable
from ontology.terms import Text
from reasoning.dispute import vocabulary as dp
from reasoning.dispute.contest import Contest, Firing
from reasoning.dispute.parts import RuleOutcome
from reasoning.rules import Atom, AtomKind, Closure, Derivation, Proof, Prover, Rule, from_closure


class Grounds:
    """Proves what a case's closure holds: by the engine's steps, by findings and clocks, then by the store."""

    def __init__(self, reader: GraphReader, closure: Closure, computed: Iterable[Derivation]) -> None:
        self._closure = closure
        self._computed: dict[FactKey, Derivation] = {step.conclusion.key: step for step in computed}
        self._prover = Prover(reader)
        self.words = self._prover.words

    def of_ruling(self, case: str, result: Contest, add_ons: Iterable[Firing]) -> Proof:
        """Why the verdict won: every undefeated rule that supports it, and the add-ons that count."""
        beaten = sorted({f.rule.id for f, fate, _ in result.fates if fate is RuleOutcome.OVERRIDDEN})
        winners = sorted({f.rule.id for f in result.winners})
        premises = tuple(self._step(firing.step) for firing in (*result.winners, *add_ons))
        rule = Rule(
            id=" + ".join(winners) + (f" > {', '.join(beaten)}" if beaten else ""),
            head=Atom(kind=AtomKind.OBJECT, predicate=dp.DECIDED_AS, args=(Variable("c"), Iri(result.verdict))),
            body=(Atom(kind=AtomKind.OBJECT, predicate=dp.SUPPORTS, args=(Variable("c"), Iri(result.verdict))),),
            labels=_labels(winners, beaten),
        )
        fact = Fact(subject=case, property=dp.DECIDED_AS, object=result.verdict, rule=rule.id)
        proof = Proof(conclusion=fact, rule=rule, premises=premises, words=self.words)
        self.words.learn(proof.facts())
        return proof

    def _step(self, step: Derivation) -> Proof:
        premises = tuple(self.of_fact(premise) for premise in step.premises)
        return Proof(conclusion=step.conclusion, rule=step.rule, premises=premises, words=self.words)

    def of_fact(self, fact: Fact) -> Proof:
        """The proof of a fact of the closure."""
        return from_closure(self._closure, fact, self._given, self.words)

    def _given(self, fact: Fact) -> Proof:
        """What the closure was given: computed here, inferred in the store, or asserted there."""
        step = self._computed.get(fact.key)
        return self._prover.prove(fact) if step is None else self._step(step)


def _labels(winners: list[str], beaten: list[str]) -> tuple[Text, ...]:
    zh = f"规则 {'、'.join(winners)} 适用" + (f"，推翻 {'、'.join(beaten)}" if beaten else "")
    en = f"rule {', '.join(winners)} applies" + (f" and overrides {', '.join(beaten)}" if beaten else "")
    return (Text(text=zh, lang="zh"), Text(text=en, lang="en"))
