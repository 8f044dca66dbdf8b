"""Choosing members by conditions that people state loosely."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from reasoning.answer.phrase import plain_number
from reasoning.answer.plan import Condition, Select
from reasoning.answer.run import Runner


def relaxed(runner: Runner, task: Select) -> tuple[str, ...]:
    """Members that meet the conditions; else, of numbers alone, those that have the number in their title.

    Members that were named (`among`) stay when no condition fits any of them.
    """
    found = runner.select(task)
    if found or not task.conditions:
        return found
    numeric = tuple(c for c in task.conditions if isinstance(c.value, Decimal))
    if task.among:
        for condition in numeric:
            if some := runner.select(replace(task, conditions=(condition,))):
                return some
    if len(numeric) < len(task.conditions):
        return task.among or ()
    equal = [c for c in numeric if c.operator == "=" and not c.negated]
    exact = [plain_number(c.value) for c in equal if isinstance(c.value, Decimal)]
    if not exact:
        return task.among or ()
    titled = tuple(Condition(property="", operator="=", value=number) for number in exact)
    return runner.select(replace(task, conditions=titled)) or task.among or ()
