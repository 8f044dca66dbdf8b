"""The whole line in one run: load rate, questions, completions and rulings a second.

    python -m benchmarks.line [--json] [--seconds 3]

Runs on the demo shop, and on ecom-bench where ../shared/data has it. Questions and prefixes are made
from the graph itself (each product with what can be asked of it), so that no data set is favoured. One
thread, one process, a fresh store on the temporary disk; times are wall-clock.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from api.engine import Engine
from api.plain import plain
from api.settings import Settings
from api.wiring import EXAMPLES, open_engine
from reasoning.assist import CompletionKind

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
_QUESTIONS = 400
_WARM = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """Calls of one job: how many, how many a second, and the times of one call in milliseconds."""

    calls: int
    per_second: float
    p50_ms: float
    p99_ms: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """One data set's figures; facts a second count asserted facts while loading, inferred ones while inferring."""

    dataset: str
    facts: int
    load_seconds: float
    facts_per_second: float
    inferred: int
    infer_seconds: float
    warm_seconds: float
    questions: Rate
    statuses: dict[str, int]
    completions: Rate
    rulings: Rate | None


def measure(calls: Iterator[Callable[[], object]], seconds: float) -> Rate:
    """Call until the time is up, or the calls run out, at least once."""
    times: list[float] = []
    start = time.perf_counter()
    for call in calls:
        before = time.perf_counter()
        call()
        times.append(time.perf_counter() - before)
        if time.perf_counter() - start >= seconds:
            break
    spent = time.perf_counter() - start
    return Rate(
        calls=len(times),
        per_second=round(len(times) / spent, 1),
        p50_ms=round(quantile(times, 0.5) * 1000, 3),
        p99_ms=round(quantile(times, 0.99) * 1000, 3),
    )


def quantile(times: Sequence[float], share: float) -> float:
    """The time that this share of the calls stays within."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def run(mapping: str, data: Path, seconds: float) -> Result:
    """Load a data set into a fresh store and measure each job on it."""
    with tempfile.TemporaryDirectory(prefix="fengmi-line-") as folder:
        engine = open_engine(Settings(store=f"embedded:{folder}/store"))
        try:
            return _measured(engine, mapping, data, seconds)
        finally:
            engine.close()


def _measured(engine: Engine, mapping: str, data: Path, seconds: float) -> Result:
    start = time.perf_counter()
    report = engine.ingest(mapping, data)
    loaded = time.perf_counter() - start
    inferring = loaded - report.records.seconds
    start = time.perf_counter()
    engine.warm()
    warm = time.perf_counter() - start
    asked = questions(engine)
    prefixes = [text[:end] for text in asked for end in range(1, len(text) + 1)]
    cases = [row[0] for row in engine.cypher("MATCH (c:Case) RETURN c.iri", limit=1_000).rows]
    statuses: Counter[str] = Counter()

    def ask(text: str) -> None:
        statuses[engine.ask(text).status.name] += 1

    for text in asked[:_WARM]:
        ask(text)
    statuses.clear()
    return Result(
        dataset=mapping,
        facts=report.records.facts,
        load_seconds=round(report.records.seconds, 2),
        facts_per_second=round(report.records.facts / report.records.seconds),
        inferred=report.inferred.facts if report.inferred else 0,
        infer_seconds=round(inferring, 2),
        warm_seconds=round(warm, 2),
        questions=measure((partial(ask, text) for text in cycle(asked)), seconds),
        statuses=dict(statuses),
        completions=measure((partial(engine.complete, text) for text in cycle(prefixes)), seconds),
        rulings=measure((partial(engine.judge, case) for case in cycle(cases)), seconds) if cases else None,
    )


def questions(engine: Engine) -> list[str]:
    """Questions that the graph can answer, as completion writes them: each product with what is known of it."""
    products = engine.cypher("MATCH (p:Product) RETURN p.label ORDER BY p.label", limit=1_000).rows
    made = (
        completion.text
        for (label,) in products
        for completion in engine.complete(label, first=20)
        if completion.kind is CompletionKind.QUESTION
    )
    return list(islice(made, _QUESTIONS))


def table(results: Sequence[Result]) -> str:
    """The figures for people."""
    lines = [f"{'dataset':<12}{'job':<14}{'rate':>18}{'p50 ms':>10}{'p99 ms':>10}   of"]
    for r in results:
        lines.append(
            f"{r.dataset:<12}{'load':<14}{f'{r.facts_per_second:,.0f} facts/s':>18}{'':>20}   {r.facts:,} facts"
        )
        lines.append(
            f"{'':<12}{'infer':<14}{f'{r.inferred / max(r.infer_seconds, 0.001):,.0f} facts/s':>18}{'':>20}   "
            f"{r.inferred:,} inferred in {r.infer_seconds} s"
        )
        for name, unit, rate in (
            ("ask", "questions/s", r.questions),
            ("complete", "completions/s", r.completions),
            ("judge", "rulings/s", r.rulings),
        ):
            if rate is not None:
                shown = f"{rate.per_second:,.0f} {unit}"
                lines.append(
                    f"{'':<12}{name:<14}{shown:>18}{rate.p50_ms:>10.2f}{rate.p99_ms:>10.2f}   {rate.calls:,} calls"
                )
        lines.append(f"{'':<12}replies: {', '.join(f'{k} {v}' for k, v in sorted(r.statuses.items()))}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run on every data set that is there and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.line", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")
    parser.add_argument("--seconds", type=float, default=3.0, help="for each job (default: 3)")
    options = parser.parse_args(arguments)
    sets = {"demo-shop": EXAMPLES / "demo-shop", "ecom-bench": SHARED / "ecom-bench"}
    results = [run(name, data, options.seconds) for name, data in sets.items() if data.is_dir()]
    sys.stdout.write((json.dumps(plain(results), ensure_ascii=False) if options.json else table(results)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
