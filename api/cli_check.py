"""`fengmi ontology check`: what becomes of each axiom, and what looks wrong."""

from __future__ import annotations

import click

from api.check import check_files
from api.check_text import check_text
from api.cli_common import Work, command


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE..")
@command
def check(work: Work, files: tuple[str, ...]) -> None:
    """Read packs or OWL files with their imports: what becomes of each axiom, and what looks wrong."""
    report = check_files(files)
    work.show(report, lambda: check_text(report))
