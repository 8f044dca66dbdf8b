"""What a person calls a thing: labels, synonyms and definitions of one term."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class TermKind(Enum):
    """What a term is in OWL."""

    CLASS = "Class"
    OBJECT_PROPERTY = "ObjectProperty"
    DATA_PROPERTY = "DataProperty"
    ANNOTATION_PROPERTY = "AnnotationProperty"
    DATATYPE = "Datatype"
    INDIVIDUAL = "NamedIndividual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words in one language; `lang` is '' when the file does not say."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A declared class, property, datatype or individual with the words people use for it.

    `labels` are shown, `synonyms` (skos:altLabel) are other names, `wordings` (skos:hiddenLabel)
    are ways of asking for it that are matched but never shown.
    """

    iri: str
    kind: TermKind
    labels: tuple[Text, ...] = ()
    synonyms: tuple[Text, ...] = ()
    wordings: tuple[Text, ...] = ()
    definitions: tuple[Text, ...] = ()

    def label(self, lang: str = "zh") -> str:
        """The label in `lang`, else in any language, else the IRI's local name."""
        for text in self.labels:
            if text.lang.split("-")[0] == lang:
                return text.text
        if self.labels:
            return self.labels[0].text
        return self.iri.rpartition("#")[2].rpartition("/")[2]

    def words(self) -> tuple[Text, ...]:
        """Everything that a person may call the term or ask for it by."""
        return self.labels + self.synonyms + self.wordings
