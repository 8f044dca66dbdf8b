"""OWL files in: the one place that knows py-horned-owl.

Only functional syntax, Manchester, OWL/XML and OBO go through this reader; every component of the
file becomes exactly one `Axiom` (or the document's header), so that nothing is dropped in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from typing import Literal as OneOf

import pyhornedowl
import pyhornedowl.model as model

from ontology.errors import OntologyError
from ontology.general import OVERLAY_OF
from ontology.owl import XSD, Annotation, Anonymous, Axiom, Expression, Iri, Literal, Node, Variable

MAX_BYTES = 64 * 1024 * 1024

_SYNTAX: dict[str, OneOf["ofn", "omn", "owx", "obo"]] = {".ofn": "ofn", ".omn": "omn", ".owx": "owx", ".obo": "obo"}

_RENAMED = {
    "Rule": "DLSafeRule",
    "DeclareClass": "Declaration",
    "DeclareObjectProperty": "Declaration",
    "DeclareDataProperty": "Declaration",
    "DeclareAnnotationProperty": "Declaration",
    "DeclareDatatype": "Declaration",
    "DeclareNamedIndividual": "Declaration",
    "InverseObjectProperty": "ObjectInverseOf",
}

_KEYWORDS = {"from": "source", "to": "target"}

_NAMES = (
    model.Class,
    model.ObjectProperty,
    model.DataProperty,
    model.AnnotationProperty,
    model.NamedIndividual,
    model.Datatype,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One ontology file as read: its name, its ontology IRI, what it imports, its text and axioms in stable order.

    `annotations` are the ontology's own.
    """

    file: str
    iri: str
    version: str
    imports: tuple[str, ...]
    text: str
    axioms: tuple[Axiom, ...]
    annotations: tuple[Annotation, ...] = ()

    @property
    def shop(self) -> str:
        """The id of the shop whose overlay this is, by its annotation g:overlayOf; '' for everybody's."""
        told = (a.value for a in self.annotations if a.property == OVERLAY_OF)
        return next((value.text for value in told if isinstance(value, Literal)), "")


def read_file(path: Path) -> Document:
    """Read one OWL file.

    Raises OntologyError when the file is missing, too large, not UTF-8, or not well formed; the
    message names the file and, where the parser knows it, the line and column.
    """
    if path.suffix.lower() not in _SYNTAX:
        known = ", ".join(_SYNTAX)
        raise OntologyError(f"{path.name}: cannot tell the syntax from '{path.suffix}'; use one of {known}")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise OntologyError(f"{path.name}: larger than {MAX_BYTES} bytes; split the ontology into imported files")
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise OntologyError(f"{path}: no such file; check the path") from error
    except UnicodeDecodeError as error:
        raise OntologyError(
            f"{path.name}: not UTF-8 (byte {error.start}: {error.object[error.start]:#04x}); save it as UTF-8"
        ) from error
    except OSError as error:
        raise OntologyError(f"{path}: {error.strerror}; check the path and its permissions") from error
    return read_text(text, file=path.name)


def read_text(text: str, *, file: str) -> Document:
    """Read an ontology from its text; `file` is the name that errors and sources show, and tells the syntax."""
    syntax = _SYNTAX.get(Path(file).suffix.lower(), "ofn")
    try:
        parsed = pyhornedowl.open_ontology_from_string(text, syntax)
    except ValueError as error:
        raise OntologyError(f"{file}: {_explain(str(error))}") from error
    components = parsed.get_components()
    axioms = [_axiom(component, file) for component in components]
    kept = [a for a in axioms if a.kind not in _HEADER]
    imports = [str(a.args[0]).strip("<>") for a in axioms if a.kind == "Import"]
    iri = str(parsed.get_iri() or "")
    if not iri:
        raise OntologyError(f"{file}: the ontology has no IRI; write Ontology(<https://...> ...)")
    return Document(
        file=file,
        iri=iri,
        version=str(parsed.get_version_iri() or ""),
        imports=tuple(sorted(imports)),
        text=text,
        axioms=tuple(sorted(kept, key=lambda a: (a.kind, str(a)))),
        annotations=tuple(sorted((_annotation(c.component.first) for c in components if _is_note(c)), key=str)),
    )


