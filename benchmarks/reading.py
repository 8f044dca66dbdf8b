"""What `fengmi ontology check` counts, and how long it takes, beside `robot measure` (the OWLAPI) of the same file.

    python -m benchmarks.reading [--runs N] [FILE..]    by default ../shared/data/ontologies and the packs; 3 runs each

Both run as commands, by turns, the start of Python and of the JVM included; the middle one of the runs counts, in
wall and CPU seconds. Imports that nobody has here are empty ontologies to ROBOT, which goes no further without them.
Exit code 1 when a count differs for which no reason stands here, or the three fates of axioms do not add up to it.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, TypeVar
from xml.sax.saxutils import quoteattr

from ontology.load import read_ontology, shipped_packs
from tools.maven import MavenError
from tools.robot import command

T = TypeVar("T")

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared" / "data" / "ontologies"

# How many axioms more than we the OWLAPI counts, and why.
REASONS: Mapping[str, tuple[int, str]] = {
    "Contracts.rdf": (
        4,
        "four cardinalities of properties that only its imports, which are not here, declare: the OWLAPI makes an "
        "error class of each and one more annotation of its number",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Seconds that one command took, the middle one of its runs."""

    wall: float
    cpu: float


def main() -> int:
    """Compare the files that the command line names; see the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    files = options.files or [*sorted(SHARED.iterdir()), *shipped_packs().values()]
    print(
        f"{'file':28}{'axioms':>8}{'OWLAPI':>8}{'wall':>7}{'OWLAPI':>8}{'ratio':>7}{'CPU':>7}{'OWLAPI':>8}{'ratio':>7}"
    )
    try:
        wrong = [fault for file in files for fault in compare(file, options.runs)]
    except MavenError as error:
        print(f"reading: {error}", file=sys.stderr)
        return 1
    for fault in wrong:
        print(fault, file=sys.stderr)
    return 1 if wrong else 0


def compare(file: Path, runs: int) -> list[str]:
    """Print one file's line; what is wrong with its counts."""
    with tempfile.TemporaryDirectory() as folder:
        catalog = _catalog(file, Path(folder))
        told: Mapping[str, Any] = {}
        counted = 0
        ours: list[Timed] = []
        theirs: list[Timed] = []
        for _ in range(runs):
            told, took = _timed(lambda: _checked(file))
            ours.append(took)
            counted, took = _timed(lambda: _measured(file, catalog, Path(folder) / "measured.tsv"))
            theirs.append(took)
    one, other = _middle(ours), _middle(theirs)
    total = int(told["total"])
    print(
        f"{file.name:28}{total:8}{counted:8}{one.wall:7.2f}{other.wall:8.2f}{one.wall / other.wall:7.2f}"
        f"{one.cpu:7.2f}{other.cpu:8.2f}{one.cpu / other.cpu:7.2f}"
    )
    more, reason = REASONS.get(file.name, (0, ""))
    if reason:
        print(f"    {counted - total} more: {reason}")
    parts = sum(int(told[fate]) for fate in ("used", "approximated", "ignored"))
    wrong = [] if counted - total == more else [f"{file.name}: {total} axioms, the OWLAPI has {counted}"]
    return wrong + ([] if parts == total else [f"{file.name}: {parts} of {total} axioms are accounted for"])


def _checked(file: Path) -> Mapping[str, Any]:
    """Our totals of one file."""
    check = [sys.executable, "-m", "api", "ontology", "check", "--json", str(file)]
    done = subprocess.run(check, cwd=HERE.parent, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{file.name}: {done.stderr.strip()}")
    found: Mapping[str, Any] = json.loads(done.stdout)
    (document,) = (d for d in found["documents"] if d["file"] == file.name)
    axioms: Mapping[str, Any] = document["axioms"]
    return axioms


def _measured(file: Path, catalog: Path, target: Path) -> int:
    """ROBOT's count of one file, imports apart."""
    options = ("--input", str(file), "--metrics", "essential", "--output", str(target))
    done = command("measure", "--catalog", str(catalog), *options)
    if done.returncode:
        raise SystemExit(f"{file.name}: robot measure fails: {done.stdout.strip()[-500:]}")
    rows = dict(line.split("\t")[:2] for line in target.read_text(encoding="utf-8").splitlines())
    return int(rows["axiom_count"])


def _catalog(file: Path, folder: Path) -> Path:
    """A catalog of all that the file imports: the packs where they are, and empty ontologies for what is missing."""
    loaded = read_ontology([file])
    places: dict[str, Path] = {}
    for number, fault in enumerate(loaded.missing):
        places[fault.iri] = folder / f"missing{number}.ofn"
        places[fault.iri].write_text(f"Ontology(<{fault.iri}>)", encoding="utf-8")
    known = {path.name: path for path in (*shipped_packs().values(), *file.resolve().parent.iterdir())}
    for document in loaded.ontology.documents:
        for iri in {document.iri, document.version} - {""}:
            places.setdefault(iri, known[document.file])
    entries = "".join(f"<uri name={quoteattr(iri)} uri={quoteattr(p.as_uri())}/>" for iri, p in places.items())
    catalog = folder / "catalog.xml"
    names = 'xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog" prefer="public"'
    catalog.write_text(f"<catalog {names}>{entries}</catalog>", encoding="utf-8")
    return catalog


def _timed(work: Callable[[], T]) -> tuple[T, Timed]:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = work()
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return done, Timed(wall=wall, cpu=after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _middle(runs: Sequence[Timed]) -> Timed:
    return Timed(wall=median(run.wall for run in runs), cpu=median(run.cpu for run in runs))


if __name__ == "__main__":
    sys.exit(main())
