"""A document in OBO format.

The reader has each clause bring along what OBO needs: the id of a frame as an annotation, the property of a tag with
its label. So that a document comes back as it was, a term has a frame when the document gives it an id, and a line is
written when reading it gives axioms of the document only. All else stands in the header in functional syntax, a line
an axiom (`owl-axioms`), which the OWLAPI reads as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote_plus

from ontology.canonical import canonical
from ontology.errors import OntologyError
from ontology.owl import Annotation, Anonymous, Axiom, Expression, Iri, Literal, Node
from ontology.parsing.obo.axioms import Saying
from ontology.parsing.obo.clauses import Frame, frames_of
from ontology.parsing.obo.ids import OBO, OIO, VOCABULARY, Ids
from ontology.parsing.obo.reader import DIRECTIVES, NAMELESS, read_obo
from ontology.reader import Document
from ontology.writing.functional import axiom_text, note_text
from ontology.writing.obo.lines import Group, Lines, bare, place, quoted, tag_of

_FILE = "written.obo"
_ID = VOCABULARY["id"][0]
_METADATA = OIO + "is_metadata_tag"
# Definitions of the header: what they make a property of, and the tag of the text that they give it.
_DEFINITIONS = {VOCABULARY["subsetdef"][0]: "comment", VOCABULARY["synonymtypedef"][0]: "name"}
_STANZAS = {"Class": "Term", "ObjectProperty": "Typedef", "AnnotationProperty": "Typedef"}
# A frame has these once; more of them is written as a property and its value.
_ONCE = frozenset(
    (
        *("name", "namespace", "def", "comment", "created_by", "creation_date", "is_obsolete"),
        *("intersection_of", "union_of"),
    )
)


def obo_text(document: Document) -> str:
    """The document in OBO format, but for axioms with a carriage return, for which OBO has no escape.

    Raises OntologyError when OBO has no name for the ontology.
    """
    ids = _ids(document)
    text = _text(document, ids)
    if not ids:
        return text
    said = {canonical(axiom) for axiom in read_obo(text, file=_FILE).axioms}
    if said == {canonical(axiom) for axiom in document.axioms if _fits(axiom)}:
        return text
    # Each line says what it must, and together they say something else, as relations may change each other's ids.
    return _text(document, {})


def _text(document: Document, ids: Mapping[str, str]) -> str:
    """Header, terms, relations; `ids` are the terms that get a frame."""
    name = _name(document)
    version = _data_version(name, document.version)
    writer = _Writer(document, ids, name)
    rest = [*writer.rest("" if version else document.version)]
    header = [*writer.header, *(f"import: {bare(iri)}" for iri in document.imports)]
    # A name that is none is told where nothing else is, as no program reads an empty file.
    header += [f"ontology: {bare(name)}"] if name != NAMELESS or not (header or rest or writer.terms) else []
    header += [f"data-version: {bare(version)}"] if version else []
    header.sort(key=lambda line: (place(_tag((line,))), line))
    # Without the comment the OWLAPI takes the name of an ontology that holds the word "Ontology" for Manchester syntax.
    lines = ["! OBO 1.4", *header, *rest, ""]
    for term in sorted(writer.terms.values(), key=lambda term: (term.stanza, term.id)):
        lines += [*term.lines(), ""]
    return "\n".join(lines)


@dataclass(slots=True, kw_only=True)
class _Term:
    """A frame to be: the groups of lines accepted so far, and their tags."""

    stanza: str
    id: str
    groups: list[Group] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)

    def add(self, group: Group) -> None:
        """Accept a group of lines."""
        self.groups.append(group)
        self.tags.add(_tag(group))

    def lines(self) -> list[str]:
        """The frame, its lines in the order of the format."""
        groups = sorted(self.groups, key=lambda group: (place(_tag(group)), group))
        return [*self.head(), *(line for group in groups for line in group)]

    def head(self) -> list[str]:
        """How the frame begins."""
        return [f"[{self.stanza}]", f"id: {bare(self.id)}"]


class _Writer:
    """Goes through the axioms and takes out of `_left` what the lines that it finds say."""

    def __init__(self, document: Document, ids: Mapping[str, str], name: str) -> None:
        self._document = document
        self._left = {canonical(axiom): axiom for axiom in document.axioms}
        self._all = frozenset(self._left)
        self._notes = list(document.annotations)
        self._lines = Lines(ids, base=f"{OBO}{name}#")
        self._about: dict[str, list[Axiom]] = defaultdict(list)
        for axiom in document.axioms:
            for subject, turned in _subjects(axiom):
                self._about[subject].append(turned)
        self.header = [f"idspace: {bare(space)} {bare(iri)}" for space, iri in _spaces(ids).items()]
        self.header += self._treatments() if ids else ()
        terms = {iri: _Term(stanza=_STANZAS[kind], id=ids[iri]) for kind, iri in self._declared() if iri in ids}
        typedefs = [self._telling(iri, term) for iri, term in terms.items() if term.stanza == "Typedef"]
        header = frames_of("\n".join(self.header), file=_FILE)[0]
        self._saying = Saying(Ids(name, header, typedefs), typedefs, file=_FILE)
        self.terms = {iri: term for iri, term in terms.items() if self._takes(term.stanza, term.head())}
        for iri, term in self.terms.items():
            self._fill(iri, term)
        self._define()
        self._annotate()

    def rest(self, version: str) -> Iterator[str]:
        """What the frames and the header do not say, and the version if it is none of OBO's."""
        left = [axiom for axiom in self._left.values() if _fits(axiom)]
        # A node without a name is known within one text only, so all of them stand in the first.
        nameless = [axiom_text(axiom) for axiom in left if any(map(_has_nameless, axiom.args))]
        first = [f"<{self._document.iri}> <{version}>"] if version else []
        first += [*map(note_text, self._notes), *nameless]
        if first:
            yield _functional(first)
        yield from (_functional([axiom_text(axiom)]) for axiom in left if not any(map(_has_nameless, axiom.args)))

    def _treatments(self) -> Iterator[str]:
        """What the header says of cross references, which changes what ids mean."""
        for note in self._document.annotations:
            tag = tag_of(note.property)
            if tag.startswith("treat-xrefs-as-") and isinstance(note.value, Literal):
                yield f"{tag}: {bare(note.value.text)}"

    def _declared(self) -> Iterator[tuple[str, str]]:
        """Classes, relations, and the annotation properties that are marked as such, with their kind."""
        for axiom in self._document.axioms:
            if axiom.kind == "Declaration" and not axiom.annotations:
                (declared,) = axiom.args
                assert isinstance(declared, Expression)
                (name,) = declared.args
                assert isinstance(name, Iri)
                if declared.kind in _STANZAS and (declared.kind != "AnnotationProperty" or self._marked(name.text)):
                    yield declared.kind, name.text

    def _marked(self, iri: str) -> bool:
        return any(axiom.args[1] == Iri(_METADATA) for axiom in self._about[iri] if len(axiom.args) > 1)

    def _telling(self, iri: str, term: _Term) -> Frame:
        """The lines of a relation by which others are read: what it is marked as, and what it refers to."""
        told = ("xref", "is_metadata_tag", "is_class_level")
        groups = (group for axiom in self._about[iri] for group in self._proposed(axiom) if _tag(group) in told)
        return _frame([*term.head(), *(line for group in groups for line in group)])

    def _fill(self, iri: str, term: _Term) -> None:
        for axiom in self._about[iri]:
            for group in self._proposed(axiom):
                repeated = _tag(group) in _ONCE & term.tags
                if canonical(axiom) in self._left and not repeated and self._takes(term.stanza, [*term.head(), *group]):
                    term.add(group)

    def _proposed(self, axiom: Axiom) -> Iterator[Group]:
        return self._lines.annotation(axiom) if axiom.kind == "AnnotationAssertion" else self._lines.logical(axiom)

    def _define(self) -> None:
        """Subsets and types of synonyms, which the header defines."""
        for axiom in list(self._left):
            if axiom.kind != "SubAnnotationPropertyOf" or axiom.annotations:
                continue
            name, of = axiom.args
            assert isinstance(name, Iri)
            assert isinstance(of, Iri)
            if of.text not in _DEFINITIONS:
                continue
            told = {
                tag_of(str(other.args[1])[1:-1]): other.args[2] for other in self._about[name.text] if _asserts(other)
            }
            text, scope = told.get(_DEFINITIONS[of.text]), told.get("scope")
            more = f" {tag_of(scope.text)}" if isinstance(scope, Iri) else ""
            if isinstance(text, Literal):
                line = f"{tag_of(of.text)}: {self._lines.id(name.text)} {quoted(text.text)}{more}"
                if self._takes("", [line]):
                    self.header.append(line)

    def _annotate(self) -> None:
        """The annotations of the ontology, as far as the header takes them."""
        for note in self._document.annotations:
            for line in self._proposed_note(note):
                saying = self._saying.alone()
                try:
                    (clause,) = frames_of(line, file=_FILE)[0].clauses
                    said = saying.header(clause)
                except (OntologyError, ValueError):
                    continue
                if said == note and self._all.issuperset(map(canonical, saying.axioms)):
                    self._take(saying)
                    self._notes.remove(note)
                    self.header += [line] if line not in self.header else []
                    break

    def _proposed_note(self, note: Annotation) -> Iterator[str]:
        tag = {"comment": "remark"}.get(tag_of(note.property), tag_of(note.property))
        spread = tag == "default-namespace" and any("namespace" not in term.tags for term in self.terms.values())
        if tag not in DIRECTIVES and not spread and isinstance(note.value, Literal):
            yield from (line for (line,) in self._lines.tagged(tag, note.value.text, note.annotations))
        yield from (line for (line,) in self._lines.property_value(note.property, note.value, note.annotations))

    def _takes(self, stanza: str, lines: Sequence[str]) -> bool:
        """Whether reading these lines gives axioms of the document only, which then are said."""
        saying = self._saying.alone()
        try:
            if stanza:
                frame = _frame(lines)
                (saying.term if stanza == "Term" else saying.typedef)(frame, frame.values("id")[0])
            else:
                saying.header(frames_of("\n".join(lines), file=_FILE)[0].clauses[0])
        except OntologyError:
            return False
        return self._take(saying)

    def _take(self, saying: Saying) -> bool:
        said = set(map(canonical, saying.axioms))
        if saying.unread or not said <= self._all:
            return False
        for axiom in said:
            self._left.pop(axiom, None)
        return True


