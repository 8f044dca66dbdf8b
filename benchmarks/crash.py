"""Kill a load at a random moment, go on with it, and compare with a load that nobody disturbed.

    python -m benchmarks.crash [--runs 50] [--kinds process,server,connection] [--scale 0.002] [--seed 1] [--json]

Three things are killed in turn, each without warning: our own process while it loads an embedded store
(SIGKILL), the Neo4j server (SIGKILL, then started again), and the connection to it. Each run then calls the
same load again until it is done, and compares checksums: every node, relationship and document, each
relationship seen from both of its ends, and what the store itself counts. Exits 1 when any run differs.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from api.plain import plain
from benchmarks.commerce import Commerce, rows_of
from benchmarks.proxy import Proxy
from graph.bulk import LoadReport, load, pending
from graph.bulk_port import BulkStore
from graph.checksum import Checksum, checksum
from graph.embedded import EmbeddedStore
from graph.neo4j import Access, Neo4jStore
from graph.port import Counts
from ontology.errors import StoreError
from ontology.load import load_ontology
from tools.neo4j_server import Neo4jServer, running

KINDS = ("process", "server", "connection")
PACKS = ("home_appliances", "service")
_ROWS = 200
_NAME = "crash"
_ATTEMPTS = 5
_PAGE = 5_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """What a store holds after a load."""

    checksum: Checksum
    counts: Counts
    seen_from_ends: int
    pending: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """One killed load: what was killed after which batch, from which batch it went on, and whether it ended equal.

    `resumed` is the number of batches found written, None when the load outlived the blow by itself.
    """

    kind: str
    killed_after: int
    resumed: int | None
    equal: bool


def loaded(store: BulkStore, scale: float, progress: Callable[[int], None] | None = None) -> LoadReport:
    """Load the generated shop, or go on with it."""
    batches = (rows_of(part, store.schema) for part in Commerce(scale).parts(_ROWS))
    return load(store, batches, name=_NAME, progress=progress)


def held(store: BulkStore) -> Held:
    """What the store holds, read anew."""
    iris = [row["iri"] for page in store.rows("MATCH (n:Entity) RETURN n.iri AS iri") for row in page]
    seen = sum(sum(1 for _ in store.facts(objects=iris[n : n + _PAGE])) for n in range(0, len(iris), _PAGE))
    return Held(
        checksum=checksum(store),
        counts=store.counts(),
        seen_from_ends=seen,
        pending=pending(store, _NAME) is not None,
    )


class Crashes:
    """Runs on one machine, with one server, against what an undisturbed load gives."""

    def __init__(self, folder: Path, scale: float, seed: int) -> None:
        """Load once undisturbed; stores are made in `folder`."""
        self._folder = folder
        self._scale = scale
        self._dice = random.Random(seed)
        self._number = 0
        with self._embedded() as store:
            store.load_ontology(load_ontology(PACKS))
            start = time.perf_counter()
            self._batches = loaded(store, scale).batches
            self._pause = (time.perf_counter() - start) / self._batches
            self.undisturbed = held(store)

    @contextmanager
    def _embedded(self) -> Iterator[EmbeddedStore]:
        store = EmbeddedStore(self._folder / f"store{self._number}")
        try:
            yield store
        finally:
            store.close()

    def process(self) -> Run:
        """Kill our own process while it loads an embedded store."""
        self._number += 1
        with self._embedded() as store:
            store.load_ontology(load_ontology(PACKS))
        after = self._dice.randrange(self._batches)
        path = self._folder / f"store{self._number}"
        command = [sys.executable, "-m", "benchmarks.crash", "--child", str(path), "--scale", str(self._scale)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1]) as child:
            assert child.stdout is not None
            for _ in range(after):
                child.stdout.readline()
            time.sleep(self._dice.random() * 2 * self._pause)
            child.kill()
        with self._embedded() as store:
            report = loaded(store, self._scale)
            return self._judged("process", after, report.resumed, store)

    def server(self, server: Neo4jServer) -> Run:
        """Kill the server under a load, and start it again."""

        def blow() -> None:
            server.kill()
            server.start()

        with _connected(server, server.port) as store:
            return self._struck("server", store, blow)

    def connection(self, server: Neo4jServer) -> Run:
        """Cut the connections under a load."""
        proxy = Proxy(server.port)
        try:
            with _connected(server, proxy.port) as store:
                return self._struck("connection", store, proxy.cut)
        finally:
            proxy.close()

    def _struck(self, kind: str, store: Neo4jStore, blow: Callable[[], None]) -> Run:
        _emptied(store)
        store.load_ontology(load_ontology(PACKS))
        after = self._dice.randrange(self._batches)
        reached, done = threading.Event(), 0

        def advance(_: int) -> None:
            nonlocal done
            done += 1
            if done >= after:
                reached.set()

        def strike() -> None:
            reached.wait()
            time.sleep(wait)
            blow()

        wait = self._dice.random() * 2 * self._pause
        if after == 0:
            reached.set()
        striker = threading.Thread(target=strike)
        striker.start()
        resumed: int | None = None
        try:
            loaded(store, self._scale, advance)
            striker.join()
        except StoreError:
            reached.set()
            striker.join()
            resumed = self._resumed(store)
        return self._judged(kind, after, resumed, store)

    def _resumed(self, store: Neo4jStore) -> int:
        for attempt in range(_ATTEMPTS):
            try:
                return loaded(store, self._scale).resumed
            except StoreError:
                if attempt + 1 == _ATTEMPTS:
                    raise
                time.sleep(1.0)
        raise AssertionError("there is a last attempt")

    def _judged(self, kind: str, after: int, resumed: int | None, store: BulkStore) -> Run:
        return Run(kind=kind, killed_after=after, resumed=resumed, equal=held(store) == self.undisturbed)


@contextmanager
def _connected(server: Neo4jServer, port: int) -> Iterator[Neo4jStore]:
    username, password = server.environment["NEO4J_USERNAME"], server.environment["NEO4J_PASSWORD"]
    store = Neo4jStore(f"bolt://127.0.0.1:{port}", Access(username=username, password=password))
    try:
        yield store
    finally:
        store.close()


def _emptied(store: Neo4jStore) -> None:
    store.transact([("MATCH (n) DETACH DELETE n", {})])


def run(runs: int, kinds: Sequence[str], scale: float, seed: int, server: Neo4jServer | None = None) -> Iterator[Run]:
    """That many killed loads, the kinds in turn; on a server of its own unless one is given, which it empties."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fengmi-crash-")))
        crashes = Crashes(folder, scale, seed)
        if server is None and set(kinds) - {"process"}:
            server = stack.enter_context(running())
        for number in range(runs):
            kind = kinds[number % len(kinds)]
            if kind == "process" or server is None:
                yield crashes.process()
            elif kind == "server":
                yield crashes.server(server)
            else:
                yield crashes.connection(server)


