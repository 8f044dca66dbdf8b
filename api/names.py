"""Find what a person names by an IRI, an id, a label or a local name."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from graph.fact import Fact, Scalar
from graph.port import GraphReader
from graph.schema import quoted
from ontology.errors import InputError, NotFoundError
from ontology.general import IDENTIFIES
from ontology.owl import RDF_TYPE, RDFS, local_name
from ontology.terms import Term, TermKind

_SHOWN = 5
_SCHEMES = ("http://", "https://", "urn:")
_EVERYWHERE = {"label": RDFS + "label", "名称": RDFS + "label", "type": RDF_TYPE, "类型": RDF_TYPE, "a": RDF_TYPE}


def find_individual(reader: GraphReader, name: str, cls: str = "") -> str:
    """The IRI of the individual that `name` names, of class `cls` when that is given.

    Tried in order: IRI, an identifying value (order id, model number, ...), the label, the IRI's last part.
    Raises NotFoundError when nothing has the name and InputError when several have.
    """
    if name.startswith(_SCHEMES):
        if reader.entity(name) is None:
            raise NotFoundError(f"{name}: not in the store; check the IRI, or load the data first")
        return name
    label = reader.schema.labels.get(cls, "")
    start = f"MATCH (n:{quoted(label) if label else 'Entity'}) WHERE "
    for condition in _conditions(reader):
        found = reader.query(f"{start}{condition} RETURN DISTINCT n.iri AS iri LIMIT {_SHOWN + 1}", {"name": name}).rows
        if len(found) > 1:
            shown = ", ".join(str(row[0]) for row in found[:_SHOWN])
            raise InputError(f"{name}: names more than one thing; give one of these IRIs: {shown}")
        if found:
            return str(found[0][0])
    raise NotFoundError(
        f"{name}: nothing in the store has this id, label or name; check its spelling, or load the data"
    )


def _conditions(reader: GraphReader) -> tuple[str, ...]:
    ontology, keys = reader.ontology, reader.schema.keys
    identifying = [keys[iri] for iri in sorted(keys) if ontology.annotation(iri, IDENTIFIES) == "true"]
    by_id = " OR ".join(f"n.{quoted(key)} = $name" for key in identifying)
    return (
        *((by_id,) if by_id else ()),
        "n.label = $name",
        "n.iri ENDS WITH '/' + $name OR n.iri ENDS WITH '#' + $name",
    )


def find_property(reader: GraphReader, name: str) -> str:
    """The IRI of the property that `name` names: its IRI, local name, name in the graph, label or synonym.

    Raises NotFoundError when none has the name and InputError when several have.
    """
    if name in _EVERYWHERE or name in _EVERYWHERE.values():
        return _EVERYWHERE.get(name, name)
    ontology, schema = reader.ontology, reader.schema
    terms = [*ontology.of_kind(TermKind.DATA_PROPERTY), *ontology.of_kind(TermKind.OBJECT_PROPERTY)]
    graph_names = {**schema.types, **schema.keys}
    wanted = name.casefold()
    ways: tuple[Callable[[Term], bool], ...] = (
        lambda term: name in (term.iri, local_name(term.iri), graph_names[term.iri]),
        lambda term: wanted in _folded(term, words=False),
        lambda term: wanted in _folded(term, words=True),
    )
    for fits in ways:
        found = [term.iri for term in terms if fits(term)]
        if len(found) > 1:
            raise InputError(f"{name}: names more than one property; give one of: {', '.join(found[:_SHOWN])}")
        if found:
            return found[0]
    raise NotFoundError(f"{name}: the ontology has no such property; use its label, local name or IRI")


def _folded(term: Term, *, words: bool) -> set[str]:
    return {text.text.casefold() for text in (term.words() if words else term.labels)} | {
        local_name(term.iri).casefold()
    }


def find_fact(reader: GraphReader, subject: str, property: str, object: str) -> Fact:
    """The stored fact about `subject` whose object or value is named so: IRI, id, label, or the value's text.

    Raises NotFoundError, naming what is stored, when none fits.
    """
    facts = [f for f in reader.facts(subjects=[subject]) if f.property == property]
    for fact in facts:
        if fact.object is not None and _names_object(reader, fact.object, object):
            return fact
        if fact.value is not None and _same_value(fact.value, object):
            return fact
    stored = ", ".join(str(f.object or f.value) for f in facts[:_SHOWN])
    about = f"{subject} {reader.ontology.label(property)}"
    raise NotFoundError(
        f"{object}: not stored for {about}; " + (f"stored: {stored}" if stored else "nothing is stored")
    )


def _names_object(reader: GraphReader, iri: str, name: str) -> bool:
    if name in (iri, local_name(iri)):
        return True
    if (term := reader.ontology.terms.get(iri)) and name in {text.text for text in term.words()}:
        return True
    entity = reader.entity(iri)
    if entity is None:
        return False
    return name == entity.label or name in {str(value) for value in entity.properties.values()}


def _same_value(value: Scalar, name: str) -> bool:
    if str(value) == name or (isinstance(value, bool) and str(value).lower() == name.lower()):
        return True
    if isinstance(value, bool | str):
        return False
    try:
        return isinstance(value, int | Decimal) and Decimal(name) == Decimal(value)
    except InvalidOperation:
        return hasattr(value, "isoformat") and value.isoformat() == name