def _frame(lines: Iterable[str]) -> Frame:
    return frames_of("\n".join(lines), file=_FILE)[1]


def _tag(group: Group) -> str:
    return group[0].partition(":")[0]


def _functional(parts: Iterable[str]) -> str:
    said = " ".join(parts)
    return f"owl-axioms: {bare(f'Ontology({said})')}"


def _subjects(axiom: Axiom) -> Iterator[tuple[str, Axiom]]:
    """The terms in whose frames an axiom may be said, with the axiom as said there."""
    args = axiom.args
    if axiom.kind == "SubObjectPropertyOf" and isinstance(args[0], Expression) and isinstance(args[1], Iri):
        yield args[1].text, axiom
    elif isinstance(args[0], Iri):
        yield args[0].text, axiom
    if axiom.kind.startswith(("Equivalent", "Disjoint", "Inverse")) and len(args) == 2 and isinstance(args[1], Iri):
        yield args[1].text, Axiom(kind=axiom.kind, args=args[::-1], annotations=axiom.annotations)


def _asserts(axiom: Axiom) -> bool:
    return axiom.kind == "AnnotationAssertion" and not axiom.annotations


def _ids(document: Document) -> dict[str, str]:
    """The ids that the document gives to terms, by IRI."""
    found: dict[str, str] = {}
    for axiom in document.axioms:
        if _asserts(axiom) and axiom.args[1] == Iri(_ID):
            subject, _, value = axiom.args
            if isinstance(subject, Iri) and isinstance(value, Literal):
                found.setdefault(subject.text, value.text)
    return found


