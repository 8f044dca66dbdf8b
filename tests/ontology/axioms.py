"""One axiom of every kind of OWL 2 and SWRL, in functional syntax with full IRIs."""

NS = "https://test.example/t#"


def _full(line: str) -> str:
    """Write `:name` out as an IRI and `xsd:name` as a datatype's IRI."""
    words = line.replace("(", "( ").replace(")", " )").split(" ")
    spelled = [
        f"<{NS}{word[1:]}>"
        if word.startswith(":")
        else f"<http://www.w3.org/2001/XMLSchema#{word[4:]}>"
        if word.startswith("xsd:")
        else word
        for word in words
    ]
    return " ".join(spelled).replace("( ", "(").replace(" )", ")")


DECLARATIONS = (
    "Declaration(Class(:A))",
    "Declaration(Class(:B))",
    "Declaration(Class(:C))",
    "Declaration(ObjectProperty(:p))",
    "Declaration(ObjectProperty(:q))",
    "Declaration(ObjectProperty(:r))",
    "Declaration(DataProperty(:d))",
    "Declaration(DataProperty(:e))",
    "Declaration(AnnotationProperty(:note))",
    "Declaration(AnnotationProperty(:note2))",
    "Declaration(Datatype(:money))",
    "Declaration(NamedIndividual(:i))",
    "Declaration(NamedIndividual(:j))",
)

CLASS_EXPRESSIONS = (
    "ObjectIntersectionOf(:A :B)",
    "ObjectUnionOf(:A :B)",
    "ObjectComplementOf(:A)",
    "ObjectOneOf(:i :j)",
    "ObjectSomeValuesFrom(:p :A)",
    "ObjectSomeValuesFrom(ObjectInverseOf(:p) :A)",
    "ObjectAllValuesFrom(:p :A)",
    "ObjectHasValue(:p :i)",
    "ObjectHasSelf(:p)",
    "ObjectMinCardinality(2 :p :A)",
    "ObjectMaxCardinality(3 :p :A)",
    "ObjectExactCardinality(4 :p :A)",
    "DataSomeValuesFrom(:d xsd:integer)",
    "DataAllValuesFrom(:d xsd:integer)",
    'DataHasValue(:d "五")',
    "DataMinCardinality(2 :d xsd:string)",
    "DataMaxCardinality(3 :d xsd:string)",
    "DataExactCardinality(4 :d xsd:string)",
)

DATA_RANGES = (
    "DataIntersectionOf(xsd:integer xsd:decimal)",
    "DataUnionOf(xsd:integer xsd:string)",
    "DataComplementOf(xsd:integer)",
    'DataOneOf("a" "b")',
)

AXIOMS = (
    *(f"SubClassOf(:C {expression})" for expression in CLASS_EXPRESSIONS),
    *(f"DataPropertyRange(:d {data_range})" for data_range in DATA_RANGES),
    "SubClassOf(:A :B)",
    "SubClassOf(ObjectUnionOf(:A :B) :C)",
    "EquivalentClasses(:A :B)",
    "EquivalentClasses(:A ObjectIntersectionOf(:B :C))",
    "DisjointClasses(:A :B)",
    "DisjointUnion(:A :B :C)",
    "SubObjectPropertyOf(:p :q)",
    "SubObjectPropertyOf(ObjectPropertyChain(:p :q) :r)",
    "EquivalentObjectProperties(:p :q)",
    "DisjointObjectProperties(:p :q)",
    "InverseObjectProperties(:p :q)",
    "ObjectPropertyDomain(:p :A)",
    "ObjectPropertyDomain(:p ObjectUnionOf(:A :B))",
    "ObjectPropertyRange(:p :A)",
    "FunctionalObjectProperty(:p)",
    "InverseFunctionalObjectProperty(:p)",
    "ReflexiveObjectProperty(:p)",
    "IrreflexiveObjectProperty(:p)",
    "SymmetricObjectProperty(:p)",
    "AsymmetricObjectProperty(:p)",
    "TransitiveObjectProperty(:p)",
    "SubDataPropertyOf(:d :e)",
    "EquivalentDataProperties(:d :e)",
    "DisjointDataProperties(:d :e)",
    "DataPropertyDomain(:d :A)",
    "DataPropertyRange(:d xsd:decimal)",
    "FunctionalDataProperty(:d)",
    "ClassAssertion(:A :i)",
    "ClassAssertion(ObjectUnionOf(:A :B) :i)",
    "ObjectPropertyAssertion(:p :i :j)",
    'DataPropertyAssertion(:d :i "热水器")',
    'DataPropertyAssertion(:d :i "a \\"quoted\\" \\\\ text")',
    'DataPropertyAssertion(:d :i "热水器"@zh)',
    "NegativeObjectPropertyAssertion(:p :i :j)",
    'NegativeDataPropertyAssertion(:d :i "x")',
    "SameIndividual(:i :j)",
    "DifferentIndividuals(:i :j)",
    "SubAnnotationPropertyOf(:note :note2)",
    "AnnotationPropertyDomain(:note :A)",
    "AnnotationPropertyRange(:note :A)",
)

# These are read as one axiom too, but in a spelling of their own.
OTHERS = (
    'AnnotationAssertion(:note :A "名"@zh)',
    "AnnotationAssertion(:note :A :B)",
    "AnnotationAssertion(:note _:x :B)",
    'SubClassOf(:C DataSomeValuesFrom(:d DatatypeRestriction(xsd:integer xsd:minInclusive "5"^^xsd:integer)))',
    'DatatypeDefinition(:money DatatypeRestriction(xsd:decimal xsd:minInclusive "0"^^xsd:decimal))',
    "HasKey(:A (:p) (:d))",
    "ObjectPropertyAssertion(:p _:x :j)",
    "DLSafeRule(Body(ClassAtom(:A Variable(:x)) ObjectPropertyAtom(:p Variable(:x) Variable(:y)) "
    'BuiltInAtom(<http://www.w3.org/2003/11/swrlb#greaterThan> Variable(:z) "3"^^xsd:integer) '
    "DataPropertyAtom(:d Variable(:x) Variable(:z))) Head(ObjectPropertyAtom(:q Variable(:y) Variable(:x))))",
    "DLSafeRule(Body(DifferentIndividualsAtom(Variable(:x) Variable(:y))) "
    "Head(SameIndividualAtom(Variable(:x) Variable(:y))))",
    "DLSafeRule(Body(DataRangeAtom(xsd:integer Variable(:x))) Head(ClassAtom(:A :i)))",
)


def spelled(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines with every name written out."""
    return tuple(map(_full, lines))


def document(*lines: str, iri: str = NS[:-1], imports: tuple[str, ...] = ()) -> str:
    """An ontology of these lines, in which `:name` stands for a name of its own."""
    head = [
        f"Prefix(:=<{iri}#>)",
        "Prefix(xsd:=<http://www.w3.org/2001/XMLSchema#>)",
        "Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)",
        "Prefix(skos:=<http://www.w3.org/2004/02/skos/core#>)",
        "Prefix(g:=<https://fengmi.example/general#>)",
        f"Ontology(<{iri}>",
    ]
    return "\n".join([*head, *(f"Import(<{other}>)" for other in imports), *lines, ")"])
