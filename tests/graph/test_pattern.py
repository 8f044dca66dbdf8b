"""Regular expressions that no text can hold up are let through, others are not."""

import pytest

from graph.cypher_text import tokens_of
from graph.pattern import check_patterns
from ontology.errors import QueryError


@pytest.mark.parametrize(
    "pattern",
    ["(?i).*热水器.*", "(?i)boots.*", "[A-Z]+-[0-9]+", "(a|b)?c", r"1\\+1\\*2\\)+", r"19\\d{2}-.*"],
)
def test_usual_expressions_pass(pattern: str) -> None:
    check_patterns(tokens_of(f"MATCH (n) WHERE n.x =~ '{pattern}' AND n.y = 1 RETURN n"))


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+", "(a|aa)*b", "(.*a){12}", r"(a*\\\\)*", r"(a*\\\\\\\\)*", "(?ix)(a*) *", "a*a*a*a*a*b", "a+b+c{2,}d*e*"],
)
def test_repeated_groups_and_many_repetitions_do_not_pass(pattern: str) -> None:
    with pytest.raises(QueryError, match="regular expression"):
        check_patterns(tokens_of(f"RETURN n.x =~ '{pattern}' AS x"))


def test_a_path_or_a_comparison_is_no_expression() -> None:
    check_patterns(tokens_of("MATCH p = (a)-[*1..2]->(b) WHERE a.x = b.x RETURN p"))
