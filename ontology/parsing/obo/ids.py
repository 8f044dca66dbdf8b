"""What OBO's names and tags are called in OWL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import quote_plus

from ontology.owl import OWL, RDF, RDFS, XSD
from ontology.parsing.obo.clauses import Frame

OBO: Final = "http://purl.obolibrary.org/obo/"
OIO: Final = "http://www.geneontology.org/formats/oboInOwl#"

DEPRECATED: Final = OWL + "deprecated"
REPLACED_BY: Final = OBO + "IAO_0100001"
OBSOLETE_BECAUSE: Final = OBO + "IAO_0000231"
MERGED: Final = OBO + "IAO_0000227"
REVERSIBLE: Final = OBO + "IAO_isReversiblePropertyChain"

VOCABULARIES: Final[Mapping[str, str]] = {"owl": OWL, "rdf": RDF, "rdfs": RDFS, "xsd": XSD}
"""Spaces that need no declaration."""

_SCHEMES = ("http:", "https:", "ftp:", "urn:")
_TREATED = ("is_a", "has-subclass", "relationship", "genus-differentia", "reverse-genus-differentia", "equivalent")

VOCABULARY: Final[Mapping[str, tuple[str, str]]] = {
    "expand_expression_to": (OBO + "IAO_0000424", "expand expression to"),
    "expand_assertion_to": (OBO + "IAO_0000425", "expand assertion to"),
    "def": (OBO + "IAO_0000115", "definition"),
    "is_anti_symmetric": (OBO + "IAO_0000427", "antisymmetric property"),
    "replaced_by": (REPLACED_BY, "term replaced by"),
    "shorthand": (OIO + "shorthand", "shorthand"),
    "consider": (OIO + "consider", "consider"),
    "id": (OIO + "id", "id"),
    "created_by": (OIO + "created_by", "created by"),
    "creation_date": (OIO + "creation_date", "creation date"),
    "format-version": (OIO + "hasOBOFormatVersion", "has_obo_format_version"),
    **{f"treat-xrefs-as-{way}": (f"{OIO}treat-xrefs-as-{way}", f"treat-xrefs-as-{way}") for way in _TREATED},
    "namespace": (OIO + "hasOBONamespace", "has_obo_namespace"),
    "xref": (OIO + "hasDbXref", "database_cross_reference"),
    "alt_id": (OIO + "hasAlternativeId", "has_alternative_id"),
    "subset": (OIO + "inSubset", "in_subset"),
    "scope": (OIO + "hasScope", "has_scope"),
    "BROAD": (OIO + "hasBroadSynonym", "has_broad_synonym"),
    "NARROW": (OIO + "hasNarrowSynonym", "has_narrow_synonym"),
    "EXACT": (OIO + "hasExactSynonym", "has_exact_synonym"),
    "RELATED": (OIO + "hasRelatedSynonym", "has_related_synonym"),
    "has_synonym_type": (OIO + "hasSynonymType", "has_synonym_type"),
    "subsetdef": (OIO + "SubsetProperty", "subset_property"),
    "synonymtypedef": (OIO + "SynonymTypeProperty", "synonym_type_property"),
    "namespace-id-rule": (OIO + "NamespaceIdRule", "namespace-id-rule"),
    "logical-definition-view-relation": (
        OIO + "logical-definition-view-relation",
        "logical-definition-view-relation",
    ),
}
"""Tags that OWL has a name of its own for, and the label that this name gets."""

PLAIN: Final[Mapping[str, str]] = {"name": RDFS + "label", "comment": RDFS + "comment", "is_obsolete": DEPRECATED}
"""Tags that OWL itself has a name for."""


def tag_iri(tag: str) -> str:
    """The annotation property that a tag becomes."""
    if tag in VOCABULARY:
        return VOCABULARY[tag][0]
    return PLAIN.get(tag, OIO + tag)


class Ids:
    """Ids as IRIs; a relation may be known by a short name whose cross reference is its real id."""

    def __init__(self, ontology: str, header: Frame, typedefs: Iterable[Frame]) -> None:
        self._ontology = ontology
        self._spaces = {one.values[0]: one.values[1] for one in header.clauses if one.tag == "idspace"}
        equivalent = set(header.values("treat-xrefs-as-equivalent"))
        # By the id of a relation: the id that it is treated as, and the one that its short name stands for.
        self._same: dict[str, str] = {}
        self._expanded: dict[str, str] = {}
        for frame in typedefs:
            for id in frame.values("id")[:1]:
                xrefs = frame.values("xref")
                treated = (xref for xref in xrefs if xref.partition(":")[0] in equivalent)
                self._same[id] = next(treated, id)
                self._expanded[id] = _expanded(id, xrefs)

    def iri(self, id: str) -> str:
        """The IRI of an id; an IRI stays as it is."""
        if id.startswith(_SCHEMES):
            return id
        expanded = self.expanded(id)
        if expanded != id and ":" in expanded:
            return self.iri(expanded)
        space, colon, local = id.partition(":")
        if space in VOCABULARIES and space not in self._spaces:
            return VOCABULARIES[space] + local
        if not colon:
            return f"{OBO}{self._ontology}#{quote_plus(id)}"
        if space in self._spaces:
            return self._spaces[space] + quote_plus(local)
        return f"{OBO}{space}{'_#' if '_' in local else '_'}{quote_plus(local)}"

    def property_iri(self, id: str) -> str:
        """The IRI of a relation, which may be treated as the same as one that it refers to."""
        return self.iri(self._same.get(id, id))

    def expanded(self, id: str) -> str:
        """The id that a short name of a relation stands for, by its cross references; else the id itself."""
        return self._expanded.get(id, id)


def _expanded(id: str, xrefs: Iterable[str]) -> str:
    if ":" in id:
        return id
    found = id
    for xref in xrefs:
        if xref != id and (found == id or xref.startswith(("RO", "BFO"))):
            found = xref
    return found
