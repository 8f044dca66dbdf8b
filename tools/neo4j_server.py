"""A real Neo4j as a process of its own, without Docker: jars from Maven, a folder and a loopback port of its own.

    python -m tools.neo4j_server        start one, say how to reach it, stop it on Ctrl-C

Needs `java` (17 or 21) and, the first time, `mvn`. The jars are kept outside the repository, in
$XDG_CACHE_HOME/fengmi (default ~/.cache/fengmi). Neo4j is GPLv3: it runs beside us and is never shipped.
"""

from __future__ import annotations

import argparse
import contextlib
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import neo4j

from tools import maven
from tools.keeper import Keeper

VERSION = "5.26.31"
USERNAME = "neo4j"
START_SECONDS = 90.0
STOP_SECONDS = 30.0

_CONFIGURATION = """server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
dbms.security.allow_csv_import_from_file_urls=false
server.memory.pagecache.size=512m
db.transaction.timeout=30s
db.memory.transaction.max=512m
dbms.memory.transaction.total.max=1g
"""
_TLS = """server.bolt.tls_level=REQUIRED
dbms.ssl.policy.bolt.enabled=true
dbms.ssl.policy.bolt.base_directory=certificates
dbms.ssl.policy.bolt.private_key=private.key
dbms.ssl.policy.bolt.public_certificate=public.crt
dbms.ssl.policy.bolt.client_auth=NONE
"""
_JVM = (
    "-Xms512m",
    "-Xmx2g",
    "-XX:+UseG1GC",
    "-Djol.skipHotspotSAAttach=true",
    "-Dfile.encoding=UTF-8",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "-Dio.netty.tryReflectionSetAccessible=true",
)


class ServerError(Exception):
    """Neo4j cannot be had here; the message says what is missing or what the server said."""


