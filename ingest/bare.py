"""Individuals that data names and no file describes: bare nodes, marked as undescribed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.fact import Fact
from ingest.ledger import LABEL, Ledger, Naming
from ontology.general import UNDESCRIBED
from ontology.model import Ontology
from ontology.owl import RDF_TYPE


def undescribed(ledger: Ledger, elsewhere: frozenset[str]) -> tuple[Naming, ...]:
    """What is named but described neither in this load nor elsewhere in the store, in the order of naming."""
    return tuple(n for n in ledger.named.values() if n.iri not in ledger.described and n.iri not in elsewhere)


def bare_facts(naming: Naming, identifiers: Mapping[str, str], ontology: Ontology) -> Iterator[Fact]:
    """Class, mark, label, and the identifying property that the mapping names for the class."""
    yield Fact(subject=naming.iri, property=RDF_TYPE, object=naming.cls, source=naming.source)
    yield Fact(subject=naming.iri, property=RDF_TYPE, object=UNDESCRIBED, source=naming.source)
    yield Fact(subject=naming.iri, property=LABEL, value=naming.key, source=naming.source)
    for cls in sorted(ontology.superclasses(naming.cls)):
        if cls in identifiers:
            yield Fact(subject=naming.iri, property=identifiers[cls], value=naming.key, source=naming.source)
