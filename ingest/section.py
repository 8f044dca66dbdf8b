"""A mapping file's content while it is being checked: every error names file, place and near match."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NoReturn, TypeVar

from ingest.reference import Reference, Template, parse_reference, parse_template
from ontology.errors import MappingError

_Read = TypeVar("_Read")


def near(word: str, known: Collection[str]) -> str:
    """`; did you mean 'x'?` for the closest known word, else the known words when they are few."""
    folded = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    if close:
        return f"; did you mean '{folded[close[0]]}'?"
    return f"; known: {', '.join(sorted(known))}" if 0 < len(known) <= 20 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One value of the mapping and its place in it, such as `files[0].entities.product`."""

    file: str
    place: str
    value: Any

    def fail(self, problem: str) -> NoReturn:
        """Raise MappingError for this place."""
        raise MappingError(f"{self.file}: {self.place or 'top'}: {problem}")

    def keys(self, *known: str) -> Section:
        """This section, when it is an object with no keys but the known ones."""
        for key in self._object():
            if key not in known:
                self.fail(f"unknown key '{key}'{near(str(key), known)}")
        return self

    def has(self, key: str) -> bool:
        """Whether the object has the key."""
        return self._object().get(key) is not None

    def at(self, key: str) -> Section:
        """What stands under a key; None when nothing does."""
        place = f"{self.place}.{key}" if self.place else key
        return Section(file=self.file, place=place, value=self._object().get(key))

    def need(self, key: str) -> Section:
        """What stands under a key that must be there."""
        if not self.has(key):
            self.fail(f"'{key}' is missing; add it")
        return self.at(key)

    def members(self) -> Iterator[tuple[str, Section]]:
        """An object's keys with their sections; none when it is absent."""
        if self.value is not None:
            yield from ((str(key), self.at(key)) for key in self._object())

    def items(self) -> Iterator[Section]:
        """A list's items; a single value counts as a list of one, an absent one as empty."""
        if self.value is not None and not isinstance(self.value, list):
            yield self
            return
        for place, value in enumerate(self.value or ()):
            yield Section(file=self.file, place=f"{self.place}[{place}]", value=value)

    def text(self, default: str | None = None) -> str:
        """Text; `default` when absent."""
        if self.value is None and default is not None:
            return default
        if isinstance(self.value, bool) or not isinstance(self.value, str | int) or str(self.value).strip() == "":
            self.fail(f"wants text, found {self.value!r}")
        return str(self.value)

    def flag(self) -> bool:
        """True or false; false when absent."""
        if self.value is not None and not isinstance(self.value, bool):
            self.fail(f"wants true or false, found {self.value!r}")
        return bool(self.value)

    def texts(self) -> dict[str, str]:
        """An object of texts; empty when absent."""
        return {key: section.text() for key, section in self.members()}

    def reference(self) -> Reference:
        """A field reference."""
        return self._read(parse_reference)

    def template(self) -> Template:
        """A template."""
        return self._read(parse_template)

    def _read(self, parse: Callable[[str], _Read]) -> _Read:
        try:
            return parse(self.text())
        except ValueError as error:
            self.fail(str(error))

    def _object(self) -> dict[Any, Any]:
        if not isinstance(self.value, dict):
            self.fail(f"wants keys and values, found {self.value!r}")
        return self.value
