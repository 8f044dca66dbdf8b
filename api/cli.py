"""The `fengmi` command (DESIGN.md §5)."""

from __future__ import annotations

import click

from api import cli_ask, cli_copy, cli_cypher, cli_demo, cli_load, cli_overlay, cli_schema, cli_serve
from api.cli_common import configure_logging


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="fengmi", prog_name="fengmi")
def cli() -> None:
    """蜂蜜 Fengmi: answers, suggestions and rulings from a knowledge graph, each with its proof."""


for command in (
    cli_demo.demo,
    cli_load.ontology,
    cli_load.ingest,
    cli_load.infer,
    cli_ask.ask,
    cli_ask.complete,
    cli_ask.judge,
    cli_ask.explain,
    cli_cypher.cypher,
    cli_schema.schema,
    cli_copy.copy,
    cli_copy.backup,
    cli_copy.restore,
    cli_copy.export,
    cli_serve.serve,
):
    cli.add_command(command)

for command in (cli_overlay.publish, cli_overlay.versions, cli_overlay.rollback):
    cli_load.ontology.add_command(command)


def main() -> None:
    """Run the command line."""
    configure_logging()
    cli()