def _is_note(component: model.AnnotatedComponent) -> bool:
    return type(component.component).__name__ == "OntologyAnnotation"


_HEADER = {"OntologyID", "DocIRI", "Import", "OntologyAnnotation"}


def _explain(message: str) -> str:
    """Turn the parser's debug text into line, column, what stands there and what to do."""
    position = re.search(r"line_col: (?:Pos|Span)\(\(+(\d+), (\d+)\)", message)
    line = re.search(r'line: "(.*?)(?<!\\)"', message)
    expected = re.search(r"positives: \[(.*?)\]", message)
    if not position:
        return f"not a well-formed ontology: {message[:200]}; open it in Protégé to repair it"
    wanted = f"; expected {expected.group(1)}" if expected and expected.group(1) else ""
    shown = f" at «{line.group(1)[:80]}»" if line else ""
    return f"line {position.group(1)}, column {position.group(2)}: not well-formed{shown}{wanted}; repair that line"


def _axiom(component: model.AnnotatedComponent, file: str) -> Axiom:
    body: Any = component.component
    name = type(body).__name__
    if name == "AnnotationAssertion":
        note = _annotation(body.ann)
        args: tuple[Node, ...] = (_node(body.subject), Iri(note.property), note.value)
    elif name.startswith("Declare"):
        args = (Expression(name.removeprefix("Declare"), (_node(body.first),)),)
    elif name == "Rule":
        args = (Expression("Body", _nodes(body.body)), Expression("Head", _nodes(body.head)))
    elif name in _HEADER:
        args = (_node(body.first),) if name == "Import" else ()
    else:
        args = _args(body)
    annotations = tuple(sorted((_annotation(a) for a in component.ann), key=str))
    return Axiom(kind=_RENAMED.get(name, name), args=args, annotations=annotations, file=file)


def _annotation(ann: model.Annotation) -> Annotation:
    value = _node(ann.av)
    if not isinstance(value, Iri | Literal | Anonymous):
        raise OntologyError(f"annotation {ann.ap}: a value of type {type(ann.av).__name__} is not OWL 2")
    return Annotation(property=str(ann.ap.first), value=value)


def _args(body: Any) -> tuple[Node, ...]:
    args: list[Node] = []
    for field in type(body).__match_args__:
        # The binding renames Python keywords: `from` becomes `source`, `to` becomes `target`.
        value = getattr(body, _KEYWORDS.get(field, field))
        if isinstance(value, list | tuple | set) and field == "sub":
            args.append(Expression("ObjectPropertyChain", _nodes(value)))
        elif isinstance(value, list | tuple | set):
            args.extend(_nodes(value))
        else:
            args.append(_node(value))
    return tuple(args)


def _nodes(values: Any) -> tuple[Node, ...]:
    return tuple(_node(value) for value in values)


def _node(value: Any) -> Node:
    if isinstance(value, int):
        return value
    if isinstance(value, _NAMES):
        return Iri(str(value.first))
    if isinstance(value, model.SimpleLiteral):
        return Literal(value.literal)
    if isinstance(value, model.LanguageLiteral):
        return Literal(value.literal, XSD + "string", value.lang.lower())
    if isinstance(value, model.DatatypeLiteral):
        return Literal(value.literal, str(value.datatype_iri))
    if isinstance(value, model.Variable):
        return Variable(str(value.first))
    if isinstance(value, model.AnonymousIndividual):
        return Anonymous(str(value.first).removeprefix("_:"))
    if isinstance(value, model.IRI):
        return Iri(str(value))
    name = type(value).__name__
    if name == "Facet":
        return Literal(str(value).removeprefix("Facet."))
    return Expression(_RENAMED.get(name, name), _args(value))
