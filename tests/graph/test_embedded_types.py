"""Types of the embedded store, made before they are needed."""

from collections.abc import Iterable, Mapping
from typing import Any

from graph.embedded_types import EmbeddedTypes


class Recorder:
    """Keeps the statements that would be run."""

    def __init__(self, *known: str) -> None:
        self.statements = list[str]()
        self._known = known

    def __call__(self, sql: str) -> Iterable[Mapping[str, Any]]:
        if sql.startswith("SELECT"):
            return [{"name": name} for name in self._known]
        self.statements.append(sql)
        return []


def test_a_node_of_two_labels_has_three_types() -> None:
    sql = Recorder("Entity")
    EmbeddedTypes(sql).for_nodes(["Entity", "订单"])
    types = [statement.partition(" BUCKET ")[0] for statement in sql.statements if " TYPE " in statement]
    assert types == [
        "CREATE VERTEX TYPE `订单` IF NOT EXISTS",
        "CREATE VERTEX TYPE `Entity~订单` IF NOT EXISTS EXTENDS `Entity`, `订单`",
    ]


def test_a_type_that_is_known_is_not_made_again() -> None:
    sql = Recorder("Entity", "A", "A~Entity", "KNOWS")
    types = EmbeddedTypes(sql)
    types.for_nodes(["Entity", "A"])
    types.for_nodes(["Entity"])
    types.for_relationships("KNOWS")
    assert sql.statements == []


def test_a_new_type_is_made_once() -> None:
    sql = Recorder()
    types = EmbeddedTypes(sql)
    types.for_relationships("SOLD_BY")
    types.for_relationships("SOLD_BY")
    assert len([statement for statement in sql.statements if "EDGE TYPE" in statement]) == 1


def test_the_name_of_a_bucket_is_short_and_its_own() -> None:
    sql = Recorder()
    types = EmbeddedTypes(sql)
    for name in ("长" * 300, "长" * 301, "a", "A"):
        types.for_relationships(name)
    buckets = [s.split()[2] for s in sql.statements if s.startswith("CREATE BUCKET")]
    assert len(set(buckets)) == 4
    assert max(map(len, buckets)) < 40


def test_labels_are_joined_in_the_order_of_their_utf16_code_units() -> None:
    sql = Recorder()
    EmbeddedTypes(sql).for_nodes(["\uffee", "\U0001f525"])
    assert any("`\U0001f525~\uffee`" in statement for statement in sql.statements)


def test_quotes_and_backslashes_in_a_name_are_escaped() -> None:
    sql = Recorder()
    EmbeddedTypes(sql).for_relationships("a`b\\c")
    assert any("`a\\`b\\\\c`" in statement for statement in sql.statements)
