"""The golden questions as values, and what is wrong with a reply to one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from reasoning.answer import Reply
from tests.golden.matching import found, shown

ECOM_BENCH = Path(__file__).parent / "ecom_bench.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One question with the facts that a right answer shows.

    The first status is the preferred one. Each element of `contains` is a choice: any one of its texts
    will do. `contains` counts when the reply has the preferred status; `excludes` always does.
    """

    ask: str
    statuses: tuple[str, ...]
    contains: tuple[tuple[str, ...], ...]
    excludes: tuple[str, ...]
    file: str

    def problems(self, reply: Reply) -> list[str]:
        """What is wrong with a reply, in words; none when it passes."""
        said = shown(reply.text, reply.rows)
        status = reply.status.value
        wrong = [] if status in self.statuses else [f"status {status} instead of {' or '.join(self.statuses)}"]
        if status == self.statuses[0]:
            wrong += [f"missing {' or '.join(c)}" for c in self.contains if not any(found(text, said) for text in c)]
        return wrong + [f"must not show {text}" for text in self.excludes if found(text, said)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One conversation of one customer (None: anonymous)."""

    id: str
    customer: str | None
    turns: tuple[Turn, ...]


def read_cases(path: Path = ECOM_BENCH) -> tuple[Case, ...]:
    """The conversations of a golden file, in its order."""
    return tuple(
        Case(id=case["id"], customer=case["customer"], turns=tuple(map(_turn, case["turns"])))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    )


def _turn(turn: dict[str, Any]) -> Turn:
    status = turn["status"]
    return Turn(
        ask=turn["ask"],
        statuses=tuple(status) if isinstance(status, list) else (status,),
        contains=tuple(tuple(c) if isinstance(c, list) else (c,) for c in turn["contains"]),
        excludes=tuple(turn.get("excludes", ())),
        file=turn["file"],
    )
