"""The one tree of errors."""

from ontology.errors import (
    FengmiError,
    InputError,
    MappingError,
    NotFoundError,
    OntologyError,
    QueryError,
    RuleError,
    SourceError,
    StoreError,
)

LEAVES = (InputError, MappingError, NotFoundError, OntologyError, QueryError, RuleError, SourceError, StoreError)


def test_every_error_is_a_fengmi_error_with_a_code_of_its_own() -> None:
    assert all(issubclass(leaf, FengmiError) for leaf in LEAVES)
    assert len({leaf.code for leaf in LEAVES}) == len(LEAVES)


def test_a_refused_query_is_an_error_of_the_store() -> None:
    assert issubclass(QueryError, StoreError)
