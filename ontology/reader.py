"""OWL files in, whatever their syntax: one Document each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from ontology.canonical import distinct, order
from ontology.depth import check_depth
from ontology.errors import OntologyError
from ontology.general import OVERLAY_OF
from ontology.owl import Annotation, Axiom, Literal
from ontology.parsing.functional import read_functional
from ontology.parsing.manchester.reader import read_manchester
from ontology.parsing.obo.reader import read_obo
from ontology.parsing.owl_xml import read_owl_xml
from ontology.rdf.mapping import read_graph
from ontology.rdf.syntaxes import RdfSyntax
from ontology.rdf.triples import parse
from ontology.reading import Assumed, Reading, Unread
from ontology.signature import Signature
from ontology.source import MAX_BYTES, read_source
from ontology.syntax import Syntax, syntax_of
from ontology.xml_entities import without_entities

_RDF = {
    Syntax.RDF_XML: RdfSyntax.RDF_XML,
    Syntax.TURTLE: RdfSyntax.TURTLE,
    Syntax.N_TRIPLES: RdfSyntax.N_TRIPLES,
    Syntax.JSON_LD: RdfSyntax.JSON_LD,
}
_XML = (Syntax.RDF_XML, Syntax.OWL_XML)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One ontology file as read: its name, its ontology IRI, what it imports, its text and axioms in stable order.

    `annotations` are the ontology's own. `iri` is never empty: an ontology without a name gets one from its file's.
    `unread` is what became no axiom, `assumed` are the terms whose kind was inferred because nothing declares them.
    `names` are other names by which documents that were read with it import it, as a catalog allows.
    """

    file: str
    iri: str
    version: str
    imports: tuple[str, ...]
    text: str
    axioms: tuple[Axiom, ...]
    annotations: tuple[Annotation, ...] = ()
    unread: tuple[Unread, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    syntax: Syntax = Syntax.FUNCTIONAL
    names: tuple[str, ...] = ()

    @property
    def nameless(self) -> bool:
        """Whether the ontology has no IRI of its own."""
        return self.iri == _made_up(self.file)

    @property
    def shop(self) -> str:
        """The id of the shop whose overlay this is, by its annotation g:overlayOf; '' for everybody's."""
        told = (a.value for a in self.annotations if a.property == OVERLAY_OF)
        return next((value.text for value in told if isinstance(value, Literal)), "")

    def with_names(self, names: Iterable[str]) -> Document:
        """The document known by these names besides."""
        return replace(self, names=tuple(sorted({*self.names, *names} - {self.iri, self.version})))


def read_file(path: Path, *, imported: Signature | None = None) -> Document:
    """Read one OWL file; `imported` are the terms of the documents that it imports.

    Raises OntologyError when the file is missing, too large, in an encoding that it does not name, or not well
    formed; the message names the file and, where the parser knows it, the line and column.
    """
    return read_text(read_source(path), file=path.name, imported=imported)


def read_text(text: str, *, file: str, imported: Signature | None = None) -> Document:
    """Read an ontology from its text; `file` is the name that errors and sources show."""
    syntax = syntax_of(text, file)
    reading = _read(text.removeprefix("\ufeff"), syntax, file, imported)
    return Document(
        file=file,
        iri=reading.iri or _made_up(file),
        version=reading.version,
        imports=reading.imports,
        text=text,
        axioms=tuple(sorted(distinct(reading.axioms), key=order)),
        annotations=reading.annotations,
        unread=reading.unread,
        assumed=reading.assumed,
        syntax=syntax,
    )


def _read(text: str, syntax: Syntax, file: str, imported: Signature | None) -> Reading:
    if syntax in _XML:
        text = without_entities(text, file=file, limit=MAX_BYTES)
    if syntax is Syntax.FUNCTIONAL:
        return read_functional(text, file=file)
    if syntax is Syntax.OWL_XML:
        return read_owl_xml(text, file=file)
    if syntax is Syntax.MANCHESTER:
        return read_manchester(text, file=file, imported=imported)
    if syntax is Syntax.OBO:
        return read_obo(text, file=file)
    check_depth(text, syntax, file=file)
    triples = parse(text, _RDF[syntax], base=f"file:///{quote(file)}", file=file)
    # A key that nothing makes an IRI is no property, so that data of any kind would pass for annotations.
    if syntax is Syntax.JSON_LD and not any(":" in predicate for _, predicate, _ in triples):
        raise OntologyError(f"{file}: well-formed JSON, but no ontology in JSON-LD; check that it is the right file")
    # RDF/JSON is JSON too, and read as JSON-LD every triple of it would be an annotation.
    if syntax is Syntax.JSON_LD and '"@' not in text:
        raise OntologyError(f"{file}: JSON without a keyword of JSON-LD, such as @id; save it as JSON-LD or Turtle")
    return read_graph(triples, file=file, imported=imported)


def reads_types(document: Document) -> bool:
    """Whether the terms of imported documents change how this one is read, as where `p some X` may be of data."""
    return document.syntax in _RDF or document.syntax is Syntax.MANCHESTER


def _made_up(file: str) -> str:
    return f"urn:fengmi:file:{quote(file)}"
