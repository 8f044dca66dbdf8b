"""Sentences of product sheets, promotions and policies, quoted as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from ontology.general import NS, QUOTE_FIELD, QUOTE_TEXT, QUOTED_FROM, individual_iri
from ontology.terms import TermKind
from reasoning.answer.describe import Describer
from reasoning.answer.knowledge import Knowledge
from reasoning.answer.normalise import is_chinese, normalise
from reasoning.answer.part import Found, Part
from reasoning.answer.phrase import Phrasing
from reasoning.answer.plan import LookUp
from reasoning.answer.reply import ReplyStatus
from reasoning.answer.resemblance import held_share
from reasoning.answer.run import Asker, Reached, Runner
from reasoning.answer.search import best_sentences, sentence_by_letters
from reasoning.answer.tell import Teller

POLICY_TEXT = NS + "policyText"
LONGEST_NAME = 16
HELD_ENOUGH = 0.65


class Quoter:
    """Finds the sentence or the named part that speaks of what was asked."""

    def __init__(
        self,
        runner: Runner,
        knowledge: Knowledge,
        asker: Asker,
        phrasing: Phrasing,
        describer: Describer,
        teller: Teller,
    ) -> None:
        self._runner = runner
        self._knowledge = knowledge
        self._ontology = knowledge.ontology
        self._asker = asker
        self._say = phrasing
        self._describer = describer
        self._teller = teller

    def quote(
        self,
        anchors: Sequence[str],
        words: Sequence[str],
        holding: Sequence[str] = (),
        least: float = 0.0,
        asked: str = "",
    ) -> Part | None:
        """Sentences and parts of the anchors that hold most of the words, and any of `holding` when that is given.

        With `asked`, a sentence that shares only letters with that text will do when no word fits.
        """
        goods = [i for i in anchors if i in self._knowledge.products]
        pairs = self._runner.sentences(goods) if goods or not anchors else ()
        texts = {iri: str(f.value) for iri, _ in pairs for f in self._runner.values(iri, QUOTE_TEXT)}
        heads = {iri: str(f.value) for iri, _ in pairs for f in self._runner.values(iri, QUOTE_FIELD)}
        about = dict(pairs)
        for part in self._runner.parts(anchors or self._shop()):
            texts[part.iri] = "，".join(dict.fromkeys(str(f.value) for f in part.facts))
            about[part.iri] = part.iri
        searched = {iri: f"{heads.get(iri, '')}：{text}" for iri, text in texts.items() if text}
        if not anchors:
            for operation, policy in self._policies():
                texts[operation] = searched[operation] = policy
                about[operation] = operation
        if holding:
            searched = {i: t for i, t in searched.items() if any(normalise(h) in normalise(t) for h in holding)}
        chosen = best_sentences(searched, words, least=least)
        if not chosen and asked and (found := sentence_by_letters(searched, asked)):
            chosen = (found,)
        if not chosen:
            return None
        facts = [
            f
            for iri in chosen
            for f in self._runner.facts(iri)
            if f.property == QUOTED_FROM or isinstance(f.value, str)
        ]
        rows = tuple(
            {"subject": self._knowledge.label(about[iri]), "iri": about[iri], "quote": texts[iri]} for iri in chosen
        )
        text = self._say.say("quote", text="；".join(texts[iri] for iri in chosen))
        return Part(status=ReplyStatus.ANSWERED, text=text, rows=rows, facts=tuple(facts))

    def named_part(self, anchors: Sequence[str], text: str) -> Part | None:
        """The part (a fault, a gift) of which the question's text holds most of the name."""
        best, most = None, 0.0
        for part in self._runner.parts(anchors) if text else ():
            for fact in part.facts:
                name = str(fact.value)
                share = held_share(normalise(name), text) if len(name) <= LONGEST_NAME else 0.0
                if share > most:
                    best, most = part, share
        if best is None or most < HELD_ENOUGH:
            return None
        found = Found(
            reached=Reached(anchor=best.anchor, iri=best.iri, way=()),
            property=None,
            facts=self._describer.described(best.iri),
        )
        return self._teller.tell(LookUp(anchors=(best.anchor,), wishes=()), [found])

    def _shop(self) -> tuple[str, ...]:
        return (individual_iri("Shop", self._asker.shop),) if self._asker.shop else ()

    def _policies(self) -> list[tuple[str, str]]:
        """Operations with what their policy says, in the asker's language."""
        return [
            (term.iri, text)
            for term in self._ontology.of_kind(TermKind.INDIVIDUAL)
            for text in map(str, self._knowledge.told(term.iri, POLICY_TEXT))
            if is_chinese(text) == (self._asker.lang == "zh")
        ]


def is_named(names: Sequence[str], text: str) -> bool:
    """Whether a text holds most of any of some short names."""
    return any(held_share(normalise(name), text) >= HELD_ENOUGH for name in names if len(name) <= LONGEST_NAME)
