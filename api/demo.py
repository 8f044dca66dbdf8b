"""The tour of `fengmi demo`: one of each job on a shipped shop, chosen by a data file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from api.check import OntologyCounts, count_ontology
from api.engine import Engine, LoadReport
from api.instants import read_instant
from ingest.sync import Progress
from ontology.errors import InputError, MappingError
from reasoning.answer.reply import Reply
from reasoning.assist import Completion
from reasoning.dispute import Ruling


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One question of the tour and its reply."""

    question: str
    customer: str | None
    reply: Reply


@dataclass(frozen=True, kw_only=True, slots=True)
class Tour:
    """Everything that the demo shows."""

    ontology: OntologyCounts
    documents: tuple[str, ...]
    load: LoadReport
    asked: tuple[Asked, ...]
    typed: str
    completions: tuple[Completion, ...]
    rulings: tuple[Ruling, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Script:
    """What the tour shows: a mapping, questions of one conversation by (text, customer), a prefix, and cases.

    Everything is asked as of one instant, so that the tour is the same on any day.
    """

    mapping: str
    shop: str
    as_of: datetime
    questions: tuple[tuple[str, str | None], ...]
    complete: str
    cases: tuple[str, ...]


def read_script(path: Path) -> Script:
    """Read a tour's data file. Raises MappingError when it is missing or a part of it is."""
    try:
        read: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Script(
            mapping=str(read["mapping"]),
            shop=str(read["shop"]),
            as_of=read_instant(str(read["as_of"])),
            questions=tuple((str(q["ask"]), q.get("customer")) for q in read["questions"]),
            complete=str(read["complete"]),
            cases=tuple(map(str, read["cases"])),
        )
    except OSError as error:
        raise MappingError(f"{path}: {error.strerror}; the demo needs the examples folder of the repository") from error
    except (yaml.YAMLError, InputError, KeyError, TypeError, AttributeError) as error:
        raise MappingError(f"{path}: not a demo script ({error}); see examples/demo-shop/demo.yaml") from error


def run_tour(engine: Engine, folder: Path, progress: Progress | None = None) -> Tour:
    """Load the shop in `folder` and do what its demo.yaml says. The questions are one new conversation."""
    script = read_script(folder / "demo.yaml")
    load = engine.ingest(script.mapping, folder, progress=progress)
    asked: list[Asked] = []
    session = None
    for text, customer in script.questions:
        reply = engine.ask(text, shop=script.shop, customer=customer, session=session, as_of=script.as_of)
        session = reply.session
        asked.append(Asked(question=text, customer=customer, reply=reply))
    return Tour(
        ontology=count_ontology(engine.ontology),
        documents=tuple(document.file for document in engine.ontology.documents),
        load=load,
        asked=tuple(asked),
        typed=script.complete,
        completions=engine.complete(script.complete, shop=script.shop),
        rulings=tuple(engine.judge(case, script.as_of) for case in script.cases),
    )
