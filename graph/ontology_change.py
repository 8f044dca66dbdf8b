"""What changes in a graph together with its ontology."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.fact import Fact
from graph.ontology_nodes import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class OntologyChange:
    """Facts that go and come with another ontology, worked out from revision `since` of the store.

    `dropped` are asserted ones that go, in terms that the new ontology has no more, as inferred ones in such terms do
    by themselves; `removed` and `added` are in its terms. `also` are statements that are run beside them.
    """

    since: int
    dropped: Sequence[Fact] = ()
    removed: Sequence[Fact] = ()
    added: Sequence[Fact] = ()
    also: Sequence[Statement] = ()
