"""All profiles of an ontology, in one pass over its axioms."""

from __future__ import annotations

from collections.abc import Iterator

from ontology.model import Ontology
from ontology.owl import Iri
from ontology.profiles.definitions import Definitions
from ontology.profiles.el import EL, ChainRanges
from ontology.profiles.nameless import Nameless
from ontology.profiles.parts import Part, Restriction, collect_note, parts_of
from ontology.profiles.ql import QL
from ontology.profiles.rl import RL
from ontology.profiles.roles import Roles
from ontology.profiles.shape import Shape
from ontology.profiles.violation import Profile, ProfileReport, Violation, violation
from ontology.profiles.vocabulary import RESERVED, Vocabulary
from ontology.reader import Document
from ontology.syntax import Syntax
from ontology.terms import TermKind

_GRAMMARS = ((Profile.RL, RL), (Profile.EL, EL), (Profile.QL, QL))


def profiles(ontology: Ontology) -> dict[Profile, ProfileReport]:
    """Look at an ontology with all it imports; linear in its size.

    RL, EL and QL are parts of DL, so an ontology outside DL is outside of them too: that is one violation of theirs,
    and what it consists of stands under DL. SWRL rules, which OWL 2 does not know,
    are outside those three; DL takes them, as its reasoners do where variables stand for named individuals.
    """
    vocabulary, ranges = Vocabulary(), ChainRanges(ontology)
    restrictions: tuple[Restriction, ...] = (vocabulary, Shape(), Definitions(), Roles(), Nameless())
    own: dict[Profile, list[Violation]] = {profile: [] for profile, _ in _GRAMMARS}
    for axiom in ontology.axioms:
        parts = parts_of(axiom)
        for restriction in restrictions:
            restriction.see(axiom, parts)
        ranges.see(axiom, parts)
        for profile, grammar in _GRAMMARS:
            own[profile] += [violation(axiom, construct) for construct in dict.fromkeys(grammar.outside(axiom))]
    own[Profile.EL] += ranges.found()
    shared = [found for restriction in restrictions for found in restriction.found()]
    shared += [found for document in ontology.documents for found in _header(document, vocabulary)]
    outside = {**{profile: [*found, *_summary(shared)] for profile, found in own.items()}, Profile.DL: shared}
    return {
        profile: ProfileReport(holds=not found, violations=tuple(dict.fromkeys(found)))
        for profile, found in outside.items()
    }


def _summary(shared: list[Violation]) -> Iterator[Violation]:
    """What is outside DL, in one line: it stands there once and not in every profile."""
    if shared:
        count = len(set(shared))
        where = "1 place" if count == 1 else f"{count} places"
        text = f"outside OWL 2 DL in {where}, of which every profile is a part; see there"
        yield Violation(axiom="", construct=text, file="")


def _header(document: Document, vocabulary: Vocabulary) -> Iterator[Violation]:
    """What is wrong with a document itself: its names, its annotations, and what of it became no axiom."""
    constructs = [
        f"the name <{iri}>, which is of the reserved vocabulary"
        for iri in (document.iri, document.version)
        if iri.startswith(RESERVED)
    ]
    parts: list[Part] = []
    for note in document.annotations:
        collect_note(note, parts)
    constructs += [
        vocabulary.fault(TermKind.ANNOTATION_PROPERTY, node.text) for _, node in parts if isinstance(node, Iri)
    ]
    # What is left over in OWL/XML is attributes and stray text beside the axioms; elsewhere it may be part of one.
    if document.syntax is not Syntax.OWL_XML:
        constructs += [f"{unread.text}: {unread.reason}" for unread in document.unread]
    for construct in dict.fromkeys(constructs):
        if construct:
            yield Violation(axiom="", construct=construct, file=document.file)
