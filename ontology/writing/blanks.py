"""Names for nodes without one that hang on what is said of them, so that writing again gives the same text."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ontology.canonical import order
from ontology.owl import Annotation, Anonymous, Axiom, Expression, Node
from ontology.reader import Document

_ROUNDS = 4
"""How far around a node its name looks: a change farther away leaves the name, and so the line, as it was."""

MAX_TOLD_APART = 100
"""Of how many groups of nodes alike one is singled out to tell the others' neighbours apart."""

_PLAIN = re.compile(r"[\w-]+", re.ASCII)
_BLANK = re.compile(r"Anonymous\(id='([^']*)'\)")


def with_stable_blanks(document: Document) -> Document:
    """The document with its nodes without a name called after what the axioms around them say, and sorted anew.

    Nodes of which exactly the same is said are numbered. Beyond MAX_TOLD_APART groups of such nodes with neighbours
    alike too, the numbers may be others when the text is read and written again.
    """
    document = _plainly_named(document)
    about: dict[str, list[str]] = defaultdict(list)
    for text in (*(f"{axiom!r}" for axiom in _of_no_file(document.axioms)), *map(str, document.annotations)):
        for blank in dict.fromkeys(_BLANK.findall(text)):
            about[blank].append(text)
    if not about:
        return document
    named = _renamed(document, _names(about))
    return replace(named, axioms=tuple(sorted(named.axioms, key=order)))


def _plainly_named(document: Document) -> Document:
    """The document with nodes called by numbers where the name of one has more than letters, so that all are found."""
    ids = {id: None for axiom in document.axioms for node in (*axiom.args, *axiom.annotations) for id in _ids(node)}
    ids |= {id: None for note in document.annotations for id in _ids(note)}
    if all(map(_PLAIN.fullmatch, ids)):
        return document
    return _renamed(document, {id: str(number) for number, id in enumerate(ids)})


def _ids(node: Node | Annotation) -> Iterator[str]:
    if isinstance(node, Anonymous):
        yield node.id
    elif isinstance(node, Expression):
        for arg in node.args:
            yield from _ids(arg)
    elif isinstance(node, Annotation):
        for inner in (node.value, *node.annotations):
            yield from _ids(inner)


def _renamed(document: Document, names: Mapping[str, str]) -> Document:
    axioms = (
        replace(
            axiom, args=tuple(_node(arg, names) for arg in axiom.args), annotations=_notes(axiom.annotations, names)
        )
        for axiom in document.axioms
    )
    return replace(document, axioms=tuple(axioms), annotations=_notes(document.annotations, names))


def _of_no_file(axioms: tuple[Axiom, ...]) -> list[Axiom]:
    return [replace(axiom, file="") for axiom in axioms]


def _names(about: Mapping[str, list[str]]) -> dict[str, str]:
    marks = _spread(about, dict.fromkeys(about, ""))
    groups: dict[str, list[str]] = defaultdict(list)
    for blank, mark in _told_apart(about, marks).items():
        groups[marks[blank]].append(f"{mark} {blank}")
    names: dict[str, str] = {}
    for mark, members in groups.items():
        for number, member in enumerate(sorted(members)):
            names[member.partition(" ")[2]] = f"n{mark[:12]}" + (f"-{number + 1}" if number else "")
    return names


def _spread(about: Mapping[str, list[str]], marks: dict[str, str]) -> dict[str, str]:
    """Each node's mark made of what is said of it and of the marks around it, some times over."""
    for _ in range(_ROUNDS):
        marks = {blank: _mark(blank, texts, marks) for blank, texts in about.items()}
    return marks


def _told_apart(about: Mapping[str, list[str]], marks: dict[str, str]) -> dict[str, str]:
    """Marks of which as few as can be are equal: where one of several alike is singled out, its neighbours are too."""
    for _ in range(MAX_TOLD_APART):
        counts = Counter(marks.values())
        alike = [blank for blank, mark in marks.items() if counts[mark] > 1]
        if not alike:
            break
        first = min(alike, key=lambda blank: marks[blank])
        marks = _spread(about, {**marks, first: marks[first] + "!"})
    return marks


def _mark(blank: str, texts: list[str], marks: Mapping[str, str]) -> str:
    def named(found: re.Match[str]) -> str:
        return "self" if found.group(1) == blank else f"_:{marks[found.group(1)]}"

    seen = "\n".join(sorted(_BLANK.sub(named, text) for text in texts))
    return hashlib.sha256((marks[blank] + seen).encode("utf-8", "surrogatepass")).hexdigest()


def _node(node: Node, names: Mapping[str, str]) -> Node:
    if isinstance(node, Anonymous):
        return Anonymous(names[node.id])
    if isinstance(node, Expression):
        return Expression(node.kind, tuple(_node(arg, names) for arg in node.args))
    return node


def _notes(notes: tuple[Annotation, ...], names: Mapping[str, str]) -> tuple[Annotation, ...]:
    found = (
        replace(
            note,
            value=Anonymous(names[note.value.id]) if isinstance(note.value, Anonymous) else note.value,
            annotations=_notes(note.annotations, names),
        )
        for note in notes
    )
    return tuple(sorted(found, key=str))
