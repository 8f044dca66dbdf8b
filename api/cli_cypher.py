"""`fengmi cypher`: one query, or a prompt."""

from __future__ import annotations

import csv
import io
import json
import sys

import click
from rich.console import Console
from rich.table import Table as RichTable

from api.cli_common import Work, command, print_json
from api.cli_engine import engine_of
from api.cypher_prompt import ask_until_end
from api.engine import Engine
from api.plain import plain
from graph.port import ROW_LIMIT, Table
from ontology.errors import FengmiError

_FORMATS = ("table", "json", "csv")


@click.command()
@click.argument("query", required=False)
@click.option("--format", "layout", type=click.Choice(_FORMATS), default="table", show_default=True)
@click.option("--limit", type=int, default=1_000, show_default=True, help=f"Most rows, up to {ROW_LIMIT}.")
@command
def cypher(work: Work, query: str | None, layout: str, limit: int) -> None:
    """Run one reading QUERY; without QUERY read it from standard input, or prompt on a terminal."""
    chosen = "json" if work.as_json else layout
    with engine_of(work) as engine:
        if query is None and sys.stdin.isatty() and not work.as_json:
            _prompt(engine, chosen, limit)
            return
        _answer(engine, sys.stdin.read() if query is None else query, chosen, limit)


def _answer(engine: Engine, query: str, layout: str, limit: int) -> None:
    table = engine.cypher(query, limit=limit)
    _print(table, layout)
    if not table.rows and layout != "json":
        click.echo("".join(f"fengmi: {line}\n" for line in ("0 rows", *engine.hints(query))), err=True, nl=False)


def _prompt(engine: Engine, layout: str, limit: int) -> None:
    """Answer what is typed until the end of input; a wrong query does not end the prompt."""

    def answer(query: str) -> None:
        try:
            _answer(engine, query, layout, limit)
        except FengmiError as error:
            click.echo(f"fengmi: {error}", err=True)

    ask_until_end(engine.names(), answer)


def _print(table: Table, layout: str) -> None:
    if layout == "json":
        print_json(table)
    elif layout == "csv":
        click.echo(_csv(table), nl=False)
    else:
        _print_table(table)
    if table.truncated and layout != "json":
        click.echo(f"fengmi: only the first {len(table.rows)} rows are shown; use --limit", err=True)


def _csv(table: Table) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return text.getvalue()


def _print_table(table: Table) -> None:
    shown = RichTable(*table.columns)
    for row in table.rows:
        shown.add_row(*(_cell(cell) for cell in row))
    # Not on a terminal there is no width to fit into, and cutting cells would lose data.
    console = Console(soft_wrap=not sys.stdout.isatty(), width=None if sys.stdout.isatty() else 10_000, markup=False)
    console.print(shown)


def _cell(cell: object) -> str:
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else json.dumps(plain(cell), ensure_ascii=False)
