"""Versions of shops' overlays, kept in the graph as `(:OntologyVersion)` nodes: all of a version's documents.

Keys: `shop`, `number` (from 1), `at` (ISO 8601), `by`, `digest` (SHA-256 of the documents), `files` and `texts`,
imported documents first. Which version is active is told by what the store holds, not by a mark.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.bulk_port import BulkStore
from graph.ontology_nodes import Statement
from ontology.model import Ontology

VERSION = "OntologyVersion"
_KEYS = ("number", "at", "by", "digest", "files", "texts")


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayVersion:
    """One version of a shop's overlay; `active` when it is what the store holds."""

    shop: str
    number: int
    at: str
    by: str
    digest: str
    files: tuple[str, ...]
    texts: tuple[str, ...] = field(repr=False)
    active: bool = False


def digest_of(texts: Sequence[tuple[str, str]]) -> str:
    """The digest of documents, as (file name, text)."""
    joined = "\x00".join(part for pair in texts for part in pair)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()


def active_texts(ontology: Ontology, shop: str) -> tuple[tuple[str, str], ...]:
    """The documents of a shop's overlay that an ontology holds, as (file name, text)."""
    return tuple((document.file, document.text) for document in ontology.documents if document.shop == shop)


def stored_versions(store: BulkStore, shop: str) -> tuple[OverlayVersion, ...]:
    """All versions of a shop's overlay, the first one first."""
    wanted = ", ".join(f"v.{key} AS {key}" for key in _KEYS)
    pages = store.rows(f"MATCH (v:{VERSION}) WHERE v.shop = $shop RETURN {wanted}", {"shop": shop})
    held = active_texts(store.ontology, shop)
    active = digest_of(held) if held else ""
    found = [
        OverlayVersion(
            shop=shop,
            number=int(row["number"]),
            at=str(row["at"]),
            by=str(row["by"]),
            digest=str(row["digest"]),
            files=tuple(row["files"]),
            texts=tuple(row["texts"]),
            active=row["digest"] == active,
        )
        for page in pages
        for row in page
    ]
    return tuple(sorted(found, key=lambda version: version.number))


def version_row(version: OverlayVersion) -> Statement:
    """The statement that keeps a version."""
    keys = {key: getattr(version, key) for key in ("shop", "number", "at", "by", "digest")}
    row = {**keys, "files": list(version.files), "texts": list(version.texts)}
    return f"CREATE (v:{VERSION}) SET v = $row", {"row": row}
