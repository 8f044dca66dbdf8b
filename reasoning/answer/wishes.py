"""Which property or class a wording means, given what it is asked of."""

from __future__ import annotations

from ontology.general import CUSTOMER, OPERATION, PRODUCT
from ontology.model import Ontology
from reasoning.answer.clause import Clause
from reasoning.answer.lexicon import Mention, Role
from reasoning.answer.paths import Paths, Step
from reasoning.answer.plan import Target, Wish

FAR = float("inf")
# A property without a domain may be anything's: it gives way to one that is placed.
UNPLACED = 1.5


class Wishes:
    """Turns the mentions of a clause into targets that can be reached from an anchor's class."""

    def __init__(self, ontology: Ontology, paths: Paths) -> None:
        self._ontology = ontology
        self._paths = paths

    def of(self, clause: Clause, anchor_class: str, *, most_cost: float | None = None) -> tuple[Wish, ...]:
        """One wish for each mention that leads somewhere from `anchor_class`; nearer ones crowd out far ones."""
        if most_cost is None:
            most_cost = 3.0 if anchor_class == CUSTOMER else 2.5
        rated: list[tuple[float, Wish]] = []
        ends: list[Target] = []
        for mention in clause.properties:
            if self._only_names(mention, anchor_class) or self._names_an_end(mention, clause):
                continue
            cost, wish = self._wish(mention, anchor_class)
            if wish is not None and cost <= most_cost:
                rated.append((cost, wish))
                ends.extend(t for t in wish.groups[0] if self._is_object(t.property))
        for cls in clause.classes:
            wish_of_class = self._class_wish(cls, anchor_class)
            if wish_of_class is not None and not clause.properties and not clause.operations:
                rated.append(wish_of_class)
        composed = self._composed(clause, ends)
        if composed:
            return tuple(composed)
        nearest = min((cost for cost, _ in rated), default=FAR)
        kept = [wish for cost, wish in rated if cost <= max(nearest, 1.0)]
        return tuple(dict.fromkeys(kept))

    def _only_names(self, mention: Mention, anchor_class: str) -> bool:
        """Whether a word only says what the anchor is: 订单 or 我的订单 beside an order's number."""
        if any(self._paths.fits(anchor_class, cls) for cls in mention.of(Role.CLASS)):
            return True
        asked = mention.of(Role.PROPERTY)
        return bool(asked) and all(
            any(self._paths.fits(anchor_class, cls) for cls in self._ontology.ranges(property))
            and not any(self._paths.fits(anchor_class, cls) for cls in self._ontology.domains(property))
            for property in asked
        )

    def names(self, mention: Mention, cls: str) -> bool:
        """Whether a word stands for members of a class themselves: 商品, or 买什么 of what a shop sells."""
        above = self._ontology.superclasses(cls)
        leading = [p for p in mention.of(Role.PROPERTY) if not above & set(self._ontology.domains(p))]
        ranges = [r for p in leading for r in self._ontology.ranges(p)]
        return any(c in above for c in (*mention.of(Role.CLASS), *ranges))

    def _names_an_end(self, mention: Mention, clause: Clause) -> bool:
        """Whether a word only says what another one leads to: 商品 in 能换哪些商品."""
        named = mention.of(Role.CLASS)
        others = [m for m in clause.properties if m is not mention and not m.of(Role.CLASS)]
        ends = {r for m in others for p in m.of(Role.PROPERTY) for r in self._ontology.ranges(p)}
        return any(cls in ends for cls in named)

    def _is_object(self, property: str | None) -> bool:
        return property is not None and self._ontology.is_object_property(property)

    def _wish(self, mention: Mention, anchor_class: str) -> tuple[float, Wish | None]:
        rated: list[tuple[float, int, Target]] = []
        for meaning in mention.meanings:
            if meaning.role is not Role.PROPERTY or OPERATION in self._ontology.ranges(meaning.iri):
                continue
            cost, targets = self.targets(meaning.iri, anchor_class)
            rated.extend((cost, meaning.rank, target) for target in targets)
        rated = [r for r in rated if r[0] < FAR]
        if not rated:
            return FAR, None
        keys = sorted({(cost, rank) for cost, rank, _ in rated})
        groups = [
            tuple(dict.fromkeys(t for cost, rank, t in rated if (cost, rank) == key))
            for key in keys
            if key[0] <= keys[0][0] + 1.0
        ]
        return keys[0][0], Wish(word=mention.text, groups=tuple(groups))

    def targets(self, property: str, anchor_class: str) -> tuple[float, list[Target]]:
        """How far a property is from a class, and the cheapest ways to it."""
        if not self._ontology.domains(property):
            return UNPLACED, [Target(property=property)]
        best: tuple[float, list[Target]] = (FAR, [])
        for domain in self._ontology.domains(property):
            if domain == OPERATION and anchor_class != OPERATION:
                continue
            cost = self._paths.cost(anchor_class, domain)
            if cost == 0:
                found = [Target(property=property)]
            else:
                ways = self._paths.between(anchor_class, domain)[:1]
                found = [Target(path=path, property=property) for path in ways]
            if cost < best[0]:
                best = (cost, found)
            elif cost == best[0]:
                best[1].extend(found)
        return best

    def _class_wish(self, cls: str, anchor_class: str) -> tuple[float, Wish] | None:
        if self._paths.fits(anchor_class, cls) or PRODUCT in self._ontology.superclasses(cls):
            return None
        paths = self._paths.between(anchor_class, cls)
        if not paths:
            return None
        wish = Wish(word=self._ontology.label(cls), groups=((Target(path=paths[0]),),))
        return self._paths.cost(anchor_class, cls), wish

    def _composed(self, clause: Clause, ends: list[Target]) -> list[Wish]:
        """赠品 + 什么时候发: a property of what another mention leads to."""
        for end in ends:
            if end.property is None:
                continue
            for range_ in self._ontology.ranges(end.property):
                wishes = []
                for mention in clause.properties:
                    if end.property in mention.of(Role.PROPERTY):
                        continue
                    inner = [
                        Target(path=(*end.path, Step(property=end.property, forward=True, to=range_)), property=m.iri)
                        for m in mention.meanings
                        if m.role is Role.PROPERTY and range_ in self._ontology.domains(m.iri)
                    ]
                    if inner:
                        wishes.append(Wish(word=mention.text, groups=(tuple(inner), (end,))))
                if wishes:
                    return wishes
        return []
