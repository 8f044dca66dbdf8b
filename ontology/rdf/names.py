"""Names of the OWL, RDF, RDFS and SWRL vocabularies that the reading of RDF graphs turns on."""

from __future__ import annotations

from typing import Final

from ontology.owl import OWL, RDF, RDFS, XSD
from ontology.terms import TermKind

SWRL: Final = "http://www.w3.org/2003/11/swrl#"
ATOM_LIST: Final = SWRL + "AtomList"

FIRST: Final = RDF + "first"
REST: Final = RDF + "rest"
NIL: Final = RDF + "nil"
LIST: Final = RDF + "List"

RESERVED: Final = (OWL, RDF, RDFS, XSD)

BUILT_IN_ANNOTATIONS: Final = frozenset(
    (
        RDFS + "label",
        RDFS + "comment",
        RDFS + "seeAlso",
        RDFS + "isDefinedBy",
        OWL + "deprecated",
        OWL + "versionInfo",
        OWL + "priorVersion",
        OWL + "backwardCompatibleWith",
        OWL + "incompatibleWith",
    )
)

# A type that declares what it says, by the kind it declares.
DECLARING: Final = {
    OWL + "Class": TermKind.CLASS,
    RDFS + "Class": TermKind.CLASS,
    OWL + "ObjectProperty": TermKind.OBJECT_PROPERTY,
    OWL + "DatatypeProperty": TermKind.DATA_PROPERTY,
    OWL + "AnnotationProperty": TermKind.ANNOTATION_PROPERTY,
    OWL + "OntologyProperty": TermKind.ANNOTATION_PROPERTY,
    RDFS + "Datatype": TermKind.DATATYPE,
    OWL + "DataRange": TermKind.DATATYPE,
    OWL + "NamedIndividual": TermKind.INDIVIDUAL,
}

# A type that says how an object property behaves: the axiom, and whether OWL 1 let it declare the property too.
CHARACTERISTICS: Final = {
    OWL + "TransitiveProperty": ("TransitiveObjectProperty", True),
    OWL + "SymmetricProperty": ("SymmetricObjectProperty", True),
    OWL + "InverseFunctionalProperty": ("InverseFunctionalObjectProperty", True),
    OWL + "AsymmetricProperty": ("AsymmetricObjectProperty", False),
    OWL + "ReflexiveProperty": ("ReflexiveObjectProperty", False),
    OWL + "IrreflexiveProperty": ("IrreflexiveObjectProperty", False),
}
FUNCTIONAL: Final = OWL + "FunctionalProperty"

# Types of nodes over which one axiom is spread.
ANNOTATED_AXIOM: Final = OWL + "Axiom"
ANNOTATED_ANNOTATION: Final = OWL + "Annotation"
NEGATIVE: Final = OWL + "NegativePropertyAssertion"
ALL_DIFFERENT: Final = OWL + "AllDifferent"
ALL_DISJOINT_CLASSES: Final = OWL + "AllDisjointClasses"
ALL_DISJOINT_PROPERTIES: Final = OWL + "AllDisjointProperties"

SOURCE: Final = OWL + "annotatedSource"
PROPERTY: Final = OWL + "annotatedProperty"
TARGET: Final = OWL + "annotatedTarget"

# Types that say nothing beyond what the node's other triples say.
STRUCTURAL_TYPES: Final = frozenset(
    (
        OWL + "Restriction",
        OWL + "SelfRestriction",
        LIST,
        *(SWRL + name for name in ("AtomList", "Variable", "Builtin", "Imp")),
        *(SWRL + name for name in ("ClassAtom", "IndividualPropertyAtom", "DatavaluedPropertyAtom", "BuiltinAtom")),
        *(SWRL + name for name in ("SameIndividualAtom", "DifferentIndividualsAtom", "DataRangeAtom")),
        ANNOTATED_AXIOM,
        ANNOTATED_ANNOTATION,
        NEGATIVE,
        ALL_DIFFERENT,
        ALL_DISJOINT_CLASSES,
        ALL_DISJOINT_PROPERTIES,
    )
)

FACETS: Final = {
    XSD + "minInclusive": "MinInclusive",
    XSD + "maxInclusive": "MaxInclusive",
    XSD + "minExclusive": "MinExclusive",
    XSD + "maxExclusive": "MaxExclusive",
    XSD + "length": "Length",
    XSD + "minLength": "MinLength",
    XSD + "maxLength": "MaxLength",
    XSD + "pattern": "Pattern",
    XSD + "totalDigits": "TotalDigits",
    XSD + "fractionDigits": "FractionDigits",
    RDF + "langRange": "LangRange",
}

# Predicates that build an expression out of a node, and so are no axiom of their own.
CONNECTIVES: Final = tuple(OWL + name for name in ("intersectionOf", "unionOf", "complementOf", "oneOf"))
PARTS: Final = frozenset(
    (
        FIRST,
        REST,
        *FACETS,
        *CONNECTIVES,
        *(
            OWL + name
            for name in (
                *("onProperty", "onProperties", "someValuesFrom", "allValuesFrom", "hasValue", "hasSelf"),
                *("cardinality", "minCardinality", "maxCardinality"),
                *("qualifiedCardinality", "minQualifiedCardinality", "maxQualifiedCardinality"),
                *("onClass", "onDataRange", "onDatatype", "withRestrictions", "datatypeComplementOf", "propertyChain"),
            )
        ),
    )
)
# Datatypes that need no declaration; so does every name of XML Schema's.
DATATYPES: Final = frozenset(
    (
        RDFS + "Literal",
        *(RDF + name for name in ("PlainLiteral", "XMLLiteral", "langString", "HTML", "JSON")),
        *(OWL + name for name in ("real", "rational")),
    )
)


def is_reserved(iri: str) -> bool:
    """Whether the IRI stands in a vocabulary that an ontology may use and not extend."""
    return iri.startswith(RESERVED)
