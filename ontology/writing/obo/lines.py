"""Axioms as the lines of OBO that may say them; whether they do is for the reader to tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeGuard

from ontology.owl import RDFS, XSD, Annotation, Axiom, Expression, Iri, Literal, Node
from ontology.parsing.obo.axioms import CHARACTERISTICS, CLASSES, ENDS, PROPERTIES
from ontology.parsing.obo.ids import OBO, OIO, PLAIN, VOCABULARIES, VOCABULARY
from ontology.profiles.datatypes import DATATYPES

# Tags in the order that the format prescribes (https://owlcollab.github.io/oboformat/doc/obo-syntax.html, §4.5).
_ORDER = (
    *("format-version", "data-version", "date", "saved-by", "auto-generated-by", "import", "subsetdef"),
    *("synonymtypedef", "default-namespace", "idspace", "remark", "ontology"),
    *("id", "name", "namespace", "alt_id", "def", "comment", "subset", "synonym", "xref", "builtin", "property_value"),
    *("domain", "range", *CHARACTERISTICS, "is_a", "intersection_of", "union_of", "equivalent_to", "disjoint_from"),
    *("inverse_of", "transitive_over", "holds_over_chain", "relationship", "created_by", "creation_date"),
    *("is_obsolete", "replaced_by", "consider"),
)

_SCOPES = ("EXACT", "BROAD", "NARROW", "RELATED")
_QUOTED = ("def", "expand_expression_to", "expand_assertion_to")
_NAMED = ("replaced_by", "consider", "subset")
_TAGS = {iri: tag for tag, iri in PLAIN.items()} | {iri: tag for tag, (iri, _) in VOCABULARY.items()}
_DATATYPES = frozenset(iri for iri in DATATYPES if iri.startswith(XSD))
# A header that begins with a capital is taken for Manchester syntax.
_OWN_TAG = re.compile(r"[a-z][\w-]*", re.ASCII)
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_BARE = str.maketrans(_ESCAPES | {mark: "\\" + mark for mark in "!{}"})
_TEXT = str.maketrans(_ESCAPES | {'"': '\\"'})
_LISTED = str.maketrans(_ESCAPES | {mark: "\\" + mark for mark in '!{}",[]'})
_CARDINALITIES = {
    "ObjectExactCardinality": "cardinality",
    "ObjectMinCardinality": "minCardinality",
    "ObjectMaxCardinality": "maxCardinality",
}

Group: TypeAlias = tuple[str, ...]
"""Lines that say something together, such as the parts of one intersection."""


def bare(text: str) -> str:
    """A text up to the end of its line."""
    return text.translate(_BARE)


def bare_id(id: str) -> str:
    """An id, which blanks would end."""
    return bare(id).replace(" ", "\\W")


def quoted(text: str) -> str:
    """A text in quotes."""
    return f'"{text.translate(_TEXT)}"'


def is_text(value: Node) -> TypeGuard[Literal]:
    """Whether a value is a text without a language."""
    return isinstance(value, Literal) and not value.lang and value.datatype == XSD + "string"


def place(tag: str) -> int:
    """Where the lines of a tag stand in the header or in a frame; those that the format does not name stand last."""
    return _ORDER.index(tag) if tag in _ORDER else len(_ORDER)


def tag_of(property: str) -> str:
    """The tag of an annotation property; '' when it has none."""
    own = property.removeprefix(OIO) if property.startswith(OIO) else ""
    return _TAGS.get(property) or (own if _OWN_TAG.fullmatch(own) else "")


class Lines:
    """Proposes lines; `ids` are the OBO ids of IRIs, `base` begins the IRIs of ids without a colon."""

    def __init__(self, ids: Mapping[str, str], *, base: str) -> None:
        self._ids = ids
        self._spaces = [(base, ""), *((begins, f"{name}:") for name, begins in VOCABULARIES.items())]

    def id(self, iri: str) -> str:
        """What an IRI is called."""
        return bare_id(self._ids.get(iri) or self._usual(iri))

    def _usual(self, iri: str) -> str:
        """The id that reads as this IRI when nothing is said of it; the IRI itself where there is none."""
        for begins, space in self._spaces:
            if iri.startswith(begins):
                return space + iri.removeprefix(begins)
        space, mark, local = iri.removeprefix(OBO).partition("_")
        return f"{space}:{local}" if mark and iri.startswith(OBO) else iri

    def annotation(self, axiom: Axiom) -> Iterator[Group]:
        """An annotation of a term: by its tag, and as a property and its value."""
        _, property, value = axiom.args
        assert isinstance(property, Iri)
        tag, notes = tag_of(property.text), axiom.annotations
        if tag and tag != "id":
            yield from self._tagged(tag, value, notes)
        yield from self.property_value(property.text, value, notes)

    def property_value(self, property: str, value: Node, notes: Sequence[Annotation]) -> Iterator[Group]:
        """Any annotation, but for texts with a language and types that are none of OWL's, which the OWLAPI refuses."""
        more = _qualifiers(notes)
        if more is None:
            return
        if isinstance(value, Iri):
            yield (f"property_value: {self.id(property)} {self.id(value.text)}{more}",)
        elif isinstance(value, Literal) and not value.lang and value.datatype in _DATATYPES:
            datatype = DATATYPES[value.datatype].name
            yield (f"property_value: {self.id(property)} {quoted(value.text)} {datatype}{more}",)

    def tagged(self, tag: str, text: str, notes: Sequence[Annotation]) -> Iterator[Group]:
        """A tag and a text up to the end of the line."""
        more = _qualifiers(notes)
        if more is not None:
            yield (f"{tag}: {bare(text)}{more}",)

    def logical(self, axiom: Axiom) -> Iterator[Group]:
        """A logical axiom as said in the frame of its subject."""
        more = _qualifiers(axiom.annotations)
        if more is None:
            return
        kind, args = axiom.kind, axiom.args
        for tags in (CLASSES, PROPERTIES, ENDS):
            for tag, said in tags.items():
                if said == kind and len(args) == 2 and isinstance(args[1], Iri):
                    yield (f"{tag}: {self.id(args[1].text)}{more}",)
        for tag, said in CHARACTERISTICS.items():
            if said == kind:
                yield (f"{tag}: true{more}",)
        if kind == "SubObjectPropertyOf" and isinstance(args[0], Expression) and isinstance(args[1], Iri):
            yield from self._chain(args[0], args[1], more)
        if kind == "SubClassOf" and isinstance(args[1], Expression):
            for part, qualifiers in self._part(args[1]):
                yield (f"relationship: {part}{_joined(qualifiers, more)}",)
        if kind == "EquivalentClasses" and len(args) == 2 and isinstance(args[1], Expression):
            yield from self._definition(args[1], more)

    def _chain(self, chain: Expression, whole: Iri, more: str) -> Iterator[Group]:
        links = [link.text for link in chain.args if isinstance(link, Iri)]
        if chain.kind != "ObjectPropertyChain" or len(links) != 2 or len(chain.args) != 2:
            return
        if links[0] == whole.text:
            yield (f"transitive_over: {self.id(links[1])}{more}",)
        yield (f"holds_over_chain: {self.id(links[0])} {self.id(links[1])}{more}",)

    def _definition(self, whole: Expression, more: str) -> Iterator[Group]:
        tag = {"ObjectIntersectionOf": "intersection_of", "ObjectUnionOf": "union_of"}.get(whole.kind)
        parts: list[str] = []
        for arg in whole.args:
            found = [(self.id(arg.text), "")] if isinstance(arg, Iri) else list(self._part(arg))
            if not found:
                return
            part, qualifiers = found[0]
            parts.append(f"{part}{_joined(qualifiers, '' if parts else more)}")
        if tag:
            yield tuple(f"{tag}: {part}" for part in parts)

    def _part(self, node: Node) -> Iterator[tuple[str, str]]:
        """A restriction as a relation and a class, with its qualifiers."""
        if not isinstance(node, Expression):
            return
        *number, property, filler = (None, *node.args) if len(node.args) > 1 else (None, None)
        if not (isinstance(property, Iri) and isinstance(filler, Iri)):
            return
        said = f"{self.id(property.text)} {self.id(filler.text)}"
        if node.kind in _CARDINALITIES:
            yield said, f' {{{_CARDINALITIES[node.kind]}="{number[-1]}"}}'
        elif node.kind == "ObjectAllValuesFrom":
            yield said, ' {all_only="true"}'
        elif node.kind == "ObjectSomeValuesFrom":
            yield said, ""

    def _tagged(self, tag: str, value: Node, notes: Sequence[Annotation]) -> Iterator[Group]:
        if tag in _SCOPES and is_text(value):
            yield from self._synonym(tag, value, notes)
        elif tag in _QUOTED and is_text(value):
            yield from self._listing(f"{tag}: {quoted(value.text)}", notes)
        elif tag == "xref" and is_text(value):
            labels = [note for note in notes if note.property == RDFS + "label" and is_text(note.value)]
            described = f" {quoted(labels[0].value.text)}" if labels and is_text(labels[0].value) else ""
            more = _qualifiers([note for note in notes if note not in labels[:1]])
            if more is not None:
                yield (f"xref: {value.text.translate(_LISTED)}{described}{more}",)
        elif tag in _NAMED and isinstance(value, Iri):
            more = _qualifiers(notes)
            if more is not None:
                yield (f"{tag}: {self.id(value.text)}{more}",)
        elif isinstance(value, Literal) and not value.lang:
            yield from self.tagged(tag, value.text, notes)

    def _synonym(self, scope: str, value: Literal, notes: Sequence[Annotation]) -> Iterator[Group]:
        type_of = VOCABULARY["has_synonym_type"][0]
        types = [note for note in notes if note.property == type_of and isinstance(note.value, Iri)]
        named = f" {self.id(types[0].value.text)}" if types and isinstance(types[0].value, Iri) else ""
        others = [note for note in notes if note not in types[:1]]
        yield from self._listing(f"synonym: {quoted(value.text)} {scope}{named}", others)

    def _listing(self, line: str, notes: Sequence[Annotation]) -> Iterator[Group]:
        """A line with its cross references in a list."""
        xref = VOCABULARY["xref"][0]
        listed = [note.value.text for note in notes if note.property == xref and is_text(note.value)]
        more = _qualifiers([note for note in notes if note.property != xref or not is_text(note.value)])
        if more is not None:
            yield (f"{line} [{', '.join(text.translate(_LISTED) for text in listed)}]{more}",)


def _qualifiers(notes: Iterable[Annotation]) -> str | None:
    """The annotations of an axiom at the end of its line; None when one of them cannot stand there."""
    said: list[str] = []
    for note in notes:
        tag = tag_of(note.property)
        if not tag or note.annotations or not is_text(note.value):
            return None
        said.append(f"{tag}={quoted(note.value.text)}")
    return f" {{{', '.join(said)}}}" if said else ""


def _joined(qualifiers: str, more: str) -> str:
    """Two lists of qualifiers as one."""
    return f"{qualifiers[:-1]}, {more[2:]}" if qualifiers and more else qualifiers or more
