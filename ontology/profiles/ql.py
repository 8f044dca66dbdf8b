"""OWL 2 QL, what queries over a database can answer (https://www.w3.org/TR/owl2-profiles/#OWL_2_QL).

Letters of its own: < subclass expression, > superclass expression, T owl:Thing alone, N a named class.
"""

from __future__ import annotations

from ontology.profiles.datatypes import OF_EL_AND_QL
from ontology.profiles.grammar import Grammar

QL = Grammar(
    axioms={
        "SubClassOf": "<>",
        "EquivalentClasses": "<*",
        "DisjointClasses": "<*",
        "SubObjectPropertyOf": "oo",
        "EquivalentObjectProperties": "o*",
        "DisjointObjectProperties": "o*",
        "InverseObjectProperties": "oo",
        "ObjectPropertyDomain": "o>",
        "ObjectPropertyRange": "o>",
        "ReflexiveObjectProperty": "o",
        "IrreflexiveObjectProperty": "o",
        "SymmetricObjectProperty": "o",
        "AsymmetricObjectProperty": "o",
        "SubDataPropertyOf": "dd",
        "EquivalentDataProperties": "d*",
        "DisjointDataProperties": "d*",
        "DataPropertyDomain": "d>",
        "DataPropertyRange": "dD",
        "DatatypeDefinition": "DD",
        "DifferentIndividuals": "i*",
        "ClassAssertion": "Ni",
        "ObjectPropertyAssertion": "oii",
        "DataPropertyAssertion": "dil",
    },
    expressions={
        "<": {"ObjectSomeValuesFrom": "oT", "DataSomeValuesFrom": "dD"},
        ">": {
            "ObjectIntersectionOf": ">*",
            "ObjectComplementOf": "<",
            "ObjectSomeValuesFrom": "oN",
            "DataSomeValuesFrom": "dD",
        },
        "o": {"ObjectInverseOf": "o"},
        "D": {"DataIntersectionOf": "D*"},
    },
    datatypes=OF_EL_AND_QL,
    said={
        "<": "as a subclass expression",
        ">": "as a superclass expression",
        "T": "as the class of a restriction's values, where only owl:Thing may stand",
        "N": "where only a named class may stand",
        "D": "as a data range",
    },
    only_thing="T",
)
"""The grammar of OWL 2 QL."""
