"""One case as facts: what the graph holds about it, its order, shipment and evidence."""

from __future__ import annotations

from datetime import UTC, datetime

from graph.fact import Fact, FactKey
from graph.port import GraphReader
from ontology.errors import InputError, NotFoundError
from ontology.general import CASE, NS
from ontology.model import Ontology
from ontology.owl import RDF_TYPE
from reasoning.dispute import vocabulary as dp
from reasoning.rules.interval import holds_at
from reasoning.rules.values import instant

MAX_DEPTH = 5
MAX_FACTS = 5_000
_CASE_ID = NS + "caseId"


def find_case(reader: GraphReader, case: str) -> str:
    """The IRI of a case from its IRI or its id. Raises NotFoundError, or InputError for an ambiguous id."""
    if "://" in case:
        return case
    label, key = reader.schema.labels.get(CASE), reader.schema.keys.get(_CASE_ID)
    if not case.strip() or not label or not key:
        raise NotFoundError(f"there is no case '{case}'; give a case's id or IRI, and load the dispute ontology")
    rows = reader.query(f"MATCH (c:`{label}`) WHERE c.`{key}` = $id RETURN c.iri AS iri LIMIT 2", {"id": case}).rows
    if not rows:
        raise NotFoundError(f"there is no case with the id '{case}'; check the id")
    if len(rows) > 1:
        raise InputError(f"more than one shop has a case '{case}'; give its IRI")
    return str(rows[0][0])


def read_case(reader: GraphReader, case: str, as_of: datetime) -> tuple[Fact, ...]:
    """All facts stored as of a moment about the case and what it reaches along properties marked dp:caseLink.

    Left out is what counts for nothing: evidence that the platform does not accept (dp:rejected), what
    happened after the moment (properties marked dp:occurs), and facts that were not valid then.
    Raises NotFoundError when the IRI is no case, InputError when the case is too large to be one or was
    opened after the moment.
    """
    follow = _case_links(reader.ontology)
    facts: list[Fact] = []
    seen, layer = {case}, [case]
    for _ in range(MAX_DEPTH):
        found = list(reader.facts(subjects=layer))
        facts.extend(found)
        if len(facts) > MAX_FACTS:
            raise InputError(f"case {case} reaches more than {MAX_FACTS} facts; check what it is linked to")
        ends = dict.fromkeys(f.object for f in found if f.object is not None and f.property in follow)
        layer = [iri for iri in ends if iri not in seen]
        seen.update(layer)
        if not layer:
            break
    if not any(f.subject == case and f.property == RDF_TYPE for f in facts):
        raise NotFoundError(f"there is no case {case}; check the id")
    classes = {f.object for f in facts if f.subject == case and f.property == RDF_TYPE and f.object}
    if not any(CASE in reader.ontology.superclasses(cls) for cls in classes):
        raise NotFoundError(f"{case} is no dispute case; give the id of a case")
    _check_opened(facts, case, as_of)
    return _counting(facts, reader.ontology, as_of)


def _check_opened(facts: list[Fact], case: str, as_of: datetime) -> None:
    """Raise InputError when every stored opening of the case lies after the moment."""
    told = [f.value for f in facts if f.subject == case and f.property == dp.OPENED_AT]
    opened = [instant(value) for value in told if isinstance(value, datetime)]
    if opened and min(opened) > as_of:
        first = min(opened).isoformat()
        raise InputError(f"case {case} was opened at {first}; as of {as_of.isoformat()} there was no case to judge")


def _case_links(ontology: Ontology) -> frozenset[str]:
    marked = (iri for iri in ontology.terms if ontology.annotation(iri, dp.CASE_LINK) == "true")
    return frozenset(marked)


def _counting(facts: list[Fact], ontology: Ontology, as_of: datetime) -> tuple[Fact, ...]:
    gone = {f.subject for f in facts if f.property == dp.REJECTED and f.value is True}
    later: set[FactKey] = set()
    for fact in facts:
        if isinstance(fact.value, datetime) and instant(fact.value) > as_of:
            occurs = ontology.annotation(fact.property, dp.OCCURS)
            if occurs == "subject":
                gone.add(fact.subject)
            elif occurs == "fact":
                later.add(fact.key)
    return tuple(
        f
        for f in facts
        if f.subject not in gone
        and f.object not in gone
        and f.key not in later
        and holds_at((f.valid_from, f.valid_to), as_of)
    )


def now() -> datetime:
    """The moment as of which a case is judged when the caller names none."""
    return datetime.now(UTC)
