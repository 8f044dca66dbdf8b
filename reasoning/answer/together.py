"""Two words that name one property together: 快递员 and 电话 ask for the courier's phone, not for the asker's."""

from __future__ import annotations

from collections.abc import Sequence

from ontology.general import BESIDE, STANDS_FOR
from ontology.model import Ontology
from ontology.terms import TermKind
from reasoning.answer.lexicon import Meaning, Mention, Role

# Letters and words of a wording that asks by itself: 谁送的 beside 电话 is a question of its own.
_ASKING = ("谁", "哪", "who")


def joined(mentions: Sequence[Mention], ontology: Ontology) -> list[Mention]:
    """The mentions, with a word that stands for another property beside its holder (`standsFor`, `beside`) so read.

    The holder's own word is left out, unless it asks by itself.
    """
    found = list(mentions)
    if sum(bool(m.of(Role.PROPERTY)) for m in found) < 2:
        return found
    for term in ontology.of_kind(TermKind.DATA_PROPERTY):
        holders = {value.text for value in ontology.annotations(term.iri, BESIDE)}
        meant = {value.text for value in ontology.annotations(term.iri, STANDS_FOR)}
        if not holders or any(term.iri in m.of(Role.PROPERTY) and not holders & {term.iri} for m in found):
            continue
        beside = [m for m in found if holders & set(m.of(Role.PROPERTY))]
        asked = [m for m in found if meant & set(m.of(Role.PROPERTY)) and m not in beside]
        if beside and asked:
            meaning = Meaning(role=Role.PROPERTY, iri=term.iri, rank=0)
            left_out = [m for m in beside if not any(word in m.text for word in _ASKING)]
            found = [
                Mention(start=m.start, end=m.end, text=m.text, meanings=(meaning,)) if m in asked else m
                for m in found
                if m not in left_out
            ]
    return found
