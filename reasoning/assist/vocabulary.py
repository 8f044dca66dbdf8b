"""What may be suggested: the shop's things, the classes they belong to, and what can be asked of them.

Personal records never enter: an individual is left out when any of its classes is below
g:PersonalRecord, when somebody owns it, when nobody described it, or when it has no class at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.fact import shop_of
from graph.port import GraphReader
from ontology.general import IDENTIFIES, NS, OWNED_BY, PERSONAL_RECORD, SUMMARY, UNDESCRIBED
from ontology.model import Ontology
from ontology.owl import RDF_TYPE, RDFS, Literal
from ontology.terms import Term, TermKind

QUESTION = NS + "question"
"""Annotation: how a question about a property is written, with the slot {subject}."""

_LABEL = RDFS + "label"
_LANGUAGES = ("zh", "en")
_IT = {"zh": "", "en": "it"}
_LONGEST_NAME = 40
_LAST_PLACE = 1_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A property that can be asked for: its label, the words that call it, and how the question is written.

    Words, labels and questions are by language; a question has the slot {subject}, and not every language one.
    `naming` properties hold a thing's names: who has named it does not ask for them.
    """

    iri: str
    order: int
    naming: bool
    labels: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    questions: Mapping[str, str]

    def question(self, lang: str, subject: str = "") -> str:
        """The question about `subject`, or about whatever is being talked of."""
        written = self.questions.get(lang)
        if written is None:
            return f"{subject}{' ' if subject and lang == 'en' else ''}{self.labels[lang]}"
        return written.replace("{subject}", subject or _IT[lang]).strip(" ,，")


@dataclass(frozen=True, kw_only=True, slots=True)
class Thing:
    """An individual that everyone in its shop may see, and the properties that it has a value for."""

    iri: str
    shop: str | None
    label: str
    names: tuple[str, ...]
    classes: frozenset[str]
    properties: frozenset[str]

    @property
    def short(self) -> str:
        """The shortest name that is more than a number; the label when there is none."""
        telling = [name for name in self.names if any(c.isalpha() for c in name)]
        return min(telling, key=lambda name: (len(name), name), default=self.label)


@dataclass(slots=True)
class _Seen:
    label: str = ""
    names: list[str] = field(default_factory=list)
    classes: set[str] = field(default_factory=set)
    properties: set[str] = field(default_factory=set)
    owned: bool = False


def asked_properties(ontology: Ontology) -> tuple[Asked, ...]:
    """Every property that has words to ask for it, those of a summary first and in its order."""
    terms = [*ontology.of_kind(TermKind.DATA_PROPERTY), *ontology.of_kind(TermKind.OBJECT_PROPERTY)]
    asked = [_asked(term, ontology) for term in terms if term.labels and term.wordings]
    return tuple(sorted(asked, key=lambda a: (a.order, a.iri)))


def _asked(term: Term, ontology: Ontology) -> Asked:
    place = ontology.annotation(term.iri, SUMMARY)
    written = {v.lang: v.text for v in reversed(ontology.annotations(term.iri, QUESTION)) if isinstance(v, Literal)}
    return Asked(
        iri=term.iri,
        order=int(place) if place.isdigit() else _LAST_PLACE,
        naming=ontology.annotation(term.iri, IDENTIFIES) == "true",
        labels={lang: term.label(lang) for lang in _LANGUAGES},
        words={lang: tuple(t.text for t in term.words() if t.lang.split("-")[0] == lang) for lang in _LANGUAGES},
        questions=written,
    )


def public_things(reader: GraphReader) -> tuple[Thing, ...]:
    """Every individual that holds nobody's personal data, by IRI; one that an overlay names is its shop's.

    Reads all facts once.
    """
    ontology = reader.ontology
    overlaid = {iri: d.shop for d in ontology.documents if d.shop for iri in Ontology((d,)).terms}
    identifying = _identifying(ontology)
    seen: dict[str, _Seen] = defaultdict(_Seen)
    for fact in reader.facts():
        about = seen[fact.subject]
        if fact.property == RDF_TYPE and fact.object:
            about.classes.add(fact.object)
        elif fact.property == OWNED_BY:
            about.owned = True
        elif fact.property == _LABEL:
            about.label = about.label or str(fact.value)
        else:
            about.properties.add(fact.property)
        if fact.property in identifying and fact.value is not None:
            about.names.append(str(fact.value))
    hidden = ontology.subclasses(PERSONAL_RECORD) | ontology.subclasses(UNDESCRIBED)
    return tuple(
        Thing(
            iri=iri,
            shop=shop_of(iri) or overlaid.get(iri),
            label=about.label,
            names=_names(about.label, about.names, ontology.terms.get(iri)),
            classes=frozenset(about.classes),
            properties=frozenset(about.properties),
        )
        for iri, about in sorted(seen.items())
        if about.label and about.classes and not about.owned and not about.classes & hidden
    )


def _identifying(ontology: Ontology) -> frozenset[str]:
    properties = ontology.of_kind(TermKind.DATA_PROPERTY)
    return frozenset(t.iri for t in properties if ontology.annotation(t.iri, IDENTIFIES) == "true")


def _names(label: str, identifying: Iterable[str], term: Term | None) -> tuple[str, ...]:
    declared = [text.text for text in (*term.labels, *term.synonyms)] if term else []
    every = dict.fromkeys((label, *identifying, *declared))
    return tuple(name for name in every if name == label or len(name) <= _LONGEST_NAME)


def worth_naming(things: Iterable[Thing], asked: Iterable[Asked]) -> tuple[Thing, ...]:
    """Things of which something can be asked; units, statuses and the like are not suggested by themselves."""
    askable = frozenset(a.iri for a in asked)
    return tuple(thing for thing in things if thing.properties & askable)


def named_classes(ontology: Ontology, things: Iterable[Thing]) -> tuple[Term, ...]:
    """Labelled classes that some thing belongs to."""
    used = frozenset(c for thing in things for c in thing.classes)
    return tuple(t for t in ontology.of_kind(TermKind.CLASS) if t.iri in used and t.labels)
