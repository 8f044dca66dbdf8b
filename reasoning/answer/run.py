"""Typed queries against the store: Cypher out of ontology names and parameters, rows back as facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from graph.fact import Fact
from graph.port import GraphReader
from graph.schema import quoted
from ontology.general import OWNED_BY, PERSONAL_RECORD, QUOTATION, QUOTED_FROM, SHOP_CLASS
from reasoning.answer.knowledge import LABEL, Knowledge
from reasoning.answer.paths import Step
from reasoning.answer.plan import Condition, Select

MOST_ROWS = 200
# Members of a class that one selection looks at.
MOST_CANDIDATES = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks: ids of shop (the shop's own) and customer (IRI), the instant that counts, and the language."""

    shop: str | None
    customer: str | None
    as_of: datetime
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """One individual reached from an anchor, with the relationship facts of the way."""

    anchor: str
    iri: str
    way: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """An individual that belongs to an anchor, with the links that lead to it and its text values."""

    anchor: str
    iri: str
    way: tuple[Fact, ...]
    facts: tuple[Fact, ...]


class Runner:
    """Runs the queries of one reply for one asker; remembers the facts that it has read."""

    def __init__(self, reader: GraphReader, knowledge: Knowledge, asker: Asker) -> None:
        self._reader = reader
        self._knowledge = knowledge
        self._asker = asker
        self._facts: dict[str, tuple[Fact, ...]] = {}
        self.cypher: list[str] = []

    def facts(self, iri: str) -> tuple[Fact, ...]:
        """Facts about an individual that hold at the asker's instant."""
        if iri not in self._facts:
            self.read((iri,))
        return self._facts[iri]

    def read(self, iris: Iterable[str]) -> None:
        """Fetch the facts of several individuals at once."""
        missing = [iri for iri in dict.fromkeys(iris) if iri not in self._facts]
        if not missing:
            return
        found: dict[str, list[Fact]] = {iri: [] for iri in missing}
        for fact in self._reader.facts(subjects=missing):
            if self._holds(fact):
                found[fact.subject].append(fact)
        self._facts.update({iri: tuple(facts) for iri, facts in found.items()})

    def _holds(self, fact: Fact) -> bool:
        now = self._asker.as_of
        if fact.valid_from and datetime.fromisoformat(fact.valid_from) > now:
            return False
        return not (fact.valid_to and datetime.fromisoformat(fact.valid_to) < now)

    def values(self, iri: str, property: str) -> tuple[Fact, ...]:
        """An individual's facts of one property or a property below it, in stable order."""
        wanted = self._knowledge.ontology.subproperties(property)
        found = [f for f in self.facts(iri) if f.property in wanted]
        return tuple(sorted(found, key=lambda f: (str(f.value), str(f.object))))

    def holders(self, iris: Sequence[str], property: str) -> tuple[str, ...]:
        """Those of the individuals that have a value of a data property, or of one below it, in the given order."""
        schema = self._reader.schema
        keys = [schema.keys[p] for p in sorted(self._knowledge.ontology.subproperties(property)) if p in schema.keys]
        values = ", ".join(f"n.{quoted(key)} AS v{place}" for place, key in enumerate(keys))
        rows = self._query(f"MATCH (n:Entity) WHERE n.iri IN $iris RETURN n.iri AS iri, {values}", {"iris": list(iris)})
        having = {row[0] for row in rows if any(value is not None for value in row[1:])}
        return tuple(iri for iri in iris if iri in having)

    def ends(self, iris: Sequence[str], property: str) -> frozenset[str]:
        """What an object property, or one below it, leads to from the individuals."""
        schema = self._reader.schema
        types = [schema.types[p] for p in sorted(self._knowledge.ontology.subproperties(property)) if p in schema.types]
        pattern = "|".join(map(quoted, types))
        cypher = f"MATCH (n:Entity)-[:{pattern}]->(m:Entity) WHERE n.iri IN $iris RETURN m.iri AS iri LIMIT {MOST_ROWS}"
        return frozenset(row[0] for row in self._query(cypher, {"iris": list(iris)})) if iris else frozenset()

    def follow(
        self, anchors: Sequence[str], path: Sequence[Step], only: Sequence[str] | None = None
    ) -> tuple[Reached, ...]:
        """Individuals that the asker may see at the end of a path from any anchor, by anchor; of those in `only`."""
        if not path:
            return tuple(Reached(anchor=iri, iri=iri, way=()) for iri in anchors if only is None or iri in only)
        schema, ontology = self._reader.schema, self._knowledge.ontology
        pattern, owners = "(n0:Entity)", []
        for place, step in enumerate(path, start=1):
            name = quoted(schema.types[step.property])
            arrow = f"-[r{place}:{name}]->" if step.forward else f"<-[r{place}:{name}]-"
            pattern += f"{arrow}(n{place}:{quoted(schema.labels[step.to])})"
            if PERSONAL_RECORD in ontology.superclasses(step.to):
                owners.append(f"(n{place})-[:{quoted(schema.types[OWNED_BY])}]->(c)")
        match = f"MATCH {pattern}"
        if owners:
            match += ", (c:Entity {iri: $customer}), " + ", ".join(owners)
        visible = " AND ".join(f"(n{i}.shop IS NULL OR n{i}.shop = $shop)" for i in range(1, len(path) + 1))
        columns = ", ".join(f"n{i}.iri AS n{i}" for i in range(len(path) + 1))
        parameters = {"anchors": list(anchors)}
        if only is not None:  # told to the store, whose limit of rows counts only these
            visible += f" AND n{len(path)}.iri IN $only"
            parameters["only"] = list(only)
        cypher = f"{match} WHERE n0.iri IN $anchors AND {visible} RETURN {columns} LIMIT {MOST_ROWS}"
        rows = self._query(cypher, parameters)
        self.read(iri for row in rows for iri in row)
        order = {iri: place for place, iri in enumerate(anchors)}
        ways = ((row, self._way(row, path)) for row in rows)
        # A step whose relationship does not hold now has no fact: the way is closed.
        reached = [Reached(anchor=row[0], iri=row[-1], way=way) for row, way in ways if len(way) >= len(path)]
        return tuple(sorted({(r.anchor, r.iri): r for r in reached}.values(), key=lambda r: (order[r.anchor], r.iri)))

    def _way(self, row: Sequence[str], path: Sequence[Step]) -> tuple[Fact, ...]:
        facts: list[Fact] = []
        for place, step in enumerate(path):
            subject, object_ = (row[place], row[place + 1]) if step.forward else (row[place + 1], row[place])
            facts.extend(f for f in self.facts(subject) if f.property == step.property and f.object == object_)
        return tuple(facts)

    def _query(self, cypher: str, parameters: dict[str, Any]) -> tuple[tuple[Any, ...], ...]:
        self.cypher.append(cypher)
        full = {"customer": self._asker.customer or "", "shop": self._asker.shop or "", **parameters}
        return self._reader.query(cypher, full).rows

    def select(self, query: Select) -> tuple[str, ...]:
        """IRIs of the members that meet the conditions, in the asked order or by name.

        The store narrows by stored values, of which a property may have several with their own periods;
        what holds at the asker's instant is judged on the facts.
        """
        parameters: dict[str, Any] = {}
        tests = ["(n.shop IS NULL OR n.shop = $shop)"]
        if query.among is not None:
            tests.append("n.iri IN $among")
            parameters["among"] = list(query.among)
        tests += [self._test(condition, place, parameters) for place, condition in enumerate(query.conditions)]
        cypher = (
            f"MATCH (n:{quoted(self._reader.schema.labels[query.cls])}) WHERE {' AND '.join(tests)} "
            f"RETURN n.iri AS iri ORDER BY n.label, n.iri LIMIT {MOST_CANDIDATES}"
        )
        iris = [row[0] for row in self._query(cypher, parameters)]
        self.read(iris)
        fitting = [iri for iri in iris if all(self._meets(iri, condition) for condition in query.conditions)]
        if query.order is None:
            return tuple(fitting[:MOST_ROWS])
        property, direction = query.order
        graded = [(n, iri) for iri in fitting if (n := self._number(iri, property, direction)) is not None]
        graded.sort(key=lambda pair: (pair[0] if direction == "min" else -pair[0], pair[1]))
        return tuple(iri for _, iri in graded[:MOST_ROWS])

    def _number(self, iri: str, property: str, direction: str) -> Decimal | None:
        """An individual's number of a property that holds now: of several the one that its direction ranks first."""
        numbers = [Decimal(f.value) for f in self.values(iri, property) if isinstance(f.value, Decimal | int)]
        return min(numbers, default=None) if direction == "min" else max(numbers, default=None)

    def _meets(self, iri: str, condition: Condition) -> bool:
        if not self._is_stored(condition.property):
            return True
        told = self.values(iri, condition.property)
        if condition.operator == "has":
            had = self._fits(told, condition) if condition.value else any(f.value is not False for f in told)
            return had is not condition.negated
        return bool(told) and self._fits(told, condition) is not condition.negated

    def _fits(self, told: Sequence[Fact], condition: Condition) -> bool:
        if isinstance(condition.value, tuple):
            return any(f.object in condition.value for f in told)
        values = [f.value for f in told]
        if not isinstance(condition.value, Decimal):
            return condition.value in values
        low, high = _bounds(condition)
        return any(
            isinstance(v, Decimal | int) and (low is None or v >= low) and (high is None or v <= high) for v in values
        )

    def _is_stored(self, property: str) -> bool:
        """Whether anything has ever been stored under a property or one below it."""
        schema, below = self._reader.schema, self._knowledge.ontology.subproperties(property)
        return any(p in schema.keys or p in schema.types for p in below)

    def _test(self, condition: Condition, place: int, parameters: dict[str, Any]) -> str:
        name = f"v{place}"
        schema = self._reader.schema
        if condition.negated and condition.operator == "has":
            return "true"
        if isinstance(condition.value, tuple):
            return self._linked(condition, name, parameters)
        if condition.property not in schema.keys:
            parameters[name] = condition.value
            return f"toLower(n.label) CONTAINS ${name}"
        if condition.negated or condition.operator == "has":
            return f"n.{quoted(schema.keys[condition.property])} IS NOT NULL"
        # `[] + x` is a list whether x is one value or several.
        values = f"([] + n.{quoted(schema.keys[condition.property])})"
        if not isinstance(condition.value, Decimal):
            parameters[name] = condition.value
            return f"${name} IN {values}"
        tests = []
        for sign, end, bound in zip((">=", "<="), ("low", "high"), _bounds(condition), strict=True):
            if bound is not None:
                parameters[name + end] = float(bound)
                tests.append(f"toFloat(v) {sign} ${name}{end}")
        return f"any(v IN {values} WHERE {' AND '.join(tests)})"

    def _linked(self, condition: Condition, name: str, parameters: dict[str, Any]) -> str:
        """A link to one of some individuals; which links hold, and which are negated, is judged on the facts."""
        schema, below = self._reader.schema, sorted(self._knowledge.ontology.subproperties(condition.property))
        types = "|".join(quoted(schema.types[p]) for p in below if p in schema.types)
        if not types:
            return "false"
        if condition.negated:
            return f"EXISTS {{ MATCH (n)-[:{types}]->(m:Entity) }}"
        parameters[name] = list(condition.value) if isinstance(condition.value, tuple) else []
        return f"EXISTS {{ MATCH (n)-[:{types}]->(m:Entity) WHERE m.iri IN ${name} }}"

    def _may_quote(self, quotation: str, source: str) -> bool:
        see = self._knowledge.may_see
        return see(quotation, None, self._asker.shop) and see(source, self._asker.customer, self._asker.shop)

    def texts(self, iri: str) -> tuple[Fact, ...]:
        """An individual's text values, its label left out."""
        return tuple(f for f in self.facts(iri) if isinstance(f.value, str) and f.property != LABEL)

    def belongings(self, anchors: Sequence[str]) -> tuple[Belonging, ...]:
        """What belongs to an anchor, within two steps, and has texts of its own: faults, gifts, benefits, scans."""
        self.read(anchors)
        near = [(a, (f,)) for a in anchors for f in self._links(a)]
        self.read(str(way[-1].object) for _, way in near)
        far = [(a, (*way, f)) for a, way in near for f in self._links(str(way[-1].object)) if f.object != a]
        self.read(str(way[-1].object) for _, way in far)
        ways = {(a, str(way[-1].object)): way for a, way in reversed([*near, *far])}
        return tuple(
            Belonging(anchor=a, iri=iri, way=way, facts=self.texts(iri)) for (a, iri), way in reversed(ways.items())
        )

    def _links(self, iri: str) -> tuple[Fact, ...]:
        return tuple(f for f in self.facts(iri) if f.object and self._is_part(f.object))

    def _is_part(self, iri: str) -> bool:
        visible = self._knowledge.may_see(iri, self._asker.customer, self._asker.shop)
        apart = iri in self._knowledge.products or iri in self._knowledge.ontology.terms
        return visible and not apart and not self._knowledge.is_a(iri, SHOP_CLASS)

    def sentences(self, anchors: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """(quotation, what it is quoted from) of the anchors; of the shop's and shared non-goods when none."""
        schema = self._reader.schema
        if QUOTATION not in schema.labels:
            return ()
        label, name = quoted(schema.labels[QUOTATION]), quoted(schema.types[QUOTED_FROM])
        where = "n.iri IN $anchors" if anchors else "NOT n:Product"
        cypher = (
            f"MATCH (q:{label})-[:{name}]->(n:Entity) WHERE {where} AND (n.shop IS NULL OR n.shop = $shop) "
            f"RETURN q.iri AS q, n.iri AS n"
        )
        rows = [row for row in self._query(cypher, {"anchors": list(anchors)}) if self._may_quote(*row)]
        self.read(row[0] for row in rows)
        return tuple((row[0], row[1]) for row in rows)


def _bounds(condition: Condition) -> tuple[Decimal | None, Decimal | None]:
    """The closed interval that a numeric condition stands for; `~` is fifteen per cent either way."""
    value = condition.value
    assert isinstance(value, Decimal)
    if condition.operator == "<=":
        return None, value
    if condition.operator == ">=":
        return value, None
    if condition.operator == "~":
        return value * Decimal("0.85"), value * Decimal("1.15")
    if condition.operator == ".." and isinstance(condition.to, Decimal):
        return value, condition.to
    return value, value
