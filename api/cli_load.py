"""Commands that put something into the store: ontology, ingest, infer."""

from __future__ import annotations

from pathlib import Path

import click

from api import printing
from api.cli_common import Work, command
from api.cli_engine import engine_of
from api.ontology_export import export_file
from api.plain import plain
from api.progress import progress_bar
from api.questions import ask_files, questions_text
from api.visible import visible
from api.wiring import example_data
from ingest import load_mapping
from ontology.errors import InputError
from ontology.writing.export import FORMATS


@click.command("load")
@click.argument("files", nargs=-1, required=True, metavar="FILE..")
@click.option("--replace", is_flag=True, help="Drop stored documents that FILE.. does not hold or import.")
@command
def load(work: Work, files: tuple[str, ...], replace: bool) -> None:
    """Load packs or OWL files with their imports into the store, infer what follows, and report what contradicts."""
    with engine_of(work, create=True) as engine:
        report, found = engine.load_ontology(files, replace=replace), engine.contradictions()
        shown = found[: printing.MOST_CONTRADICTIONS]
        work.show(
            {**plain(report), "contradictions": found},
            lambda: visible(
                "\n".join([printing.ontology_text(report), *printing.contradictions_text(shown, len(found))])
            ),
        )


@click.command("questions")
@click.argument("files", nargs=-1, required=True, metavar="FILE..")
@command
def questions(work: Work, files: tuple[str, ...]) -> None:
    """Ask what packs (by name) or .cq.yaml files must answer over their examples, in a store of their own.

    Exit code 1 when a question gives other rows than the file says.
    """
    reports = ask_files(files)
    work.show(reports, lambda: questions_text(reports))
    if any(report.failed for report in reports):
        raise click.exceptions.Exit(1)


@click.command("export")
@click.argument("file")
@click.option("--format", "format", required=True, type=click.Choice(FORMATS), help="By the ending of its files.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Where to write; standard output if not given."
)
@command
def export_ontology(work: Work, file: str, format: str, out: Path | None) -> None:
    """Write a pack or OWL file in another syntax; what that syntax cannot say is named."""
    exported = export_file(file, format)
    for axiom in exported.lost:
        click.echo(visible(f"fengmi: {format} cannot say {axiom}"), err=True)
    for axiom in exported.added:
        click.echo(visible(f"fengmi: {format} cannot but add {axiom}"), err=True)
    if out is not None:
        _write(out, exported.text)
    if work.as_json or out is None:
        work.show(exported, lambda: exported.text.removesuffix("\n"))


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; name a file in a folder that is there") from error


@click.command()
@click.argument("mapping")
@click.option("--data", type=click.Path(path_type=Path), metavar="DIR", help="The folder with the shop's files.")
@click.option("--dry-run", is_flag=True, help="Check everything and write nothing but the rejects file.")
@command
def ingest(work: Work, mapping: str, data: Path | None, dry_run: bool) -> None:
    """Load a shop's files through MAPPING (a file, or a shipped one's name), then infer what follows.

    Loading twice is loading once. Rejected records are kept in a file with their reason.
    """
    folder = data or example_data(mapping)
    if folder is None:
        load_mapping(mapping)  # a name that nothing has is told first
        raise InputError(f"{mapping}: say where its files are, with --data DIR")
    with engine_of(work, create=True) as engine, progress_bar() as progress:
        report = engine.ingest(mapping, folder, dry_run=dry_run, progress=progress)
    work.show(report, lambda: printing.load_text(report))


@click.command()
@click.option("--all", "everything", is_flag=True, help="Show every contradiction, not only the first ones.")
@command
def infer(work: Work, everything: bool) -> None:
    """Make the graph hold exactly what follows from its asserted facts, and report what contradicts itself."""
    with engine_of(work) as engine:
        report, found = engine.infer(), engine.contradictions()
        shown = found if everything or work.as_json else found[: printing.MOST_CONTRADICTIONS]
        work.show(
            {**plain(report), "contradictions": found},
            lambda: "\n".join([printing.infer_text(report), *printing.contradictions_text(shown, len(found))]),
        )
