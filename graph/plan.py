"""What a store says it will do for a query, and whether that is only reading this graph.

Each store hands over what its EXPLAIN returns as a Plan. Everything in it is held against lists of what
is allowed, so that an operator or procedure nobody thought of is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.cypher_text import dotted_name, tokens_of
from ontology.errors import QueryError


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """One step of a plan: its name in the store's words, and what the store says about it."""

    name: str
    details: str = ""
    inputs: tuple[Operator, ...] = ()

    def walk(self) -> Iterator[Operator]:
        """This operator and all below it."""
        waiting = [self]
        while waiting:
            found = waiting.pop()
            yield found
            waiting.extend(found.inputs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The operators at the top of a plan; none when the store would not run the text as a query."""

    roots: tuple[Operator, ...]

    def operators(self) -> Iterator[Operator]:
        """Every operator, sub-queries included."""
        for root in self.roots:
            yield from root.walk()


# Procedures that only read this graph, on either store.
PROCEDURES = frozenset(
    (
        "db.labels",
        "db.relationshiptypes",
        "db.propertykeys",
        "db.schema.visualization",
        "db.schema.nodetypeproperties",
        "db.schema.reltypeproperties",
        "db.index.fulltext.querynodes",
        "db.index.fulltext.queryrelationships",
        "db.index.vector.querynodes",
        "db.index.vector.queryrelationships",
    )
)

PROCEDURE_CALLS = frozenset(("ProcedureCall", "CallStep"))

_NEO4J = """
    AllNodesScan AntiSemiApply AnyPlan Apply Argument AssertSameNode AssertSameRelationship AssertingMultiNodeIndexSeek
    BFSPruningVarLengthExpand(All) BFSPruningVarLengthExpand(Into) CacheProperties CartesianProduct ConditionalApply
    AntiConditionalApply DirectedAllRelationshipsScan DirectedRelationshipByElementIdSeek DirectedRelationshipByIdSeek
    DirectedRelationshipIndexContainsScan DirectedRelationshipIndexEndsWithScan DirectedRelationshipIndexScan
    DirectedRelationshipIndexSeek DirectedRelationshipIndexSeekByRange DirectedRelationshipTypeScan
    DirectedUnionRelationshipTypesScan Distinct Eager EagerAggregation EmptyResult EmptyRow ExhaustiveLimit Expand(All)
    Expand(Into) Filter IntersectionNodeByLabelsScan LeftOuterHashJoin LetAntiSemiApply LetSelectOrAntiSemiApply
    LetSelectOrSemiApply LetSemiApply Limit MultiNodeIndexSeek NodeByElementIdSeek NodeByIdSeek NodeByLabelScan
    NodeCountFromCountStore NodeHashJoin NodeIndexContainsScan NodeIndexEndsWithScan NodeIndexScan NodeIndexSeek
    NodeIndexSeekByRange NodeUniqueIndexSeek NodeUniqueIndexSeekByRange Optional OptionalExpand(All)
    OptionalExpand(Into) OrderedAggregation OrderedDistinct OrderedUnion PartialSort PartialTop ProcedureCall
    ProduceResults ProjectEndpoints Projection RelationshipCountFromCountStore Repeat Repeat(Trail) RightOuterHashJoin
    RollUpApply SelectOrAntiSemiApply SelectOrSemiApply SemiApply ShortestPath Skip Sort StatefulShortestPath(All)
    StatefulShortestPath(Into) SubtractionNodeByLabelsScan Top TriadicBuild TriadicFilter TriadicSelection
    UndirectedAllRelationshipsScan UndirectedRelationshipByElementIdSeek UndirectedRelationshipByIdSeek
    UndirectedRelationshipIndexContainsScan UndirectedRelationshipIndexEndsWithScan UndirectedRelationshipIndexScan
    UndirectedRelationshipIndexSeek UndirectedRelationshipIndexSeekByRange UndirectedRelationshipTypeScan
    UndirectedUnionRelationshipTypesScan Union UnionNodeByLabelsScan Unwind ValueHashJoin VarLengthExpand(All)
    VarLengthExpand(Into) VarLengthExpand(Pruning)
"""

_EMBEDDED = """
    AggregationStep CSRCountStep CallStep ConstantCountStep CountChainedEdgesStep CountEdgesReturnStep CountEdgesStep
    DummyRowStep EagerStep ExpandPathStep FilterPropertiesStep FinalProjectionStep GAVOneHopScanStep
    GroupByAggregationStep IndexMinMaxStep IndexSeekStep LimitStep MatchEdgeByIndexStep MatchNodeStep
    MatchRelationshipStep OptimizedMatchStep OptionalMatchStep OrderByStep ProductCountStep ProjectReturnStep
    QuantifiedPathStep ShortestPathStep SkipStep SubqueryStep TypeCountStep UnionStep UnwindStep VariableProjectionStep
    WithStep ZeroLengthPathStep
"""

ALLOWED = frozenset((*_NEO4J.split(), *_EMBEDDED.split()))

_WRITES = ("Create", "Merge", "Set", "Delete", "DetachDelete", "Remove", "Foreach", "LockNodes", "Transaction")
_SCHEMA = ("CreateIndex", "CreateConstraint", "DropIndex", "DropConstraint", "DoNothingIf")


def check_plan(plan: Plan) -> None:
    """Raise QueryError unless every operator and procedure of the plan is one that only reads this graph."""
    if not plan.roots:
        raise QueryError("the store shows no plan for this query, so it cannot be judged; use MATCH, WITH and RETURN")
    for operator in plan.operators():
        if operator.name not in ALLOWED:
            raise QueryError(_refusal(operator.name))
        if operator.name in PROCEDURE_CALLS:
            check_procedure(operator.details.removeprefix("+ CALL ").partition("(")[0].strip())
        _check_hidden(operator)


def check_procedure(name: str) -> None:
    """Raise QueryError unless the procedure is one that only reads this graph."""
    if name.replace("`", "").lower() not in PROCEDURES:
        raise QueryError(
            f"the procedure {name} is not among those allowed here, which only read the graph "
            f"(such as db.labels and db.propertyKeys); use MATCH, WITH and RETURN"
        )


def _check_hidden(operator: Operator) -> None:
    """A sub-query inside an expression has no operator of its own; the store shows it as text."""
    tokens = tokens_of(operator.details)
    for place, token in enumerate(tokens):
        if token.says("LOAD") and place + 1 < len(tokens) and tokens[place + 1].says("CSV"):
            raise QueryError(_refusal("LoadCSV"))
        if token.says("RESOLVEDCALL", "UNRESOLVEDCALL"):
            check_procedure(dotted_name(tokens, place + 2))


def _refusal(name: str) -> str:
    if name.startswith("LoadCSV"):
        return "LOAD CSV is not allowed: it reaches outside the graph; load files with fengmi ingest"
    if name.startswith(_SCHEMA):
        return (
            f"this query writes the schema ({name}), and only reading is allowed here; indexes come from the ontology"
        )
    if name.startswith(_WRITES):
        return f"this query writes ({name}), and only reading is allowed here; change facts with fengmi ingest"
    return f"{name} is not allowed: it is not among the steps that only read the graph; use MATCH, WITH and RETURN"
