"""What a query builds has a bound before it runs; what analysts write stays below it."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from graph.cypher_text import tokens_of
from graph.growth import MAX_SIZE, check_growth
from graph.guard import check_reading
from ontology.errors import QueryError

USUAL = (
    "UNWIND range(1, 9999) AS a UNWIND range(1, 99) AS b WITH a, collect(a * b + a) AS x RETURN a, size(x), x[0]",
    "MATCH (n) RETURN count(*) AS count, n.type AS type ORDER BY count DESC LIMIT 3",
    "MATCH (o:Order) RETURN o AS Order",
    "WITH [1,2,3] AS l RETURN reduce(t = 0, x IN l | t + x) AS s",
    (
        "MATCH p=(start)-[*1..3]->(end) RETURN [n IN nodes(p) | n.name + ' (' + n.kind + ')'] AS names, "
        "reduce(s = 0, r IN relationships(p) | s + r.cost * r.weight) AS total"
    ),
    (
        "MATCH (n) WITH collect(n.tag) AS tags RETURN reduce(acc = [], t IN tags | CASE WHEN t IN acc THEN "
        "acc ELSE acc + t END) AS uniq"
    ),
    (
        "MATCH (n) WITH collect(n) AS ns RETURN reduce(m = {sum: 0, n: 0}, x IN ns | {sum: m.sum + x.v, n: "
        "m.n + 1}) AS stat"
    ),
    "MATCH (n) RETURN reduce(s = n.text, c IN [',', '.', '!'] | replace(s, c, '')) AS clean",
    (
        "MATCH (n) RETURN replace(replace(n.a, ' ', '_'), '-', '_') AS x, replace('Hello {a} from {b}', "
        "'{a}', n.name) AS t"
    ),
    (
        "MATCH (c)-[:BOUGHT]->(o)-[:HAS]->(p) WITH c, o, collect({name: p.name, price: p.price, qty: "
        "p.qty}) AS items WITH c, collect({order: o.id, at: o.at, items: items}) AS orders RETURN "
        "collect({customer: c.name, orders: orders}) AS all"
    ),
    "UNWIND range(1, 12) AS month RETURN month, [i IN range(0, 9) | i * i] AS sq",
    "WITH ['a','b','c'] AS l UNWIND range(0, size(l) - 2) AS i RETURN l[i] + '-' + l[i+1] AS pair",
    (
        "MATCH (n) WHERE n.a STARTS WITH 'x' AND n.b ENDS WITH 'y' OR any(t IN n.tags WHERE t = 'x') RETURN "
        "n.first + ' ' + n.last AS name, n.price * 1.06 + 5 AS gross"
    ),
    (
        "MATCH (a)-[r]->(b) WITH a, count(b) AS deg, sum(r.x) AS s WITH avg(deg) AS m, collect({a: a.iri, "
        "d: deg, s: s}) AS rows UNWIND rows AS row WITH row, m, row.d / m AS ratio, row.s / (row.d + 1) AS "
        "per RETURN row.a, ratio, per, ratio * per + ratio AS score ORDER BY score DESC LIMIT 10"
    ),
    ("MATCH (p:Product) RETURN p {.name, .price, shop: p.shop, tags: [t IN p.tags WHERE t <> 'x' | toUpper(t)]} AS p"),
    (
        "MATCH (p) RETURN CASE WHEN p.price > 10 THEN 'high' WHEN p.price > 5 THEN 'mid' ELSE 'low' END AS "
        "band, count(*) AS n"
    ),
    (
        "MATCH (n) WITH collect(n.x) AS xs, collect(n.y) AS ys RETURN [i IN range(0, size(xs)-1) | xs[i] * "
        "ys[i]] AS d, [x IN xs WHERE x IN ys] AS both, [x IN xs WHERE NOT x IN ys | x + 1] AS d2"
    ),
    "MATCH (a:A) RETURN [(a)-[:X|Y]->(b) WHERE b.z > 1 | {n: b.name, of: a.name}] AS l",
    "MATCH (n) WHERE n.limit > 1 RETURN n.limit AS limit, n.skip AS skip",
    "MATCH (n) RETURN n.x AS y UNION ALL MATCH (n) RETURN n.z AS y",
    (
        "MATCH (n) WITH n ORDER BY n.score DESC WITH collect(n) AS best RETURN best[0..3] AS top, [b IN "
        "best[0..3] | b.name] AS names, size(best) AS total"
    ),
    (
        "MATCH (n) WITH n, [(n)-->(m) | m.name] AS names RETURN n.name + ': ' + reduce(s = head(names), x "
        "IN tail(names) | s + ', ' + x) AS line"
    ),
    (
        "MATCH (n) WITH split(n.path, '/') AS parts RETURN parts[size(parts) - 1] AS leaf, reduce(s = '', p "
        "IN parts | s + '/' + p) AS again"
    ),
    (
        "CALL { MATCH (a) RETURN a.x AS v UNION MATCH (b) RETURN b.x AS v } RETURN avg(v) AS m, "
        "collect(DISTINCT v)[0..10] AS l"
    ),
    (
        "MATCH (o) WITH collect(o.total) AS xs WITH xs, reduce(s = 0.0, x IN xs | s + x) / size(xs) AS mean "
        "RETURN reduce(v = 0.0, x IN xs | v + (x - mean) ^ 2) AS v"
    ),
    "MATCH (o) WITH collect(o) AS os RETURN [o IN os | o.label + CASE WHEN o = last(os) THEN '*' ELSE '' END] AS l",
    "UNWIND range(0, 9999) AS i WITH i WHERE i % 10 = 0 WITH collect(i) AS l RETURN [x IN l | x + 1] AS l",
    "WITH 30 AS m UNWIND range(1, m) AS i RETURN i",
    "MATCH (o) UNWIND range(1, toInteger(o.quantity)) AS i RETURN o.label, i",
    "RETURN [x IN range(0, 100000, 1000) | x + 1] AS l",
    "MATCH (p) RETURN [x IN labels(p) WHERE NOT x IN ['Entity', 'Product'] | x] AS kinds",
    "MATCH (o) WITH collect(o.label) AS ls RETURN [i IN range(0, size(ls) - 1) | toString(i + 1) + ls[i]] AS l",
)


@pytest.mark.parametrize("cypher", USUAL)
def test_usual_queries_are_not_held_up(cypher: str) -> None:
    check_reading(cypher)


# A step as Cypher, and what it makes of two lists of texts' lengths; the naive count of what the query would build.
STEPS = (
    ("WITH a + b AS a, b", lambda a, b: (a + b, b)),
    ("WITH a, a AS b", lambda a, b: (a, a)),
    ("WITH b AS a, a AS b", lambda a, b: (b, a)),
    ("WITH a, [x IN b | x + 'x'] AS b", lambda a, b: (a, [x + 1 for x in b])),
    ("WITH a, [x IN b | x + x] AS b", lambda a, b: (a, [2 * x for x in b])),
    ("WITH [x IN a WHERE x <> ''] AS a, b", lambda a, b: (a, b)),
    ("WITH a, reduce(s = [], x IN b | s + [x, 'x']) AS b", lambda a, b: (a, [y for x in b for y in (x, 1)])),
    ("WITH a, [x IN b | replace(x, 'x', 'yxy')] AS b", lambda a, b: (a, [3 * x for x in b])),
    ("WITH {k: a, l: b + a} AS m WITH m.l AS a, m.k AS b", lambda a, b: (b + a, a)),
    ("CALL { WITH a, b RETURN a + b AS c } WITH c AS b, a", lambda a, b: (a, a + b)),
    ("WITH a, CASE WHEN size(a) > 3 THEN a ELSE b END AS b", lambda a, b: (a, a if len(a) > 3 else b)),
)


def _chains(count: int) -> Iterator[tuple[str, int]]:
    """Queries of random steps, each with the most characters that a list of it holds at any time."""
    dice = random.Random(4)
    for _ in range(count):
        text, a, b, most = "WITH ['x'] AS a, ['x', 'y'] AS b", [1], [1, 1], 2
        for _ in range(dice.randrange(1, 60)):
            step, effect = dice.choice(STEPS)
            text += " " + step
            a, b = effect(a, b)
            most = max(most, sum(a), sum(b))
            if most > MAX_SIZE:
                break
        yield text + " RETURN a, b", most


def _passes(cypher: str) -> bool:
    try:
        check_growth(tokens_of(cypher))
    except QueryError:
        return False
    return True


def test_no_chain_that_passes_builds_more_than_the_bound() -> None:
    judged = [(_passes(text), most) for text, most in _chains(2_000)]
    assert max(most for passes, most in judged if passes) <= MAX_SIZE
    assert sum(passes for passes, _ in judged) > 200
    assert sum(most > MAX_SIZE for _, most in judged) > 100


def test_short_chains_of_harmless_steps_pass() -> None:
    assert _passes("WITH ['x'] AS a, ['y'] AS b " + "WITH a, [x IN b WHERE x <> ''] AS b " * 40 + "RETURN a, b")
