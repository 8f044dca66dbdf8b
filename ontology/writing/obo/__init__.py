"""OBO format out: frames for the terms that have an OBO id, and functional syntax for what frames cannot say.

Read in this order: lines (an axiom as a clause), document (which clauses the reader takes for those very axioms).
"""
