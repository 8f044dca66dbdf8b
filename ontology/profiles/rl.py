"""OWL 2 RL, what rules can say (https://www.w3.org/TR/owl2-profiles/#OWL_2_RL).

Letters of its own: < subclass expression, > superclass expression, = equivalent class expression, f and g the value
class of a restriction on either side, z a cardinality, h what is below in SubObjectPropertyOf, k properties of a key.
"""

from __future__ import annotations

from ontology.profiles.datatypes import OF_RL
from ontology.profiles.grammar import Grammar

_SUB = {
    "ObjectIntersectionOf": "<*",
    "ObjectUnionOf": "<*",
    "ObjectOneOf": "i*",
    "ObjectSomeValuesFrom": "of",
    "ObjectHasValue": "oi",
    "DataSomeValuesFrom": "dD",
    "DataHasValue": "dl",
}
_SUPER = {
    "ObjectIntersectionOf": ">*",
    "ObjectComplementOf": "<",
    "ObjectAllValuesFrom": "o>",
    "ObjectHasValue": "oi",
    "ObjectMaxCardinality": "zof",
    "DataAllValuesFrom": "dD",
    "DataHasValue": "dl",
    "DataMaxCardinality": "zdD",
}

RL = Grammar(
    axioms={
        "SubClassOf": "<>",
        "EquivalentClasses": "=*",
        "DisjointClasses": "<*",
        "SubObjectPropertyOf": "ho",
        "EquivalentObjectProperties": "o*",
        "DisjointObjectProperties": "o*",
        "InverseObjectProperties": "oo",
        "ObjectPropertyDomain": "o>",
        "ObjectPropertyRange": "o>",
        "FunctionalObjectProperty": "o",
        "InverseFunctionalObjectProperty": "o",
        "IrreflexiveObjectProperty": "o",
        "SymmetricObjectProperty": "o",
        "AsymmetricObjectProperty": "o",
        "TransitiveObjectProperty": "o",
        "SubDataPropertyOf": "dd",
        "EquivalentDataProperties": "d*",
        "DisjointDataProperties": "d*",
        "DataPropertyDomain": "d>",
        "DataPropertyRange": "dD",
        "FunctionalDataProperty": "d",
        "DatatypeDefinition": "DD",
        "HasKey": "<kk",
        "SameIndividual": "i*",
        "DifferentIndividuals": "i*",
        "ClassAssertion": ">i",
        "ObjectPropertyAssertion": "oii",
        "NegativeObjectPropertyAssertion": "oii",
        "DataPropertyAssertion": "dil",
        "NegativeDataPropertyAssertion": "dil",
    },
    expressions={
        "<": _SUB,
        "f": _SUB,
        ">": _SUPER,
        "=": {"ObjectIntersectionOf": "=*", "ObjectHasValue": "oi", "DataHasValue": "dl"},
        "h": {"ObjectPropertyChain": "o*", "ObjectInverseOf": "o"},
        "o": {"ObjectInverseOf": "o"},
        "k": {"ObjectProperties": "o*", "DataProperties": "d*"},
        "D": {"DataIntersectionOf": "D*"},
    },
    datatypes=OF_RL,
    said={
        "<": "as a subclass expression",
        "f": "as the class of a restriction's values",
        ">": "as a superclass expression",
        "=": "as an equivalent class expression",
        "D": "as a data range",
    },
    not_thing="<>=",
    anonymous=True,
)
"""The grammar of OWL 2 RL."""
