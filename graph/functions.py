"""Cypher's own functions, none of which reaches outside the graph, and the words that are no functions."""

from __future__ import annotations

_PLAIN = """
    abs acos all allshortestpaths any asin atan atan2 avg btrim ceil char_length character_length coalesce collect
    cos cot count date datetime degrees duration e elementid endnode exists exp floor haversin head id isempty isnan
    keys labels last left length localdatetime localtime log log10 lower ltrim max min nodes none normalize nullif
    percentilecont percentiledisc pi point properties radians rand randomuuid range reduce relationships replace
    reverse right round rtrim shortestpath sign sin single size split sqrt startnode stdev stdevp substring sum tail tan
    time timestamp toboolean tobooleanlist tobooleanornull tofloat tofloatlist tofloatornull tointeger tointegerlist
    tointegerornull tolower tostring tostringlist tostringornull toupper trim type upper valuetype
"""

_QUALIFIED = """
    date.truncate date.realtime date.statement date.transaction datetime.truncate datetime.fromepoch
    datetime.fromepochmillis datetime.realtime datetime.statement datetime.transaction localdatetime.truncate
    localdatetime.realtime localdatetime.statement localdatetime.transaction time.truncate time.realtime time.statement
    time.transaction localtime.truncate localtime.realtime localtime.statement localtime.transaction duration.between
    duration.inmonths duration.indays duration.inseconds point.distance point.withinbbox vector.similarity.cosine
    vector.similarity.euclidean
"""

# Words after which a bracket may follow without being a function's.
_WORDS = """
    ALL AND ANY AS ASC ASCENDING BY CALL CASE CONTAINS CREATE DELETE DESC DESCENDING DISTINCT ELSE ENDS FOR FOREACH
    IN IS LIMIT MATCH MERGE NONE NOT OFFSET ON OPTIONAL OR ORDER REQUIRE RETURN SET SHORTEST SINGLE SKIP STARTS THEN
    UNION UNWIND WHEN WHERE WITH XOR YIELD EXISTS COUNT COLLECT
"""
BEFORE_BRACKET = tuple(_WORDS.split())


_FUNCTIONS = frozenset((*_PLAIN.split(), *_QUALIFIED.split()))


# Words with which clauses of a reading query begin or go on, for completion.
WORDS = (
    *("MATCH", "OPTIONAL MATCH", "WHERE", "RETURN", "WITH", "UNWIND", "ORDER BY", "SKIP", "LIMIT", "DISTINCT", "UNION"),
    *("AND", "OR", "NOT", "IN", "AS", "STARTS WITH", "ENDS WITH", "CONTAINS", "IS NULL", "IS NOT NULL", "EXISTS {"),
    *("CASE", "WHEN", "THEN", "ELSE", "END", "DESC", "count(", "collect(", "sum(", "avg(", "min(", "max(", "size("),
    *("coalesce(", "toLower(", "toFloat(", "labels(", "type(", "keys(", "properties(", "nodes(", "shortestPath("),
)


def is_function(name: str) -> bool:
    """Whether the name, dots included, is one of Cypher's own functions; case does not matter."""
    return name.lower() in _FUNCTIONS


# What these return is one number, truth or text of fixed length, whatever they are given.
SCALAR = (
    *("SIZE", "LENGTH", "COUNT", "SUM", "AVG", "STDEV", "STDEVP", "EXISTS", "ISEMPTY", "ID", "ELEMENTID", "TYPE"),
    *("ABS", "CEIL", "FLOOR", "ROUND", "SIGN", "SQRT", "TOINTEGER", "TOFLOAT", "TOBOOLEAN", "DATE", "DATETIME"),
)