class Neo4jServer:
    """One server process in a keeper's care; it can be stopped or killed and started again on the same port and data.

    The keeper ends it and removes its folder when our process is gone.
    """

    def __init__(self, home: Path | None = None, *, encrypted: bool = False) -> None:
        """Make the folder (a temporary one, unless given) and set the password; raises ServerError.

        `encrypted`: it talks TLS only, with a certificate of its own making.
        """
        self._java = _program("java", "install a Java 17 or 21 runtime")
        self._jars = jars()
        # Letters and digits alone: one that began with a dash would be taken for an option.
        self.password = secrets.token_hex(16)
        self.port = _free_port()
        self._pid: int | None = None
        self._keeper = Keeper(prefix="fengmi-neo4j-", home=home)
        self.home = self._keeper.home
        for name in ("conf", "data", "logs", "plugins", "import", "run"):
            (self.home / name).mkdir(parents=True, exist_ok=True)
        configuration = _CONFIGURATION.format(port=self.port) + (_TLS if encrypted else "")
        (self.home / "conf" / "neo4j.conf").write_text(configuration, encoding="utf-8")
        self._scheme = "bolt+ssc" if encrypted else "bolt"
        try:
            if encrypted:
                self._certify()
            self.administer("dbms", "set-initial-password", self.password)
        except ServerError:
            self.close()
            raise

    @property
    def url(self) -> str:
        """Where it listens; an encrypted one's certificate is taken as it is."""
        return f"{self._scheme}://127.0.0.1:{self.port}"

    @property
    def certificate(self) -> Path:
        """The certificate of an encrypted server, in PEM, which is its own authority."""
        return self.home / "certificates" / "public.crt"

    @property
    def pid(self) -> int:
        """The process's id. Raises ServerError when it does not run."""
        if self._pid is None:
            raise ServerError(f"Neo4j in {self.home} does not run; start it")
        return self._pid

    @property
    def environment(self) -> dict[str, str]:
        """What a fengmi process needs in its environment to reach it."""
        return {"NEO4J_USERNAME": USERNAME, "NEO4J_PASSWORD": self.password}

    def _certify(self) -> None:
        folder = self.certificate.parent
        folder.mkdir(exist_ok=True)
        openssl = _program("openssl", "install it for a server with TLS")
        files = ["-keyout", str(folder / "private.key"), "-out", str(self.certificate)]
        names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
        made = subprocess.run(
            [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-batch", "-days", "2", *files, *names],
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            raise ServerError(f"openssl makes no certificate: {made.stderr.strip()[-300:]}")

    def administer(self, *arguments: str) -> str:
        """Run `neo4j-admin` on the stopped server; return what it said. Raises ServerError when it fails."""
        log = self.home / "logs" / "admin.log"
        command = [self._java, "-cp", f"{self._jars}/*", "org.neo4j.cli.AdminTool", *arguments]
        environment = {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        log.unlink(missing_ok=True)
        self._keeper.start(command, log=log, environment=environment)
        deadline = time.monotonic() + START_SECONDS
        while self._keeper.code() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        self._keeper.end(signal.SIGKILL, seconds=STOP_SECONDS)
        said = log.read_text(encoding="utf-8", errors="replace")
        if self._keeper.code():
            raise ServerError(f"neo4j-admin {arguments[0]} {arguments[1]}: {said.strip()[-800:]}")
        return said

    def start(self) -> None:
        """Start and wait until it answers. Raises ServerError with what the server said last."""
        paths = f"{self._jars}/*:{self.home}/plugins/*"
        entry = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={self.home}", f"--config-dir={self.home}/conf"]
        command = [self._java, *_JVM, "-cp", paths, *entry, "--console-mode"]
        self._pid = self._keeper.start(command, log=self.home / "logs" / "console.log")
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._keeper.code() is not None or time.monotonic() > deadline:
                self.kill()
                raise ServerError(f"Neo4j does not start: {self._last_words()}")
            time.sleep(0.1)

    def _answers(self) -> bool:
        auth = (USERNAME, self.password)
        with contextlib.suppress(neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError):
            with neo4j.GraphDatabase.driver(self.url, auth=auth, connection_timeout=2.0) as driver:
                driver.verify_connectivity()
            return True
        return False

    def _last_words(self) -> str:
        return (self.home / "logs" / "console.log").read_text(encoding="utf-8", errors="replace").strip()[-800:]

    def stop(self) -> None:
        """Stop in order; kills it when it does not end in time. Does nothing when it does not run."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once, as a power cut would. Does nothing when it does not run."""
        self._end(signal.SIGKILL)

    def _end(self, number: signal.Signals) -> None:
        self._keeper.end(number, seconds=STOP_SECONDS)
        self._pid = None

    def close(self) -> None:
        """End it for good, and remove its folder unless that is the caller's."""
        self._keeper.close()
        self._pid = None


@contextlib.contextmanager
def running(home: Path | None = None, *, encrypted: bool = False) -> Iterator[Neo4jServer]:
    """A started server, stopped at the end; its folder is removed when it is not the caller's. Raises ServerError."""
    with contextlib.closing(Neo4jServer(home, encrypted=encrypted)) as server:
        server.start()
        yield server


def jars() -> Path:
    """The folder of Neo4j's jars; fetched by Maven when it is not there yet. Raises ServerError."""
    try:
        return maven.jars("org.neo4j", "neo4j", VERSION, name="neo4j")
    except maven.MavenError as error:
        raise ServerError(str(error)) from error


def _program(name: str, remedy: str) -> str:
    try:
        return maven.program(name, remedy)
    except maven.MavenError as error:
        raise ServerError(f"{error} (Neo4j needs it)") from error


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def main() -> int:
    """Run one server until interrupted."""
    argparse.ArgumentParser(
        prog="python -m tools.neo4j_server",
        description="Start a Neo4j of its own, print how to reach it, and stop it on Ctrl-C. It keeps nothing.",
    ).parse_args()
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        with running() as server:
            for name, value in server.environment.items():
                print(f"export {name}={value}")
            print(f"export FENGMI_STORE={server.url} FENGMI_TEST_NEO4J={server.url}", flush=True)
            signal.pause()
    except KeyboardInterrupt:
        return 0
    except ServerError as error:
        print(f"neo4j: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
