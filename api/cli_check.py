"""`fengmi ontology check`: what becomes of each axiom, and what looks wrong."""

from __future__ import annotations

import gc

import click

from api.check import check_files
from api.check_text import check_text
from api.cli_common import Work, command
from api.visible import visible
from ontology.deep import SECONDS


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE..")
@click.option("--deep", is_flag=True, help="Ask HermiT too, which needs Java: contradictions, classes without members.")
@click.option(
    "--seconds", type=click.FloatRange(min=1), default=SECONDS, show_default=True, help="How long HermiT may take."
)
@command
def check(work: Work, files: tuple[str, ...], deep: bool, seconds: float) -> None:
    """Read packs or OWL files with their imports: what becomes of each axiom, what looks wrong, which profiles hold."""
    # Reading makes millions of values that stay; looking for garbage among them would take half the time.
    gc.disable()
    try:
        report = check_files(files, deep=seconds if deep else None)
    finally:
        gc.enable()
    work.show(report, lambda: visible(check_text(report)))
    if not report.loads:
        raise click.exceptions.Exit(1)
