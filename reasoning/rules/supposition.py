"""A graph as if it held another ontology: the given facts and what would follow from them; nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from graph.columns import Origins
from graph.fact import Fact, FactKey, shop_of
from graph.port import ROW_LIMIT, TIME_LIMIT_SECONDS, Cell, Counts, Entity, GraphReader, Table
from graph.schema import GraphSchema
from ontology.errors import QueryError
from ontology.model import Ontology
from reasoning.rules.columnar import Terms
from reasoning.rules.columnar.facts import fact_of, key_of, keys_of
from reasoning.rules.materialised import Materialised
from reasoning.rules.stored import Stored


class Supposed:
    """A GraphReader over facts and an ontology that no store holds; names are those of a store, which is not read."""

    def __init__(self, reader: GraphReader, ontology: Ontology, asserted: Iterable[Fact]) -> None:
        """Suppose that exactly these facts were asserted. Raises RuleError for a rule that cannot be run."""
        self._reader = reader
        self._ontology = ontology
        self._asserted = {fact.key: fact for fact in asserted}

    @property
    def ontology(self) -> Ontology:
        """The ontology that is supposed."""
        return self._ontology

    @property
    def schema(self) -> GraphSchema:
        """The names of terms in the graph, as the store has them."""
        return self._reader.schema

    @cached_property
    def inferred(self) -> dict[FactKey, Fact]:
        """What follows from the asserted facts, as `infer` would write it."""
        terms = Terms()
        timed = {key_of(f, terms): f for f in self._asserted.values() if f.valid_from or f.valid_to}
        always = keys_of((f for f in self._asserted.values() if not (f.valid_from or f.valid_to)), terms)
        stored = Stored(always=always, timed=timed, inferred={}, inferred_timed={}, origins=Origins())
        made = Materialised(self._ontology, terms, stored)
        found = (
            fact_of(predicate, key, terms, self._ontology, rule=rule.id)
            for predicate, rule, keys in made.always()
            for key in keys.tolist()
        )
        return {fact.key: fact for fact in chain(found, made.timed.values())}

    @cached_property
    def _by_subject(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in chain(self._asserted.values(), self.inferred.values()):
            found[fact.subject].append(fact)
        return found

    @cached_property
    def _by_object(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in chain(self._asserted.values(), self.inferred.values()):
            if fact.object is not None:
                found[fact.object].append(fact)
        return found

    def facts(self, *, subjects: Sequence[str] | None = None, objects: Sequence[str] | None = None) -> Iterator[Fact]:
        """Facts asserted and inferred; see GraphReader.facts. Raises ValueError when both are given."""
        if subjects is not None and objects is not None:
            raise ValueError("facts are asked for by subjects or by objects, not by both")
        if subjects is not None:
            yield from (fact for iri in dict.fromkeys(subjects) for fact in self._by_subject.get(iri, ()))
        elif objects is not None:
            yield from (fact for iri in dict.fromkeys(objects) for fact in self._by_object.get(iri, ()))
        else:
            yield from chain(self._asserted.values(), self.inferred.values())

    def shop_facts(self, shop: str | None) -> Iterator[Fact]:
        """Facts of what is shared and the shop's own, in the order of their keys' texts."""
        found = (fact for fact in self.facts() if shop_of(fact.subject) in (None, shop))
        return iter(sorted(found, key=lambda fact: tuple(map(str, fact.key))))

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Cell] | None = None,
        *,
        limit: int = ROW_LIMIT,
        seconds: float = TIME_LIMIT_SECONDS,
    ) -> Table:
        """Raise QueryError: what is only supposed has no database that could run Cypher."""
        raise QueryError("a graph that is only supposed runs no Cypher; ask for its facts")

    def entity(self, iri: str) -> Entity | None:
        """Nothing: what is only supposed has no nodes; ask for its facts."""
        return None

    def counts(self) -> Counts:
        """Sizes of the store itself."""
        return self._reader.counts()
