"""Sentences of product sheets, promotions and policies, quoted as they stand; parts that speak of a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ontology.general import CUSTOMER, NS, PRODUCT, QUOTE_FIELD, QUOTE_TEXT, QUOTED_FROM, individual_iri
from ontology.terms import TermKind
from reasoning.answer.describe import Describer
from reasoning.answer.knowledge import Knowledge
from reasoning.answer.normalise import is_chinese, normalise
from reasoning.answer.part import Found, Part, join
from reasoning.answer.phrase import Phrasing
from reasoning.answer.plan import LookUp
from reasoning.answer.reply import ReplyStatus
from reasoning.answer.resemblance import content_letters, held_share
from reasoning.answer.run import Asker, Belonging, Reached, Runner
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
        named = [knowledge.ontology.terms[cls] for cls in (PRODUCT, CUSTOMER) if cls in knowledge.ontology.terms]
        self._everywhere = {normalise(t.text) for term in named for t in (*term.labels, *term.synonyms)}

    def quote(
        self,
        anchors: Sequence[str],
        words: Sequence[str],
        holding: Sequence[str] = (),
        least: float = 0.0,
        asked: str = "",
    ) -> Part | None:
        """Sentences and parts of the anchors that hold most of the words, and any of `holding` when that is given.

        Sentences are quoted, parts told with the names of their properties. Without anchors, those of the
        shop are searched, and its policies when some word is more than a name of goods or persons (商品, 顾客), of
        whom every policy speaks. With `asked`, a sentence that shares only letters with that text will do when no
        word fits, and of those that a word fits the one that shares more of them.
        """
        goods = [i for i in anchors if i in self._knowledge.products]
        about = dict(self._runner.sentences(goods)) if goods or not anchors else {}
        texts = {iri: str(f.value) for iri in about for f in self._runner.values(iri, QUOTE_TEXT)}
        heads = {iri: str(f.value) for iri in about for f in self._runner.values(iri, QUOTE_FIELD)}
        texts = {i: t for i, t in texts.items() if self._is_of(about[i], t, words)}
        parts = {part.iri: part for part in self._runner.belongings(anchors or self._shop())}
        telling = [w for w in words if normalise(w) not in self._everywhere]
        words = words if anchors else telling
        policies = self._policies() if telling and not anchors else {}
        searched = {iri: f"{heads.get(iri, '')}：{text}" for iri, text in texts.items()}
        searched |= {iri: "，".join(str(f.value) for f in part.facts) for iri, part in parts.items()} | policies
        if holding:
            spoken = searched | texts  # the sentence itself, not the heading above it
            searched = {i: t for i, t in searched.items() if any(normalise(h) in normalise(spoken[i]) for h in holding)}
        # In the sheet of a subject, or beside a word that must stand there, a synonym will do.
        like = self._knowledge.synonyms.of if anchors or holding else _nothing
        letters = content_letters(normalise(asked)) - set("".join(words))
        chosen = best_sentences(searched, words, like=like, least=least, letters=letters)
        if not chosen and asked and (found := sentence_by_letters(searched, asked)):
            chosen = (found,)
        passed = {link.object for iri in chosen if iri in parts for link in parts[iri].way[:-1]}
        told = [self._part(parts[iri]) for iri in chosen if iri in parts and iri not in passed]
        quoted = {iri: texts.get(iri) or policies[iri] for iri in chosen if iri not in parts}
        if quoted:
            told.insert(0, self._quoted(quoted, about, len(goods) > 1))
        return join(told) if told else None

    def _quoted(self, texts: Mapping[str, str], about: Mapping[str, str], several: bool) -> Part:
        """Sentences as they stand; with whose they are, when `several` were searched."""
        facts = [
            f for iri in texts for f in self._runner.facts(iri) if f.property == QUOTED_FROM or isinstance(f.value, str)
        ]
        rows = tuple(
            {"subject": self._knowledge.label(about.get(iri, iri)), "iri": about.get(iri, iri), "quote": text}
            for iri, text in texts.items()
        )
        if several:
            named = [(self._say.name(about.get(iri, iri)), text) for iri, text in texts.items()]
            text = "\n".join(self._say.say("quote_of", name=name, text=sentence) for name, sentence in named)
        else:
            text = self._say.say("quote", text=self._say.listed(list(texts.values())))
        return Part(status=ReplyStatus.ANSWERED, text=text, rows=rows, facts=tuple(facts))

    def _part(self, part: Belonging) -> Part:
        """A part with the names of its properties: 解决方案 ..., 预约日期 ..."""
        found = Found(
            reached=Reached(anchor=part.anchor, iri=part.iri, way=part.way),
            property=None,
            facts=self._describer.described(part.iri),
        )
        return self._teller.tell(LookUp(anchors=(part.anchor,), wishes=()), self._describer.in_period([found]))

    def _is_of(self, subject: str, text: str, words: Iterable[str]) -> bool:
        """Whether a sentence of a product's sheet is about the product: not one of goods of another kind alone.

        A sentence that names another kind and not the product's own is of that other thing, unless the question
        names it too: the hood in a dishwasher's sheet.
        """
        own = self._knowledge.class_of(subject)
        if own is None or subject not in self._knowledge.products:
            return True
        folded = normalise(text)
        asked = {normalise(word) for word in words}
        kinds = [(word, cls) for word, cls in self._knowledge.goods_words.items() if word in folded]
        related = [cls for _, cls in kinds if self._related(cls, own)]
        return bool(related) or not any(word not in asked for word, _ in kinds)

    def _related(self, cls: str, own: str) -> bool:
        return cls in self._ontology.superclasses(own) or own in self._ontology.superclasses(cls)

    def named_part(self, anchors: Sequence[str], text: str) -> Part | None:
        """The part (a fault, a gift) of which the question's text holds most of the name."""
        best, most = None, 0.0
        for part in self._runner.belongings(anchors) if text else ():
            for fact in part.facts:
                name = str(fact.value)
                share = held_share(normalise(name), text) if len(name) <= LONGEST_NAME else 0.0
                if share > most:
                    best, most = part, share
        return self._part(best) if best is not None and most >= HELD_ENOUGH else None

    def _shop(self) -> tuple[str, ...]:
        return (individual_iri("Shop", self._asker.shop),) if self._asker.shop else ()

    def _policies(self) -> dict[str, str]:
        """What the policies of operations say, in the asker's language."""
        return {
            term.iri: text
            for term in self._ontology.of_kind(TermKind.INDIVIDUAL)
            for text in map(str, self._knowledge.told(term.iri, POLICY_TEXT))
            if is_chinese(text) == (self._asker.lang == "zh")
        }


def _nothing(word: str) -> tuple[str, ...]:
    return ()


def is_named(names: Sequence[str], text: str) -> bool:
    """Whether a text holds most of any of some short names."""
    return any(held_share(normalise(name), text) >= HELD_ENOUGH for name in names if len(name) <= LONGEST_NAME)
