"""The `fengmi` command (DESIGN.md §5)."""

from __future__ import annotations

import atexit
import gc

import click

from api.cli_common import configure_logging
from api.lazy_group import LazyGroup

_COMMANDS = {
    "demo": "api.cli_demo:demo",
    "ingest": "api.cli_load:ingest",
    "infer": "api.cli_load:infer",
    "ask": "api.cli_ask:ask",
    "complete": "api.cli_ask:complete",
    "judge": "api.cli_ask:judge",
    "explain": "api.cli_ask:explain",
    "cypher": "api.cli_cypher:cypher",
    "schema": "api.cli_schema:schema",
    "copy": "api.cli_copy:copy",
    "backup": "api.cli_copy:backup",
    "restore": "api.cli_copy:restore",
    "export": "api.cli_copy:export",
    "serve": "api.cli_serve:serve",
}
_ONTOLOGY = {
    "check": "api.cli_check:check",
    "diff": "api.cli_diff:diff",
    "export": "api.cli_load:export_ontology",
    "lexicon": "api.cli_lexicon:lexicon",
    "load": "api.cli_load:load",
    "publish": "api.cli_overlay:publish",
    "questions": "api.cli_load:questions",
    "rollback": "api.cli_overlay:rollback",
    "versions": "api.cli_overlay:versions",
}


@click.group(cls=LazyGroup, modules=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="fengmi", prog_name="fengmi")
def cli() -> None:
    """蜂蜜 Fengmi: answers, suggestions and rulings from a knowledge graph, each with its proof."""


@cli.group(cls=LazyGroup, modules=_ONTOLOGY)
def ontology() -> None:
    """OWL documents: check, compare, load and write them."""


def main() -> None:
    """Run the command line."""
    configure_logging()
    # What is left at the end goes with the process; it need not be looked through for garbage before.
    atexit.register(gc.freeze)
    cli()
