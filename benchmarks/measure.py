"""One engine's run in a process of its own."""

from __future__ import annotations

import json
import resource
from dataclasses import asdict, dataclass, field

from ontology.owl import RDF_TYPE


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """What an engine did: facts beyond the given ones, and seconds (wall and CPU) to load and to reason."""

    name: str
    inferred: int
    load: float
    reason: float
    load_cpu: float
    reason_cpu: float
    facts: frozenset[tuple[str, str, str]] = field(default=frozenset(), repr=False)


def peak_memory() -> int:
    """This process's largest resident size so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def printed(run: Run, predicates: frozenset[str]) -> str:
    """A run as JSON, with this process's peak memory and of its facts those of some classes and properties.

    Values are shown without the quotation marks that some engines keep and others do not.
    """
    common = sorted(
        (subject, property, end.strip('"'))
        for subject, property, end in run.facts
        if (end if property == RDF_TYPE else property) in predicates
    )
    return json.dumps({**asdict(run), "facts": common, "memory": peak_memory()})
