"""Every ontology through every format that we write, read back by the OWLAPI and compared axiom by axiom.

    python -m benchmarks.roundtrip [FILE..]      by default ../shared/data/ontologies, the packs with their examples,
                                                 and whole.ofn and odd.ofn of this folder

Prints for each file and format the axioms, what is missing and what is extra, and the exceptions with their reasons;
exit code 1 when something differs for which no reason stands here. What differs likewise when the OWLAPI writes the
file itself is its own doing and counted apart. Written texts are also read back and written once more: the same bytes.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from ontology.errors import FengmiError
from ontology.load import PACKS, read_ontology
from ontology.reader import Document, read_text
from ontology.signature import signature_of
from ontology.writing.export import FORMATS, export
from tools.compare import Compared, Pair, compare
from tools.maven import MavenError

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared" / "data" / "ontologies"
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why what matches may differ: patterns for the file's name, the formats, and the text of the difference."""

    file: str
    formats: tuple[str, ...]
    text: str
    reason: str


REASONS = (
    Reason(
        file=r"Contracts\.rdf",
        formats=FORMATS,
        text=r"ualifiedCardinality|owlapi/error#Error|Object(Min|Exact)Cardinality",
        reason="four cardinalities of properties that only its imports, which are not here, declare: the OWLAPI "
        "makes an error class of each and an annotation of its number; we keep the restriction",
    ),
    Reason(
        file=r"gs1Voc\.ttl",
        formats=FORMATS,
        text=r"AnnotationAssertion\(rdfs:range .* \"xsd:string\"",
        reason="a text stands where a range must: the OWLAPI makes an annotation of it, we report it as unread",
    ),
    Reason(
        file=r"gs1Voc\.ttl",
        formats=("owl",),
        text=r"RDF/XML has no name for the property",
        reason="two properties end in a colon, for which XML has no name",
    ),
    Reason(
        file=r".*",
        formats=("owl",),
        text=r"rdf:XMLLiteral",
        reason="the OWLAPI takes the escapes of an XMLLiteral in RDF/XML for its text",
    ),
    Reason(
        file=r".*",
        formats=("omn",),
        text=r"^DLSafeRule|^DatatypeDefinition",
        reason="Manchester syntax has no place for what annotates a rule or a datatype's definition: they are written "
        "without, and named to who exports them",
    ),
    Reason(
        file=r".*",
        formats=("omn",),
        text=r"^Declaration",
        reason="the OWLAPI reads no name in Manchester syntax that the file or a direct import does not declare",
    ),
    Reason(
        file=r".*",
        formats=("omn",),
        text=r"NullPointerException.*\"imported\" is null",
        reason="the OWLAPI does not read Manchester syntax with an import that is not there",
    ),
    Reason(
        file=r".*",
        formats=("obo",),
        text=r"UnloadableImportException",
        reason="the OWLAPI does not read OBO with an import that is not there",
    ),
    Reason(
        file=r".*",
        formats=("obo",),
        text=r"^HEAD  .*(\"@[\w-]+|_:)",
        reason="OBO's header has no texts with a language and no nodes without a name: they stand with the axioms that "
        "it has no lines for, of which the OWLAPI takes nothing but axioms",
    ),
    Reason(
        file=r".*",
        formats=("obo",),
        text=r"^HEAD Optional",
        reason="OBO makes a version of the ontology's name, and calls an ontology TEMP that has none; ours stands with "
        "the axioms that it has no lines for",
    ),
    Reason(
        file=r"whole\.ofn",
        formats=("obo",),
        text=r"^AnnotationAssertion.*_:",
        reason="a node that the ontology's annotation names as well, which the OWLAPI does not take",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """One file in one format: what the OWLAPI found, and what of it or of writing again is a surprise.

    `unexplained` are the differences for which there is no reason; `reasons` says how many there are of each other.
    """

    file: str
    format: str
    compared: Compared
    unexplained: tuple[str, ...]
    reasons: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    file: Path
    format: str
    pair: Pair | None
    faults: tuple[str, ...]


def trips(files: Iterable[Path], formats: Sequence[str] = FORMATS) -> list[Trip]:
    """Take each file through each format; raises OntologyError for an unreadable file, MavenError without Java."""
    with tempfile.TemporaryDirectory(prefix="roundtrip-") as folder:
        written = [one for n, file in enumerate(files) for one in _written(file, formats, Path(folder) / str(n))]
        compared = iter(compare([one.pair for one in written if one.pair is not None]))
        return [_trip(one, next(compared) if one.pair is not None else Compared(axioms=-1)) for one in written]


def _written(file: Path, formats: Sequence[str], folder: Path) -> list[_Written]:
    """The file in each format, with what it imports beside it."""
    *imported, document = read_ontology([file]).ontology.documents
    folder.mkdir()
    imports: dict[str, Path | None] = dict.fromkeys(document.imports)
    for number, other in enumerate(imported):
        place = folder / f"import{number}-{other.file.removesuffix('.gz')}"
        place.write_text(other.text, encoding="utf-8", newline="")
        imports |= dict.fromkeys((other.iri, *filter(None, [other.version])), place)
    found: list[_Written] = []
    for format in formats:
        place = folder / f"{file.name}.{format}"
        try:
            faults = _write(document, format, imported, place)
        except FengmiError as error:
            found.append(_Written(file=file, format=format, pair=None, faults=(str(error),)))
            continue
        pair = Pair(first=file.resolve(), second=place, imports=imports)
        found.append(_Written(file=file, format=format, pair=pair, faults=faults))
    return found


def _write(document: Document, format: str, imports: Sequence[Document], place: Path) -> tuple[str, ...]:
    """Write the document; the first line that is another when what was written is read and written again."""
    exported = export(document, format, imports=imports)
    place.write_text(exported.text, encoding="utf-8", newline="")
    imported = signature_of(axiom for other in imports for axiom in other.axioms)
    back = read_text(exported.text, file=place.name, imported=imported)
    again = export(back, format, imports=imports).text.split("\n")
    for number, (before, after) in enumerate(zip_longest(exported.text.split("\n"), again), start=1):
        if before != after:
            return (f"written again, line {number} is no longer: {before}",)
    return ()


def _trip(one: _Written, compared: Compared) -> Trip:
    counts: Counter[str] = Counter()
    unexplained: list[str] = []
    for text in (*compared.missing, *compared.extra, *one.faults, *filter(None, [compared.error])):
        reason = _reason(one.file.name, one.format, text)
        if reason:
            counts[reason] += 1
        else:
            unexplained.append(text)
    if compared.own:
        counts["the OWLAPI itself, writing this file in this syntax, reads it back so"] = len(compared.own)
    return Trip(
        file=one.file.name,
        format=one.format,
        compared=compared,
        unexplained=tuple(unexplained),
        reasons=tuple(counts.items()),
    )


def _reason(file: str, format: str, text: str) -> str:
    for one in REASONS:
        if format in one.formats and re.fullmatch(one.file, file) and re.search(one.text, text):
            return one.reason
    return ""


def _line(trip: Trip) -> str:
    found = trip.compared
    counts = (
        f"{found.axioms:7} {len(found.missing):8} {len(found.extra):6}" if found.axioms >= 0 else f"{'-':>7}{'':16}"
    )
    notes = [f"\n    {count} x {reason}" for reason, count in trip.reasons]
    notes += [f"\n    SURPRISE: {text[:300]}" for text in trip.unexplained[:_SHOWN]]
    return f"{trip.file:32} {trip.format:5} {counts}{''.join(notes)}"


def main() -> int:
    """Print every trip."""
    shared = sorted(SHARED.iterdir()) if SHARED.is_dir() else []
    files = [Path(name) for name in sys.argv[1:]] or [
        *shared,
        *sorted(PACKS.glob("*.ofn")),
        *(HERE / name for name in ("whole.ofn", "odd.ofn")),
    ]
    try:
        found = trips(files)
    except (FengmiError, MavenError) as error:
        print(f"roundtrip: {error}", file=sys.stderr)
        return 1
    print(f"{'file':32} {'as':5} {'axioms':>7} {'missing':>8} {'extra':>6}")
    print("\n".join(map(_line, found)))
    surprises = sum(bool(trip.unexplained) for trip in found)
    print(f"{len(found)} trips of {len(files)} files, {surprises} with a difference that has no reason")
    return 1 if surprises else 0


if __name__ == "__main__":
    sys.exit(main())
