"""OWL out: a document's axioms in any of the syntaxes that editors read, in an order that stays.

Read in this order: functional, manchester, obo, graph (axioms as triples), xml, export (all of them, checked by reading
back).
"""
