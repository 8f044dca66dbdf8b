"""What every command shares: its store, its output, and how it fails."""

from __future__ import annotations

import functools
import json
import logging
import os
import sys
from collections.abc import Callable
from typing import IO, Any, Concatenate, ParamSpec

import click

from api.plain import plain
from api.settings import Settings
from api.visible import visible
from ontology.errors import FengmiError

P = ParamSpec("P")

_LOG = logging.getLogger("fengmi.cli")


class Failure(click.ClickException):
    """A domain failure: one line on standard error, exit code 1."""

    exit_code = 1

    def __init__(self, message: str, code: str, as_json: bool) -> None:
        super().__init__(" ".join(message.split()))
        self._code = code
        self._as_json = as_json

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the line, and with --json the document that says the same."""
        click.echo(f"fengmi: {visible(self.message)}", err=True)
        if self._as_json:
            print_json({"error": {"code": self._code, "message": self.message}})


class Work:
    """One command's surroundings: where its store is and how it says its result."""

    def __init__(self, store: str | None, as_json: bool) -> None:
        self.settings = Settings.from_environment(store)
        self.as_json = as_json

    def show(self, value: Any, text: Callable[[], str]) -> None:
        """Print the result: as one JSON document, or as text for people."""
        if self.as_json:
            print_json(value)
        else:
            click.echo(text())


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(plain(value), ensure_ascii=False, indent=2))


def command(function: Callable[Concatenate[Work, P], None]) -> Callable[..., None]:
    """Give a command --store and --json, and turn its failures into one line and exit code 1."""

    @click.option("--store", metavar="URL", help="Where the graph is: embedded:PATH. Default: $FENGMI_STORE.")
    @click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
    @functools.wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        as_json = bool(kwargs.pop("as_json"))
        store = kwargs.pop("store")
        try:
            function(Work(str(store) if store else None, as_json), *args, **kwargs)
        except FengmiError as error:
            raise Failure(str(error), error.code, as_json) from error
        except BrokenPipeError:
            # The reader of our output has gone (`| head`); nothing is left to say, not even at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # the edge: a person sees one line, the log the trace
            _LOG.debug("internal error", exc_info=error)
            what = f"internal error, please report it: {type(error).__name__}: {error}; FENGMI_DEBUG=1 shows the trace"
            raise Failure(what, "INTERNAL", as_json) from error

    return wrapped


def configure_logging() -> None:
    """Logs go to standard error: warnings, and with FENGMI_DEBUG everything."""
    level = logging.DEBUG if os.environ.get("FENGMI_DEBUG") else logging.WARNING
    logging.basicConfig(level=level, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
