"""SWRL rules read from their nodes (https://www.w3.org/Submission/SWRL/, §8: the RDF concrete syntax).

A rule's head may be empty (it then says that its body is impossible); variables keep the names they were given, be
they of Protégé's `urn:swrl` kind or any other.
"""

from __future__ import annotations

from ontology.owl import RDF_TYPE, Anonymous, Expression, Iri, Literal, Node, Variable
from ontology.rdf.assertion import Said
from ontology.rdf.expression import Expressions, UnreadableError
from ontology.rdf.graph import Graph
from ontology.rdf.names import SWRL
from ontology.rdf.triples import Object, Resource

RULE = SWRL + "Imp"
KIND = "DLSafeRule"


class Rules:
    """Reads the rules of a graph."""

    def __init__(self, graph: Graph, expressions: Expressions) -> None:
        self._graph = graph
        self._of = expressions
        self._variables = set(graph.of_type(SWRL + "Variable"))

    def read(self, node: Resource) -> Said:
        """The rule of a swrl:Imp node. Raises UnreadableError."""
        self._take_type(node)
        sides = []
        for name, kind in (("body", "Body"), ("head", "Head")):
            atoms: tuple[Node, ...] = ()
            if (found := self._graph.resource(node, SWRL + name)) is not None:
                self._of.taken.append(found[0])
                atoms = tuple(self._atom(member) for member in self._of.items(found[1]))
            sides.append(Expression(kind, atoms))
        return KIND, tuple(sides)

    def _atom(self, node: Object) -> Node:
        if isinstance(node, Literal):
            raise UnreadableError("a literal stands where an atom must")
        self._take_type(node)
        is_a = self._graph.is_a
        if is_a(node, SWRL + "ClassAtom"):
            named = self._of.class_expression(self._need(node, "classPredicate"))
            return Expression("ClassAtom", (named, self._thing(node, "argument1")))
        if is_a(node, SWRL + "IndividualPropertyAtom"):
            property = self._of.object_property(self._need(node, "propertyPredicate"))
            ends = (self._thing(node, "argument1"), self._thing(node, "argument2"))
            return Expression("ObjectPropertyAtom", (property, *ends))
        if is_a(node, SWRL + "DatavaluedPropertyAtom"):
            property = self._of.data_property(self._need(node, "propertyPredicate"))
            ends = (self._thing(node, "argument1"), self._value(self._need(node, "argument2")))
            return Expression("DataPropertyAtom", (property, *ends))
        if is_a(node, SWRL + "BuiltinAtom"):
            return self._built_in(node)
        if is_a(node, SWRL + "DataRangeAtom"):
            range = self._of.data_range(self._need(node, "dataRange"))
            return Expression("DataRangeAtom", (range, self._value(self._need(node, "argument1"))))
        for kind in ("SameIndividualAtom", "DifferentIndividualsAtom"):
            if is_a(node, SWRL + kind):
                return Expression(kind, (self._thing(node, "argument1"), self._thing(node, "argument2")))
        raise UnreadableError("an atom of the rule has no type that SWRL knows")

    def _built_in(self, node: Resource) -> Node:
        name = self._need(node, "builtin")
        if not isinstance(name, Iri):
            raise UnreadableError("a built-in has no name")
        self._take_type(name)
        arguments = self._of.items(self._need(node, "arguments"))
        return Expression("BuiltInAtom", (name, *map(self._value, arguments)))

    def _need(self, node: Resource, name: str) -> Object:
        for number, target in self._graph.objects(node, SWRL + name):
            self._of.taken.append(number)
            return target
        raise UnreadableError(f"an atom of the rule lacks swrl:{name}")

    def _thing(self, node: Resource, name: str) -> Node:
        """An argument that stands for an individual: a variable when it is declared as one."""
        target = self._need(node, name)
        if isinstance(target, Literal):
            raise UnreadableError(f"{target} stands where an individual or a variable must")
        if target in self._variables:
            return self._variable(target)
        return target

    def _value(self, target: Object) -> Node:
        """An argument that stands for a value: a literal, or else a variable, declared or not."""
        return target if isinstance(target, Literal) else self._variable(target)

    def _variable(self, node: Resource) -> Variable:
        self._take_type(node)
        # A variable may be a blank node; its label is a name that no other has.
        return Variable(f"urn:swrl:var#{node.id}" if isinstance(node, Anonymous) else node.text)

    def _take_type(self, node: Resource) -> None:
        for number, target in self._graph.objects(node, RDF_TYPE):
            if isinstance(target, Iri) and target.text.startswith(SWRL):
                self._of.taken.append(number)
