"""Terms of the ontology by the names that a mapping calls them."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from ingest.section import Section, near
from ontology.model import Ontology
from ontology.owl import local_name
from ontology.terms import TermKind


class Names:
    """Finds classes and properties by IRI or local name, and checks that they fit each other."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology

    def cls(self, at: Section) -> str:
        """The IRI of the class named at `at`. Raises MappingError when there is none."""
        return self._find(at, at.text(), self._classes, "class")

    def data_property(self, at: Section, name: str, cls: str) -> str:
        """The IRI of a data property that individuals of the class may have."""
        if name in self._object_properties:
            at.fail(f"'{name}' points at individuals; move it from properties to links")
        return self._fitting(at, self._find(at, name, self._data_properties, "data property"), cls)

    def object_property(self, at: Section, name: str, cls: str) -> str:
        """The IRI of an object property that individuals of the class may have."""
        if name in self._data_properties:
            at.fail(f"'{name}' holds values; move it from links to properties")
        return self._fitting(at, self._find(at, name, self._object_properties, "object property"), cls)

    def fits(self, cls: str, allowed: tuple[str, ...]) -> bool:
        """Whether an individual of the class may belong to one of the allowed classes; true when none are stated."""
        up, down = self._ontology.superclasses(cls), self._ontology.subclasses(cls)
        return not allowed or any(end in up or end in down for end in allowed)

    def check_range(self, at: Section, property: str, cls: str) -> None:
        """Raise MappingError when the property cannot point at individuals of the class."""
        ranges = self._ontology.ranges(property)
        if not self.fits(cls, ranges):
            wanted = " or ".join(map(local_name, ranges))
            at.fail(f"{local_name(property)} points at {wanted}, not at {local_name(cls)}; use another property")

    def _fitting(self, at: Section, property: str, cls: str) -> str:
        domains = self._ontology.domains(property)
        if not self.fits(cls, domains):
            wanted = " or ".join(map(local_name, domains))
            at.fail(f"{local_name(property)} belongs to {wanted}, not to {local_name(cls)}; use another property")
        return property

    def _find(self, at: Section, name: str, known: dict[str, list[str]], kind: str) -> str:
        if name in self._ontology.terms:
            name, iri = local_name(name), name
            if iri in known.get(name, ()):
                return iri
        found = known.get(name, [])
        if not found:
            at.fail(f"the ontology has no {kind} '{name}'{near(name, known)}")
        if len(found) > 1:
            at.fail(f"'{name}' may be {' or '.join(found)}; write the whole IRI")
        return found[0]

    @cached_property
    def _classes(self) -> dict[str, list[str]]:
        return self._by_name(TermKind.CLASS)

    @cached_property
    def _data_properties(self) -> dict[str, list[str]]:
        return self._by_name(TermKind.DATA_PROPERTY)

    @cached_property
    def _object_properties(self) -> dict[str, list[str]]:
        return self._by_name(TermKind.OBJECT_PROPERTY)

    def _by_name(self, kind: TermKind) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for term in self._ontology.of_kind(kind):
            found[local_name(term.iri)].append(term.iri)
        return found
