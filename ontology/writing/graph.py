"""Axioms as triples: OWL 2 Mapping to RDF Graphs, §2, and SWRL's RDF form."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Sequence

from ontology.canonical import order
from ontology.owl import (
    OWL,
    RDF_TYPE,
    RDFS,
    XSD,
    Annotation,
    Anonymous,
    Axiom,
    Expression,
    Iri,
    Literal,
    Node,
    Variable,
)
from ontology.rdf.names import FACETS, FIRST, NIL, PROPERTY, REST, SOURCE, SWRL, TARGET
from ontology.rdf.triples import Object, Resource, Triple
from ontology.reader import Document

_TRIPLES = {
    "SubClassOf": RDFS + "subClassOf",
    "SubObjectPropertyOf": RDFS + "subPropertyOf",
    "SubDataPropertyOf": RDFS + "subPropertyOf",
    "SubAnnotationPropertyOf": RDFS + "subPropertyOf",
    **{f"{sort}PropertyDomain": RDFS + "domain" for sort in ("Object", "Data", "Annotation")},
    **{f"{sort}PropertyRange": RDFS + "range" for sort in ("Object", "Data", "Annotation")},
    "InverseObjectProperties": OWL + "inverseOf",
    "DatatypeDefinition": OWL + "equivalentClass",
    "EquivalentClasses": OWL + "equivalentClass",
    "EquivalentObjectProperties": OWL + "equivalentProperty",
    "EquivalentDataProperties": OWL + "equivalentProperty",
    "DisjointClasses": OWL + "disjointWith",
    "DisjointObjectProperties": OWL + "propertyDisjointWith",
    "DisjointDataProperties": OWL + "propertyDisjointWith",
    "SameIndividual": OWL + "sameAs",
    "DifferentIndividuals": OWL + "differentFrom",
}
_TYPES = {
    "FunctionalObjectProperty": OWL + "FunctionalProperty",
    "FunctionalDataProperty": OWL + "FunctionalProperty",
    **{
        f"{name}ObjectProperty": f"{OWL}{name}Property"
        for name in ("InverseFunctional", "Reflexive", "Irreflexive", "Symmetric", "Asymmetric", "Transitive")
    },
}
_MEMBERS = {
    "DisjointClasses": OWL + "AllDisjointClasses",
    "DisjointObjectProperties": OWL + "AllDisjointProperties",
    "DisjointDataProperties": OWL + "AllDisjointProperties",
    "DifferentIndividuals": OWL + "AllDifferent",
}
_DECLARED = {"Datatype": RDFS + "Datatype", "DataProperty": OWL + "DatatypeProperty"}
_LISTS = {"IntersectionOf": "intersectionOf", "UnionOf": "unionOf", "OneOf": "oneOf"}
_ATOMS = {
    "ClassAtom": ("ClassAtom", ("classPredicate", "argument1")),
    "DataRangeAtom": ("DataRangeAtom", ("dataRange", "argument1")),
    "ObjectPropertyAtom": ("IndividualPropertyAtom", ("propertyPredicate", "argument1", "argument2")),
    "DataPropertyAtom": ("DatavaluedPropertyAtom", ("propertyPredicate", "argument1", "argument2")),
    "SameIndividualAtom": ("SameIndividualAtom", ("argument1", "argument2")),
    "DifferentIndividualsAtom": ("DifferentIndividualsAtom", ("argument1", "argument2")),
}
_FACET_NAMES = {name: iri for iri, name in FACETS.items()}
# Eighty bits: no two axioms of a document are called alike.
_DIGITS = 20
_COUNT = XSD + "nonNegativeInteger"


def triples_of(document: Document) -> list[Triple]:
    """The document as triples, header first, then its axioms in their order."""
    return _Spelling(document).triples


class _Spelling:
    """Gathers triples.

    Blank nodes are called after the axiom that needs them, so that the same document gives the same text, and another
    axiom more changes no line but its own.
    """

    def __init__(self, document: Document) -> None:
        self.triples: list[Triple] = []
        self._blanks = 0
        self._about: Axiom | None = None
        self._stem = "x"
        name = self._blank() if document.nameless else Iri(document.iri)
        self._say(name, RDF_TYPE, Iri(OWL + "Ontology"))
        if document.version:
            self._say(name, OWL + "versionIRI", Iri(document.version))
        for iri in document.imports:
            self._say(name, OWL + "imports", Iri(iri))
        # A graph cannot tell an annotation of the ontology's IRI from one of the ontology; together they stay in order.
        of_header = [
            axiom for axiom in document.axioms if axiom.kind == "AnnotationAssertion" and axiom.args[0] == name
        ]
        for note in sorted((*document.annotations, *map(_header_note, of_header)), key=str):
            self._note(name, note)
        for axiom in document.axioms:
            if axiom not in of_header:
                self._axiom(axiom)

    def _axiom(self, axiom: Axiom) -> None:
        kind, args = axiom.kind, axiom.args
        self._about, self._stem, self._blanks = axiom, "", 0
        if kind == "DLSafeRule":
            self._rule(args, axiom.annotations)
        elif kind.startswith("Negative"):
            self._negative(kind, args, axiom.annotations)
        elif kind in _MEMBERS and len(args) != 2:
            node = self._typed(_MEMBERS[kind])
            self._say(node, OWL + "members", self._list(args))
            self._notes(node, axiom.annotations)
        else:
            for triple in self._main(kind, args):
                self._say(*triple)
                self._reify(triple, axiom.annotations)

    def _main(self, kind: str, args: tuple[Node, ...]) -> list[Triple]:
        """The triples that an axiom with a main triple is written as; several for a set told in pairs."""
        if kind == "Declaration":
            declared = args[0]
            assert isinstance(declared, Expression)
            type = _DECLARED.get(declared.kind, OWL + declared.kind)
            return [(self._named(declared.args[0]), RDF_TYPE, Iri(type))]
        if kind in _TYPES:
            return [(self._named(args[0]), RDF_TYPE, Iri(_TYPES[kind]))]
        if kind == "ClassAssertion":
            return [(self._named(args[1]), RDF_TYPE, self._node(args[0]))]
        if kind in ("ObjectPropertyAssertion", "DataPropertyAssertion"):
            property, subject, target = args
            while isinstance(property, Expression):
                property, subject, target = property.args[0], target, subject
            return [(self._named(subject), self._name(property), self._node(target))]
        if kind == "AnnotationAssertion":
            return [(self._named(args[0]), self._name(args[1]), self._node(args[2]))]
        if kind == "DisjointUnion":
            return [(self._named(args[0]), OWL + "disjointUnionOf", self._list(args[1:]))]
        if kind == "HasKey":
            members = [member for side in args[1:] if isinstance(side, Expression) for member in side.args]
            return [(self._named(args[0]), OWL + "hasKey", self._list(members))]
        if isinstance(args[0], Expression) and args[0].kind == "ObjectPropertyChain":
            return [(self._named(args[1]), OWL + "propertyChainAxiom", self._list(args[0].args))]
        if len(args) == 1:
            args = (args[0], args[0])
        nodes = [self._node(arg) for arg in args]
        return [(_resource(one), _TRIPLES[kind], other) for one, other in itertools.pairwise(nodes)]

    def _reify(self, triple: Triple, annotations: tuple[Annotation, ...]) -> None:
        if annotations:
            node = self._typed(OWL + "Axiom")
            for predicate, part in ((SOURCE, triple[0]), (PROPERTY, Iri(triple[1])), (TARGET, triple[2])):
                self._say(node, predicate, part)
            self._notes(node, annotations)

    def _notes(self, node: Resource, annotations: tuple[Annotation, ...]) -> None:
        for note in annotations:
            self._note(node, note)

    def _note(self, node: Resource, note: Annotation) -> None:
        self._say(node, note.property, note.value)
        if note.annotations:
            holder = self._typed(OWL + "Annotation")
            for predicate, part in ((SOURCE, node), (PROPERTY, Iri(note.property)), (TARGET, note.value)):
                self._say(holder, predicate, part)
            self._notes(holder, note.annotations)

    def _negative(self, kind: str, args: tuple[Node, ...], annotations: tuple[Annotation, ...]) -> None:
        property, subject, target = args
        node = self._typed(OWL + "NegativePropertyAssertion")
        self._say(node, OWL + "sourceIndividual", self._node(subject))
        self._say(node, OWL + "assertionProperty", self._node(property))
        end = "targetValue" if kind == "NegativeDataPropertyAssertion" else "targetIndividual"
        self._say(node, OWL + end, self._node(target))
        self._notes(node, annotations)

    def _rule(self, sides: tuple[Node, ...], annotations: tuple[Annotation, ...]) -> None:
        node = self._typed(SWRL + "Imp")
        for name, side in zip(("body", "head"), sides, strict=True):
            assert isinstance(side, Expression)
            self._say(node, SWRL + name, self._list(side.args, SWRL + "AtomList"))
        self._notes(node, annotations)

    def _node(self, node: Node) -> Object:
        if isinstance(node, Iri | Anonymous | Literal):
            return node
        if isinstance(node, Variable):
            self._say(Iri(node.name), RDF_TYPE, Iri(SWRL + "Variable"))
            return Iri(node.name)
        if isinstance(node, int):
            return Literal(str(node), _COUNT)
        return self._expression(node)

    def _expression(self, node: Expression) -> Resource:
        kind, args = node.kind, node.args
        if kind in _ATOMS or kind == "BuiltInAtom":
            return self._atom(node)
        if kind == "ObjectInverseOf":
            blank = self._blank()
            self._say(blank, OWL + "inverseOf", self._node(args[0]))
            return blank
        data = kind.startswith("Data")
        sort = kind.removeprefix("Object").removeprefix("Data")
        if sort in _LISTS or sort == "ComplementOf" or kind == "DatatypeRestriction":
            blank = self._typed(RDFS + "Datatype" if data else OWL + "Class")
            if sort == "ComplementOf":
                self._say(blank, OWL + ("datatypeComplementOf" if data else "complementOf"), self._node(args[0]))
            elif sort in _LISTS:
                self._say(blank, OWL + _LISTS[sort], self._list(args))
            else:
                self._say(blank, OWL + "onDatatype", self._node(args[0]))
                self._say(blank, OWL + "withRestrictions", self._list(args[1:]))
            return blank
        if kind == "FacetRestriction":
            blank = self._blank()
            facet, value = args
            self._say(blank, _FACET_NAMES[facet.text if isinstance(facet, Literal) else ""], self._node(value))
            return blank
        return self._restriction(sort, args, data)

    def _restriction(self, sort: str, args: tuple[Node, ...], data: bool) -> Resource:
        blank = self._typed(OWL + "Restriction")
        if not sort.endswith("Cardinality"):
            self._say(blank, OWL + "onProperty", self._node(args[0]))
            value: Object = Literal("true", XSD + "boolean")
            if sort != "HasSelf":
                value = self._node(args[1])
            self._say(blank, OWL + sort[0].lower() + sort[1:], value)
            return blank
        count, property, filler = args
        bound = sort.removesuffix("Cardinality").lower().replace("exact", "")
        self._say(blank, OWL + "onProperty", self._node(property))
        if filler in (Iri(OWL + "Thing"), Iri(RDFS + "Literal")):
            self._say(blank, OWL + (f"{bound}Cardinality" if bound else "cardinality"), self._node(count))
        else:
            name = f"{bound}QualifiedCardinality" if bound else "qualifiedCardinality"
            self._say(blank, OWL + name, self._node(count))
            self._say(blank, OWL + ("onDataRange" if data else "onClass"), self._node(filler))
        return blank

    def _atom(self, atom: Expression) -> Resource:
        if atom.kind == "BuiltInAtom":
            blank = self._typed(SWRL + "BuiltinAtom")
            name = self._named(atom.args[0])
            self._say(name, RDF_TYPE, Iri(SWRL + "Builtin"))
            self._say(blank, SWRL + "builtin", name)
            self._say(blank, SWRL + "arguments", self._list(atom.args[1:]))
            return blank
        type, names = _ATOMS[atom.kind]
        blank = self._typed(SWRL + type)
        for name_, arg in zip(names, atom.args, strict=True):
            self._say(blank, SWRL + name_, self._node(arg))
        return blank

    def _list(self, members: Sequence[Node], type: str = "") -> Resource:
        if not members:
            return Iri(NIL)
        cells = [self._blank() for _ in members]
        rests: list[Resource] = [*cells[1:], Iri(NIL)]
        for cell, member, rest in zip(cells, members, rests, strict=True):
            if type:
                self._say(cell, RDF_TYPE, Iri(type))
            self._say(cell, FIRST, self._node(member))
            self._say(cell, REST, rest)
        return cells[0]

    def _named(self, node: Node) -> Resource:
        return _resource(self._node(node))

    def _name(self, node: Node) -> str:
        assert isinstance(node, Iri)
        return node.text

    def _typed(self, type: str) -> Anonymous:
        blank = self._blank()
        self._say(blank, RDF_TYPE, Iri(type))
        return blank

    def _blank(self) -> Anonymous:
        if not self._stem:
            said = "\n".join(order(self._about)) if self._about is not None else ""
            self._stem = f"x{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:_DIGITS]}-"
        self._blanks += 1
        return Anonymous(f"{self._stem}{self._blanks}")

    def _say(self, subject: Resource, predicate: str, target: Object) -> None:
        self.triples.append((subject, predicate, target))


def _header_note(axiom: Axiom) -> Annotation:
    _, property, value = axiom.args
    assert isinstance(property, Iri)
    assert isinstance(value, Iri | Literal | Anonymous)
    return Annotation(property=property.text, value=value, annotations=axiom.annotations)


def _resource(node: Object) -> Resource:
    assert not isinstance(node, Literal)
    return node
