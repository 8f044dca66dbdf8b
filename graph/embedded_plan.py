"""ArcadeDB's EXPLAIN as a Plan: it comes as one text that names every step."""

from __future__ import annotations

import re

from graph.plan import PROCEDURE_CALLS, Operator, Plan

# The shape that only the engine writes; a query's own text may hold `{name: ...}` but can only add steps.
_STEP = re.compile(r"\{name: (?P<name>[\w$]+), type: (?P=name), targetNode: ")


def plan_of(text: str) -> Plan:
    """The steps of an `executionPlan` text, those of a UNION's queries included; none for what is no query.

    Only a call's details are kept, which name the procedure: elsewhere the engine writes names without their
    quotes, so that a label could look like a clause. It shows sub-queries by no step; their words are judged.
    """
    found = list(_STEP.finditer(text))
    ends = [*(step.start() for step in found), len(text)][1:]
    return Plan(
        roots=tuple(
            Operator(name=step["name"], details=_details(step["name"], text[step.end() : end]))
            for step, end in zip(found, ends, strict=True)
        )
    )


def _details(name: str, text: str) -> str:
    return text.partition("description: ")[2] if name in PROCEDURE_CALLS else ""
