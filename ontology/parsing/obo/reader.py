"""A whole OBO document."""

from __future__ import annotations

from typing import Final

from ontology.errors import OntologyError
from ontology.owl import Annotation
from ontology.parsing.functional import read_functional
from ontology.parsing.obo.axioms import Saying
from ontology.parsing.obo.clauses import Clause, Frame, frames_of
from ontology.parsing.obo.ids import OBO, Ids
from ontology.reading import Reading, Unread

NAMELESS: Final = "TEMP"
"""What an ontology is called that has no name."""

DIRECTIVES: Final = frozenset(("ontology", "data-version", "import", "idspace", "owl-axioms"))
"""Header tags that tell how to read the rest and are no annotations of the ontology."""


def read_obo(text: str, *, file: str) -> Reading:
    """Read a document; lines that OWL has no place for are told as unread.

    Raises OntologyError with line and column, what stands there and what was expected.
    """
    header, *frames = frames_of(text, file=file)
    typedefs = [frame for frame in frames if frame.kind == "Typedef"]
    name = next(iter(header.values("ontology")), NAMELESS)
    saying = Saying(Ids(name, header, typedefs), typedefs, file=file)
    notes = [saying.header(clause) for clause in header.clauses if clause.tag not in DIRECTIVES]
    spaces = header.values("default-namespace")
    for frame in frames:
        if frame.kind not in ("Term", "Typedef"):
            saying.unread.append(_unread(frame))
            continue
        if not frame.clauses or frame.clauses[0].tag != "id":
            line = frame.clauses[0].line if frame.clauses else frame.line
            raise OntologyError(f"{file}: line {line}: a [{frame.kind}] begins with its id; write «id: …» first")
        if spaces and not frame.values("namespace"):
            frame.clauses.append(_namespace(spaces[0], frame))
        say = saying.term if frame.kind == "Term" else saying.typedef
        say(frame, frame.clauses[0].values[0])
    others = [read_functional(text, file=file) for text in header.values("owl-axioms")]
    for other in others:
        saying.axioms += other.axioms
        notes += other.annotations
    return Reading(
        iri=name if ":" in name else OBO + (name if name == NAMELESS else f"{name}.owl"),
        version=_version(name, header.values("data-version"), others),
        imports=tuple(sorted({*header.values("import"), *(iri for other in others for iri in other.imports)})),
        annotations=tuple(sorted((note for note in notes if isinstance(note, Annotation)), key=str)),
        axioms=tuple(saying.axioms),
        unread=tuple(saying.unread),
    )


def _version(name: str, versions: list[str], others: list[Reading]) -> str:
    """The version's IRI: OBO makes it of name and number; one of another form is told with the axioms."""
    if versions and name != NAMELESS:
        return f"{OBO}{name}/{versions[0]}/{name}.owl"
    return next((other.version for other in others if other.version), "")


def _namespace(space: str, frame: Frame) -> Clause:
    """The document's namespace, which each frame is in that names none."""
    return Clause(tag="namespace", values=(space,), line=frame.line, text=f"namespace: {space}")


def _unread(frame: Frame) -> Unread:
    named = ", ".join(frame.values("id")[:1])
    lines = f"line {frame.line}: [{frame.kind}] {named} with {len(frame.clauses)} clauses"
    return Unread(text=lines, reason="OBO's mapping to OWL knows the frames [Term] and [Typedef] only")
