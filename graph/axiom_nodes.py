"""What becomes of each axiom of the stored ontology, as nodes that analysts can ask.

`(:OntologyAxioms)` stands for the axioms of one kind of one document that have one fate for one reason. Keys:
`document` (the IRI of its OntologyDocument), `kind`, `fate` (used, approximated, ignored), `reason` ('' when used),
`count`, and `axioms`, their short forms. Sums of `count` are the numbers of `fengmi ontology check`.

    MATCH (a:OntologyAxioms) WHERE a.fate <> 'used' UNWIND a.axioms AS axiom RETURN a.document, axiom, a.fate, a.reason
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.ontology_nodes import AXIOMS, Statement
from ontology.report import AxiomFate


def axiom_rows(fates: Iterable[AxiomFate]) -> Iterator[Statement]:
    """Statements that replace the stored fates of axioms."""
    groups: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for axiom in fates:
        groups[axiom.document, axiom.kind, axiom.fate.value, axiom.reason].append(axiom.axiom)
    rows = [
        {"document": document, "kind": kind, "fate": fate, "reason": why, "count": len(axioms), "axioms": axioms}
        for (document, kind, fate, why), axioms in groups.items()
    ]
    yield f"MATCH (a:{AXIOMS}) DETACH DELETE a", {}
    yield f"UNWIND $rows AS row CREATE (a:{AXIOMS}) SET a = row", {"rows": rows}
