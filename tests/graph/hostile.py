"""Cypher that must not do harm: each with what has to become of it, on every store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

REFUSED, STOPPED, HARMLESS = "refused", "stopped", "harmless"

SECRET = "file:///etc/passwd"
CSV = f"LOAD CSV FROM '{SECRET}' AS line RETURN line"
BACKSLASH_U = "\\" + "u"


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """A text, what must happen to it, and a word that the refusal must say."""

    name: str
    cypher: str
    fate: str = REFUSED
    says: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)


def _cases(fate: str, says: str, texts: Mapping[str, str]) -> list[Case]:
    return [Case(name=name, cypher=text, fate=fate, says=says) for name, text in texts.items()]


WRITES = _cases(
    REFUSED,
    "writ",
    {
        "create": "CREATE (n:Product {iri: 'x'})",
        "create after a read": "MATCH (n:Product) CREATE (m:Copy {of: n.iri})",
        "merge": "MERGE (n:Product {iri: 'x'}) RETURN n",
        "merge on create": "MERGE (n:Entity {iri: 'x'}) ON CREATE SET n.stolen = true RETURN n",
        "set": "MATCH (n:Product) SET n.price = '0' RETURN n",
        "set whole map": "MATCH (n:Product) SET n = {} RETURN n",
        "set label": "MATCH (n:Product) SET n:Free RETURN n",
        "remove key": "MATCH (n:Product) REMOVE n.price RETURN n",
        "remove label": "MATCH (n:Product) REMOVE n:Product RETURN n",
        "delete": "MATCH ()-[r]->() DELETE r",
        "detach delete": "MATCH (n) DETACH DELETE n",
        "delete with return": "MATCH (n:Product) DETACH DELETE n RETURN count(*)",
        "foreach": "MATCH (n:Product) FOREACH (x IN [1] | SET n.price = '0')",
        "nested foreach": "MATCH (n) FOREACH (x IN [1] | FOREACH (y IN [1] | CREATE (:Spam)))",
        "subquery": "CALL { CREATE (n:Spam) RETURN n } RETURN n",
        "nested subqueries": "CALL { CALL { CREATE (n:Spam) RETURN n } RETURN n } RETURN n",
        "importing subquery": "MATCH (n:Product) CALL (n) { SET n.price = '0' RETURN 1 AS done } RETURN done",
        "foreach in a subquery": "CALL { FOREACH (x IN [1] | CREATE (:Spam)) RETURN 1 AS done } RETURN done",
        "second half of a union": "RETURN 1 AS x UNION CREATE (n:Spam) RETURN 1 AS x",
        "subquery in a union": "RETURN 1 AS x UNION ALL CALL { CREATE (:Spam) RETURN 1 AS x } RETURN x",
        "small letters": "mAtCh (n) dEtAcH dElEtE n",
        "comment between": "MATCH (n) DETACH /* only reading */ DELETE n",
        "comment before": "// MATCH (n) RETURN n\nMATCH (n) DETACH DELETE n",
        "behind a carriage return": "MATCH (n) // RETURN n\r DETACH DELETE n",
        "no-break spaces": "MATCH\u00a0(n)\u00a0DETACH\u00a0DELETE\u00a0n",
        "batches": "MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS RETURN 1",
        "index": "CREATE INDEX spam FOR (n:Spam) ON (n.x)",
        "constraint": "CREATE CONSTRAINT spam FOR (n:Spam) REQUIRE n.x IS UNIQUE",
    },
)

# Refused on every store; the words differ, as one store's parser may come first.
OTHER_WRITES = _cases(
    REFUSED,
    "",
    {
        "in exists": "MATCH (n) WHERE EXISTS { CREATE (m:Spam) RETURN m } RETURN n",
        "in count": "RETURN COUNT { CREATE (m:Spam) RETURN m } AS x",
        "in a comprehension": "RETURN [x IN [1] | COUNT { CREATE (m:Spam) RETURN m }] AS x",
        "drop index": "DROP INDEX spam IF EXISTS",
        "profile": "PROFILE CREATE (n:Spam)",
        "explain": "EXPLAIN CREATE (n:Spam)",
        "options": "CYPHER runtime=slotted CREATE (n:Spam)",
    },
)

FILES = _cases(
    REFUSED,
    "LOAD CSV",
    {
        "load csv": CSV,
        "with headers": f"LOAD CSV WITH HEADERS FROM '{SECRET}' AS line RETURN line",
        "from the network": "LOAD CSV FROM 'http://127.0.0.1:1/x' AS line RETURN line",
        "computed name": "MATCH (n) WITH n.file AS f LOAD CSV FROM f AS line RETURN line",
        "csv in a subquery": f"CALL {{ {CSV} }} RETURN line",
        "csv in exists": f"MATCH (n) WHERE EXISTS {{ {CSV} }} RETURN n",
        "csv in count": f"RETURN COUNT {{ {CSV} }} AS x",
        "csv in collect": f"RETURN COLLECT {{ {CSV} }} AS x",
        "csv in a comprehension": f"RETURN [x IN [1] WHERE EXISTS {{ {CSV} }} | x] AS y",
        "csv in a case": f"RETURN CASE WHEN true THEN COLLECT {{ {CSV} }} END AS x",
        "csv in a reduction": f"RETURN reduce(a = 0, x IN [1] | a + COUNT {{ {CSV} }}) AS x",
        "csv in a union": f"RETURN ['a'] AS line UNION {CSV}",
        "csv parted by comments": f"LOAD/**/CSV/**/FROM '{SECRET}' AS line RETURN line",
        "csv behind a comment's end": f"RETURN 1 AS x // \r UNION LOAD CSV FROM '{SECRET}' AS x RETURN x",
        "csv with tabs": f"load\t\ncsv FROM '{SECRET}' AS line RETURN line",
    },
)

PROCEDURES = _cases(
    REFUSED,
    "not",
    {
        "clear caches": "CALL db.clearQueryCaches()",
        "configuration": "CALL dbms.listConfig()",
        "kill": "CALL dbms.killQuery('query-1')",
        "quoted procedure": "CALL `dbms`.`listConfig`()",
        "parted procedure": "CALL /* x */ dbms . listConfig ( )",
        "procedure in a subquery": "CALL { CALL dbms.listConfig() YIELD name RETURN name } RETURN name",
        "procedure in a comprehension": "RETURN [x IN [1] | COUNT { CALL dbms.components() YIELD name RETURN name }]",
        "apoc runs text": "CALL apoc.cypher.doIt('CREATE (:Spam)', {}) YIELD value RETURN value",
        "apoc function": "RETURN apoc.cypher.runFirstColumnSingle('RETURN 1', {}) AS x",
        "sql": "CALL sql('DELETE FROM Entity')",
        "algorithm": "CALL algo.pagerank()",
        "users": "SHOW USERS",
        "transactions": "SHOW TRANSACTIONS",
        "settings": "SHOW SETTINGS YIELD name RETURN name",
        "terminate": "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
        "new user": "CREATE USER spam SET PASSWORD 'password1'",
        "password": "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'password1'",
        "rights": "GRANT ROLE admin TO neo4j",
        "drop database": "DROP DATABASE neo4j",
        "other graph": "USE system RETURN 1",
        "other graph in a subquery": "CALL { USE system RETURN 1 AS x } RETURN x",
    },
)

SHAPES = [
    Case(name="two statements", cypher="RETURN 1; MATCH (n) DETACH DELETE n", says="statements"),
    Case(name="two statements by comment", cypher="RETURN 1;/**/MATCH (n) DETACH DELETE n;", says="statements"),
    Case(name="escaped word", cypher=f"{BACKSLASH_U}004cOAD CSV FROM 'x' AS l RETURN l", says="escape"),
    Case(name="escaped quote", cypher=f"RETURN '{BACKSLASH_U}0027 SET n.x = 1 //'", says="escape"),
    Case(name="zero width", cypher="MATCH (n) DETACH\u200bDELETE n", says="U+200B"),
    Case(name="open text", cypher="RETURN 'abc", says="never closed"),
    Case(name="open comment", cypher="RETURN 1 /* DETACH", says="never closed"),
    Case(name="only a comment", cypher="// nothing", says="comment"),
    Case(name="empty", cypher=" \n\t", says="empty"),
    Case(name="a megabyte", cypher="RETURN '" + "x" * 1_000_000 + "'", says="characters"),
    Case(name="parentheses", cypher="RETURN " + "(" * 3_000 + "1" + ")" * 3_000, says="nested"),
    Case(name="lists", cypher="RETURN " + "[" * 3_000 + "1" + "]" * 3_000, says="nested"),
    Case(name="subqueries", cypher="CALL { " * 300 + "RETURN 1 AS x" + " } RETURN x" * 300, says="nested"),
    Case(name="no cypher", cypher="SELECT * FROM Entity", says="start"),
    Case(name="half a pattern", cypher="MATCH (n", says="correct"),
    Case(name="typing error", cypher="MATCH (n) RETRUN n", says="correct"),
    Case(name="no such function", cypher="MATCH (n) RETURN cuont(n)", says="cuont"),
]


def _again(start: str, step: str, end: str, times: int = 40) -> str:
    return f"{start} " + f"{step} " * times + end


EXPRESSIONS = [
    *_cases(
        REFUSED,
        "time limit",
        {
            "list in a list": "RETURN [x IN range(1, 10000) | [y IN range(1, 10000) | y]] AS x",
            "search in a search": "WITH range(1, 9999) AS r RETURN all(x IN r WHERE any(y IN r WHERE y < 0)) AS x",
            "path in a comprehension": "MATCH (a) WHERE [(a)-[*]-(b) | b] = [] RETURN a",
            "path in a condition": "MATCH (a) WHERE NOT (a)-[*]-(:Nope) RETURN a",
            "whole list in each element": "WITH range(1, 9999) AS r RETURN [x IN r | r] AS x",
            "whole list behind each element": "WITH range(1, 9999) AS r RETURN size([x IN r | r + [x]]) AS x",
            "list of a list's copies": "MATCH (n) WITH collect(n.n) AS l RETURN [x IN l | {x: x, l: l}] AS x",
            "list in each step": "MATCH (n) WITH collect(n.n) AS l RETURN reduce(a = [], x IN l | a + l) AS x",
            "chain of built lists": _again("WITH ['x'] AS l", "WITH [x IN l | x + x] AS l", "RETURN l"),
            "chain of texts replaced by themselves": _again(
                "MATCH (n) WITH n.label AS s", "WITH replace(s, 'P', s) AS s", "RETURN s", 3
            ),
        },
    ),
    *_cases(
        REFUSED,
        "many times as long",
        {
            "chain of doublings": _again("WITH 'xxxxxxxxxx' AS s", "WITH s + s AS s", "RETURN size(s) AS n"),
            "chain of bars": _again("WITH 'x' AS s", "WITH s || s AS s", "RETURN s"),
            "chain of replacements": _again("WITH 'xx' AS s", "WITH replace(s, 'x', s) AS s", "RETURN size(s) AS n", 8),
            "chain of longer texts": _again("WITH 'x' AS s", "WITH replace(s, 'x', 'xx') AS s", "RETURN s"),
            "chain of two names": _again("WITH 'x' AS a", "WITH a, a AS b WITH a + b AS a", "RETURN a"),
            "chain of maps": _again("WITH {s: 'x'} AS m", "WITH {s: m.s + m.s} AS m", "RETURN size(m.s) AS n"),
            "chain of maps of maps": _again("WITH 'x' AS m", "WITH {a: m, b: m} AS m", "RETURN m"),
            "chain of maps with a clause's key": _again("WITH 'x' AS m", "WITH {match: m, b: m} AS m", "RETURN m"),
            "chain of projected maps": _again("WITH {a: 'x'} AS m", "WITH m {.*, b: m} AS m", "RETURN m"),
            "chain of projections of a counted name": _again(
                "WITH {a: 'x'} AS count", "WITH count {.*, b: count} AS count", "RETURN count"
            ),
            "chain of lists of lists": _again("WITH [1] AS l", "WITH [l, l] AS l", "RETURN l"),
            "chain of collected lists": _again("WITH [1] AS l", "UNWIND [1, 2] AS u WITH collect(l) AS l", "RETURN l"),
            "chain of unwound lists": _again("WITH 'x' AS s", "UNWIND [s, s] AS t WITH collect(t) AS s", "RETURN s"),
            "chain of cases": _again("WITH 'x' AS s", "WITH CASE WHEN true THEN s + s END AS s", "RETURN s"),
            "chain of functions": _again("WITH 'x' AS s", "WITH coalesce(s, '') + toUpper(s) AS s", "RETURN s"),
            "chain of sub-queries": _again(
                "WITH 'x' AS s", "CALL { WITH s RETURN s + s AS t } WITH t AS s", "RETURN s", 30
            ),
            "chain of ranges": _again("WITH [1] AS l", "WITH range(1, size(l) + size(l)) AS l", "RETURN size(l)"),
            "chain under Cypher's word": _again("WITH 'x' AS end", "WITH end + end AS end", "RETURN end"),
            "chain in a union": _again(
                "WITH 'x' AS s",
                "CALL { WITH s RETURN s + s AS t UNION WITH s RETURN '' AS t } WITH max(t) AS s",
                "RETURN s",
                20,
            ),
        },
    ),
    *_cases(
        REFUSED,
        "double",
        {
            "doubled list": "RETURN reduce(l = [1], i IN range(1, 40) | l + l) AS x",
            "doubled text": "RETURN reduce(s = 'x', i IN range(1, 40) | s + s) AS x",
            "doubled key": "RETURN reduce(m = {s: 'x'}, i IN range(1, 60) | {s: m.s + m.s}) AS x",
            "doubled key of two": "RETURN reduce(m = {a: 'x'}, i IN range(1, 60) | {a: m.a, b: m}) AS x",
            "doubled element": "RETURN reduce(l = ['x', 'x'], i IN range(1, 90) | [l[0] + l[1], l[0]]) AS x",
            "doubled nesting": "RETURN reduce(l = [1], i IN range(1, 60) | [l, l]) AS x",
            "doubled by replacing": "RETURN reduce(s = 'x', i IN range(1, 60) | replace(s, 'x', 'xx')) AS x",
            "doubled by quoted replacing": "RETURN reduce(s = 'x', i IN range(1, 60) | `replace`(s, 'x', 'xx')) AS x",
            "doubled by a blank between": "RETURN reduce(s = 'xx', i IN range(1, 60) | replace(s, '', ' ')) AS x",
            "doubled in a case": (
                "RETURN reduce(s = 'x', i IN range(1, 60) | CASE i WHEN 0 THEN '' ELSE s + s END) AS x"
            ),
            "doubled beside a case": (
                "RETURN reduce(s = 'x', i IN range(1, 60) | CASE i WHEN 0 THEN s ELSE s END + s) AS x"
            ),
            "doubled under a word": "RETURN reduce(end = 'x', i IN range(1, 60) | end + end) AS x",
        },
    ),
    *_cases(
        REFUSED,
        "inside a list's expression",
        {
            "range in each element": "RETURN [x IN range(1, 9999) | range(1, 9999)] AS x",
            "range in each step": "RETURN reduce(l = [1], i IN range(1, 60) | range(1, size(l) + size(l))) AS x",
            "collected in each step": (
                "RETURN reduce(l = [1], i IN range(1, 40) | COLLECT { UNWIND [1, 2] AS z RETURN l }) AS x"
            ),
        },
    ),
    *_cases(
        REFUSED,
        "another name",
        {
            "clause's word as a name": _again("WITH 'x' AS match", "WITH match + match AS match", "RETURN match"),
            "quoted word as a name": _again("WITH 'x' AS `With`", "WITH With + With AS `With`", "RETURN With"),
            "case's word as a name": (
                "MATCH (then) RETURN reduce(s = 'x', i IN [1] | CASE i WHEN 0 THEN '' ELSE s + then.n + s END) AS x"
            ),
        },
    ),
    *_cases(
        REFUSED,
        "regular expression",
        {
            "repeated group": "RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' =~ '(.*a){12}c' AS x",
            "nested repetition": "MATCH (n) WHERE n.label =~ '(a+)+b' RETURN n",
            "many repetitions": "RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' =~ '.*a.*a.*a.*a.*a.*ab' AS x",
            "joined expression": "RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' =~ '(.*a)' + '{12}c' AS x",
            "expression in brackets": "RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' =~ ('(.*a){12}c') AS x",
        },
    ),
    Case(
        name="parameter in each step",
        cypher="RETURN [x IN $l | $l] AS x",
        says="list's expression",
        parameters={"l": list(range(10_000))},
    ),
    Case(
        name="long text in each step",
        cypher="UNWIND range(1, 9999) AS i WITH collect(i) AS l RETURN [x IN l | $t + x] AS x",
        says="list's expression",
        parameters={"t": "x" * 100_000},
    ),
    Case(
        name="repeated group by parameter",
        cypher="RETURN 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' =~ $p AS x",
        says="regular expression",
        parameters={"p": "(.*a){12}c"},
    ),
    Case(name="huge range", cypher="RETURN range(1, 1000000000) AS x", says="range"),
    Case(name="huge range in brackets", cypher="RETURN size(range(1, (1000000000))) AS x", says="range"),
    Case(name="huge range computed", cypher="WITH 1000000000 AS n RETURN size(range(1, n)) AS x", says="range"),
    Case(name="huge range computed in brackets", cypher="WITH 9999999999 AS n RETURN range(1, (n)) AS x", says="range"),
    Case(name="huge range multiplied", cypher="RETURN range(1, size('x') * 1000000000) AS x", says="range"),
    Case(name="huge range of a hexadecimal", cypher="RETURN range(1, 0x7fffffff) AS x", says="range"),
    Case(name="huge range of a function", cypher="RETURN range(1, toInteger('1000000000')) AS x", says="range"),
    Case(name="huge range by parameter", cypher="RETURN range(1, $n) AS x", says="range", parameters={"n": 10**9}),
]

LISTED = "UNWIND range(1, 1000) AS a UNWIND range(1, 60) AS b WITH collect(a * 1000 + b) AS l RETURN "
DOCUMENT = "MATCH (d:OntologyDocument) WITH d LIMIT 1 "

# The first are refused wherever they run, the others only where the store does not search and copy fast enough.
SQUARES = [
    *_cases(
        REFUSED,
        "time limit",
        {
            "list copied to be counted": LISTED + "reduce(n = 0, x IN l | n + size(l + [x])) AS n",
            "list copied in a condition": LISTED + "size([x IN l WHERE size(l + [x]) > 0]) AS n",
            "list copied in a search": LISTED + "any(x IN l WHERE size(tail(l)) = x) AS n",
            "list searched a dozen times": LISTED + "size([x IN l WHERE " + "x + 0.5 IN l OR " * 12 + "false]) AS n",
            "copied list searched": LISTED + "size([x IN l WHERE (x + 0.5) IN (l + l)]) AS n",
            "slices": LISTED + "size([x IN l | " + "size(l[1..]) + " * 60 + "0]) AS n",
            "long text added": LISTED + f"size(reduce(s = '', x IN l | s + '{'x' * 900}')) AS n",
            "lists of a length unknown joined": (
                "MATCH (n) WITH collect(n.n) AS r UNWIND range(1, 9999) AS i WITH r, i WITH collect(r) AS l "
                "RETURN size(reduce(a = [], x IN l | a + x)) AS n"
            ),
            "list of a sub-query searched": (
                "MATCH (n) WITH COLLECT { MATCH (a), (b), (c) RETURN a.n + b.n + c.n } AS l "
                "RETURN size([x IN l WHERE x + 0.5 IN l]) AS n"
            ),
        },
    ),
]

# What the store in this process bounds while it runs.
LONG_LISTS = {
    "searched": LISTED + "size([x IN l WHERE (x + 0.5) IN l]) AS n",
    "searched by a quantifier": LISTED + "any(x IN l WHERE (x + 0.5) IN l) AS n",
    "searched while built": LISTED + "size(reduce(a = [], x IN l | CASE WHEN x IN a THEN a ELSE a + x END)) AS n",
    "added to a text": LISTED + "size(reduce(s = '', x IN l | s + 'aaaaaaaaaaaaaaaa')) AS n",
    "added to a list": LISTED + "size(reduce(s = [], x IN l | s + [x])) AS n",
    "sliced": LISTED + "size([x IN l | size(l[1..])]) AS n",
    "parts of a map searched": LISTED[:-7] + "WITH {l: l} AS m RETURN [x IN m.l WHERE x IN m.l + m.l] AS n",
    "part of a map": LISTED[:-7] + "WITH {l: l} AS m RETURN size([x IN m.l | size(m.l + [x])]) AS n",
}

# Short for what the ontology's texts are, each kept in parts.
DOCUMENTS = _cases(
    HARMLESS,
    "",
    {
        "letters of a document": DOCUMENT + "RETURN size([x IN split(d.text[0], '') | d.text[0] + x]) AS n",
        "parts of a document": DOCUMENT + "RETURN size(reduce(s = '', x IN d.text | s + x)) AS n",
    },
)

MONSTERS = _cases(
    STOPPED,
    "",
    {
        "cartesian product": "MATCH (a), (b), (c), (d), (e), (f) WHERE a.n + b.n + c.n + d.n + e.n + f.n = -1 RETURN a",
        "cartesian sum": "MATCH (a), (b), (c), (d), (e), (f) RETURN sum(a.n + b.n + c.n + d.n + e.n * f.n) AS x",
        "cartesian order": "MATCH (a), (b), (c), (d), (e) RETURN a.n + b.n + c.n + d.n * e.n AS x ORDER BY x LIMIT 1",
        "unbounded paths": "MATCH (a)-[*]-(b) RETURN count(*) AS c",
        "unbounded filter": "MATCH p = (a)-[*]-(b) WHERE length(p) = 99999 RETURN p",
        "long paths": "MATCH p = (a)-[*1..60]-(b) WHERE length(p) = 99999 RETURN count(p) AS c",
        "unbounded count": "MATCH (a) RETURN COUNT { (a)-[*]-(b) } AS c",
        "unwound ranges": (
            "WITH range(1, 9999) AS l UNWIND l AS a UNWIND l AS b UNWIND l AS c RETURN max(a * b % 7 + c) AS x"
        ),
        "collected product": "MATCH (a), (b), (c), (d), (e) WITH a.n + b.n * c.n - d.n * e.n AS x RETURN collect(x)",
        "unwound thrice": "WITH range(1, 3000) AS l UNWIND l AS a UNWIND l AS b UNWIND l AS c RETURN max(a * b - c)",
    },
)

INJECTIONS = [
    Case(
        name="parameter with a quote",
        cypher="MATCH (n:Entity {iri: $iri}) RETURN n.iri",
        fate=HARMLESS,
        parameters={"iri": "x'}) DETACH DELETE n //"},
    ),
    Case(
        name="parameter with a clause",
        cypher="MATCH (n) WHERE n.label = $label RETURN n.label",
        fate=HARMLESS,
        parameters={"label": "x' OR 1=1 WITH n DETACH DELETE n RETURN '"},
    ),
    Case(
        name="parameter with keys",
        cypher="RETURN $map AS map",
        fate=HARMLESS,
        parameters={"map": {"a`}) DETACH DELETE n //": "`", "b": ["'", '"', "\\"]}},
    ),
    Case(name="clause in a text", cypher="RETURN 'LOAD CSV; CALL dbms.x() DETACH DELETE' AS x", fate=HARMLESS),
    Case(name="clause as a name", cypher="MATCH (n:`DETACH DELETE`) RETURN n.`LOAD CSV` AS `CALL x`", fate=HARMLESS),
    Case(name="clause in a comment", cypher="RETURN 1 AS x // ; DETACH DELETE", fate=HARMLESS),
    Case(name="quoted backtick", cypher="MATCH (n:`a``) DETACH DELETE n //`) RETURN n", fate=HARMLESS),
    Case(name="words as keys", cypher="MATCH (n) RETURN n.call, n.set, n.delete, n.load LIMIT 1", fate=HARMLESS),
    Case(name="closing semicolon", cypher="RETURN 1 AS x;", fate=HARMLESS),
    Case(name="read procedure", cypher="CALL db.labels() YIELD label RETURN label LIMIT 1", fate=HARMLESS),
]

CASES = (
    *WRITES,
    *OTHER_WRITES,
    *FILES,
    *PROCEDURES,
    *SHAPES,
    *EXPRESSIONS,
    *SQUARES,
    *DOCUMENTS,
    *MONSTERS,
    *INJECTIONS,
)
