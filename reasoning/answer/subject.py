"""What a clause is about."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ontology.general import CUSTOMER, PERSONAL_RECORD, PRODUCT, SHOP_CLASS, individual_iri
from reasoning.answer.catalogue import MOST_CANDIDATES
from reasoning.answer.clause import Clause
from reasoning.answer.filters import Filters
from reasoning.answer.knowledge import Knowledge
from reasoning.answer.lexicon import Role
from reasoning.answer.measure import Measures
from reasoning.answer.paths import Paths
from reasoning.answer.plan import Condition
from reasoning.answer.run import Asker
from reasoning.answer.session import SessionState
from reasoning.answer.wishes import Wishes

# Markers of a choice among members: 有哪些, 哪款, 几款.
_CHOOSING = frozenset(("list", "one", "count"))
# Beside one of these, an adjective of degree compares or asks for others instead of pointing.
_ASKING = frozenset(("list", "one", "count", "compare", "gap", "polar", "superlative"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a clause is about: individuals, or a class to choose from; `said` when the clause itself names it."""

    iris: tuple[str, ...] = ()
    cls: str = ""
    unsure: bool = False
    said: bool = False
    within: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    like: str = ""
    conditions: tuple[Condition, ...] = ()
    order: tuple[str, str] | None = None


class Subjects:
    """Finds the subject of clauses for one asker."""

    def __init__(
        self, knowledge: Knowledge, asker: Asker, paths: Paths, wishes: Wishes, measures: Measures, filters: Filters
    ) -> None:
        self._knowledge = knowledge
        self._ontology = knowledge.ontology
        self._asker = asker
        self._paths = paths
        self._wishes = wishes
        self._measures = measures
        self._filters = filters

    def of(self, clause: Clause, state: SessionState) -> Subject:
        """What a clause is about: what it names, describes, carries on, or implies, in this order."""
        visible = [tuple(i for i in a.iris if self.may_see(i)) for a in clause.anchors]
        personal = [iris for iris in visible if iris and self._knowledge.is_personal(iris[0])]
        goods = [iris for iris in visible if iris and not self._knowledge.is_personal(iris[0])]
        if personal:
            within = tuple(i for iris in goods for i in iris)
            return Subject(iris=tuple(i for p in personal for i in p), said=True, within=within)
        if goods:
            words = tuple(w for a in clause.anchors for w in a.words)
            return self._narrowed(clause, goods, words)
        return self._offered(clause, state) or self._chosen(clause, state) or self._carried(clause, state)

    def _offered(self, clause: Clause, state: SessionState) -> Subject | None:
        """One of several things told side by side, by its place (第二个) or by a degree (便宜的那个)."""
        offered = tuple(i for i in state.offered if self.may_see(i))
        cls = self.goods_class(clause)
        if len(offered) < 2 or (cls and not all(self._knowledge.is_a(i, cls) for i in offered)):
            return None
        if clause.scales and "one" in clause.markers and set(state.focus) < set(offered) and not cls:
            return Subject(iris=offered, said=True, words=state.name_words)  # 哪个便宜, after one of them was looked at
        if clause.markers & _ASKING:
            return None
        if clause.ordinal and abs(clause.ordinal) <= len(offered):
            place = clause.ordinal - 1 if clause.ordinal > 0 else clause.ordinal
            return Subject(iris=(offered[place],), said=True, words=state.name_words)
        kind = self._knowledge.kind_of(offered[0])
        degree = next((d for d in clause.degrees if self._measures.fits(d[0], kind)), None)
        if degree is None or cls or clause.quantities:
            return None
        return Subject(iris=offered, said=True, words=state.name_words, order=degree)

    def _narrowed(self, clause: Clause, goods: list[tuple[str, ...]], words: tuple[str, ...]) -> Subject:
        """Goods named in the clause, narrowed by what else it says of them."""
        iris = tuple(dict.fromkeys(i for group in goods for i in group))
        unsure = len(goods) == 1 and len(iris) > 1
        cls = self.goods_class(clause)
        if unsure and cls:
            fitting = tuple(i for i in iris if self._knowledge.is_a(i, cls))
            iris = fitting or iris
        conditions = self._measures.conditions(clause, cls or PRODUCT) if unsure else ()
        return Subject(iris=iris, unsure=len(iris) > 1 and unsure, said=True, words=words, conditions=conditions)

    def goods_class(self, clause: Clause) -> str:
        """The most particular class of goods that a clause mentions; '' when it mentions none."""
        goods = [c for c in clause.classes if PRODUCT in self._ontology.superclasses(c) and c != PRODUCT]
        return max(goods, key=lambda c: len(self._ontology.superclasses(c)), default="")

    def other_kinds(self, clause: Clause, cls: str) -> tuple[str, ...]:
        """The kinds of goods that a clause names beside one of them: 燃气灶 in 油烟机和燃气灶一共几款."""
        above = self._ontology.superclasses
        goods = [c for c in dict.fromkeys(clause.classes) if PRODUCT in above(c) and c != PRODUCT]
        apart = [c for c in goods if not any(c in above(other) for other in goods if other != c)]
        return tuple(c for c in apart if c != cls) if cls in apart else ()

    def not_bought(self, clause: Clause) -> str:
        """The kind of goods that a clause asks of and the asker has not bought: 我买的洗碗机保修多久; else ''."""
        cls = self.goods_class(clause)
        bought = self._knowledge.bought_by(self._asker.customer) if self._asker.customer else ()
        return "" if any(self._knowledge.is_a(i, cls) for i in bought) else cls

    def _chosen(self, clause: Clause, state: SessionState) -> Subject | None:
        """Goods described by their class, pieces of their title, and numbers or values."""
        cls = self.goods_class(clause)
        of_customer = "mine" in clause.markers
        if (links := self._measures.links(clause, cls or PRODUCT)) and not of_customer and self._asks_for_goods(clause):
            return Subject(cls=cls or PRODUCT, said=True, conditions=(*links, *self._measures.conditions(clause, cls)))
        visible = frozenset(i for i in self._knowledge.products if self.may_see(i))
        members = frozenset(i for i in visible if not cls or self._knowledge.is_a(i, cls))
        if not members and self._implied(clause).iris:
            return None
        visible = members or visible
        # A bare number names goods only beside their class (421的冰箱); 618 alone is a date or a sale.
        loose = [part for part in clause.loose if cls or not part[2].isdigit()]
        named = self._knowledge.catalogue.narrow(loose, within=visible) if loose else None
        if named:
            named = replace(named, iris=self._knowledge.described(named.iris))
        conditions = self._measures.conditions(clause, cls or PRODUCT)
        focused = [i for i in state.focus if i in self._knowledge.products]
        if cls and (not focused or clause.markers & _CHOOSING):
            conditions += self._measures.features(clause, cls)
        if named and (len(named.iris) <= MOST_CANDIDATES or cls or conditions) and not of_customer:
            few = len(named.iris) <= MOST_CANDIDATES
            return Subject(
                iris=named.iris,
                cls=cls or PRODUCT,
                unsure=len(named.iris) > 1 and few,
                said=True,
                words=named.words,
                conditions=conditions,
            )
        if conditions and len(focused) > 1 and not cls and not clause.loose:
            return Subject(iris=tuple(focused), unsure=True, said=True, conditions=conditions, words=state.name_words)
        if cls and not (focused and all(self._knowledge.is_a(i, cls) for i in focused) and not conditions):
            if of_customer or (state.focus and not focused and not conditions and "list" not in clause.markers):
                return None
            return Subject(cls=cls, said=True, conditions=conditions)
        implied = self._implied(clause)
        if not cls and not focused and (implied.iris or (implied.cls and "我" in clause.text)):
            return None
        if conditions and not focused and (clause.asks() or clause.markers & {"list", "polar"}):
            return Subject(cls=PRODUCT, said=True, conditions=conditions)
        if conditions and "follow" in clause.markers and focused:
            return self._reselected(conditions, state)
        if clause.scales and not focused and not any(map(self._knowledge.is_personal, state.focus)):
            return Subject(cls=cls or PRODUCT, said=True, conditions=conditions)
        return None

    def _asks_for_goods(self, clause: Clause) -> bool:
        """Whether a clause asks which goods: 哪款, 有哪些, or a word that stands for goods (商品, 买什么)."""
        words = {c for m in clause.properties for c in m.of(Role.CLASS)} | set(clause.classes)
        words |= {r for m in clause.properties for p in m.of(Role.PROPERTY) for r in self._ontology.ranges(p)}
        return bool(clause.markers & _CHOOSING) or any(PRODUCT in self._ontology.superclasses(c) for c in words)

    def _reselected(self, conditions: tuple[Condition, ...], state: SessionState) -> Subject:
        """那80升的呢: the same name or class as before, with another number."""
        cls = self._knowledge.class_of(state.focus[0]) or state.cls or PRODUCT
        return Subject(cls=cls, said=True, words=state.name_words, conditions=conditions, like=state.focus[0])

    def _carried(self, clause: Clause, state: SessionState) -> Subject:
        """What the conversation was about, else what the words imply: the asker's own, or the shop's."""
        implied = self._implied(clause)
        if "mine" in clause.markers and implied.iris and not (clause.operations and state.focus):
            reachable = state.focus and self._wishes.of(clause, self._knowledge.kind_of(state.focus[0]), most_cost=1.0)
            if not reachable or not self._knowledge.is_personal(state.focus[0]):
                return implied
        own = implied.iris == (self._asker.customer,) and self._wishes.of(clause, CUSTOMER, most_cost=0.0)
        if own and state.focus and not self._knowledge.is_personal(state.focus[0]):
            return implied  # 余额 after a product is the asker's, though a way leads from goods to their buyers
        reaches = state.focus and self._wishes.of(clause, self._knowledge.kind_of(state.focus[0]))
        if state.focus and (not clause.properties or reaches or not implied.iris):
            return Subject(iris=state.focus, words=state.name_words)
        return implied

    def _implied(self, clause: Clause) -> Subject:
        """The customer for personal matters, the shop for its own, nothing for goods."""
        wanted = [c for c in clause.classes if c != CUSTOMER]
        personal = any(map(self.is_personal, wanted))
        if "shop" in clause.markers:
            wanted, personal = [], False
        elif any(self.is_personal(domain) for term in clause.terms for _, domain in self._filters.leading_to(term)):
            personal = True
        for mention in clause.properties:
            domains = [d for i in mention.of(Role.PROPERTY) for d in self._ontology.domains(i)]
            if not domains and self._asker.customer and mention.of(Role.PROPERTY):
                personal = True
            of_goods = any(self._paths.fits(d, PRODUCT) for d in domains)
            of_shop = "shop" in clause.markers
            personal = personal or (any(map(self.is_personal, domains)) and not of_goods and not of_shop)
            wanted.extend(domains)
        goods = not personal and any(self._paths.fits(c, PRODUCT) for c in wanted)
        if ("mine" in clause.markers or (personal and not goods)) and self._asker.customer:
            return self._own(clause, self._asker.customer)
        if personal and not self._asker.customer and (not goods or "mine" in clause.markers):
            return Subject(cls=PERSONAL_RECORD)
        if self._asker.shop and self.is_of_shop(clause):
            return Subject(iris=(individual_iri("Shop", self._asker.shop),))
        if "mine" in clause.markers and not self._asker.customer:
            return Subject(cls=PERSONAL_RECORD)
        return Subject()

    def _own(self, clause: Clause, customer: str) -> Subject:
        """The customer, or his orders of the goods that the clause speaks of (我买的油烟机那单)."""
        cls = self.goods_class(clause)
        bought = tuple(i for i in self._knowledge.bought_by(customer) if cls and self._knowledge.is_a(i, cls))
        orders = self._knowledge.orders_of(customer, bought) if bought else ()
        return Subject(iris=orders or (customer,), within=bought)

    def is_of_shop(self, clause: Clause) -> bool:
        """Whether some word asks for what only the shop itself has, such as its promotions."""
        asked = [[d for i in m.of(Role.PROPERTY) for d in self._ontology.domains(i)] for m in clause.properties]
        asked += [[c] for c in clause.classes]
        asked += [[cls] for iris in clause.individuals for cls in dict.fromkeys(map(self._knowledge.kind_of, iris))]
        return any(
            domains
            and all(
                self._paths.cost(SHOP_CLASS, d) <= 2 and not self._paths.fits(d, PRODUCT) and not self.is_personal(d)
                for d in domains
            )
            for domains in asked
        )

    def is_personal(self, cls: str) -> bool:
        """Whether members of a class are persons' records."""
        return PERSONAL_RECORD in self._ontology.superclasses(cls)

    def may_see(self, iri: str) -> bool:
        """Whether the asker may be told of an individual."""
        return self._knowledge.may_see(iri, self._asker.customer, self._asker.shop)
