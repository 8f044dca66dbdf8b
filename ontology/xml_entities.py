"""The entities that an XML document declares, written out before a parser sees it.

Older editors shorten IRIs with entities. Parsers differ in what they make of them, and an entity made of entities
can blow a small file up beyond any memory; so they are replaced here, under a limit, and the DOCTYPE is left out.
"""

from __future__ import annotations

import re

from ontology.errors import OntologyError

MAX_ENTITY = 64 * 1024
"""How long one entity's text may be when written out, in characters."""

MAX_DEPTH = 50
"""How deep entities may be made of one another."""

# Only before the root, as a text may hold the word as well. Nothing is tried in two ways, or a DOCTYPE without its end
# would take for ever.
_PROLOG = re.compile(r"\ufeff?(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_DOCTYPE = re.compile(
    r"<!DOCTYPE\s+[^\[>]*+"
    r"(?:\[(?P<subset>(?:<!--.*?-->|\"[^\"]*\"|'[^']*'|[^\]\"'<]|<(?!!--))*+)\])?\s*>",
    re.DOTALL,
)
_DECLARED = re.compile(r"<!ENTITY\s+(?P<name>[\w.:-]+)\s+(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')\s*>")
_OUTSIDE = re.compile(r"<!ENTITY\s+(?:%\s*)?(?P<name>[\w.:-]+)\s+(?:SYSTEM|PUBLIC)\b")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_USED = re.compile(r"<!\[CDATA\[.*?\]\]>|<!--.*?-->|&(?P<name>[A-Za-z_][\w.:-]*);", re.DOTALL)
_PREDEFINED = frozenset(("amp", "lt", "gt", "quot", "apos"))


def without_entities(text: str, *, file: str, limit: int) -> str:
    """The document with its own entities replaced and its DOCTYPE blanked, lines kept in their places.

    Raises OntologyError for an entity that lies outside the document, is part of itself, is nested deeper than
    MAX_DEPTH or is longer than MAX_ENTITY, and for a document that would become longer than `limit` characters.
    """
    prolog = _PROLOG.match(text)
    head = _DOCTYPE.match(text, prolog.end() if prolog else 0)
    if head is None:
        return text
    subset = _COMMENT.sub("", head.group("subset") or "")
    outside = _OUTSIDE.search(subset)
    if outside is not None:
        name = outside.group("name")
        raise OntologyError(f"{file}: the entity '{name}' lies in another file; write its text into this one")
    values: dict[str, str] = {}
    for declared in _DECLARED.finditer(subset):
        # The first declaration of a name holds (XML 1.0, 4.2).
        values.setdefault(declared.group("name"), declared.group("double") or declared.group("single") or "")
    written = _written_out(values, file)
    blank = "\n" * head.group().count("\n")
    pieces: list[str] = [text[: head.start()], blank]
    length = head.start()
    place = head.end()
    for used in _USED.finditer(text, head.end()):
        value = written.get(used.group("name") or "")
        if value is None:
            continue
        pieces += (text[place : used.start()], value)
        length += used.start() - place + len(value)
        place = used.end()
        if length > limit:
            raise OntologyError(f"{file}: its entities make it longer than {limit} characters; write them out")
    pieces.append(text[place:])
    return "".join(pieces)


def _written_out(values: dict[str, str], file: str) -> dict[str, str]:
    done: dict[str, str] = {}

    def write(name: str, inside: tuple[str, ...]) -> str:
        if name in done:
            return done[name]
        if name in inside:
            raise OntologyError(f"{file}: the entity '{name}' is part of itself; break the circle")
        if len(inside) > MAX_DEPTH:
            raise OntologyError(f"{file}: entities are nested more than {MAX_DEPTH} deep; write them out")
        length = 0
        pieces: list[str] = []
        place = 0
        for used in _USED.finditer(values[name]):
            inner = used.group("name")
            if inner in values:
                text = write(inner, (*inside, name))
                pieces += (values[name][place : used.start()], text)
                length += len(text)
                place = used.end()
            if length > MAX_ENTITY:
                raise OntologyError(f"{file}: the entity '{name}' is longer than {MAX_ENTITY} characters; shorten it")
        pieces.append(values[name][place:])
        done[name] = "".join(pieces)
        if len(done[name]) > MAX_ENTITY:
            raise OntologyError(f"{file}: the entity '{name}' is longer than {MAX_ENTITY} characters; shorten it")
        return done[name]

    for name in values:
        write(name, ())
    return {name: value for name, value in done.items() if name not in _PREDEFINED}
