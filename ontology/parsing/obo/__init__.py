"""OBO format in: lines as clauses, clauses in frames, frames as axioms of OWL with the oboInOwl vocabulary.

The mapping is that of the OWLAPI, and so of ROBOT (https://owlcollab.github.io/oboformat/doc/obo-syntax.html, §5).
Read in this order: clauses (the lines), ids (names as IRIs), axioms (what a frame says), reader (a whole document).
"""
