"""Sentences of long texts as nodes of their own, so that what no pattern catches can still be quoted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from graph.fact import Fact, shop_of
from ingest.extract import LongText
from ingest.ledger import LABEL
from ingest.sentence import sentences
from ontology.general import QUOTATION, QUOTE_FIELD, QUOTE_TEXT, QUOTED_FROM, individual_iri
from ontology.model import Ontology
from ontology.owl import RDF_TYPE, local_name

_LABEL_LENGTH = 40


def quotations(ontology: Ontology, subject: str, text: LongText) -> Iterator[Fact]:
    """Facts of one g:Quotation for each sentence of the text.

    Its field is the property's Chinese label, with the head of the sentence's section after `·`. Its IRI is
    made of the text itself, so that an unchanged sentence keeps its node when others change.
    """
    field = ontology.label(text.property)
    for sentence in sentences(text.text):
        head = f"{field}·{sentence.head}" if sentence.head else field
        digest = hashlib.sha256(f"{subject} {head} {sentence.text}".encode()).hexdigest()[:16]
        iri = individual_iri(local_name(QUOTATION), digest, shop=shop_of(subject))
        label = sentence.text if len(sentence.text) <= _LABEL_LENGTH else sentence.text[: _LABEL_LENGTH - 1] + "…"
        yield Fact(subject=iri, property=RDF_TYPE, object=QUOTATION, source=text.source)
        yield Fact(subject=iri, property=LABEL, value=label, source=text.source)
        yield Fact(subject=iri, property=QUOTE_TEXT, value=sentence.text, source=text.source)
        yield Fact(subject=iri, property=QUOTE_FIELD, value=head, source=text.source)
        yield Fact(subject=iri, property=QUOTED_FROM, object=subject, source=text.source)
