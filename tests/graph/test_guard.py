"""What is judged by its words, and what is judged once."""

import pytest

from graph.guard import MAX_REMEMBERED, Guard, check_reading
from graph.plan import Operator, Plan
from ontology.errors import QueryError

READS = Plan(roots=(Operator(name="ProduceResults", inputs=(Operator(name="AllNodesScan"),)),))


class Explained:
    """A store that shows one plan and counts how often it was asked."""

    def __init__(self, plan: Plan = READS) -> None:
        self.plan = plan
        self.asked: list[str] = []

    def __call__(self, cypher: str) -> Plan:
        self.asked.append(cypher)
        return self.plan


def test_a_text_that_passed_is_not_explained_again() -> None:
    explain = Explained()
    guard = Guard(explain)
    for _ in range(3):
        guard.check("MATCH (n) RETURN n", {})
    assert explain.asked == ["MATCH (n) RETURN n"]


def test_a_refused_text_is_refused_every_time() -> None:
    guard = Guard(Explained(Plan(roots=(Operator(name="Create"),))))
    for _ in range(2):
        with pytest.raises(QueryError, match="writes"):
            guard.check("MATCH (n) RETURN n", {})


def test_a_text_refused_by_its_words_is_never_explained() -> None:
    explain = Explained()
    with pytest.raises(QueryError):
        Guard(explain).check("LOAD CSV FROM 'x' AS y RETURN y", {})
    assert explain.asked == []


def test_the_texts_used_longest_ago_are_forgotten() -> None:
    explain = Explained()
    guard = Guard(explain)
    for number in range(MAX_REMEMBERED + 1):
        guard.check(f"RETURN {number}", {})
    guard.check(f"RETURN {MAX_REMEMBERED}", {})
    guard.check("RETURN 0", {})
    assert len(explain.asked) == MAX_REMEMBERED + 2


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (n:Product) WHERE n.label STARTS WITH 'LOAD CSV' RETURN n",
        "MATCH (n)-[:USE|CALL]->(m:Show) RETURN n.set, m.delete AS load",
        "MATCH (n) RETURN [x IN collect(n.label) WHERE x <> 'a' | toUpper(x)] AS names",
        "MATCH (n) RETURN [(n)-[:SOLD_BY]->(s) | s.label] AS shops, n {.label, .price}",
        "MATCH (a)-[:SUB_CLASS_OF*]->(b) RETURN a.name, b.name",
        "MATCH (a WHERE a.n = 1)-[*]->(b) RETURN b",
        "MATCH (n) WHERE EXISTS { (n)-[*]->(m) WHERE m.x = 1 } RETURN count(*)",
        "MATCH (n) WHERE (n)-[:NEAR*1..2]->(:Shop) RETURN n",
        "MATCH p = shortestPath((a:A {k: 1})-[*]-(b:B {k: 2})) RETURN [x IN nodes(p) | x.label]",
        "MATCH (o) RETURN reduce(s = 0, x IN collect(o.quantity) | s + x) AS total",
        "WITH [1, 2, 3] AS l UNWIND range(0, size(l) - 1) AS i RETURN l[i]",
        "MATCH (n) RETURN duration.between(date(n.a), date(n.b)).days AS d ORDER BY d DESC",
        "CALL { MATCH (n) RETURN n LIMIT 1 } RETURN n.label",
        "MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN count(m) AS c } RETURN n.label, c",
        "MATCH (n) WHERE n.a + n.b + n.c > 3 AND n.label + '-' + n.name = 'x' RETURN n",
        "RETURN 1 AS x UNION ALL RETURN 2 AS x;",
        "call db.labels() yield label return label",
        "MATCH (n:`a``b`) // a comment\nRETURN n /* another */",
        'RETURN \'it\\\'s\' AS a, "say \\"LOAD CSV\\"" AS b',
    ],
)
def test_what_analysts_write_is_not_held_up(cypher: str) -> None:
    check_reading(cypher)


def test_a_regular_expression_given_as_a_parameter_is_judged_each_time() -> None:
    explain = Explained()
    guard = Guard(explain)
    asked = "MATCH (n) WHERE n.label =~ $wanted RETURN n"
    guard.check(asked, {"wanted": r"(?i)fc-\d+.*"})
    with pytest.raises(QueryError, match=r"\$wanted repeats a group"):
        guard.check(asked, {"wanted": "(a+)+"})
    assert len(explain.asked) == 1
