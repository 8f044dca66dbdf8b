"""What is known: facts in a store, with the names that the ontology gives them (DESIGN.md §3 and §4).

Read in this order: fact, schema (names and values), port (what a store can do), provenance, node and
relationship (what writing means), then a store. The read side is smaller than the write side; reasoning
gets the read side.
"""
