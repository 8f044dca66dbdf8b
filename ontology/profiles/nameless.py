"""DL's rule on individuals without names: what is said of them hangs together as trees.

Each edge of a tree is one assertion, and one individual of each tree, its root, has at most one assertion that links
it to an individual with a name. Source: https://www.w3.org/TR/owl2-syntax/#The_Restrictions_on_the_Axiom_Closure
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ontology.owl import Anonymous, Axiom, Iri
from ontology.profiles.parts import Part
from ontology.profiles.violation import Violation, violation

_ID = tuple[str, str]


class Nameless:
    """The assertions that link individuals without names."""

    def __init__(self) -> None:
        self._parents: dict[_ID, _ID] = {}
        self._circles: list[Axiom] = []
        self._named: Counter[_ID] = Counter()
        self._to_named: dict[_ID, Axiom] = {}

    def see(self, axiom: Axiom, parts: Sequence[Part]) -> None:
        """Take note of an assertion; one that closes a circle is a fault."""
        if axiom.kind != "ObjectPropertyAssertion":
            return
        # A nameless individual is its document's own.
        ends = [(axiom.file, end.id) for end in axiom.args[1:] if isinstance(end, Anonymous)]
        if len(ends) == 2:
            one, other = map(self._root, ends)
            if one == other:
                self._circles.append(axiom)
            self._parents[one] = other
        elif len(ends) == 1 and any(isinstance(end, Iri) for end in axiom.args[1:]):
            self._parents.setdefault(ends[0], ends[0])
            self._named[ends[0]] += 1
            self._to_named[ends[0]] = axiom

    def _root(self, node: _ID) -> _ID:
        while (above := self._parents.setdefault(node, node)) != node:
            self._parents[node] = node = self._parents.setdefault(above, above)
        return node

    def found(self) -> Iterator[Violation]:
        """Assertions that close a circle of nameless individuals, and trees in which none can be the root."""
        for axiom in self._circles:
            yield violation(axiom, "individuals without names that are linked in a circle, or twice")
        trees: dict[_ID, list[_ID]] = defaultdict(list)
        for node in self._parents:
            trees[self._root(node)].append(node)
        for tree in trees.values():
            if all(self._named[node] > 1 for node in tree):
                yield violation(
                    self._to_named[tree[0]], "an individual without a name that several named ones are linked to"
                )
