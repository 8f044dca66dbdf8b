"""Numbers and values of a question as conditions on properties."""

from __future__ import annotations

from decimal import Decimal

from ontology.general import MONEY, NS, UNIT
from ontology.owl import XSD
from ontology.terms import TermKind
from reasoning.answer.clause import Clause, Quantity
from reasoning.answer.knowledge import Knowledge
from reasoning.answer.lexicon import Role
from reasoning.answer.normalise import normalise
from reasoning.answer.paths import Paths
from reasoning.answer.plan import Condition

PRICE = NS + "price"
# A limit below this without a unit may be a count of persons or pieces.
_LEAST_PRICE = 50


class Measures:
    """Knows which property of a class a unit or a value belongs to."""

    def __init__(self, knowledge: Knowledge, paths: Paths) -> None:
        self._knowledge = knowledge
        self._ontology = knowledge.ontology
        self._paths = paths

    def conditions(self, clause: Clause, cls: str) -> tuple[Condition, ...]:
        """What a clause demands of members of a class: one condition a property, or one on either side of it."""
        found = [c for q in clause.quantities if (c := self.condition(q, cls))]
        for value in clause.values:
            if self.fits(value.property, cls):
                denied = value in clause.denied
                found.append(Condition(property=value.property, operator="=", value=value.value, negated=denied))
        one_each: dict[tuple[object, ...], Condition] = {}
        for condition in found:
            one_each.setdefault(_side(condition), condition)
        return tuple(one_each.values())

    def amounts(self, clause: Clause, cls: str) -> tuple[Condition, ...]:
        """Money that a clause demands of records of a class: of the first of its properties that hold money."""
        held = [
            term.iri
            for term in self._ontology.of_kind(TermKind.DATA_PROPERTY)
            if self._ontology.datatype(term.iri) == MONEY and cls in self._ontology.domains(term.iri)
        ]
        if not held:
            return ()
        property = min(held, key=self._knowledge.summary_place)
        return tuple(
            Condition(property=property, operator=q.operator, value=q.number, to=q.to, negated=q.negated)
            for q in clause.quantities
            if _is_money(q)
        )

    def features(self, clause: Clause, cls: str) -> tuple[Condition, ...]:
        """What members of a class are to have or to lack: 零冷水, 加急."""
        return tuple(
            Condition(property=p, operator="has", negated=p in clause.negated, words=mention.text)
            for mention in clause.properties
            for p in mention.of(Role.PROPERTY)
            if self.fits(p, cls) and self._is_feature(p)
        )

    def links(self, clause: Clause, cls: str) -> tuple[Condition, ...]:
        """Named things that members of a class are to be linked to, by a property that the clause names: 送空气炸锅.

        Without such a thing, the links that they are to have none of.
        """
        found = []
        for iris in clause.individuals:
            for mention in clause.properties:
                for p in mention.of(Role.PROPERTY):
                    ends = tuple(i for i in iris if any(self._knowledge.is_a(i, r) for r in self._ontology.ranges(p)))
                    if ends and self.fits(p, cls):
                        denied = p in clause.negated or not clause.negated.isdisjoint(ends)
                        found.append(
                            Condition(property=p, operator="has", value=ends, negated=denied, words=mention.text)
                        )
        return tuple(found) or self._lacks(clause, cls)

    def _lacks(self, clause: Clause, cls: str) -> tuple[Condition, ...]:
        """Links that members of a class are to have none of: 没有赠品的."""
        return tuple(
            Condition(property=p, operator="has", negated=True, words=mention.text)
            for mention in clause.properties
            for p in mention.of(Role.PROPERTY)
            if p in clause.negated and self._ontology.is_object_property(p) and self.fits(p, cls)
        )

    def _is_feature(self, property: str) -> bool:
        """Whether a property is true or false, or has its own name as a value: what speaks of 零冷水 says 零冷水."""
        if self._ontology.datatype(property) == XSD + "boolean":
            return True
        term = self._ontology.terms[property]
        names = {normalise(word.text) for word in (*term.labels, *term.synonyms)}
        return any(value.property == property for name in names for value in self._knowledge.values.get(name, ()))

    def fits(self, property: str, cls: str) -> bool:
        """Whether members of a class may have a property."""
        return any(self._paths.fits(cls, domain) for domain in self._ontology.domains(property))

    def condition(self, quantity: Quantity, cls: str) -> Condition | None:
        """A number with its unit as a condition on the property that is measured so."""
        if _is_money(quantity):
            value, to = quantity.number, quantity.to
            return Condition(property=PRICE, operator=quantity.operator, value=value, to=to, negated=quantity.negated)
        if quantity.unit is None:
            return None
        property, factor = self._measured(quantity.unit, cls)
        if property is None:
            return None
        to = quantity.to * factor if quantity.to is not None else None
        value, negated = quantity.number * factor, quantity.negated
        return Condition(property=property, operator=quantity.operator, value=value, to=to, negated=negated)

    def _measured(self, unit: str, cls: str) -> tuple[str | None, Decimal]:
        """The property of a class that is measured in a unit's dimension, first in its summary order."""
        dimension = self._knowledge.dimension(unit)
        candidates = [
            term.iri
            for term in self._ontology.of_kind(TermKind.DATA_PROPERTY)
            if (own := self._ontology.annotation(term.iri, UNIT))
            and self._knowledge.dimension(own) == dimension
            and self.fits(term.iri, cls)
        ]
        if not candidates:
            return None, Decimal(1)
        best = min(candidates, key=self._knowledge.summary_place)
        own = self._ontology.annotation(best, UNIT)
        return best, self._knowledge.factor(unit) / self._knowledge.factor(own)


def _side(condition: Condition) -> tuple[object, ...]:
    """What no two conditions of one clause share: a property, its lower or its upper end, or a value it is not."""
    bound = condition.operator if condition.operator in ("<=", ">=") else ""
    return condition.property, bound, condition.negated, condition.value if condition.negated else None


def _is_money(quantity: Quantity) -> bool:
    """Whether a number is money: said so, or a limit without a unit that is more than a count would be."""
    return quantity.money or (quantity.unit is None and quantity.operator != "=" and quantity.number >= _LEAST_PRICE)
