"""Manchester syntax in: tokens, names, expressions, rules and frames, read as axioms by a parser of our own.

The W3C's "OWL 2 Web Ontology Language: Manchester Syntax" with what the OWLAPI, and so Protégé, adds to it: SWRL rules,
frames of class expressions, annotated declarations, `SuperClassOf:`, `SuperPropertyOf:` and `Individuals:`.
Read in this order: tokens, cursor, names, terms (names, literals and annotations), expressions, rules, frames, reader.
"""
