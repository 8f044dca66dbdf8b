"""`fengmi ontology diff`: what another version of an ontology changes."""

from __future__ import annotations

from contextlib import closing, nullcontext
from datetime import UTC, datetime

import click

from api.cli_common import Work, command
from api.difference import compare
from api.difference_text import difference_text
from api.instants import read_instant
from api.visible import visible
from api.wiring import store_path
from graph.open import is_network, open_store


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--as-of", metavar="TIME", help="Rule as of this instant instead of now.")
@command
def diff(work: Work, old: str, new: str, as_of: str | None) -> None:
    """Compare two versions, packs or OWL files: axioms, terms, rules, and what each would make of the store.

    Nothing is written. Where there is no store, only what the versions say and answer is compared.
    """
    moment = read_instant(as_of) if as_of else datetime.now(UTC)
    url = work.settings.store
    there = is_network(url) or store_path(url).exists()
    with closing(open_store(url, create=False)) if there else nullcontext() as store:
        report = compare(old, new, store, moment)
    work.show(report, lambda: visible("\n".join(difference_text(report))))
