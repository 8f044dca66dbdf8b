"""A plan is judged by what it does, against what is allowed."""

import pytest

from graph.embedded_plan import plan_of
from graph.plan import Operator, Plan, check_plan
from ontology.errors import QueryError


def _plan(name: str, details: str = "") -> Plan:
    return Plan(roots=(Operator(name="ProduceResults", inputs=(Operator(name=name, details=details),)),))


def _step(name: str, description: str) -> str:
    return f"{{name: {name}, type: {name}, targetNode: {name}, cost: -1, description: {description}}}"


@pytest.mark.parametrize("name", ["Expand(All)", "MatchNodeStep", "CartesianProduct", "VarLengthExpand(All)"])
def test_reading_steps_pass(name: str) -> None:
    check_plan(_plan(name))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("LoadCSV", "fengmi ingest"),
        ("LoadCSVStep", "fengmi ingest"),
        ("SetProperty", "writes"),
        ("CreateStep", "writes"),
        ("TransactionForeach", "writes"),
        ("CreateIndex", "schema"),
        ("AdministrationCommand", "AdministrationCommand"),
        ("TerminateTransactions", "TerminateTransactions"),
        ("ShowSettings", "ShowSettings"),
        ("SomethingOfTheNextRelease", "SomethingOfTheNextRelease"),
    ],
)
def test_any_other_step_is_refused_by_name_wherever_it_stands(name: str, says: str) -> None:
    with pytest.raises(QueryError, match=says):
        check_plan(_plan(name))


def test_a_query_without_a_plan_is_refused() -> None:
    with pytest.raises(QueryError, match="no plan"):
        check_plan(Plan(roots=()))


def test_procedures_are_judged_by_name() -> None:
    check_plan(_plan("ProcedureCall", "db.labels() :: (label :: STRING)"))
    check_plan(_plan("CallStep", "+ CALL db.propertyKeys()"))
    with pytest.raises(QueryError, match=r"dbms\.listConfig"):
        check_plan(_plan("ProcedureCall", "dbms.listConfig($autostring_0) :: (name :: STRING)"))


@pytest.mark.parametrize(
    "details",
    [
        'x IN $list WHERE EXISTS { LOAD CSV FROM "file:///x" AS r RETURN r AS r }',
        "COUNT { ResolvedCall(dbms.components() :: name :: STRING,ArraySeq(),true) RETURN name AS name }",
    ],
)
def test_a_subquery_that_the_server_shows_only_as_text_is_judged_too(details: str) -> None:
    with pytest.raises(QueryError):
        check_plan(_plan("Projection", details))


def test_a_quoted_column_that_looks_like_a_clause_is_a_name() -> None:
    check_plan(_plan("Projection", "$autoint_0 AS `LOAD CSV`"))


def test_the_engines_steps_are_read_from_its_text_those_of_a_union_included() -> None:
    text = "{type: Union, steps: [" + _step("MatchNodeStep", "+ MATCH NODE (n {name: x})")
    text += ", " + _step("LoadCSVStep", "+ LOAD CSV") + ", " + _step("CallStep", "+ CALL db.labels()") + "]}"
    plan = plan_of(text)
    assert [operator.name for operator in plan.operators()] == ["MatchNodeStep", "LoadCSVStep", "CallStep"]
    assert plan.roots[2].details.startswith("+ CALL db.labels(")
    assert plan_of("{type: Ddl}").roots == ()
