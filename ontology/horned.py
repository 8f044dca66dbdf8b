"""The gate to py-horned-owl: OBO read as axioms.

Every component of the document becomes exactly one `Axiom` (or a part of its header), so that nothing is dropped in
silence.
"""

from __future__ import annotations

import re
from typing import Any
from typing import Literal as OneOf

import pyhornedowl
import pyhornedowl.model as model

from ontology.depth import check_depth
from ontology.errors import OntologyError
from ontology.owl import XSD, Annotation, Anonymous, Axiom, Expression, Iri, Literal, Node, Variable, typed_literal
from ontology.reading import Reading
from ontology.syntax import Syntax

_SYNTAXES: dict[Syntax, OneOf["obo"]] = {
    Syntax.OBO: "obo",
}

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


def read_horned(text: str, syntax: Syntax, *, file: str) -> Reading:
    """Read a document of its syntax.

    Raises OntologyError with line and column where the parser knows them, and for expressions nested too deep.
    """
    check_depth(text, syntax, file=file)
    try:
        parsed = pyhornedowl.open_ontology_from_string(text, _SYNTAXES[syntax])
    except ValueError as error:
        raise OntologyError(f"{file}: {_explain(str(error))}") from error
    notes: list[Annotation] = []
    imports: list[str] = []
    axioms: list[Axiom] = []
    for component in parsed.get_components():
        name = type(component.component).__name__
        if name == "OntologyAnnotation":
            notes.append(_annotation(_body(component).first))
        elif name == "Import":
            imports.append(str(_body(component).first))
        elif name not in _HEADER:
            axioms.append(_axiom(component, file))
    return Reading(
        iri=str(parsed.get_iri() or ""),
        version=str(parsed.get_version_iri() or ""),
        imports=tuple(sorted(imports)),
        annotations=tuple(sorted(notes, key=str)),
        axioms=tuple(axioms),
    )


def _body(component: model.AnnotatedComponent) -> Any:
    return component.component


_HEADER = {"OntologyID", "DocIRI"}


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
    elif name == "HasKey":
        args = (_node(body.ce), *_key(body.vpe))
    else:
        args = _args(body)
    annotations = tuple(sorted((_annotation(a) for a in component.ann), key=str))
    return Axiom(kind=_RENAMED.get(name, name), args=args, annotations=annotations, file=file)


def _annotation(ann: model.Annotation) -> Annotation:
    value = _node(ann.av)
    if not isinstance(value, Iri | Literal | Anonymous):
        raise OntologyError(f"annotation {ann.ap}: a value of type {type(ann.av).__name__} is not OWL 2")
    nested = tuple(sorted((_annotation(inner) for inner in ann.ann or ()), key=str))
    return Annotation(property=str(ann.ap.first), value=value, annotations=nested)


def _key(properties: Any) -> tuple[Node, Node]:
    data = tuple(_node(p) for p in properties if isinstance(p, model.DataProperty))
    things = tuple(_node(p) for p in properties if not isinstance(p, model.DataProperty))
    return Expression("ObjectProperties", things), Expression("DataProperties", data)


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
        return typed_literal(value.literal, str(value.datatype_iri))
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
