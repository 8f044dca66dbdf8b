"""OWL/XML, parsed element by element as https://www.w3.org/TR/owl2-xml-serialization/ lays it down.

What the format does not know is an error where it may change what is said, and ends in the report where it cannot.
"""

from __future__ import annotations

from urllib.parse import quote
from xml.parsers import expat

from ontology.depth import MAX_DEPTH
from ontology.errors import OntologyError
from ontology.owl import OWL, Annotation, Anonymous, Axiom, Expression, Iri, Literal
from ontology.parsing.shape import AXIOMS, OLD_NAMES, near
from ontology.parsing.xml_element import ATTRIBUTES, ELEMENTS, FITTING, HARMLESS, HOLDING, TEXTS, XML, Element
from ontology.parsing.xml_names import XmlNames
from ontology.parsing.xml_value import part
from ontology.reading import Reading, Unread

MAX_LEFT = 100_000
"""How many attributes and texts that OWL/XML does not know a document may have."""

# Drafts of OWL 2 had namespaces of their own, and files without any are about.
_NAMESPACES = (
    OWL,
    *(f"http://www.w3.org/{draft}#" for draft in ("ns/owl2-xml", "2006/12/owl2-xml", "2006/12/owl11-xml")),
    "",
)


def read_owl_xml(text: str, *, file: str) -> Reading:
    """Read a document in OWL/XML, its entities being replaced. Raises OntologyError with line and column."""
    builder = _Builder(file)
    try:
        builder.parser.Parse(text.encode("utf-8"), True)
    except expat.ExpatError as error:
        spot = f"line {error.lineno}, column {error.offset + 1}"
        said = expat.errors.messages[error.code]
        if said == expat.errors.XML_ERROR_UNDEFINED_ENTITY:
            advice = "; declare it in a DOCTYPE or write its text out"
        else:
            advice = f"{builder.still_open()}; repair it there"
        raise OntologyError(f"{file}: {spot}: not well-formed XML: {said}{advice}") from error
    return builder.reading()


