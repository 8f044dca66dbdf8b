"""`fengmi serve`: GraphQL and the console page over HTTP."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
import uvicorn

from api.app import create_app
from api.cli_common import Work, command, print_json
from api.cli_engine import engine_of
from api.engine import Engine
from ontology.errors import InputError

HOST = "127.0.0.1"
PORT = 8000
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_OPEN = (
    "whoever reaches this address may read every stored fact, persons' included, say which customer he is, and with "
    "--write change any fact; let only your own front end reach it"
)


@click.command()
@click.option("--host", default=HOST, show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 takes a free one.")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes.")
@click.option("--write", "writable", is_flag=True, help="Let clients assert and retract facts.")
@command
def serve(work: Work, host: str, port: int, workers: int, writable: bool) -> None:
    """Serve GraphQL at /graphql, the console at / and readiness at /healthz, until stopped."""
    if workers > 1:
        raise InputError(
            f"--workers {workers}: an embedded store is opened by one process at a time; use 1, which serves many "
            "requests in threads; on Neo4j start several servers behind a balancer"
        )
    with engine_of(work, writable=writable) as engine:
        run_server(engine, host, port, as_json=work.as_json)


def run_server(engine: Engine, host: str, port: int, *, as_json: bool) -> None:
    """Serve until interrupted; says its address once it listens. Raises InputError when the port is taken."""
    if host not in _LOOPBACK:
        click.echo(f"fengmi: {host}: {_OPEN}", err=True)
    listener = _listen(host, port)
    url = f"http://{host}:{listener.getsockname()[1]}"
    server = _Server(uvicorn.Config(create_app(engine), log_config=None, access_log=False), url, as_json)
    with listener:
        server.run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, because asyncio turns Nagle's delay off only where it can see that it is (40 ms a reply).
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise InputError(f"{host}:{port}: cannot be listened on ({error.strerror}); choose another --port") from error
    return listener


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, url: str, as_json: bool) -> None:
        super().__init__(config)
        self._url = url
        self._as_json = as_json

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on a signal and return, so that the store is closed; uvicorn's own would raise the signal again."""
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say the address when requests are answered, not before."""
        await super().startup(sockets)
        if not self.started:
            return
        where: dict[str, Any] = {"url": self._url, "graphql": f"{self._url}/graphql"}
        if self._as_json:
            print_json(where)
        else:
            click.echo(f"蜂蜜 · GraphQL {self._url}/graphql · 控制台 {self._url}/ · Ctrl+C 停止", err=True)
