"""One node's content as facts change it: the part of writing that is the same for every store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from graph.fact import Fact, Scalar, shop_of
from graph.port import WriteReport
from graph.provenance import attach, dumps, entry, is_inferred, loads, type_of
from graph.schema import LABEL, NODE_KEYS, GraphSchema
from ontology.errors import StoreError
from ontology.owl import RDF_TYPE, local_name

ENTITY = "Entity"

Slot: TypeAlias = "tuple[Any, ...]"
"""What a fact says about its node, without where it comes from."""

Entries: TypeAlias = "dict[str, list[list[str]]]"
"""A node's provenance: entries by key, or by `:` and the label of a class."""

_TOLD: Mapping[str, Callable[[str], Scalar]] = {"int": int, "bool": lambda text: text == "true"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What a node holds under a name that the ontology has no term for; `value` is None for the label of a class."""

    entries: list[list[str]]
    value: Any


@dataclass(slots=True, kw_only=True)
class NodeState:
    """A node being written: facts by slot, from which labels and keys are derived.

    What is `carried`, by the name that provenance has for it, was written under another ontology. It stays as
    it is stored, so that it is there when that ontology is loaded again.
    """

    iri: str
    facts: dict[Slot, Fact] = field(default_factory=dict)
    carried: Mapping[str, Carried] = field(default_factory=dict)

    @classmethod
    def of(cls, properties: Mapping[str, Any], schema: GraphSchema) -> NodeState:
        """The state of a stored node, from its keys."""
        entries = loads(properties.get("provenance"))
        return cls(
            iri=properties["iri"],
            facts=node_facts(_facts(properties, entries, schema)),
            carried={
                name: Carried(entries=stored, value=properties.get(name))
                for name, stored in entries.items()
                if _term(name, schema) is None and (name.startswith(":") or name in properties)
            },
        )

    def merge(self, other: NodeState) -> None:
        """Add the facts of another state of the node, and take over what it carries under names not carried here."""
        for fact in other.facts.values():
            self.add(fact)
        self.carried = {**other.carried, **self.carried}

    def add(self, fact: Fact) -> WriteReport:
        """Add a class, label or property fact; an inferred fact never replaces an asserted one."""
        slot = _slot(fact)
        old = self.facts.get(slot)
        if old == fact or (old is not None and fact.inferred and not old.inferred):
            return WriteReport(unchanged=1)
        self.facts[slot] = fact
        return WriteReport(changed=1) if old is not None else WriteReport(created=1)

    def remove(self, fact: Fact) -> WriteReport:
        """Remove a fact when it is stored as asserted or inferred, as `fact` itself is."""
        old = self.facts.get(_slot(fact))
        if old is None or old.inferred != fact.inferred:
            return WriteReport()
        del self.facts[_slot(fact)]
        return WriteReport(removed=1)

    def labels(self, schema: GraphSchema) -> tuple[str, ...]:
        """Entity and every class label, sorted."""
        named = {schema.labels[f.object] for f in self.facts.values() if f.property == RDF_TYPE and f.object}
        return (ENTITY, *sorted(named.union(_labels(self.carried))))

    def properties(self, schema: GraphSchema) -> dict[str, Any]:
        """All keys of the node, provenance included."""
        keys: dict[str, Any] = {"iri": self.iri, "label": local_name(self.iri)}
        if shop := shop_of(self.iri):
            keys["shop"] = shop
        entries: Entries = {name: held.entries for name, held in self.carried.items()}
        asserted = [name for name in _labels(entries) if not is_inferred(entries[":" + name][0])]
        keys |= {name: held.value for name, held in self.carried.items() if held.value is not None}
        several: dict[str, list[Fact]] = defaultdict(list)
        for fact in sorted(self.facts.values(), key=_order):
            if fact.property == RDF_TYPE and fact.object:
                label = schema.labels[fact.object]
                entries[":" + label] = [entry(fact)]
                if not fact.inferred:
                    asserted.append(label)
            elif fact.value is not None:
                several["label" if fact.property == LABEL else schema.keys[fact.property]].append(fact)
        for key, facts in several.items():
            values, entries[key] = _stored(facts, schema)
            keys[key] = values if len(values) > 1 or schema.is_multiple(facts[0].property) else values[0]
        if isinstance(keys["label"], list):
            # A node is shown under one name; the others are kept beside it.
            keys["labels"], keys["label"] = keys["label"], keys["label"][0]
        keys["assertedTypes"] = sorted(asserted)
        keys["provenance"] = dumps(entries)
        return keys


def read_node(properties: Mapping[str, Any], schema: GraphSchema) -> Iterator[Fact]:
    """The facts that a stored node holds, from its keys and their provenance; those in terms of the ontology alone."""
    return _facts(properties, loads(properties.get("provenance")), schema)


def _facts(properties: Mapping[str, Any], entries: Entries, schema: GraphSchema) -> Iterator[Fact]:
    iri = properties["iri"]
    for name, stored in entries.items():
        term = _term(name, schema)
        if term is None:
            continue
        if name.startswith(":"):
            yield attach(stored[0], subject=iri, property=RDF_TYPE, object=term)
            continue
        for value, parts in stored_values(properties, name, stored, schema):
            yield attach(parts, subject=iri, property=term, value=value)


def stored_values(
    properties: Mapping[str, Any],
    key: str,
    entries: list[list[str]],
    schema: GraphSchema,
    *,
    without: Collection[object] = (),
) -> Iterator[tuple[Scalar, list[str]]]:
    """The values under a key that the ontology has a property for, each with its entry.

    What the node keeps of a value in `without` is passed over. Raises StoreError for a value of no such datatype.
    """
    # A node with several names shows one as `label` and keeps all of them in `labels`.
    found = properties.get("labels", properties.get(key)) if key == "label" else properties.get(key)
    if found is None:
        # Somebody else has taken the value away.
        return
    property = LABEL if key == "label" else schema.data_properties[key]
    for value, parts in zip(found if isinstance(found, list) else [found], entries, strict=False):
        if without and value in without:
            continue
        read = _TOLD.get(type_of(parts))
        try:
            yield (read(str(value)) if read else schema.decode(property, value)), parts
        except StoreError as error:
            raise StoreError(f"{properties.get('iri')}, from {parts[0]}: {error}") from error


def _stored(facts: list[Fact], schema: GraphSchema) -> tuple[list[Any], list[list[str]]]:
    """The values of a property as a list that Neo4j keeps, which is one of a single type, and their entries.

    Values of several types become texts. Where a datatype does not say what such a text stands for, its entry does.
    """
    values = [schema.encode(fact.property, fact.value) for fact in facts if fact.value is not None]
    if len({type(value) for value in values}) == 1:
        return values, [entry(fact) for fact in facts]
    texts = [str(value).lower() if isinstance(value, bool) else str(value) for value in values]
    types = [
        "" if type(schema.decode(f.property, text)) is type(f.value) else type(f.value).__name__
        for f, text in zip(facts, texts, strict=True)
    ]
    return texts, [entry(fact, type=name) for fact, name in zip(facts, types, strict=True)]


def _term(name: str, schema: GraphSchema) -> str | None:
    """The IRI of the class or property that provenance names; None when the ontology has none."""
    if name.startswith(":"):
        return schema.classes.get(name[1:])
    return LABEL if name == "label" else schema.data_properties.get(name)


def _labels(names: Iterable[str]) -> list[str]:
    """The labels of classes among the names of provenance."""
    return [name[1:] for name in names if name.startswith(":")]


def public_properties(properties: Mapping[str, Any]) -> dict[str, Any]:
    """A node's own keys without those that every node has."""
    return {key: value for key, value in properties.items() if key not in NODE_KEYS and not key.startswith("@")}


def node_facts(facts: Iterable[Fact]) -> dict[Slot, Fact]:
    """Facts of one node by their slot."""
    return {_slot(fact): fact for fact in facts}


def _slot(fact: Fact) -> Slot:
    # 1 and True are equal in Python, and are two values.
    return (fact.property, fact.object) if fact.object is not None else (fact.property, type(fact.value), fact.value)


def _order(fact: Fact) -> tuple[str, str, str, str]:
    return fact.property, str(fact.object), str(fact.value), type(fact.value).__name__
