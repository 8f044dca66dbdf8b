"""What one shop may read of a store: what is shared and its own, terms of other shops' overlays left out.

DESIGN.md §1: a shop overlay is visible to that shop alone. Its terms are nodes and facts like any other, so
that analysts can join them; whoever speaks for a shop reads through its view.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from graph.fact import Fact, shop_of
from graph.port import ROW_LIMIT, TIME_LIMIT_SECONDS, Cell, Counts, Entity, GraphReader, Table
from graph.schema import GraphSchema
from ontology.model import Ontology


class ShopView:
    """A GraphReader for one shop, by the id it uses for itself; None for what is shared alone.

    Facts and entities are filtered. Queries are not: they are Cypher of ours, which names the shop itself.
    """

    def __init__(self, reader: GraphReader, shop: str | None) -> None:
        self._reader = reader
        self._shop = shop

    @cached_property
    def ontology(self) -> Ontology:
        """The documents that are everybody's, and the shop's own overlays."""
        return self._reader.ontology.for_shop(self._shop)

    @cached_property
    def _foreign(self) -> frozenset[str]:
        """Terms that only other shops' overlays declare."""
        if self.ontology is self._reader.ontology:
            return frozenset()
        return frozenset(self._reader.ontology.terms.keys() - self.ontology.terms.keys())

    @property
    def schema(self) -> GraphSchema:
        """The names in the graph; they are the whole store's."""
        return self._reader.schema

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Cell] | None = None,
        *,
        limit: int = ROW_LIMIT,
        seconds: float = TIME_LIMIT_SECONDS,
    ) -> Table:
        """Run one reading query; see GraphReader.query."""
        return self._reader.query(cypher, parameters, limit=limit, seconds=seconds)

    def facts(self, *, subjects: Sequence[str] | None = None, objects: Sequence[str] | None = None) -> Iterator[Fact]:
        """Stored facts whose subject the shop may see, in its terms; see GraphReader.facts."""
        if subjects is None and objects is None:
            yield from self.shop_facts(self._shop)
            return
        for fact in self._reader.facts(subjects=subjects, objects=objects):
            if self._sees(fact):
                yield fact

    def shop_facts(self, shop: str | None) -> Iterator[Fact]:
        """Stored facts of what is shared and the shop's own; nothing for another shop."""
        if shop in (None, self._shop):
            yield from filter(self._sees, self._reader.shop_facts(shop))

    def entity(self, iri: str) -> Entity | None:
        """One node by IRI, with the classes and keys that the shop's ontology knows.

        None when it is not stored, or is another shop's.
        """
        hidden = shop_of(iri) not in (None, self._shop) or iri in self._foreign
        found = None if hidden else self._reader.entity(iri)
        if found is None:
            return None
        terms, named = self.ontology.terms, self.schema.data_properties
        return replace(
            found,
            types=tuple(cls for cls in found.types if cls in terms),
            properties={key: value for key, value in found.properties.items() if named.get(key) in terms},
        )

    def counts(self) -> Counts:
        """Sizes of the whole store."""
        return self._reader.counts()

    def _sees(self, fact: Fact) -> bool:
        if shop_of(fact.subject) not in (None, self._shop):
            return False
        return not self._foreign or self._foreign.isdisjoint((fact.subject, fact.property, fact.object))
