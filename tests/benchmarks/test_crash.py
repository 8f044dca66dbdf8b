"""Loads that are killed end as loads that are not."""

from __future__ import annotations

import socket

import pytest

from benchmarks.crash import KINDS, Run, run, table
from benchmarks.proxy import Proxy
from tests.neo4j_access import Reach, emptied


@pytest.mark.server
def test_five_killed_loads_end_equal_to_an_undisturbed_one(neo4j_server: Reach) -> None:
    kinds = KINDS if neo4j_server.server is not None else ("process",)
    results = list(run(5, kinds, 0.0005, 7, neo4j_server.server))
    emptied(neo4j_server)
    assert {result.kind for result in results} == set(kinds)
    assert all(result.equal for result in results), table(results)


def test_the_table_counts_what_was_not_equal() -> None:
    shown = table([Run(kind="server", killed_after=1, resumed=None, equal=False)])
    assert "1 loads killed, 0 equal" in shown
    assert "1 outlived" in shown


def test_a_cut_connection_is_dropped_and_a_new_one_passed_on() -> None:
    with socket.create_server(("127.0.0.1", 0)) as target:
        proxy = Proxy(target.getsockname()[1])
        first = socket.create_connection(("127.0.0.1", proxy.port))
        behind, _ = target.accept()
        first.sendall(b"a")
        assert behind.recv(1) == b"a"
        proxy.cut()
        assert first.recv(1) == b""
        second = socket.create_connection(("127.0.0.1", proxy.port))
        again, _ = target.accept()
        second.sendall(b"b")
        assert again.recv(1) == b"b"
        proxy.close()
        for end in (first, behind, second, again):
            end.close()
