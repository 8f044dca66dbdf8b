"""Manchester documents for tests, and their axioms in functional syntax with short names."""

from ontology.parsing.manchester.reader import read_manchester

HEAD = """Prefix: : <https://t.example/a#>
Ontology: <https://t.example/a>
Class: A Class: B Class: C
ObjectProperty: p ObjectProperty: q ObjectProperty: r
DataProperty: d DataProperty: e
AnnotationProperty: note
Datatype: money
Individual: i Individual: j Individual: k
"""
LINES = HEAD.count("\n")


def said(text: str) -> list[str]:
    """What a text says after the head's declarations, one axiom a line, in its order."""
    axioms = read_manchester(HEAD + text, file="t.omn").axioms
    return [axiom.short() for axiom in axioms if axiom.kind != "Declaration" or axiom.annotations]
