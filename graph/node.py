"""One node's content as facts change it: the part of writing that is the same for every store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.fact import Fact, shop_of
from graph.port import WriteReport
from graph.provenance import attach, dumps, entry, loads
from graph.schema import LABEL, GraphSchema
from ontology.owl import RDF_TYPE, local_name

ENTITY = "Entity"
_OWN = ("iri", "label", "labels", "shop", "assertedTypes", "provenance")


@dataclass(slots=True, kw_only=True)
class NodeState:
    """A node being written: facts by key, from which labels and keys are derived."""

    iri: str
    facts: dict[tuple[str, Any], Fact] = field(default_factory=dict)

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
        return (ENTITY, *sorted(named))

    def properties(self, schema: GraphSchema) -> dict[str, Any]:
        """All keys of the node, provenance included."""
        keys: dict[str, Any] = {"iri": self.iri, "label": local_name(self.iri)}
        if shop := shop_of(self.iri):
            keys["shop"] = shop
        entries: dict[str, list[list[str]]] = {}
        asserted: list[str] = []
        for fact in sorted(self.facts.values(), key=lambda f: (f.property, str(f.object), str(f.value))):
            if fact.property == RDF_TYPE and fact.object:
                label = schema.labels[fact.object]
                entries.setdefault(":" + label, []).append(entry(fact))
                if not fact.inferred:
                    asserted.append(label)
            elif fact.value is not None:
                key = "label" if fact.property == LABEL else schema.keys[fact.property]
                entries.setdefault(key, []).append(entry(fact))
                _put(keys, key, schema.encode(fact.property, fact.value), first=len(entries[key]) == 1)
                if schema.is_multiple(fact.property) and not isinstance(keys[key], list):
                    keys[key] = [keys[key]]
        for key in entries:
            # Neo4j keeps lists of one type only; `decode` reads a number from its text as well.
            if isinstance(found := keys.get(key), list) and len({type(value) for value in found}) > 1:
                keys[key] = [str(value) for value in found]
        if isinstance(keys["label"], list):
            # A node is shown under one name; the others are kept beside it.
            keys["labels"], keys["label"] = keys["label"], keys["label"][0]
        keys["assertedTypes"] = sorted(asserted)
        keys["provenance"] = dumps(entries)
        return keys


def read_node(properties: Mapping[str, Any], schema: GraphSchema) -> Iterator[Fact]:
    """The facts that a stored node holds, from its keys and their provenance."""
    iri = properties["iri"]
    for key, stored in loads(properties.get("provenance")).items():
        if key.startswith(":"):
            label = schema.classes.get(key[1:])
            if label:
                yield attach(stored[0], subject=iri, property=RDF_TYPE, object=label)
            continue
        property = LABEL if key == "label" else schema.data_properties.get(key)
        if property is None:
            continue
        found = properties.get("labels", properties.get(key)) if key == "label" else properties.get(key)
        if found is None:
            # Somebody else has taken the value away.
            continue
        values = found if isinstance(found, list) else [found]
        for value, parts in zip(values, stored, strict=False):
            yield attach(parts, subject=iri, property=property, value=schema.decode(property, value))


def public_properties(properties: Mapping[str, Any]) -> dict[str, Any]:
    """A node's own keys without those that every node has."""
    return {key: value for key, value in properties.items() if key not in _OWN and not key.startswith("@")}


def node_facts(facts: Iterable[Fact]) -> dict[tuple[str, Any], Fact]:
    """Facts of one node by their slot."""
    return {_slot(fact): fact for fact in facts}


def _slot(fact: Fact) -> tuple[str, Any]:
    return (fact.property, fact.object if fact.object is not None else fact.value)


def _put(keys: dict[str, Any], key: str, value: Any, *, first: bool) -> None:
    if first:
        keys[key] = value
    elif isinstance(keys[key], list):
        keys[key].append(value)
    else:
        keys[key] = [keys[key], value]
