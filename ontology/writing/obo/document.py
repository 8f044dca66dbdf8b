"""A document in OBO format.

The reader has each clause bring along what OBO needs: the id of a frame as an annotation, the property of a tag with
its label. So that a document comes back as it was, a frame or a line is written when reading it gives axioms of the
document only; a term has a frame when the document gives it an id, and the id's property its label. All else stands in
the header in functional syntax, a line an axiom (`owl-axioms`), which the OWLAPI reads as well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
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
from ontology.writing.obo.lines import Group, Lines, bare, bare_id, is_text, place, quoted, tag_of

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
    """The document in OBO format, but for axioms and notes with a carriage return, for which OBO has no escape.

    Raises OntologyError when OBO has no name for the ontology.
    """
    ids = _ids(document)
    # Lines may say each what they must, and together something else, as relations change each other's ids.
    with_frames = _text(document, ids) if ids else ""
    return with_frames if with_frames and _comes_back(document, with_frames) else _text(document, {})


def _comes_back(document: Document, text: str) -> bool:
    try:
        back = read_obo(text, file=_FILE)
    except OntologyError:
        return False
    told = Counter(note for note in document.annotations if _on_one_line(note_text(note)))
    said = {canonical(axiom) for axiom in document.axioms if _fits(axiom)}
    return {canonical(axiom) for axiom in back.axioms} == said and Counter(back.annotations) == told


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
        return [f"[{self.stanza}]", f"id: {bare_id(self.id)}"]


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
        directives = (*_idspaces(ids), *self._treatments()) if ids else ()
        self.header = [line for line in directives if _frames([line])]
        terms = {iri: _Term(stanza=_STANZAS[kind], id=ids[iri]) for kind, iri in self._declared() if iri in ids}
        terms = {iri: term for iri, term in terms.items() if _frames(term.head())}
        typedefs = [self._telling(iri, term) for iri, term in terms.items() if term.stanza == "Typedef"]
        header = _frames(self.header)[0]
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
        nameless = [axiom_text(axiom) for axiom in left if _is_nameless(axiom)]
        first = [f"<{self._document.iri}> <{version}>"] if version else []
        first += [*filter(_on_one_line, map(note_text, self._notes)), *nameless]
        if first:
            yield _functional(first)
        yield from (_functional([axiom_text(axiom)]) for axiom in left if not _is_nameless(axiom))

    def _treatments(self) -> Iterator[str]:
        """What the header says of cross references, which changes what ids mean."""
        for note in self._document.annotations:
            tag = tag_of(note.property)
            if tag.startswith("treat-xrefs-as-") and is_text(note.value) and not note.annotations:
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
        lines = [line for group in groups for line in group if _frames([line])]
        return _frames([*term.head(), *lines])[1]

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
            asserted = (other.args for other in self._about[name.text] if _asserts(other))
            told = {tag_of(property.text): value for _, property, value in asserted if isinstance(property, Iri)}
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
                clauses = [clause for frame in _frames([line]) for clause in frame.clauses]
                if [saying.header(clause) for clause in clauses] == [note] and self._take(saying):
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
        frames = _frames(lines)
        if stanza == "Term" and len(frames) == 2:
            saying.term(frames[1], frames[1].values("id")[0])
        elif stanza == "Typedef" and len(frames) == 2:
            saying.typedef(frames[1], frames[1].values("id")[0])
        elif not stanza and len(frames) == 1:
            for clause in frames[0].clauses:
                saying.header(clause)
        else:
            return False
        return self._take(saying)

    def _take(self, saying: Saying) -> bool:
        said = set(map(canonical, saying.axioms))
        if saying.unread or not said <= self._all:
            return False
        for axiom in said:
            self._left.pop(axiom, None)
        return True


def _frames(lines: Iterable[str]) -> list[Frame]:
    """What lines are read as; nothing where they cannot be read, as ids and texts may hold anything."""
    try:
        return frames_of("\n".join(lines), file=_FILE)
    except OntologyError:
        return []


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


def _idspaces(ids: Mapping[str, str]) -> Iterator[str]:
    """What the first part of ids stands for, where it is not what it would be: what it does for most of them."""
    usual = Ids("", Frame(kind="", line=1), ())
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for iri, id in ids.items():
        space, colon, local = id.partition(":")
        end = quote_plus(local)
        if colon and local and iri.endswith(end):
            found[space]["" if usual.iri(id) == iri else iri.removesuffix(end)] += 1
    for space, told in sorted(found.items()):
        most = max(told, key=lambda begins: (told[begins], begins))
        if space and most:
            yield f"idspace: {bare_id(space)} {bare_id(most)}"


def _name(document: Document) -> str:
    iri = document.iri
    if document.nameless or iri == OBO + NAMELESS:
        return NAMELESS
    short = iri.removeprefix(OBO).removesuffix(".owl")
    if iri == f"{OBO}{short}.owl" and ":" not in short and short != NAMELESS:
        return short
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
    return _on_one_line(axiom_text(axiom))


def _on_one_line(text: str) -> bool:
    return "\r" not in text


def _is_nameless(axiom: Axiom) -> bool:
    """Whether an axiom is about a node without a name."""
    return any(map(_has_nameless, (*axiom.args, *(note.value for note in axiom.annotations))))


def _has_nameless(node: Node) -> bool:
    return isinstance(node, Anonymous) or (isinstance(node, Expression) and any(map(_has_nameless, node.args)))
