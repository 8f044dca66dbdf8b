"""Ontology documents and terms as nodes, so that a store knows its ontology and analysts can join with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from graph.schema import GraphSchema
from ontology.model import Ontology
from ontology.reader import Document
from ontology.terms import Term, TermKind

Statement: TypeAlias = "tuple[str, dict[str, Any]]"

TERM_LABELS = ("OntologyClass", "OntologyProperty")
"""Labels of terms, each with an index on `iri`: an IRI may name an object property and a data property."""

AXIOMS = "OntologyAxioms"
"""The label of what becomes of axioms; see graph.axiom_nodes."""

_BATCH = 2_000
_PART = 1_000


def document_rows(ontology: Ontology) -> Iterable[Statement]:
    """Statements that replace the stored documents with the ontology's own; what became of their axioms goes."""
    yield "MATCH (d:OntologyDocument) DETACH DELETE d", {}
    yield f"MATCH (a:{AXIOMS}) DETACH DELETE a", {}
    rows = [
        {"iri": d.iri, "file": d.file, "version": d.version, "text": _parts(d.text), "place": place, **_named(d)}
        for place, d in enumerate(ontology.documents)
    ]
    yield "UNWIND $rows AS row CREATE (d:OntologyDocument) SET d = row", {"rows": rows}


SUB_CLASS_OF = "SUB_CLASS_OF"
"""The type of the relationships between terms; an object property may have the same name."""


def stored_documents(run: Callable[[str], list[dict[str, Any]]]) -> list[tuple[str, str]]:
    """(file name, text) of the stored documents in the order in which they were loaded."""
    rows = run("MATCH (d:OntologyDocument) RETURN d.file AS file, d.text AS text, d.place AS place")
    # A store written earlier holds each text as one.
    return [(row["file"], "".join(row["text"])) for row in sorted(rows, key=lambda row: row["place"])]


def stored_document_names(run: Callable[[str], list[dict[str, Any]]]) -> dict[str, list[str]]:
    """The other names by which stored documents are imported, by IRI."""
    rows = run("MATCH (d:OntologyDocument) WHERE d.names IS NOT NULL RETURN d.iri AS iri, d.names AS names")
    return {row["iri"]: list(row["names"]) for row in rows}


def _named(document: Document) -> dict[str, list[str]]:
    return {"names": list(document.names)} if document.names else {}


def _parts(text: str) -> list[str]:
    """A text in parts that no query on it can take much time with, as it can with a whole file."""
    return [text[start : start + _PART] for start in range(0, len(text), _PART)] or [""]


def stored_names(run: Callable[[str], list[dict[str, Any]]]) -> dict[tuple[str, str], str]:
    """The names in the graph that stored terms have, by IRI and kind."""
    return {
        (row["iri"], row["kind"]): row["name"]
        for label in TERM_LABELS
        for row in run(f"MATCH (n:{label}) RETURN n.iri AS iri, n.kind AS kind, n.name AS name")
    }


def term_rows(ontology: Ontology, schema: GraphSchema) -> Iterable[Statement]:
    """Statements that replace OntologyClass and OntologyProperty nodes and their hierarchy."""
    yield "MATCH (n:OntologyClass) DETACH DELETE n", {}
    yield "MATCH (n:OntologyProperty) DETACH DELETE n", {}
    classes = [_row(term, schema.labels) for term in ontology.of_kind(TermKind.CLASS)]
    yield from _batches("UNWIND $rows AS row CREATE (n:OntologyClass) SET n = row", classes)
    names = {**schema.types, **schema.keys}
    properties = [
        _row(term, names)
        for kind in (TermKind.OBJECT_PROPERTY, TermKind.DATA_PROPERTY)
        for term in ontology.of_kind(kind)
    ]
    yield from _batches("UNWIND $rows AS row CREATE (n:OntologyProperty) SET n = row", properties)
    pairs = [
        {"low": term.iri, "high": high}
        for term in ontology.of_kind(TermKind.CLASS)
        for high in sorted(ontology.superclasses(term.iri) - {term.iri})
        if ontology.is_class(high)
    ]
    yield from _batches(
        "UNWIND $rows AS row MATCH (a:OntologyClass {iri: row.low}) MATCH (b:OntologyClass {iri: row.high}) "
        f"CREATE (a)-[:{SUB_CLASS_OF}]->(b)",
        pairs,
    )


def _batches(cypher: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[Statement]:
    for start in range(0, len(rows), _BATCH):
        yield cypher, {"rows": list(rows[start : start + _BATCH])}


def _row(term: Term, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "iri": term.iri,
        "name": names.get(term.iri, ""),
        "kind": term.kind.value,
        "label": term.label("zh"),
        "labelEn": term.label("en"),
        "synonyms": sorted({t.text for t in term.synonyms}),
        "definition": term.definitions[0].text if term.definitions else "",
    }