def table(results: Sequence[Run]) -> str:
    """The outcome for people."""
    lines = []
    for kind, count in Counter(r.kind for r in results).items():
        equal = sum(r.equal for r in results if r.kind == kind)
        outlived = sum(r.resumed is None for r in results if r.kind == kind)
        told = f", {outlived} outlived the blow without a restart" if kind != "process" else ""
        lines.append(f"{kind:<12}{count:>4} loads killed, {equal} equal to an undisturbed one{told}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and print; 1 when any load ended otherwise than an undisturbed one."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crash", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--runs", type=int, default=50, help="how many loads to kill (default: 50)")
    parser.add_argument("--kinds", default=",".join(KINDS), help="what to kill in turn, by comma")
    parser.add_argument("--scale", type=float, default=0.002, help="1.0: 1 M entities, 3 M relationships")
    parser.add_argument("--seed", type=int, default=1, help="of the moments")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.child:
        _load_and_tell(options.child, options.scale)
        return 0
    results = []
    for result in run(options.runs, options.kinds.split(","), options.scale, options.seed):
        results.append(result)
        print(f"{len(results)}/{options.runs} {result}", file=sys.stderr, flush=True)
    sys.stdout.write((json.dumps(plain(results)) if options.json else table(results)) + "\n")
    return 0 if all(result.equal for result in results) else 1


def _load_and_tell(path: Path, scale: float) -> None:
    """Load an embedded store and write a line after each batch: what the process that is killed does."""
    store = EmbeddedStore(path)
    loaded(store, scale, lambda _: print(flush=True))
    store.close()


if __name__ == "__main__":
    sys.exit(main())
