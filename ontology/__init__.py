"""What can exist: OWL in, checked, compiled to values that the other rooms read.

Read in this order: owl (axioms as values), terms, grammar (what stands where); source and syntax (bytes to text, and
which syntax it is), parsing and rdf (the readers), reader (a file as one Document); catalog, imports and load (what
documents import), model (the Ontology); report, checks, profiles and deep (what is to be said of it); writing,
difference, overlay, competency (what a pack must answer). general holds the IRIs that code knows by name.
"""
