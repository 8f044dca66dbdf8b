"""The IRIs of an OWL/XML document, where they are shortened by prefixes or relative to xml:base."""

from __future__ import annotations

import re

from ontology.owl import Iri
from ontology.parsing.shape import PREFIXES

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|_:")
_VARIABLES = "urn:swrl:var#"


class XmlNames:
    """The prefixes that a document declares, and every IRI made with them so far."""

    def __init__(self) -> None:
        self._prefixes = dict(PREFIXES)
        self._full: dict[tuple[str, str], Iri] = {}
        self._short: dict[str, Iri] = {}

    def declare(self, prefix: str, namespace: str) -> None:
        """Let a prefix, with or without its colon, stand for a namespace."""
        self._prefixes[prefix.removesuffix(":")] = namespace

    def resolved(self, text: str, base: str) -> Iri:
        """An IRI as written, completed with the base where it is relative.

        It is completed as the OWLAPI, whose files these mostly are, shortens it: put after the base as it stands, and
        not after the base's last slash. The two differ only where the base ends neither in '#' nor in '/'.
        """
        found = self._full.get((base, text))
        if found is None:
            name = text.strip()
            if not _ABSOLUTE.match(name):
                name = (base.partition("#")[0] if name.startswith("#") else base) + name
            found = self._full[base, text] = Iri(name)
        return found

    def variable(self, text: str, base: str) -> str:
        """A variable's name; a bare word is completed as the OWLAPI completes it."""
        bare = not text.startswith(("#", "/")) and not _ABSOLUTE.match(text)
        return _VARIABLES + text if bare else self.resolved(text, base).text

    def expanded(self, text: str) -> Iri | None:
        """A shortened IRI written out; None where its prefix is not declared."""
        found = self._short.get(text)
        if found is None:
            prefix, _, local = text.strip().rpartition(":") if ":" not in text else text.strip().partition(":")
            if prefix not in self._prefixes:
                return None
            found = self._short[text] = Iri(self._prefixes[prefix] + local)
        return found
