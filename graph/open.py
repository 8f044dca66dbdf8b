"""A store by its URL (DESIGN.md §4)."""

from __future__ import annotations

from pathlib import Path

from graph.bulk_port import BulkStore
from graph.embedded import EmbeddedStore
from graph.neo4j import SCHEMES, Access, Neo4jStore
from ontology.errors import StoreError

EXAMPLE = "embedded:.fengmi/store"


def open_store(url: str, access: Access | None = None, *, create: bool = True) -> BulkStore:
    """Open `embedded:PATH`, or connect to `bolt://…` or `neo4j://…` (+s) with the environment's credentials.

    An embedded store that is not there is made, unless `create` is false. Raises StoreError when there is no
    such store, or it cannot be opened.
    """
    if is_network(url):
        return Neo4jStore(url, access or Access.from_environment())
    return EmbeddedStore(embedded_path(url), create=create)


def is_network(url: str) -> bool:
    """Whether the URL names a server; its credentials come from the environment, never from the URL.

    Raises StoreError for a URL with credentials in it.
    """
    scheme, mark, rest = url.partition("://")
    if scheme not in SCHEMES or not mark:
        return False
    address = rest.partition("/")[0]
    if "@" in address:
        raise StoreError(f"{scheme}://…: leave the password out of the URL; set NEO4J_USERNAME and NEO4J_PASSWORD")
    if not address:
        raise StoreError(f"{url}: names no server; write {scheme}://HOST:PORT")
    return True


def embedded_path(url: str) -> Path:
    """The folder that an embedded store's URL names. Raises StoreError for any other URL."""
    scheme, _, rest = url.partition(":")
    if scheme != "embedded" or not rest:
        raise StoreError(f"{url}: not a store; write {EXAMPLE}, or bolt://HOST:PORT, neo4j://HOST:PORT (+s)")
    return Path(rest).expanduser()
