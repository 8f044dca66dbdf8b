"""Statements that a client makes about the graph, checked against its ontology before they become facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from api.instants import zoned
from api.names import find_individual, find_property
from graph.fact import Fact, Scalar
from graph.port import GraphReader
from ingest.convert import convert
from ontology.errors import InputError, NotFoundError
from ontology.owl import RDF_TYPE, RDFS, local_name
from reasoning.rules.values import CHINA_TIME

MOST_STATEMENTS = 1_000
SOURCE = "api"
_SCHEMES = ("http://", "https://", "urn:")
_LABEL = RDFS + "label"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Subject, property, and an object or a value's text; without `source` it is said to come from the API.

    The subject and the object are IRIs, or ids and labels of what is stored already; the object of a type
    is a class. Without a zone the ends of its validity are in China's time.
    """

    subject: str
    property: str
    object: str | None = None
    value: str | None = None
    source: str = ""
    valid_from: datetime | None = None
    valid_to: datetime | None = None


def fact_of(statement: Statement, reader: GraphReader) -> Fact:
    """The fact that is stated. Raises InputError or NotFoundError, naming the part that is wrong."""
    property = find_property(reader, statement.property)
    about = f"{statement.subject} {statement.property}"
    if (statement.object is None) == (statement.value is None):
        raise InputError(f"{about}: give an object or a value, not both or neither")
    with_value = property == _LABEL or reader.ontology.is_data_property(property)
    if with_value != (statement.value is not None):
        raise InputError(f"{about}: the property takes {'a value' if with_value else 'an object'}; give that")
    start, end = (zoned(moment).isoformat() if moment else "" for moment in (statement.valid_from, statement.valid_to))
    if statement.valid_from and statement.valid_to and zoned(statement.valid_from) >= zoned(statement.valid_to):
        raise InputError(f"{about}: validTo {end} is not after validFrom {start}; correct one of them")
    return Fact(
        subject=_individual(reader, statement.subject),
        property=property,
        object=None if statement.object is None else _object(reader, property, statement.object),
        value=None if statement.value is None else _value(reader, property, statement.value),
        # A load takes away what its own files do not say any more; what a client says is not of its files.
        source=f"{SOURCE}/{statement.source}" if statement.source else SOURCE,
        valid_from=start,
        valid_to=end,
    )


def _individual(reader: GraphReader, name: str) -> str:
    return name if name.startswith(_SCHEMES) else find_individual(reader, name)


def _object(reader: GraphReader, property: str, name: str) -> str:
    if property != RDF_TYPE:
        return _individual(reader, name)
    iri = name if reader.ontology.is_class(name) else reader.schema.classes.get(name)
    if iri is None:
        raise NotFoundError(f"{name}: the ontology has no such class; use its label in the graph, or its IRI")
    return iri


def _value(reader: GraphReader, property: str, text: str) -> Scalar:
    try:
        return convert(text, reader.ontology.datatype(property), CHINA_TIME)
    except ValueError as error:
        raise InputError(f"{local_name(property)}: '{text}' {error}; correct the value") from error
