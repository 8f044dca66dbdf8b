"""Commands that take a whole graph elsewhere: copy, backup, restore, export."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from api.cli_common import Work, command
from api.progress import progress_bar
from api.wiring import store_path
from graph.backup import backup as back_up
from graph.backup import restore as put_back
from graph.checksum import Checksum
from graph.copy import copy as copy_graph
from graph.export import export_csv, export_cypher
from graph.open import open_store
from ontology.errors import InputError


@click.command()
@click.argument("source", metavar="FROM_STORE")
@click.argument("target", metavar="TO_STORE")
@command
def copy(work: Work, source: str, target: str) -> None:
    """Copy the graph of FROM_STORE into the empty TO_STORE, and compare the two at the end.

    Stopped half way, the same command goes on where it stopped.
    """
    if source == target:
        raise InputError(f"{source} cannot be copied onto itself; name another store to copy into")
    with (
        closing(open_store(source, create=False)) as old,
        closing(open_store(target)) as new,
        progress_bar() as progress,
    ):
        report = copy_graph(old, new, progress=progress)
    work.show(report, lambda: f"copied {_said(report.target)}; both stores are equal")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@command
def backup(work: Work, file: Path) -> None:
    """Write the embedded store into FILE."""
    held = back_up(store_path(work.settings.store), file)
    work.show(held, lambda: f"{file}: {_said(held)}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@command
def restore(work: Work, file: Path) -> None:
    """Make an embedded store, which must not exist yet, from FILE."""
    held = put_back(file, store_path(work.settings.store))
    work.show(held, lambda: f"{work.settings.store}: {_said(held)}")


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["cypher", "csv"]), default="cypher", help="A script, or a folder of CSV."
)
@command
def export(work: Work, out: Path, form: str) -> None:
    """Write the graph to OUT: a Cypher script, or the CSV files of `neo4j-admin database import`."""
    with closing(open_store(work.settings.store, create=False)) as store:
        report = export_csv(store, out) if form == "csv" else export_cypher(store, out)
    work.show(
        report,
        lambda: f"{out}: {report.nodes} nodes, {report.relationships} relationships in {len(report.files)} files",
    )


def _said(held: Checksum) -> str:
    return (
        f"{held.nodes} nodes, {held.relationships} relationships, {held.documents} ontology documents, "
        f"checksum {held.digest}"
    )