def _spaces(ids: Mapping[str, str]) -> dict[str, str]:
    """What the first part of ids stands for, where it is not what it would be."""
    found: dict[str, str] = {}
    usual = Ids("", Frame(kind="", line=1), ())
    for iri, id in ids.items():
        space, colon, local = id.partition(":")
        end = quote_plus(local)
        if colon and local and usual.iri(id) != iri and iri.endswith(end):
            found.setdefault(space, iri.removesuffix(end))
    return found


def _name(document: Document) -> str:
    iri = document.iri
    if document.nameless or iri == OBO + NAMELESS:
        return NAMELESS
    if iri.startswith(OBO) and iri.endswith(".owl") and ":" not in iri.removeprefix(OBO):
        return iri.removeprefix(OBO).removesuffix(".owl")
    if ":" not in iri:
        raise OntologyError(f"OBO has no way to name the ontology <{iri}>")
    return iri


def _data_version(name: str, version: str) -> str:
    """The version's name in OBO; '' when it is none of OBO's or there is none."""
    start, end = f"{OBO}{name}/", f"/{name}.owl"
    if name != NAMELESS and version.startswith(start) and version.endswith(end) and len(version) > len(start + end):
        return version[len(start) : -len(end)]
    return ""


def _fits(axiom: Axiom) -> bool:
    return "\r" not in axiom_text(axiom)


def _has_nameless(node: Node) -> bool:
    return isinstance(node, Anonymous) or (isinstance(node, Expression) and any(map(_has_nameless, node.args)))
