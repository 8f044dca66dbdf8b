"""What a clause asks about operations: whether one is permitted, what it may be done with, whether it was done."""

from __future__ import annotations

from collections.abc import Sequence

from ontology.general import OPTIONS_IN, ORDER, RECORDED_IN
from reasoning.answer.clause import Clause
from reasoning.answer.knowledge import Knowledge
from reasoning.answer.paths import Step
from reasoning.answer.plan import LookUp, Permit, Target, Wish
from reasoning.answer.run import Asker
from reasoning.answer.session import SessionState
from reasoning.answer.subject import Subject
from reasoning.answer.wishes import Wishes


class Operations:
    """Plans what clauses ask about operations, for one asker."""

    def __init__(self, knowledge: Knowledge, asker: Asker, wishes: Wishes) -> None:
        self._knowledge = knowledge
        self._ontology = knowledge.ontology
        self._asker = asker
        self._wishes = wishes

    def asked(self, clause: Clause, subject: Subject) -> str:
        """The operation whose permission a clause asks for; '' when it asks for something else."""
        if not clause.operations:
            return ""
        if subject.cls and not subject.iris and self._wishes.of(clause, subject.cls, most_cost=1.0):
            return ""
        if subject.iris:
            cls = self._knowledge.kind_of(subject.iris[0])
            if "state" in clause.markers and self.states(clause, cls):
                return ""
            orderly = self._knowledge.is_personal(subject.iris[0])
            if not orderly and self._wishes.of(clause, cls, most_cost=1.0):
                return ""
        return clause.operations[0]

    def options(self, clause: Clause, subject: Subject) -> LookUp | None:
        """What an operation may be done with, when which one is asked or another name stands beside the goods."""
        chosen = clause.markers & {"list", "one"} or clause.similar or clause.unknown or len(clause.anchors) > 1
        cls = self._knowledge.kind_of(subject.iris[0])
        if not chosen or self._knowledge.is_personal(subject.iris[0]):
            return None
        for operation in clause.operations:
            property = self._ontology.annotation(operation, OPTIONS_IN)
            cost, targets = self._wishes.targets(property, cls) if property else (0.0, [])
            if targets and cost < 1:
                named = tuple(i for anchor in clause.anchors[1:] for i in anchor.iris)
                ends = [Step(property=property, forward=True, to=r) for r in self._ontology.ranges(property)]
                asked = tuple(Target(path=(end,), only=named) for end in ends if named)
                groups = (asked, tuple(targets)) if asked else (tuple(targets),)
                wish = Wish(word=self._ontology.label(property), groups=groups)
                anchors = clause.anchors[0].iris if named else subject.iris
                text = without(clause.text, subject.words)
                return LookUp(anchors=anchors, wishes=(wish,), unsure=subject.unsure and not named, text=text)
        return None

    def states(self, clause: Clause, cls: str) -> tuple[Wish, ...]:
        """What records the operations of a clause, or a property that the same words name."""
        recorded = []
        for operation in clause.operations:
            property = self._ontology.annotation(operation, RECORDED_IN)
            cost, targets = self._wishes.targets(property, cls) if property else (0.0, [])
            if targets and cost < 3:
                recorded.append(Wish(word=self._ontology.label(property), groups=(tuple(targets),)))
        return tuple(recorded) or self._wishes.of(clause, cls, most_cost=2.0)

    def permit(self, operation: str, subject: Subject, state: SessionState) -> Permit:
        """May it be done: with the orders spoken of, else with those of the asker that hold the goods."""
        orders = tuple(i for i in subject.iris if self._knowledge.is_a(i, ORDER))
        if not orders and not subject.said:
            orders = tuple(i for i in state.focus if self._knowledge.is_a(i, ORDER))
        if not orders and self._asker.customer:
            orders = self._knowledge.orders_of(self._asker.customer, subject.iris)
        return Permit(orders=orders, operation=operation)


def without(text: str, names: Sequence[str]) -> str:
    """A clause's text without the names of its subject, which speak of nothing else."""
    for name in names:
        text = text.replace(name, " ")
    return text.strip()
