"""A document in the syntax that is asked for, with a list of what that syntax cannot say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ontology.canonical import canonical
from ontology.errors import InputError, OntologyError
from ontology.owl import Annotation, Axiom
from ontology.rdf.serial import serialise
from ontology.rdf.syntaxes import RdfSyntax
from ontology.rdf.triples import Triple
from ontology.reader import Document, read_text
from ontology.signature import Signature, declared_in, signature_of
from ontology.writing.blanks import with_stable_blanks
from ontology.writing.functional import PREFIXES, functional_text, note_text
from ontology.writing.graph import triples_of
from ontology.writing.manchester.document import manchester_text
from ontology.writing.obo.document import obo_text
from ontology.writing.xml import xml_text

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XML_FORMATS = ("owl", "owx")
_NAMELESS = re.compile(r"_:[^\s()<>\"]+|Anonymous\(id=(?:'[^']*'|\"[^\"]*\")\)")
_ELEMENT = re.compile(r"[^\W\d][\w.-]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The text, and how it differs from the document, in functional syntax.

    `lost` are the axioms that are not read back from it as they were, and those that the document means and that could
    not be read from it to begin with; `added` those that it says besides, such as the
    declaration of a term that the syntax cannot mention without.
    """

    text: str
    lost: tuple[str, ...]
    added: tuple[str, ...] = ()


_Writer = Callable[[Document, Signature], str]


def _alone(write: Callable[[Document], str]) -> _Writer:
    """A writer that needs to know nothing of what is imported."""
    return lambda document, _: write(document)


def _rdf(syntax: RdfSyntax) -> _Writer:
    def write(document: Document) -> str:
        triples = triples_of(document)
        if syntax is RdfSyntax.RDF_XML:
            _check_names(triples)
        prefixes = dict(PREFIXES) if document.nameless else {**PREFIXES, "": document.iri.rstrip("#/") + "#"}
        return serialise(triples, syntax, prefixes=prefixes)

    return _alone(write)


def _check_names(triples: list[Triple]) -> None:
    """RDF/XML writes a property as an element, so its IRI must end in what XML takes for a name."""
    for _, predicate, _ in triples:
        if not _ELEMENT.search(predicate):
            raise OntologyError(f"RDF/XML has no name for the property <{predicate}>")


def _check_characters(text: str) -> None:
    odd = _NOT_XML.search(text)
    if odd is not None:
        near = text[max(0, odd.start() - 40) : odd.start()].rpartition("\n")[2]
        raise OntologyError(f"XML has no character U+{ord(odd.group()):04X}, which follows «{near}»")


# Formats by the ending of the files they are kept in.
_WRITERS: dict[str, _Writer] = {
    "ofn": _alone(functional_text),
    "omn": lambda document, known: manchester_text(document, known=known),
    "owl": _rdf(RdfSyntax.RDF_XML),
    "owx": _alone(xml_text),
    "nt": _rdf(RdfSyntax.N_TRIPLES),
    "ttl": _rdf(RdfSyntax.TURTLE),
    "jsonld": _rdf(RdfSyntax.JSON_LD),
    "obo": _alone(obo_text),
}
FORMATS = tuple(_WRITERS)


def export(document: Document, format: str, *, imports: Sequence[Document] = ()) -> Exported:
    """Write a document; `format` is the ending of that format's files, `imports` is all that it imports.

    Raises InputError for an unknown format, OntologyError where the syntax has no way to write the document at all.
    """
    write = _WRITERS.get(format)
    if write is None:
        raise InputError(f"no format is called '{format}'; known are {', '.join(FORMATS)}")
    imported = signature_of(axiom for other in imports for axiom in other.axioms)
    try:
        text = write(with_stable_blanks(document), _known(document, imports))
        if format in _XML_FORMATS:
            _check_characters(text)
        back = read_text(text, file=f"{document.file}.{format}", imported=imported)
    except OntologyError as error:
        raise OntologyError(f"{document.file}: cannot be written as {format}: {error}; take another format") from error
    unread = (f"{one.text}, which could not be read: {one.reason}" for one in document.unread if one.kind)
    return Exported(text=text, lost=(*_lost(document, back), *unread), added=_added(document, back))


def _known(document: Document, imports: Iterable[Document]) -> Signature:
    """Terms that a reader of the document knows: the OWLAPI's of Manchester syntax looks no further than this."""
    named = set(document.imports)
    return declared_in(axiom for other in imports if named & {other.iri, other.version} for axiom in other.axioms)


def _lost(document: Document, back: Document) -> tuple[str, ...]:
    return (*_lost_axioms(document, back), *_unlike(document, back))


def _unlike(document: Document, back: Document) -> Iterator[str]:
    """What the header of a document says and that of the other does not."""
    if not (document.nameless or back.nameless) and (document.iri, document.version) != (back.iri, back.version):
        yield f"Ontology(<{document.iri}>" + (f" <{document.version}>)" if document.version else ")")
    yield from (f"Import(<{iri}>)" for iri in document.imports if iri not in back.imports)
    there = Counter(map(_note_key, back.annotations))
    for note in document.annotations:
        if not there[_note_key(note)]:
            yield note_text(note)
        there[_note_key(note)] -= 1


def _note_key(note: Annotation) -> str:
    said = _NAMELESS.sub("_:", note_text(replace(note, annotations=())))
    return f"{said} {sorted(map(_note_key, note.annotations))}"


def _lost_axioms(document: Document, back: Document) -> tuple[str, ...]:
    there = Counter(_key(axiom) for axiom in back.axioms)
    bare = {_key(_bare(axiom)) for axiom in back.axioms}
    lost: list[str] = []
    for axiom in document.axioms:
        key = _key(axiom)
        if there[key]:
            there[key] -= 1
        else:
            kept = bool(axiom.annotations) and _key(_bare(axiom)) in bare
            lost.append(f"the annotations of {axiom}" if kept else str(axiom))
    return tuple(lost)


def _added(document: Document, back: Document) -> tuple[str, ...]:
    """What was read back and is in the document neither so nor with other annotations."""
    meant = {_key(_bare(axiom)) for axiom in document.axioms}
    axioms = (str(axiom) for axiom in back.axioms if _key(_bare(axiom)) not in meant)
    return (*axioms, *_unlike(back, document))


def _bare(axiom: Axiom) -> Axiom:
    return replace(axiom, annotations=())


def _key(axiom: Axiom) -> str:
    same = canonical(axiom)
    return _NAMELESS.sub("_:", f"{same} {same.annotations!r}")
