"""What can exist: OWL in, checked, compiled to values that the other rooms read.

Read in this order: owl (axioms as values), terms, reader (files in), model (the Ontology), load
(documents with their imports), competency (what a pack must answer), report; general holds the IRIs that
code knows by name.
"""
