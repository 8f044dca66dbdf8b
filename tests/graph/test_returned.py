"""A query's columns are named from its text as the stores name them."""

import pytest

from graph.returned import columns_of


@pytest.mark.parametrize(
    ("cypher", "columns"),
    [
        ("MATCH (n) RETURN n.x AS a, n.y, count(n), n{.x} AS m ORDER BY a LIMIT 3", ("a", "n.y", "count(n)", "m")),
        ("MATCH (n) RETURN DISTINCT n", ("n",)),
        ("MATCH (n) RETURN toUpper ( n.x ),  n.`a b`,n.x+ 1", ("toUpper ( n.x )", "n.`a b`", "n.x+ 1")),
        ("MATCH (o) RETURN o AS Order, o.limit SKIP 1", ("Order", "o.limit")),
        ("MATCH (n) RETURN n.`名 称` AS `名`, [x IN n.l | {a: x, b: 1}] ;", ("名", "[x IN n.l | {a: x, b: 1}]")),
        ("RETURN 1 AS a UNION RETURN 2 AS a", ("a",)),
        ("MATCH (n) WHERE EXISTS { MATCH (n)-->(m) RETURN m AS no } RETURN n.x AS yes", ("yes",)),
        ("CALL { MATCH (n) RETURN n AS inner, n.x AS y } RETURN *", ("inner", "y")),
        ("MATCH p = (a:A {k: 1})-[r:X]->(:B) RETURN *", ("a", "p", "r")),
        ("MATCH (a) WITH a.x AS b, a ORDER BY b UNWIND [1] AS c RETURN *", ("a", "b", "c")),
        ("MATCH (a) WHERE a.n STARTS WITH 'x' WITH *, 1 AS b RETURN *, b + 1 AS d", ("a", "b", "d")),
        ("CALL db.labels() YIELD label RETURN label", ("label",)),
        ("RETURN // a comment, with AS words\n 1 AS x", ("x",)),
        ("CALL db.labels()", ()),
    ],
)
def test_columns_are_names_or_the_expression_as_written(cypher: str, columns: tuple[str, ...]) -> None:
    assert columns_of(cypher) == columns
