"""Where a value stands in a record: field references and the templates made of them.

A reference is one or more paths separated by `|`; the first that holds something wins. In a path `/`
goes down (`收件人信息/电话`), `../` goes up (from a list's item to its record, from a record to the
object that holds it), `.` is the value itself, and `$name` is a variable of the records path.
`$place` is an item's or record's place in its list, from 1. A template is text with references in braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Json: TypeAlias = Any
"""What JSON can say: None, bool, int, Decimal, str, list or dict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A value inside a source file, with the way back up; `trail` is its path from the record, '' for the record."""

    value: Json
    trail: str = ""
    parent: Scope | None = None
    variables: Mapping[str, str] = field(default_factory=dict)

    def item(self, value: Json, trail: str, place: int) -> Scope:
        """The scope of the list item at `place`, from 1."""
        return Scope(
            value=value,
            trail=_joined(self.trail, trail, str(place)),
            parent=self,
            variables={**self.variables, "place": str(place)},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A value with the name of the field that held it."""

    value: Json
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """One way to a value."""

    up: int = 0
    variable: str = ""
    steps: tuple[str, ...] = ()

    def look(self, scope: Scope) -> Found | None:
        """The value, or None when there is nothing (absent, null, or empty)."""
        if self.variable:
            known = scope.variables.get(self.variable, "")
            return Found(value=known, field=f"${self.variable}") if known else None
        at: Scope | None = scope
        for _ in range(self.up):
            at = at.parent if at else None
        if at is None:
            return None
        value = at.value
        for step in self.steps:
            value = value.get(step) if isinstance(value, dict) else None
        if value is None or value in ([], {}) or (isinstance(value, str) and not value.strip()):
            return None
        return Found(value=value, field=_joined(at.trail, *self.steps) or ".")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Paths in order of preference, and the text they were written as."""

    text: str
    paths: tuple[Path, ...]

    def look(self, scope: Scope) -> Found | None:
        """What the first path that holds something holds; None when none does."""
        for path in self.paths:
            found = path.look(scope)
            if found is not None:
                return found
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Text with references in it."""

    text: str
    parts: tuple[str | Reference, ...]

    def fill(self, scope: Scope) -> str | None:
        """The text with every reference replaced by its value; None when one of them holds nothing."""
        filled = [part if isinstance(part, str) else _plain(part.look(scope)) for part in self.parts]
        return None if any(part is None for part in filled) else "".join(map(str, filled)).strip()

    def fill_known(self, scope: Scope) -> str:
        """The text with what is known; a reference that holds nothing leaves nothing."""
        filled = [part if isinstance(part, str) else _plain(part.look(scope)) or "" for part in self.parts]
        return "".join(filled).strip()

    def references(self) -> Iterator[Reference]:
        """The references in the text, in order."""
        return (part for part in self.parts if isinstance(part, Reference))

    def fields(self, scope: Scope) -> tuple[str, ...]:
        """The fields that the references find something in."""
        return tuple(found.field for part in self.references() if (found := part.look(scope)))


def text_of(value: Json) -> str:
    """A single value as text, true and false as JSON writes them."""
    return ("true" if value else "false") if isinstance(value, bool) else str(value).strip()


def parse_reference(text: str) -> Reference:
    """Read a reference. Raises ValueError with the reason when it is not one."""
    return Reference(text=text, paths=tuple(_parse_path(part.strip()) for part in text.split("|")))


def parse_template(text: str) -> Template:
    """Read a template. Raises ValueError with the reason when a brace is left open or a reference is wrong."""
    parts: list[str | Reference] = []
    for place, part in enumerate(re.split(r"\{([^{}]*)\}", text)):
        if place % 2:
            parts.append(parse_reference(part))
        elif "{" in part or "}" in part:
            raise ValueError(f"a brace in '{text}' is left open; write {{field}}")
        elif part:
            parts.append(part)
    return Template(text=text, parts=tuple(parts))


def _parse_path(text: str) -> Path:
    if text.startswith("$"):
        if not text[1:].isidentifier():
            raise ValueError(f"'{text}' names no variable; write $name")
        return Path(variable=text[1:])
    steps = [step.strip() for step in text.split("/")]
    up = 0
    while steps and steps[0] == "..":
        steps.pop(0)
        up += 1
    steps = [step for step in steps if step != "."]
    if not text or "" in steps or ".." in steps:
        raise ValueError(f"'{text}' is no field; write a name, a/b to go down or ../a to go up")
    return Path(up=up, steps=tuple(steps))


def _joined(*parts: str) -> str:
    return "/".join(part for part in parts if part)


def _plain(found: Found | None) -> str | None:
    """A value as text for keys and labels; None for nothing and for objects and lists."""
    if found is None or isinstance(found.value, dict | list):
        return None
    return text_of(found.value)
