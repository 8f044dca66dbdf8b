"""DL's rules on object properties: which must be simple, and that chains do not define each other in circles.

A property is composite when it is transitive or has a chain below it, and simple when none of the properties below it
is composite. Chains are regular when an order < of properties exists with every link of a chain before its head, in
which nothing stands before a property below it. The order that chains ask for is the least one, so it is enough to
look at that. Source: https://www.w3.org/TR/owl2-syntax/#Global_Restrictions_on_Axioms_in_OWL_2_DL
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ontology.owl import OWL, Axiom, Expression, Iri, Node, local_name
from ontology.profiles.circles import components, reached
from ontology.profiles.parts import Part
from ontology.profiles.violation import Violation, violation

TOP = OWL + "topObjectProperty"
BOTTOM = OWL + "bottomObjectProperty"

MOST_HEADS = 1_000
"""Heads of chains for which circles are looked for exactly; of more, whatever lies on any circle counts."""

_SIMPLE_AXIOMS = (
    *("FunctionalObjectProperty", "InverseFunctionalObjectProperty", "IrreflexiveObjectProperty"),
    *("AsymmetricObjectProperty", "DisjointObjectProperties"),
)
_SIMPLE_PLACES = {
    "ObjectMinCardinality": 1,
    "ObjectMaxCardinality": 1,
    "ObjectExactCardinality": 1,
    "ObjectHasSelf": 0,
}


class Roles:
    """The hierarchy of object properties. What holds of a property holds of its inverse, so names are enough."""

    def __init__(self) -> None:
        self._above: dict[str, set[str]] = defaultdict(set)
        self._composite = {TOP, BOTTOM}
        self._simple: list[tuple[Axiom, str, str]] = []
        self._chains: list[tuple[Axiom, str, tuple[str, ...]]] = []

    def see(self, axiom: Axiom, parts: Sequence[Part]) -> None:
        """Take note of what is below what, of chains, and of where a property must be simple."""
        kind = axiom.kind
        if kind == "SubObjectPropertyOf":
            self._sub(axiom)
        elif kind in ("EquivalentObjectProperties", "InverseObjectProperties"):
            names = [name for name in map(name_of, axiom.args) if name]
            for one, other in zip(names, names[1:] + names[:1], strict=True):
                self._above[one].add(other)
        elif kind == "TransitiveObjectProperty":
            self._composite.add(name_of(axiom.args[0]))
        elif kind in _SIMPLE_AXIOMS:
            self._simple += [(axiom, name_of(arg), kind) for arg in axiom.args]
        for _, node in parts:
            if isinstance(node, Expression) and node.kind in _SIMPLE_PLACES:
                self._simple.append((axiom, name_of(node.args[_SIMPLE_PLACES[node.kind]]), node.kind))

    def _sub(self, axiom: Axiom) -> None:
        low, high = axiom.args
        if not (isinstance(low, Expression) and low.kind == "ObjectPropertyChain"):
            self._above[name_of(low)].add(name_of(high))
        elif len(low.args) > 1:
            self._composite.add(name_of(high))
            self._chains.append((axiom, name_of(high), _before(low.args, high)))

    def found(self) -> Iterator[Violation]:
        """What `faults` tells, as violations."""
        for axiom, construct in self.faults():
            yield violation(axiom, construct)

    def faults(self) -> Iterator[tuple[Axiom, str]]:
        """Properties that are not simple where they must be, and chains that run in circles, with their axioms."""
        composite = reached(sorted(self._composite), self._above)
        for axiom, name, where in self._simple:
            if name in composite:
                why = "OWL's own" if name in (TOP, BOTTOM) else "transitive or has a chain, or a property below it is"
                yield axiom, f"{local_name(name)} in {where}, which is not simple: it is {why}"
        irregular = self._irregular()
        for axiom, head, links in self._chains:
            faults = [link for link in links if (link, head) in irregular]
            if faults:
                names = " and ".join(map(local_name, dict.fromkeys(faults)))
                yield axiom, f"a chain that defines {local_name(head)} by {names}, which it defines in turn"

    def _irregular(self) -> set[tuple[str, str]]:
        """Pairs link < head that no order can hold: a way leads back from the head, along < then ->* then <."""
        before: dict[str, set[str]] = defaultdict(set)
        for _, head, links in self._chains:
            for link in links:
                before[link].add(head)
        names = {*before, *self._above, *(head for _, head, _ in self._chains)}
        number = components({name: {*before.get(name, ()), *self._above.get(name, ())} for name in sorted(names)})
        suspects = {(link, head) for link, heads in before.items() for head in heads if number[link] == number[head]}
        heads = sorted({head for _, head in suspects})
        if len(heads) > MOST_HEADS:
            return suspects
        back: dict[str, set[str]] = {}
        for head in heads:
            later = reached(sorted(reached([head], before)), self._above)
            back[head] = reached(sorted(later), before)
        return {(link, head) for link, head in suspects if link in back[head]}


def name_of(node: Node) -> str:
    """The name of an object property or of the one that is inverted; '' for what is neither."""
    while isinstance(node, Expression) and node.kind == "ObjectInverseOf":
        node = node.args[0]
    return node.text if isinstance(node, Iri) else ""


def _before(links: tuple[Node, ...], head: Node) -> tuple[str, ...]:
    """The links of a chain that must come before its head: all but the head itself at one end, or twice alone."""
    if head == Iri(TOP) or links == (head, head):
        return ()
    if links[0] == head:
        links = links[1:]
    elif links[-1] == head:
        links = links[:-1]
    return tuple(map(name_of, links))
