"""Writing facts with Cypher that every store understands: what a store's own transaction is asked to run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from graph.cypher_reader import Row, nodes_by_iri, relationships_of
from graph.fact import Fact
from graph.node import ENTITY, NodeState
from graph.port import WriteReport
from graph.provenance import loads
from graph.relationship import relationship_keys, relationship_report
from graph.schema import NODE_KEYS, GraphSchema, quoted
from ontology.owl import RDF_TYPE

BATCH = 2_000


class Transaction(Protocol):
    """One open writing transaction of a store."""

    def run(self, cypher: str, parameters: Mapping[str, Any]) -> list[Row]:
        """Run one statement and return its rows by column."""

    def expect_node(self, labels: Sequence[str], rows: Sequence[Row] = ()) -> None:
        """Hear that nodes with exactly these labels, and these keys, are about to be written."""

    def expect_relationship(self, name: str) -> None:
        """Hear that relationships of this type are about to be written."""

    @property
    def before_moving(self) -> str:
        """Cypher that has to run on a node `n` before its labels change; '' where nothing has to."""


class FactWriter:
    """Writes facts in one transaction: reads what is stored, works out the difference, writes that."""

    def __init__(self, transaction: Transaction, schema: GraphSchema) -> None:
        self._transaction = transaction
        self._schema = schema

    def write(self, added: Sequence[Fact], removed: Sequence[Fact]) -> WriteReport:
        """Remove, then add. Raises StoreError for a fact that the ontology has no name or place for."""
        for fact in (*added, *removed):
            self._schema.check(fact)
        links = [f for f in added if self._is_relationship(f)]
        report = self._write_nodes(
            [f for f in added if not self._is_relationship(f)],
            [f for f in removed if not self._is_relationship(f)],
            ends=(iri for f in links for iri in (f.subject, f.object) if iri),
        )
        report += self._write_relationships(links, [f for f in removed if self._is_relationship(f)])
        self._drop_empty({f.subject for f in removed} | {f.object for f in removed if f.object})
        return report

    def merge(self, rows: Sequence[Row]) -> None:
        """Add what the keys of nodes, as another store holds them, say to what is stored; keys of no fact aside."""
        before, states = self._states(row["iri"] for row in rows)
        for row in rows:
            states[row["iri"]].merge(NodeState.of(row, self._schema))
        self._put(states, before)

    def _is_relationship(self, fact: Fact) -> bool:
        return fact.object is not None and fact.property != RDF_TYPE

    def _write_nodes(self, added: list[Fact], removed: list[Fact], ends: Iterable[str]) -> WriteReport:
        report = WriteReport()
        before, states = self._states([*(f.subject for f in added), *(f.subject for f in removed), *ends])
        for fact in removed:
            report += states[fact.subject].remove(fact)
        for fact in added:
            report += states[fact.subject].add(fact)
        self._put(states, before)
        return report

    def _states(self, iris: Iterable[str]) -> tuple[dict[str, Row], dict[str, NodeState]]:
        """The stored keys of those nodes that exist, and the state of all."""
        named = list(dict.fromkeys(iris))
        before = {
            iri: row for part in _batches(named) for iri, row in nodes_by_iri(self._transaction.run, part).items()
        }
        states = {
            iri: NodeState.of(before[iri], self._schema) if iri in before else NodeState(iri=iri) for iri in named
        }
        return before, states

    def _put(self, states: Mapping[str, NodeState], before: Mapping[str, Row]) -> None:
        self._create([state for state in states.values() if state.iri not in before])
        self._update([state for state in states.values() if state.iri in before], before)

    def _create(self, states: list[NodeState]) -> None:
        groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for state in states:
            groups[state.labels(self._schema)].append(state.properties(self._schema))
        for labels, rows in groups.items():
            self._transaction.expect_node(labels, rows)
            self._run_rows(f"CREATE (n:{':'.join(map(quoted, labels))}) SET n = row", rows)

    def _update(self, states: list[NodeState], before: Mapping[str, Row]) -> None:
        """Write the keys that differ, one statement for all nodes that lose and gain the same labels.

        Keys and labels that were not written from facts stay: a node may carry a vector.
        """
        groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[tuple[Row, Row]]] = defaultdict(list)
        for state in states:
            stored = before[state.iri]
            entries = loads(stored.get("provenance"))
            properties = state.properties(self._schema)
            old = (ENTITY, *sorted(key[1:] for key in entries if key.startswith(":")))
            changes = {key: value for key, value in properties.items() if stored.get(key) != value}
            ours = (*NODE_KEYS, *(key for key in entries if not key.startswith(":")))
            changes |= {key: None for key in ours if key in stored and key not in properties}
            if changes:
                row = {"iri": state.iri, "p": {**changes, "iri": state.iri}}
                groups[old, state.labels(self._schema)].append((row, properties))
        for (old, new), found in groups.items():
            self._transaction.expect_node(new, [properties for _, properties in found])
            match = f"MATCH (n:{ENTITY} {{iri: row.iri}}) {self._move(old, new)}SET n += row.p"
            self._run_rows(match, [row for row, _ in found])

    def _move(self, old: Sequence[str], new: Sequence[str]) -> str:
        gone, come = [name for name in old if name not in new], [name for name in new if name not in old]
        if not gone and not come:
            return ""
        # A store may move a node once for all labels that go and once for all that come.
        self._transaction.expect_node([name for name in old if name in new])
        removal = f"REMOVE n:{':'.join(map(quoted, gone))} " if gone else ""
        return self._transaction.before_moving + removal + (f"SET n:{':'.join(map(quoted, come))} " if come else "")

    def _write_relationships(self, added: list[Fact], removed: list[Fact]) -> WriteReport:
        report, types = WriteReport(), self._schema.types
        subjects = list(dict.fromkeys(f.subject for f in (*added, *removed)))
        stored = {
            fact.key: fact
            for part in _batches(subjects)
            for fact in relationships_of(self._transaction.run, part, self._schema)
        }
        gone: dict[str, list[Row]] = defaultdict(list)
        for fact in removed:
            known = stored.get(fact.key)
            if known is not None and known.inferred == fact.inferred:
                gone[types[fact.property]].append({"s": fact.subject, "o": fact.object})
                del stored[fact.key]
                report += WriteReport(removed=1)
        for name, rows in gone.items():
            match = f"MATCH (a:{ENTITY} {{iri: row.s}})-[r:{quoted(name)}]->(b:{ENTITY} {{iri: row.o}})"
            self._run_rows(f"{match} DELETE r", rows)
        groups: dict[tuple[str, bool], list[Row]] = defaultdict(list)
        for fact in added:
            known = stored.get(fact.key)
            outcome = relationship_report(known, fact)
            report += outcome
            if not outcome.unchanged:
                stored[fact.key] = fact
                row = {"s": fact.subject, "o": fact.object, "p": relationship_keys(fact)}
                groups[types[fact.property], known is None].append(row)
        for (name, fresh), rows in groups.items():
            self._transaction.expect_relationship(name)
            ends = f"MATCH (a:{ENTITY} {{iri: row.s}}) MATCH (b:{ENTITY} {{iri: row.o}})"
            self._run_rows(f"{ends} {'CREATE' if fresh else 'MATCH'} (a)-[r:{quoted(name)}]->(b) SET r = row.p", rows)
        return report

    def _drop_empty(self, iris: set[str]) -> None:
        """Delete nodes about which nothing is said any more."""
        for part in _batches(sorted(iris)):
            empty = [
                {"iri": iri}
                for iri, row in nodes_by_iri(self._transaction.run, part).items()
                if not loads(row.get("provenance"))
            ]
            self._run_rows(f"MATCH (n:{ENTITY} {{iri: row.iri}}) WHERE NOT (n)--() DELETE n", empty)

    def _run_rows(self, cypher: str, rows: list[Row]) -> None:
        for part in _batches(rows):
            self._transaction.run(f"UNWIND $rows AS row {cypher}", {"rows": part})


def _batches(items: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
