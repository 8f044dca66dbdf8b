"""RDF syntaxes in: triples from pyoxigraph, and our own reading of them as OWL 2 and SWRL axioms.

The W3C's "OWL 2 Web Ontology Language: Mapping to RDF Graphs" read backwards, with SWRL's RDF form, OWL 1,
OWL 1.1 and DAML+OIL names, and documents that leave declarations out. Read in this order: triples (the gate),
graph, names, legacy, entities (what each IRI is), expression, assertion (one triple, its axioms), gathered (axioms
spread over a node), rule (SWRL), leftover, mapping (all of it).
"""
