"""How tests reach a real Neo4j, and how they empty it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import LiteralString

import neo4j

from graph.neo4j import Access
from tools.neo4j_server import Neo4jServer, ServerError, running

VARIABLE = "FENGMI_TEST_NEO4J"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Where a server is, who we are there, and its process when it is ours to stop."""

    url: str
    username: str
    password: str = field(repr=False)
    server: Neo4jServer | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What a fengmi process needs in its environment to reach it."""
        return {"NEO4J_USERNAME": self.username, "NEO4J_PASSWORD": self.password}

    @property
    def access(self) -> Access:
        """How a store of ours gets in."""
        return Access(username=self.username, password=self.password, database=os.environ.get("NEO4J_DATABASE") or None)

    def run(self, cypher: LiteralString) -> list[neo4j.Record]:
        """Run a statement past the store."""
        with neo4j.GraphDatabase.driver(
            self.url, auth=(self.username, self.password), notifications_min_severity="OFF"
        ) as driver:
            return driver.execute_query(cypher, database_=os.environ.get("NEO4J_DATABASE") or None).records


@contextmanager
def reached() -> Iterator[Reach]:
    """The server that FENGMI_TEST_NEO4J names, which must be empty, else one of our own. Raises ServerError."""
    url = os.environ.get(VARIABLE)
    if url:
        if os.environ.get("PYTEST_XDIST_WORKER"):
            raise ServerError(f"{VARIABLE}={url} is one database for several processes; make test PYTEST_WORKERS=0")
        reach = Reach(
            url=url,
            username=os.environ.get("NEO4J_USERNAME") or "neo4j",
            password=os.environ.get("NEO4J_PASSWORD") or "",
        )
        held = reach.run("MATCH (n) WHERE NOT n:FengmiStore RETURN count(n) AS c")[0]["c"]
        if held:
            raise ServerError(f"{VARIABLE}={url} holds {held} nodes, which tests would delete; give an empty database")
        yield reach
        emptied(reach)
        return
    with running() as server:
        environment = server.environment
        yield Reach(
            url=server.url,
            username=environment["NEO4J_USERNAME"],
            password=environment["NEO4J_PASSWORD"],
            server=server,
        )


def emptied(reach: Reach) -> None:
    """Delete every node, and every index that only a test has asked for."""
    with neo4j.GraphDatabase.driver(reach.url, auth=(reach.username, reach.password)) as driver:
        database = os.environ.get("NEO4J_DATABASE") or None
        driver.execute_query("MATCH (n) DETACH DELETE n", database_=database)
        names = (
            "SHOW INDEXES YIELD name, owningConstraint WHERE owningConstraint IS NULL AND name STARTS WITH 'fengmi_' "
        )
        for record in driver.execute_query(names + "RETURN name", database_=database).records:
            name: str = record["name"]
            driver.execute_query(f"DROP INDEX `{name}` IF EXISTS", database_=database)
