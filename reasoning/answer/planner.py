"""From a clause and what the conversation is about to typed queries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from ontology.general import (
    CUSTOMER,
    HANDS_OFF,
    NS,
    OPERATION,
    ORDER,
    PERSONAL_RECORD,
    PRODUCT,
    RECORDED_IN,
    SHOP_CLASS,
    UNIT,
    individual_iri,
)
from ontology.terms import TermKind
from reasoning.answer.catalogue import MOST_CANDIDATES
from reasoning.answer.clause import Clause, Quantity
from reasoning.answer.knowledge import Knowledge
from reasoning.answer.lexicon import Role
from reasoning.answer.paths import Paths
from reasoning.answer.plan import Compare, Condition, LookUp, Permit, Problem, Search, Select, Talk, Target, Task, Wish
from reasoning.answer.reply import ReplyStatus
from reasoning.answer.resemblance import is_vague
from reasoning.answer.run import Asker
from reasoning.answer.session import SessionState
from reasoning.answer.wishes import Wishes

PRICE = NS + "price"
_DESCRIBE = Wish(word="", groups=((Target(),),))


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


class Planner:
    """Plans clauses for one asker; holds no state of a conversation."""

    def __init__(self, knowledge: Knowledge, asker: Asker) -> None:
        self._knowledge = knowledge
        self._ontology = knowledge.ontology
        self._asker = asker
        self._paths = Paths(knowledge.ontology)
        self._wishes = Wishes(knowledge.ontology, self._paths)

    def plan(self, clause: Clause, state: SessionState) -> tuple[Subject, tuple[Task, ...]]:
        """The subject of a clause and the queries that answer it; no query when it only names its subject."""
        talk = self._talk(clause)
        if talk:
            return Subject(), (talk,)
        refused = self._refused(clause)
        if refused:
            return Subject(), (refused,)
        if clause.unknown:
            return Subject(), (self._unknown(clause),)
        subject = self._subject(clause, state)
        if clause.similar and not subject.said:
            return subject, (self._unknown(clause),)
        if clause.strange and subject.iris:
            return subject, (Problem(status=ReplyStatus.NO_FACTS, about=clause.strange[0]),)
        return subject, self._tasks(clause, subject, state)

    def _talk(self, clause: Clause) -> Task | None:
        if not clause.acts:
            return None
        hands_off = [a for a in clause.acts if True in self._knowledge.told(a, HANDS_OFF)]
        if hands_off:
            return Talk(act=hands_off[0])
        asks = clause.properties or clause.operations or clause.anchors or clause.classes or clause.individuals
        return None if asks else Talk(act=clause.acts[0])

    def _refused(self, clause: Clause) -> Problem | None:
        """Another person's record named by its id is refused before anything is looked up."""
        for name in clause.persons:
            if (self._asker.customer or "nobody") not in self._knowledge.persons[name]:
                return Problem(status=ReplyStatus.REFUSED, about=name)
        for anchor in clause.anchors:
            hidden = [i for i in anchor.iris if not self._may_see(i)]
            if hidden and len(hidden) == len(anchor.iris):
                if any(self._knowledge.is_personal(i) for i in hidden):
                    return Problem(status=ReplyStatus.REFUSED, about=anchor.words[0])
                return Problem(status=ReplyStatus.UNKNOWN_ENTITY, about=anchor.words[0])
        return None

    def _may_see(self, iri: str) -> bool:
        return self._knowledge.may_see(iri, self._asker.customer, self._asker.shop)

    def _unknown(self, clause: Clause) -> Problem:
        if clause.similar:
            return Problem(
                status=ReplyStatus.UNKNOWN_ENTITY, about=clause.similar.words[0], choices=clause.similar.iris
            )
        return Problem(status=ReplyStatus.UNKNOWN_ENTITY, about=clause.unknown[0])

    def _subject(self, clause: Clause, state: SessionState) -> Subject:
        visible = [tuple(i for i in a.iris if self._may_see(i)) for a in clause.anchors]
        personal = [iris for iris in visible if iris and self._knowledge.is_personal(iris[0])]
        goods = [iris for iris in visible if iris and not self._knowledge.is_personal(iris[0])]
        if personal:
            within = tuple(i for iris in goods for i in iris)
            return Subject(iris=tuple(i for p in personal for i in p), said=True, within=within)
        if goods:
            words = tuple(w for a in clause.anchors for w in a.words)
            return self._narrowed(clause, goods, words)
        return self._chosen(clause, state) or self._carried(clause, state)

    def _narrowed(self, clause: Clause, goods: list[tuple[str, ...]], words: tuple[str, ...]) -> Subject:
        """Goods named in the clause, narrowed by what else it says of them."""
        iris = tuple(dict.fromkeys(i for group in goods for i in group))
        unsure = len(goods) == 1 and len(iris) > 1
        cls = self._goods_class(clause)
        if unsure and cls:
            fitting = tuple(i for i in iris if self._knowledge.is_a(i, cls))
            iris = fitting or iris
        conditions = self._conditions(clause, cls or PRODUCT) if unsure else ()
        return Subject(iris=iris, unsure=len(iris) > 1 and unsure, said=True, words=words, conditions=conditions)

    def _goods_class(self, clause: Clause) -> str:
        goods = [c for c in clause.classes if PRODUCT in self._ontology.superclasses(c) and c != PRODUCT]
        return max(goods, key=lambda c: len(self._ontology.superclasses(c)), default="")

    def _chosen(self, clause: Clause, state: SessionState) -> Subject | None:
        """Goods described by their class, pieces of their title, and numbers or values."""
        cls = self._goods_class(clause)
        of_customer = "mine" in clause.markers
        visible = frozenset(i for i in self._knowledge.products if self._may_see(i))
        members = frozenset(i for i in visible if not cls or self._knowledge.is_a(i, cls))
        if not members and self._implied(clause).iris:
            return None
        visible = members or visible
        # A bare number names goods only beside their class (421的冰箱); 618 alone is a date or a sale.
        loose = [part for part in clause.loose if cls or not part[2].isdigit()]
        named = self._knowledge.catalogue.narrow(loose, within=visible) if loose else None
        if named:
            named = replace(named, iris=self._knowledge.described(named.iris))
        conditions = self._conditions(clause, cls or PRODUCT)
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
        focused = [i for i in state.focus if i in self._knowledge.products]
        if conditions and len(focused) > 1 and not cls and not clause.loose:
            return Subject(iris=tuple(focused), unsure=True, said=True, conditions=conditions, words=state.name_words)
        if cls and not (focused and all(self._knowledge.is_a(i, cls) for i in focused) and not conditions):
            if of_customer or (state.focus and not focused and not conditions and "list" not in clause.markers):
                return None
            return Subject(cls=cls, said=True, conditions=conditions)
        if not cls and not focused and self._implied(clause).iris:
            return None
        if conditions and not focused and (clause.asks() or "list" in clause.markers):
            return Subject(cls=PRODUCT, said=True, conditions=conditions)
        if conditions and "follow" in clause.markers and focused:
            return self._reselected(conditions, state)
        if clause.scales and "superlative" in clause.markers and not focused:
            return Subject(cls=cls or PRODUCT, said=True, conditions=conditions)
        return None

    def _reselected(self, conditions: tuple[Condition, ...], state: SessionState) -> Subject:
        """那80升的呢: the same name or class as before, with another number."""
        cls = self._knowledge.class_of(state.focus[0]) or state.cls or PRODUCT
        return Subject(cls=cls, said=True, words=state.name_words, conditions=conditions, like=state.focus[0])

    def _conditions(self, clause: Clause, cls: str) -> tuple[Condition, ...]:
        found = [c for q in clause.quantities if (c := self._quantity_condition(q, cls))]
        for value in clause.values:
            if self._fits(value.property, cls):
                found.append(Condition(property=value.property, operator="=", value=value.value))
        one_each: dict[str, Condition] = {}
        for condition in found:
            one_each.setdefault(condition.property, condition)
        return tuple(one_each.values())

    def _fits(self, property: str, cls: str) -> bool:
        return any(self._paths.fits(cls, domain) for domain in self._ontology.domains(property))

    def _quantity_condition(self, quantity: Quantity, cls: str) -> Condition | None:
        price_like = quantity.money or (quantity.unit is None and quantity.operator != "=" and quantity.number >= 50)
        if price_like:
            return Condition(property=PRICE, operator=quantity.operator, value=quantity.number, to=quantity.to)
        if quantity.unit is None:
            return None
        property, factor = self._measured(quantity.unit, cls)
        if property is None:
            return None
        to = quantity.to * factor if quantity.to is not None else None
        return Condition(property=property, operator=quantity.operator, value=quantity.number * factor, to=to)

    def _measured(self, unit: str, cls: str) -> tuple[str | None, Decimal]:
        """The property of a class that is measured in a unit's dimension, first in its summary order."""
        dimension = self._knowledge.dimension(unit)
        candidates = [
            term.iri
            for term in self._ontology.of_kind(TermKind.DATA_PROPERTY)
            if (own := self._ontology.annotation(term.iri, UNIT))
            and self._knowledge.dimension(own) == dimension
            and self._fits(term.iri, cls)
        ]
        if not candidates:
            return None, Decimal(1)
        best = min(candidates, key=self._knowledge.summary_place)
        own = self._ontology.annotation(best, UNIT)
        return best, self._knowledge.factor(unit) / self._knowledge.factor(own)

    def _carried(self, clause: Clause, state: SessionState) -> Subject:
        """What the conversation was about, else what the words imply: the asker's own, or the shop's."""
        implied = self._implied(clause)
        if "mine" in clause.markers and implied.iris and not (clause.operations and state.focus):
            reachable = state.focus and self._wishes.of(clause, self._class(state.focus[0]), most_cost=1.0)
            if not reachable or not self._knowledge.is_personal(state.focus[0]):
                return implied
        if state.focus and (
            not clause.properties or self._wishes.of(clause, self._class(state.focus[0])) or not implied.iris
        ):
            return Subject(iris=state.focus, words=state.name_words)
        return implied

    def _class(self, iri: str) -> str:
        return self._knowledge.class_of(iri) or PRODUCT

    def _implied(self, clause: Clause) -> Subject:
        """The customer for personal matters, the shop for its own, nothing for goods."""
        wanted = [c for c in clause.classes if c != CUSTOMER]
        personal = any(map(self._is_personal, wanted))
        if "shop" in clause.markers:
            wanted, personal = [], False
        elif any(self._is_personal(domain) for term in clause.terms for _, domain in self._leading_to(term)):
            personal = True
        for mention in clause.properties:
            domains = [d for i in mention.of(Role.PROPERTY) for d in self._ontology.domains(i)]
            if not domains and self._asker.customer and mention.of(Role.PROPERTY):
                personal = True
            of_goods = any(self._paths.fits(d, PRODUCT) for d in domains)
            of_shop = "shop" in clause.markers
            personal = personal or (any(map(self._is_personal, domains)) and not of_goods and not of_shop)
            wanted.extend(domains)
        goods = not personal and any(self._paths.fits(c, PRODUCT) for c in wanted)
        if ("mine" in clause.markers or (personal and not goods)) and self._asker.customer:
            return self._own(clause, self._asker.customer)
        if personal and not self._asker.customer and (not goods or "mine" in clause.markers):
            return Subject(cls=PERSONAL_RECORD)
        if self._asker.shop and self._is_of_shop(clause):
            return Subject(iris=(individual_iri("Shop", self._asker.shop),))
        if "mine" in clause.markers and not self._asker.customer:
            return Subject(cls=PERSONAL_RECORD)
        return Subject()

    def _own(self, clause: Clause, customer: str) -> Subject:
        """The customer, or his orders of the goods that the clause speaks of (我买的油烟机那单)."""
        cls = self._goods_class(clause)
        bought = tuple(i for i in self._knowledge.bought_by(customer) if cls and self._knowledge.is_a(i, cls))
        orders = self._knowledge.orders_of(customer, bought) if bought else ()
        return Subject(iris=orders or (customer,), within=bought)

    def _is_of_shop(self, clause: Clause) -> bool:
        """Whether some word asks for what only the shop itself has, such as its promotions."""
        asked = [[d for i in m.of(Role.PROPERTY) for d in self._ontology.domains(i)] for m in clause.properties]
        asked += [[c] for c in clause.classes]
        asked += [[cls] for iris in clause.individuals for cls in dict.fromkeys(map(self._class, iris))]
        return any(
            domains
            and all(
                self._paths.cost(SHOP_CLASS, d) <= 2 and not self._paths.fits(d, PRODUCT) and not self._is_personal(d)
                for d in domains
            )
            for domains in asked
        )

    def _is_personal(self, cls: str) -> bool:
        return PERSONAL_RECORD in self._ontology.superclasses(cls)

    def _tasks(self, clause: Clause, subject: Subject, state: SessionState) -> tuple[Task, ...]:
        if subject.cls == PERSONAL_RECORD and not subject.iris:
            if clause.operations and "我" not in clause.text:
                return (Permit(orders=(), operation=clause.operations[0]),)
            if "mine" in clause.markers or (clause.properties and "我" in clause.text):
                return (Problem(status=ReplyStatus.REFUSED),)
            return (Search(anchors=(), words=self._words(clause), otherwise=ReplyStatus.REFUSED),)
        operation = self._operation(clause, subject)
        if operation:
            return (self._permit(operation, subject, state),)
        if clause.local and subject.iris:
            return self._local(clause, subject)
        if clause.local:
            return self._owners(clause.local[0])
        if subject.iris and (compare := self._compare(clause, subject)):
            return (compare,)
        if subject.cls and (not subject.iris or subject.conditions or clause.scales):
            return (self._select(clause, subject),)
        if subject.iris:
            return self._look_up(clause, subject, state)
        return self._without_subject(clause, state)

    def _operation(self, clause: Clause, subject: Subject) -> str:
        if not clause.operations:
            return ""
        if subject.cls and not subject.iris and self._wishes.of(clause, subject.cls, most_cost=1.0):
            return ""
        if subject.iris:
            cls = self._class(subject.iris[0])
            if "state" in clause.markers and self._states(clause, cls):
                return ""
            orderly = self._knowledge.is_personal(subject.iris[0])
            if not orderly and self._wishes.of(clause, cls, most_cost=1.0):
                return ""
        return clause.operations[0]

    def _states(self, clause: Clause, cls: str) -> tuple[Wish, ...]:
        """What records the operations of a clause, or a property that the same words name."""
        recorded = []
        for operation in clause.operations:
            property = self._ontology.annotation(operation, RECORDED_IN)
            cost, targets = self._wishes.targets(property, cls) if property else (0.0, [])
            if targets and cost < 3:
                recorded.append(Wish(word=self._ontology.label(property), groups=(tuple(targets),)))
        return tuple(recorded) or self._wishes.of(clause, cls, most_cost=2.0)

    def _permit(self, operation: str, subject: Subject, state: SessionState) -> Task:
        orders = tuple(i for i in subject.iris if self._knowledge.is_a(i, ORDER))
        if not orders:
            orders = tuple(i for i in state.focus if self._knowledge.is_a(i, ORDER))
        if not orders and self._asker.customer:
            orders = self._knowledge.orders_of(self._asker.customer, subject.iris)
        return Permit(orders=orders, operation=operation)

    def _local(self, clause: Clause, subject: Subject) -> tuple[Task, ...]:
        """A fault code (or a part's name) within the subject."""
        tasks: list[Task] = []
        for iris in clause.local:
            part_class = self._class(iris[0])
            for path in self._paths.between(self._class(subject.iris[0]), part_class)[:1]:
                wish = Wish(word=self._ontology.label(part_class), groups=((Target(path=path, only=iris),),))
                tasks.append(LookUp(anchors=subject.iris, wishes=(wish,), unsure=subject.unsure))
        return tuple(tasks)

    def _owners(self, iris: tuple[str, ...]) -> tuple[Task, ...]:
        if len(iris) == 1:
            return (LookUp(anchors=iris, wishes=(_DESCRIBE,)),)
        return (Problem(status=ReplyStatus.CLARIFY, choices=()),)

    def _compare(self, clause: Clause, subject: Subject) -> Compare | None:
        weighed = bool(clause.markers & {"compare", "gap"})
        several = len(subject.iris) >= 2 and (not subject.unsure or weighed)
        if not several or not (subject.said or weighed or clause.scales):
            return None
        if clause.scales:
            property, direction = self._scale(clause, self._class(subject.iris[0]))
            return Compare(anchors=subject.iris, property=property, direction=direction)
        if "gap" in clause.markers:
            wishes = self._wishes.of(clause, self._class(subject.iris[0]), most_cost=0.0)
            asked = [t.property for w in wishes for t in w.groups[0] if t.property]
            return Compare(anchors=subject.iris, property=(asked or [PRICE])[0], direction="min")
        if "compare" in clause.markers:
            return Compare(anchors=subject.iris)
        return None

    def _scale(self, clause: Clause, cls: str) -> tuple[str, str]:
        """Of the properties that an adjective grades, the one that is most particular to the class."""
        fitting = [s for s in clause.scales if self._fits(s[0], cls)] or list(clause.scales)
        depth = {s: max(len(self._ontology.superclasses(d)) for d in self._ontology.domains(s[0])) for s in fitting}
        return max(fitting, key=lambda s: depth[s])

    def _select(self, clause: Clause, subject: Subject) -> Task:
        cls = subject.cls
        order = self._scale(clause, cls) if clause.scales else None
        wishes = self._wishes.of(clause, cls) if clause.properties else ()
        return Select(
            cls=cls,
            conditions=subject.conditions,
            among=subject.iris or None,
            like=subject.like,
            named=subject.words,
            order=order,
            only_best=bool(order) and "list" not in clause.markers,
            wishes=wishes,
            words=tuple(w for w in self._words(clause) if w not in subject.words),
            count="count" in clause.markers,
        )

    def _look_up(self, clause: Clause, subject: Subject, state: SessionState) -> tuple[Task, ...]:
        cls = self._class(subject.iris[0])
        if not clause.asks() and subject.unsure and subject.conditions and (again := self._again(state, cls)):
            return (LookUp(anchors=subject.iris, wishes=again, unsure=True, conditions=subject.conditions),)
        stated = bool(clause.operations) and "state" in clause.markers
        wishes = self._states(clause, cls) if stated else self._wishes.of(clause, cls)
        if not self._asker.customer and not self._knowledge.is_personal(subject.iris[0]):
            private = tuple(w for w in wishes if self._leads_to_persons(w))
            if private and "mine" in clause.markers:
                return (Problem(status=ReplyStatus.REFUSED),)
            wishes = tuple(w for w in wishes if w not in private)
        if self._goods_class(clause) and self._paths.fits(cls, ORDER):
            wishes = tuple(replace(w, groups=tuple(sorted(w.groups, key=lambda g: not g[0].path))) for w in wishes)
        wishes = self._with_terms(clause, cls, wishes)
        checks = tuple(v for v in clause.values if self._fits(v.property, cls))
        wishes += tuple(self._value_wish(v.property, v.value) for v in checks if not wishes)
        if not wishes:
            wishes += self._quantity_wishes(clause, cls)
        parts = self._part_wishes(clause, cls)
        if not wishes and not parts and not clause.asks() and subject.said and self._is_bare(clause):
            if "describe" in clause.markers or not (state.properties or state.operation):
                wishes = (_DESCRIBE,)
            elif state.operation and self._knowledge.is_personal(subject.iris[0]):
                return (Permit(orders=subject.iris, operation=state.operation),)
            else:
                wishes = self._again(state, cls) or (_DESCRIBE,)
        if not wishes and not parts and "describe" in clause.markers:
            wishes = (_DESCRIBE,)
        words = tuple(w for w in clause.residue if w not in subject.words)
        if not wishes and not parts:
            asked = tuple(w for w in self._words(clause) if w not in subject.words)
            return (Search(anchors=subject.iris, words=asked, text=clause.text),) if asked else ()
        return (
            LookUp(
                anchors=subject.iris,
                wishes=wishes + parts,
                unsure=subject.unsure,
                within=subject.within,
                check_values=checks,
                check_quantities=clause.quantities,
                words=words,
                text=clause.text,
                conditions=subject.conditions if subject.unsure else (),
                vague=bool(clause.properties) and all(is_vague(m.text) for m in clause.properties),
            ),
        )

    def _leads_to_persons(self, wish: Wish) -> bool:
        ends = [t.path[-1].to for t in wish.groups[0] if t.path]
        return bool(ends) and all(map(self._is_personal, ends))

    def _with_terms(self, clause: Clause, cls: str, wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
        """Named states and methods (已签收, 微信): they filter what is reached, or are asked for themselves."""
        for term in clause.terms:
            for property, domain in self._leading_to(term):
                if wishes and any(self._paths.fits(self._end(t, cls), domain) for w in wishes for t in w.groups[0]):
                    return tuple(
                        Wish(
                            word=w.word,
                            groups=tuple(tuple(self._having(t, property, term) for t in g) for g in w.groups),
                        )
                        for w in wishes
                    )
                cost, targets = self._wishes.targets(property, cls)
                if wishes or not targets or cost > 1:
                    continue
                if targets[0].path:
                    filtered = tuple(Target(path=t.path, having=(property, term)) for t in targets)
                    return (Wish(word=self._knowledge.label(term), groups=(filtered,)),)
                return (Wish(word=self._ontology.label(property), groups=(tuple(targets),)),)
        return wishes

    def _end(self, target: Target, cls: str) -> str:
        """The class that a target's answers belong to."""
        if target.property and self._ontology.is_object_property(target.property):
            return next(iter(self._ontology.ranges(target.property)), cls)
        return target.path[-1].to if target.path else cls

    def _having(self, target: Target, property: str, term: str) -> Target:
        return replace(target, having=(property, term))

    def _leading_to(self, term: str) -> list[tuple[str, str]]:
        """(property, domain) of the object properties whose values are of a term's class."""
        return [
            (p.iri, domain)
            for p in self._ontology.of_kind(TermKind.OBJECT_PROPERTY)
            if any(self._knowledge.is_a(term, r) for r in self._ontology.ranges(p.iri))
            and self._knowledge.summary_place(p.iri)[0] < 10_000
            for domain in self._ontology.domains(p.iri)
            if domain != OPERATION
        ]

    def _is_bare(self, clause: Clause) -> bool:
        """Whether a clause says no more than its subject."""
        return not clause.residue or ("follow" in clause.markers and sum(map(len, clause.residue)) <= 4)

    def _again(self, state: SessionState, cls: str) -> tuple[Wish, ...]:
        wishes = []
        for property in state.properties:
            cost, targets = self._wishes.targets(property, cls)
            if targets and cost < 3:
                wishes.append(Wish(word=self._ontology.label(property), groups=(tuple(targets),)))
        return tuple(wishes)

    def _value_wish(self, property: str, word: str) -> Wish:
        return Wish(word=word, groups=((Target(property=property),),))

    def _quantity_wishes(self, clause: Clause, cls: str) -> tuple[Wish, ...]:
        wishes = []
        for quantity in clause.quantities:
            condition = self._quantity_condition(quantity, cls)
            if condition and "polar" in clause.markers:
                wishes.append(self._value_wish(condition.property, self._ontology.label(condition.property)))
        return tuple(wishes)

    def _part_wishes(self, clause: Clause, cls: str) -> tuple[Wish, ...]:
        """Named parts (a gift, a fault by its symptom, a material) of the subject."""
        wishes: list[Wish] = []
        for iris in clause.individuals:
            by_class = {self._class(i): None for i in iris}
            for part_class in by_class:
                for path in self._paths.between(cls, part_class)[:1]:
                    only = tuple(i for i in iris if self._class(i) == part_class)
                    wishes.append(Wish(word=self._knowledge.label(iris[0]), groups=((Target(path=path, only=only),),)))
        return tuple(wishes)

    def _words(self, clause: Clause) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*clause.residue, *clause.class_words, *(m.text for m in clause.properties)]))

    def _without_subject(self, clause: Clause, state: SessionState) -> tuple[Task, ...]:
        if clause.individuals:
            visible = tuple(i for i in clause.individuals[0] if self._may_see(i))
            if visible and len(visible) <= 3:
                return (LookUp(anchors=visible, wishes=(_DESCRIBE,), words=self._words(clause)),)
        wanted = [d for m in clause.properties for i in m.of(Role.PROPERTY) for d in self._ontology.domains(i)]
        if any(self._paths.fits(c, PRODUCT) for c in wanted) and not clause.residue:
            return (Problem(status=ReplyStatus.CLARIFY, choices=self._bought()),)
        words = self._words(clause)
        if words or clause.values or clause.quantities:
            texts = [v.value for v in clause.values]
            return (Search(anchors=(), words=tuple(dict.fromkeys([*words, *texts]))),)
        if wanted:
            return (Problem(status=ReplyStatus.CLARIFY, choices=self._bought()),)
        if "list" in clause.markers and self._asker.shop:
            return (Select(cls=PRODUCT),)
        return ()

    def _bought(self) -> tuple[str, ...]:
        return self._knowledge.bought_by(self._asker.customer) if self._asker.customer else ()