class _Builder:
    """What is called for each start, end and text, and gathers the document."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._names = XmlNames()
        self._kinds: dict[str, str] = {}
        self._namespace = ""
        self._open: list[Element] = []
        self._iri = self._version = ""
        self._imports: set[str] = set()
        self._notes: list[Annotation] = []
        self._axioms: list[Axiom] = []
        self._unread: list[Unread] = []
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._doctype

    def reading(self) -> Reading:
        """The document, when all of it was read."""
        return Reading(
            iri=self._iri,
            version=self._version,
            imports=tuple(sorted(self._imports)),
            annotations=tuple(sorted(self._notes, key=str)),
            axioms=tuple(self._axioms),
            unread=tuple(self._unread),
        )

    def still_open(self) -> str:
        """The element that is being read, for an error of the XML parser's."""
        if not self._open:
            return ""
        return f"; <{self._open[-1].kind}> of line {self._open[-1].line} is still open"

    def _doctype(self, *_: object) -> None:
        """Entities were written out before, and the DOCTYPE with them; what is left of it nobody has understood."""
        spot = f"line {self.parser.CurrentLineNumber}, column {self.parser.CurrentColumnNumber + 1}"
        raise OntologyError(f"{self._file}: {spot}: a DOCTYPE that is not well-formed; write its entities out")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        around = self._open[-1] if self._open else None
        element = Element(
            file=self._file,
            kind=self._kinds.get(tag, tag),
            attributes=attributes,
            line=self.parser.CurrentLineNumber,
            column=self.parser.CurrentColumnNumber + 1,
            base=around.base if around else f"file:///{quote(self._file)}",
        )
        if tag not in self._kinds:
            element.kind = self._kinds[tag] = self._known(tag, element)
        if len(self._open) >= MAX_DEPTH:
            element.fail(f"expressions are nested more than {MAX_DEPTH} deep; name some of them")
        if attributes:
            self._look_at(element)
        self._open.append(element)
        if element.kind == "Ontology":
            if around is not None:
                element.fail("an <Ontology> inside another; keep each in a file of its own")
            self._iri = self._named(element, "ontologyIRI") or self._named(element, "URI")
            self._version = self._named(element, "versionIRI")
        elif element.kind == "Prefix":
            _check_place(element, around)
            if "name" not in attributes or "IRI" not in attributes:
                element.fail("<Prefix> needs the attributes name and IRI")
            self._names.declare(attributes["name"], attributes["IRI"])

    def _known(self, tag: str, element: Element) -> str:
        """What an element is called today. Raises OntologyError for one that is none of OWL/XML's."""
        namespace, _, local = tag.rpartition(" ")
        kind = OLD_NAMES.get(local, local)
        if not self._open:
            if kind != "Ontology" or namespace not in _NAMESPACES:
                element.fail(f"the root is <{local}> of «{namespace}»; expected <Ontology> of «{OWL}»")
            self._namespace = namespace
        elif namespace != self._namespace:
            element.fail(f"<{local}> of «{namespace}» is no element of OWL/XML; remove it")
        elif kind not in ELEMENTS:
            element.fail(f"<{local}> is no element of OWL/XML{near(local, ELEMENTS) or '; remove it'}")
        return kind

    def _look_at(self, element: Element) -> None:
        """Take the base from the attributes, and report those that OWL/XML does not know."""
        known = ATTRIBUTES.get(element.kind, ())
        for name, value in list(element.attributes.items()):
            if name == XML + "base":
                element.base = self._names.resolved(value, element.base).text
            elif name.startswith(self._namespace + " "):
                element.attributes[name.rpartition(" ")[2]] = value
            elif name not in known and name not in HARMLESS:
                shown = name.rpartition(" ")[2]
                meant = near(shown, frozenset(known)) if name == shown else ""
                if meant:
                    element.fail(f"<{element.kind}> has no attribute {shown}{meant}")
                self._leave(
                    element.line, f'{shown}="{value[:80]}" of <{element.kind}>', "OWL/XML has no such attribute"
                )

    def _leave(self, line: int, what: str, reason: str) -> None:
        if len(self._unread) >= MAX_LEFT:
            told = (
                f"more than {MAX_LEFT} attributes and texts that OWL/XML does not know; check that it is the right file"
            )
            raise OntologyError(f"{self._file}: line {line}: {told}")
        self._unread.append(Unread(text=f"line {line}: {what}", reason=f"{reason}; it was left out"))

    def _named(self, element: Element, attribute: str) -> str:
        text = element.attributes.get(attribute, "")
        return self._names.resolved(text, element.base).text if text else ""

    def _characters(self, text: str) -> None:
        around = self._open[-1]
        if around.kind in TEXTS:
            around.text.append(text)
        elif not text.isspace():
            shown = " ".join(text.split())[:80]
            self._leave(around.line, f"«{shown}»", f"<{around.kind}> holds no text")

    def _end(self, _: str) -> None:
        element = self._open.pop()
        kind = element.kind
        if element.parts and kind not in HOLDING:
            inner = element.parts[0][2]
            inner.fail(f"<{kind}> holds no other element; end it before this <{inner.kind}>")
        if kind in ("Ontology", "Prefix"):
            return
        around = self._open[-1]
        if kind == "Annotation":
            self._annotate(element, around)
        elif kind in AXIOMS:
            _check_place(element, around)
            self._axioms.append(self._axiom(element))
        elif kind == "EntityAnnotation":
            _check_place(element, around)
            self._axioms += self._annotated_entity(element)
        elif kind == "Import":
            _check_place(element, around)
            self._imports.add(self._names.resolved("".join(element.text), element.base).text)
        elif around.kind == "Ontology":
            element.fail(f"<{kind}> is no axiom{near(kind, AXIOMS) or '; put it into one'}")
        elif kind == "UnionOf":
            # OWL 1.1 wrapped the members of a disjoint union.
            element.fitted()
            around.parts += element.parts
        else:
            letter, node = part(element, self._names)
            around.parts.append((letter, node, element))

    def _annotate(self, element: Element, around: Element) -> None:
        if around.kind not in AXIOMS and around.kind not in ("Ontology", "Annotation", "EntityAnnotation"):
            element.fail(f"<{around.kind}> takes no annotation; put it on the axiom")
        old = self._named(element, "annotationURI")
        if old:
            element.parts.insert(0, ("a", Iri(old), element))
        property, value = element.fitted()
        assert isinstance(property, Iri)
        assert isinstance(value, Iri | Literal | Anonymous)
        nested = tuple(sorted(element.notes, key=str))
        note = Annotation(property=property.text, value=value, annotations=nested)
        (self._notes if around.kind == "Ontology" else around.notes).append(note)

    def _axiom(self, element: Element) -> Axiom:
        kind = element.kind
        args = element.key() if kind == "HasKey" else element.fitted()
        if kind == "AnnotationAssertion":
            args[:2] = args[1::-1]
        elif kind == "Declaration":
            args = [Expression(element.parts[0][2].kind, tuple(args))]
        notes = tuple(sorted(element.notes, key=str)) if element.notes else ()
        return Axiom(kind=kind, args=tuple(args), annotations=notes, file=self._file)

    def _annotated_entity(self, element: Element) -> list[Axiom]:
        """What OWL 1.1 wrote in place of annotation assertions: an entity and its annotations."""
        if [letter in FITTING["x"] for letter, _, _ in element.parts] != [True]:
            element.fail("<EntityAnnotation> needs one entity and its annotations")
        subject = element.parts[0][1]
        return [
            Axiom(
                kind="AnnotationAssertion",
                args=(subject, Iri(note.property), note.value),
                annotations=note.annotations,
                file=self._file,
            )
            for note in element.notes
        ]


def _check_place(element: Element, around: Element | None) -> None:
    if around is None or around.kind != "Ontology":
        inside = f", not in <{around.kind}>" if around else ""
        element.fail(f"<{element.kind}> stands in <Ontology> itself{inside}; move it there")
