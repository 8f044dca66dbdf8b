"""From a clause and what the conversation is about to typed queries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ontology.general import HANDS_OFF, ORDER, PERSONAL_RECORD, PRODUCT, SHOP_CLASS
from reasoning.answer.amounts import THAN
from reasoning.answer.clause import Clause
from reasoning.answer.filters import Filters
from reasoning.answer.knowledge import Knowledge
from reasoning.answer.lexicon import Mention, Role
from reasoning.answer.measure import PRICE, Measures
from reasoning.answer.operations import Operations, without
from reasoning.answer.paths import Paths
from reasoning.answer.plan import Compare, Condition, LookUp, Permit, Problem, Search, Select, Talk, Target, Task, Wish
from reasoning.answer.records import Records
from reasoning.answer.reply import ReplyStatus
from reasoning.answer.resemblance import is_vague
from reasoning.answer.run import Asker
from reasoning.answer.session import SessionState
from reasoning.answer.subject import Subject, Subjects
from reasoning.answer.wishes import Wishes

# Two letters or more that mean nothing here, before 的: most likely somebody's name.
_SOMEBODY = re.compile(r"[\u4e00-\u9fff]{2,}的")
# Letters that only question words hold, and a pause within a clause, after a particle or not.
_ASKING_LETTERS = frozenset("哪什几多谁吗")
_PAUSE = re.compile(r"[了吗呢啊呀吧没]?\s+\S")
# Operations of one clause whose permission is told: 不想要了 能取消吗.
MOST_OPERATIONS = 3
_DESCRIBE = Wish(word="", groups=((Target(),),))


class Planner:
    """Plans clauses for one asker; holds no state of a conversation."""

    def __init__(self, knowledge: Knowledge, paths: Paths, asker: Asker) -> None:
        self._knowledge = knowledge
        self._ontology = knowledge.ontology
        self._asker = asker
        self._paths = paths
        self._wishes = Wishes(knowledge.ontology, self._paths)
        self._measures = Measures(knowledge, self._paths)
        self._filters = Filters(knowledge, self._paths, self._wishes)
        self._operations = Operations(knowledge, asker, self._wishes)
        self._records = Records(knowledge, self._wishes, self._measures, self._filters)
        self._subjects = Subjects(knowledge, asker, self._paths, self._wishes, self._measures, self._filters)

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
        subject = self._subjects.of(clause, state)
        if clause.similar and not subject.said:
            return subject, (self._unknown(clause),)
        if clause.strange and (subject.iris or subject.cls):
            problem = Problem(status=ReplyStatus.NO_FACTS, about=clause.strange[0])
            if not subject.iris:
                return subject, (problem,)
            wishes = self._wishes.of(clause, self._knowledge.kind_of(subject.iris[0]), most_cost=0.0)
            own = any(t.property and self._ontology.is_data_property(t.property) for w in wishes for t in w.groups[0])
            return subject, (problem, *(self._look_up(clause, subject, state) if own else ()))
        return subject, self._tasks(clause, subject, state)

    def is_of_shop(self, clause: Clause) -> bool:
        """Whether a clause asks for what is the shop's own, whatever was refused or unknown before it."""
        return self._asker.shop is not None and self._subjects.is_of_shop(clause)

    def _talk(self, clause: Clause) -> Task | None:
        if not clause.acts:
            return None
        hands_off = [a for a in clause.acts if True in self._knowledge.told(a, HANDS_OFF)]
        if hands_off:
            return Talk(act=hands_off[0])
        asks = clause.properties or clause.operations or clause.anchors or clause.classes or clause.individuals
        return None if asks else Talk(act=clause.acts[0])

    def _refused(self, clause: Clause) -> Task | None:
        """Another person's record, named by its id or by his name, is refused before anything is looked up.

        Two unread letters may be no name (企业的发票, 新疆的快递): unless a value such as a telephone is asked, what
        is public is said before refusing, alike whether somebody has the name or not.
        """
        if self._of_someone_else(clause):
            asked = [p for m in clause.properties for p in m.of(Role.PROPERTY)]
            if any(map(self._ontology.is_data_property, asked)):
                return Problem(status=ReplyStatus.REFUSED)
            words = (*clause.class_words, *(m.text for m in clause.properties))
            return Search(anchors=(), words=words, otherwise=ReplyStatus.REFUSED)
        for anchor in clause.anchors:
            hidden = [i for i in anchor.iris if not self._subjects.may_see(i)]
            if hidden and len(hidden) == len(anchor.iris):
                if any(self._knowledge.is_personal(i) for i in hidden):
                    return Problem(status=ReplyStatus.REFUSED, about=anchor.words[0])
                return Problem(status=ReplyStatus.UNKNOWN_ENTITY, about=anchor.words[0])
        return None

    def _of_someone_else(self, clause: Clause) -> bool:
        """Whether a person's matter is asked of somebody other than the asker: 张三的电话, known here or not."""
        own = [n for n in clause.persons if self._asker.customer and self._asker.customer in self._knowledge.persons[n]]
        personal = any(
            self._subjects.is_personal(domain)
            for mention in clause.properties
            for property in mention.of(Role.PROPERTY)
            for domain in self._ontology.domains(property)
        )
        if "我" in clause.text and not clause.persons:
            return False
        if clause.anchors or own or not (personal or any(map(self._subjects.is_personal, clause.classes))):
            return False
        return bool(clause.persons) or bool(_SOMEBODY.search(clause.rest))

    def _unknown(self, clause: Clause) -> Problem:
        if clause.similar:
            choices = clause.similar.iris
            return Problem(
                status=ReplyStatus.UNKNOWN_ENTITY,
                about=clause.similar.words[0],
                choices=choices,
                properties=self._asked(clause, choices),
            )
        return Problem(status=ReplyStatus.UNKNOWN_ENTITY, about=clause.unknown[0])

    def _asked(self, clause: Clause, choices: Sequence[str]) -> tuple[str, ...]:
        """The properties that a clause asks of any of several choices, for when one of them is chosen."""
        wishes = self._wishes.of(clause, self._knowledge.kind_of(choices[0]), most_cost=1.0) if choices else ()
        return tuple(dict.fromkeys(t.property for w in wishes for t in w.groups[0] if t.property))

    def _tasks(self, clause: Clause, subject: Subject, state: SessionState) -> tuple[Task, ...]:
        if (clause.declined and not clause.operations) or any(q.operator == THAN for q in clause.quantities):
            return (Problem(status=ReplyStatus.NOT_UNDERSTOOD),)  # 不要取消 asks nothing; 比20公斤 without an adjective
        if not subject.iris and (goods := self._all_goods(clause)):
            return (goods,)
        if subject.cls == PERSONAL_RECORD and not subject.iris:
            if clause.operations and "我" not in clause.text:
                return (Permit(orders=(), operation=clause.operations[0]),)
            if "mine" in clause.markers or (clause.properties and "我" in clause.text):
                return (Problem(status=ReplyStatus.REFUSED),)
            return (Search(anchors=(), words=self._words(clause), otherwise=ReplyStatus.REFUSED),)
        if (
            "mine" in clause.markers
            and subject.iris == (self._asker.customer,)
            and (cls := self._subjects.not_bought(clause))
        ):
            return (Problem(status=ReplyStatus.NO_FACTS, about=self._ontology.label(cls, self._asker.lang), own=True),)
        if subject.iris and (chosen := self._records.select(clause, subject)):
            return (chosen,)
        if subject.iris and (both := self._both(clause, subject, state)):
            return both
        if subject.iris and (options := self._operations.options(clause, subject)):
            return (options,)
        operation = self._operations.asked(clause, subject)
        if operation:
            return tuple(self._operations.permit(o, subject, state) for o in clause.operations[:MOST_OPERATIONS])
        if clause.local:
            return self._local(clause, subject)
        if subject.iris and not subject.order and (compare := self._compare(clause, subject)):
            return (compare,)
        listed = subject.unsure and clause.markers & {"list", "count"}
        if subject.cls and (not subject.iris or subject.conditions or clause.scales or listed):
            others = () if subject.iris or clause.scales else self._subjects.other_kinds(clause, subject.cls)
            return tuple(self._select(clause, replace(subject, cls=cls)) for cls in (subject.cls, *others))
        if subject.iris:
            return self._look_up(clause, subject, state)
        return self._without_subject(clause, state)

    def _all_goods(self, clause: Clause) -> Select | None:
        """What the shop has, and in which state: 一共有多少款商品, 缺货的有哪些; None when something else is asked."""
        chosen = clause.markers & {"list", "count"}
        said = clause.individuals or clause.values or clause.quantities or clause.residue or clause.operations
        if not chosen or said or clause.scales or clause.loose or "我" in clause.text or "mine" in clause.markers:
            return None
        conditions = tuple(
            Condition(property=property, operator="in", value=(term,), negated=term in clause.negated)
            for term in clause.terms
            for property, domain in self._filters.leading_to(term)
            if self._paths.fits(domain, PRODUCT)
        )
        called = PRODUCT in {c for m in clause.properties for c in m.of(Role.CLASS)} | set(clause.classes)
        others = [m for m in clause.properties if not self._wishes.names(m, PRODUCT)]
        if others or len(conditions) < len(clause.terms) or not (called or conditions):
            return None
        cls = self._subjects.goods_class(clause) or PRODUCT
        return Select(cls=cls, conditions=conditions, count="count" in clause.markers, listing=True)

    def _both(self, clause: Clause, subject: Subject, state: SessionState) -> tuple[Task, ...]:
        """A property and an operation asked for side by side: 到哪里了 能退吗."""
        apart = tuple(m for m in clause.properties if _is_apart(m, clause.text))
        cls = self._knowledge.kind_of(subject.iris[0])
        if not clause.operations or not self._wishes.of(replace(clause, properties=apart), cls):
            return ()
        asked = replace(clause, properties=apart, operations=(), markers=clause.markers - {"state"})
        return (*self._look_up(asked, subject, state), self._operations.permit(clause.operations[0], subject, state))

    def _local(self, clause: Clause, subject: Subject) -> tuple[Task, ...]:
        """A fault code (or a part's name) within the subject; within all goods of its class when none is named."""
        anchors = subject.iris
        if not anchors or self._paths.fits(self._knowledge.kind_of(anchors[0]), SHOP_CLASS):
            anchors = self._goods(subject.cls or PRODUCT)
        kinds = dict.fromkeys(map(self._knowledge.kind_of, anchors))
        tasks: list[Task] = []
        for iris in clause.local:
            part_class = self._knowledge.kind_of(iris[0])
            ways = [path for kind in kinds for path in self._paths.between(kind, part_class)[:1]]
            if ways:
                codes = (code for code in self._knowledge.codes(iris[0]) if code.lower() in clause.text)
                word = next(codes, self._ontology.label(part_class))
                wish = Wish(word=word, groups=((Target(path=ways[0], only=iris),),))
                tasks.append(LookUp(anchors=anchors, wishes=(wish,), unsure=subject.unsure))
        return tuple(tasks)

    def _goods(self, cls: str) -> tuple[str, ...]:
        """All goods of a class that the asker may be told of, by name."""
        members = (i for i in self._knowledge.products if self._knowledge.is_a(i, cls) and self._subjects.may_see(i))
        return tuple(sorted(members, key=lambda iri: (self._knowledge.label(iri), iri)))

    def _compare(self, clause: Clause, subject: Subject) -> Compare | None:
        weighed = bool(clause.markers & {"compare", "gap"})
        several = len(subject.iris) >= 2 and (not subject.unsure or weighed)
        if not several or not (subject.said or weighed or clause.scales):
            return None
        if clause.scales:
            property, direction = self._scale(clause, self._knowledge.kind_of(subject.iris[0]))
            return Compare(anchors=subject.iris, property=property, direction=direction)
        if "gap" in clause.markers:
            wishes = self._wishes.of(clause, self._knowledge.kind_of(subject.iris[0]), most_cost=0.0)
            asked = [t.property for w in wishes for t in w.groups[0] if t.property]
            return Compare(anchors=subject.iris, property=(asked or [PRICE])[0], direction="min")
        if "compare" in clause.markers:
            return Compare(anchors=subject.iris)
        return None

    def _scale(self, clause: Clause, cls: str) -> tuple[str, str]:
        """Of the properties that an adjective grades, the one that is most particular to the class."""
        fitting = [s for s in clause.scales if self._measures.fits(s[0], cls)] or list(clause.scales)
        depth = {s: max(len(self._ontology.superclasses(d)) for d in self._ontology.domains(s[0])) for s in fitting}
        return max(fitting, key=lambda s: depth[s])

    def _select(self, clause: Clause, subject: Subject) -> Task:
        cls = subject.cls
        order = self._scale(clause, cls) if clause.scales else None
        demanded = {c.words for c in subject.conditions if c.words}
        asked = tuple(m for m in clause.properties if m.text not in demanded and not self._wishes.names(m, cls))
        wishes = self._wishes.of(replace(clause, properties=asked), cls) if asked else ()
        return Select(
            cls=cls,
            conditions=subject.conditions,
            among=subject.iris or None,
            like=subject.like,
            excepted=clause.excepted,
            named=subject.words,
            order=order,
            only_best=bool(order) and "list" not in clause.markers,
            wishes=wishes,
            words=tuple(w for w in clause.residue if w not in subject.words),
            text=clause.text,
            rest=clause.rest,
            count="count" in clause.markers,
            listing=bool(clause.markers & {"list", "one"}),
            spread="gap" in clause.markers and len({way for _, way in clause.scales}) > 1,
        )

    def _look_up(self, clause: Clause, subject: Subject, state: SessionState) -> tuple[Task, ...]:
        cls = self._knowledge.kind_of(subject.iris[0])
        asks = bool(clause.properties or clause.operations) if subject.order else clause.asks()
        if not asks and subject.unsure and subject.conditions and (again := self._again(state, cls)):
            return (LookUp(anchors=subject.iris, wishes=again, unsure=True, conditions=subject.conditions),)
        stated = bool(clause.operations) and "state" in clause.markers
        wishes = self._operations.states(clause, cls) if stated else self._wishes.of(clause, cls)
        if not self._asker.customer and not self._knowledge.is_personal(subject.iris[0]):
            private = tuple(w for w in wishes if self._leads_to_persons(w))
            if private and "mine" in clause.markers:
                return (Problem(status=ReplyStatus.REFUSED),)
            wishes = tuple(w for w in wishes if w not in private)
        if self._subjects.goods_class(clause) and self._paths.fits(cls, ORDER):
            wishes = tuple(replace(w, groups=tuple(sorted(w.groups, key=lambda g: not g[0].path))) for w in wishes)
        wishes = self._filters.applied(clause, cls, wishes)
        if self._paths.fits(cls, SHOP_CLASS):
            wishes = tuple(w for w in wishes if not self._leads_to_goods(w))
        checks = tuple(v for v in clause.values if self._measures.fits(v.property, cls))
        wishes += tuple(self._value_wish(v.property, v.value) for v in checks if not wishes)
        if not wishes:
            wishes += self._quantity_wishes(clause, cls)
        parts = self._part_wishes(clause, cls)
        if not wishes and not parts and not asks and subject.said and self._is_bare(clause):
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
            if not asked and not (clause.rest and subject.said):
                return ()
            return (Search(anchors=subject.iris, words=asked, text=clause.text, rest=clause.rest),)
        return (
            LookUp(
                anchors=subject.iris,
                wishes=wishes + parts,
                unsure=subject.unsure,
                within=subject.within,
                check_values=checks,
                check_quantities=clause.quantities,
                words=words,
                text=without(clause.text, subject.words),
                conditions=subject.conditions if subject.unsure else (),
                before=state.properties if "follow" in clause.markers else (),
                tally=next((t for t in ("sum", "count") if t in clause.markers), ""),
                order=subject.order,
                vague=bool(clause.properties) and all(is_vague(m.text) for m in clause.properties),
            ),
        )

    def _leads_to_goods(self, wish: Wish) -> bool:
        """Whether it would tell values of goods as if they were the shop's."""
        return any(PRODUCT in self._ontology.superclasses(step.to) for t in wish.groups[0] for step in t.path)

    def _leads_to_persons(self, wish: Wish) -> bool:
        ends = [t.path[-1].to for t in wish.groups[0] if t.path]
        return bool(ends) and all(map(self._subjects.is_personal, ends))

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
            condition = self._measures.condition(quantity, cls)
            if condition and "polar" in clause.markers:
                wishes.append(self._value_wish(condition.property, self._ontology.label(condition.property)))
        return tuple(wishes)

    def _part_wishes(self, clause: Clause, cls: str) -> tuple[Wish, ...]:
        """Named parts (a gift, a fault by its symptom, a material) of the subject."""
        wishes: list[Wish] = []
        for iris in clause.individuals:
            by_class = {self._knowledge.kind_of(i): None for i in iris}
            for part_class in by_class:
                for path in self._paths.between(cls, part_class)[:1]:
                    only = tuple(i for i in iris if self._knowledge.kind_of(i) == part_class)
                    wishes.append(Wish(word=self._knowledge.label(iris[0]), groups=((Target(path=path, only=only),),)))
        return tuple(wishes)

    def _words(self, clause: Clause) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*clause.residue, *clause.class_words, *(m.text for m in clause.properties)]))

    def _without_subject(self, clause: Clause, state: SessionState) -> tuple[Task, ...]:
        if clause.individuals:
            visible = tuple(i for i in clause.individuals[0] if self._subjects.may_see(i))
            if visible and len(visible) <= 3:
                return (LookUp(anchors=visible, wishes=(_DESCRIBE,), words=self._words(clause)),)
        wanted = [d for m in clause.properties for i in m.of(Role.PROPERTY) for d in self._ontology.domains(i)]
        if any(self._paths.fits(c, PRODUCT) for c in wanted) and not clause.residue:
            return (self._which(clause),)
        words = self._words(clause)
        if words or clause.values or clause.quantities:
            texts = [v.value for v in clause.values]
            return (Search(anchors=(), words=tuple(dict.fromkeys([*words, *texts]))),)
        if wanted:
            return (self._which(clause),)
        if "list" in clause.markers and self._asker.shop:
            return (Select(cls=PRODUCT),)
        return ()

    def _which(self, clause: Clause) -> Problem:
        """The goods that somebody has bought, to choose one from."""
        bought = self._bought()
        return Problem(status=ReplyStatus.CLARIFY, choices=bought, properties=self._asked(clause, bought))

    def _bought(self) -> tuple[str, ...]:
        return self._knowledge.bought_by(self._asker.customer) if self._asker.customer else ()


def _is_apart(mention: Mention, text: str) -> bool:
    """Whether a mention of a property is a question of its own beside an operation: it asks, or a pause follows."""
    if mention.of(Role.OPERATION):
        return False
    return bool(set(mention.text) & _ASKING_LETTERS) or bool(_PAUSE.match(text, mention.end))
