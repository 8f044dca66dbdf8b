"""Horn rules as values: `head :- body`, with the axiom that says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeAlias

from graph.fact import Scalar
from ontology.general import NS
from ontology.model import Ontology
from ontology.owl import OWL, Iri, Variable, local_name
from ontology.terms import Text

NOTHING = OWL + "Nothing"
"""The class of what cannot be; a rule that concludes it is a constraint."""

Term: TypeAlias = "Variable | Iri | Scalar"
"""An argument of an atom: a variable, an individual, or a value."""


OWNED_BY = NS + "ownedByShop"
"""`ownedByShop(individual, shop's id, IRIs of its overlays)`: it is the shop's own. Built in, for overlays' rules."""

SEEN_BY = NS + "seenByShop"
"""`seenByShop(individual, shop's id, IRIs of others' overlays)`: it is the shop's own or shared. As above."""


class AtomKind(Enum):
    """What an atom's predicate is."""

    CLASS = "class"
    OBJECT = "object property"
    DATA = "data property"
    BUILTIN = "built-in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """One condition or conclusion: `C(x)`, `p(x, y)`, or a built-in over values.

    `datatype` is the range of a data property, '' for other kinds. A `negated` condition is met where
    the atom does not hold; computations and heads are never negated.
    """

    kind: AtomKind
    predicate: str
    args: tuple[Term, ...]
    datatype: str = ""
    negated: bool = False

    def variables(self) -> Iterator[Variable]:
        """The atom's variables in order, repetitions included."""
        return (arg for arg in self.args if isinstance(arg, Variable))

    def __str__(self) -> str:
        text = f"{local_name(self.predicate)}({', '.join(map(_term, self.args))})"
        return f"not {text}" if self.negated else text


class Folding(Enum):
    """How many values become one."""

    COUNT = "count"
    SUM = "sum"
    LEAST = "least"
    GREATEST = "greatest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """`result` is the folded `over` of all ways to meet the body that agree on the head's other variables.

    A count is of different values; a sum is over the different ways, so that two lines of one price
    count twice. Without any way there is no result, not even 0.
    """

    folding: Folding
    over: Variable
    result: Variable


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`head` holds wherever every atom of `body` does.

    `id` is stable: a SWRL rule's label, or the text of the axiom. `source` is `file#axiom`.
    `on_demand` rules are for one case at a time (a dispute) and are not materialised in the graph.
    """

    id: str
    head: Atom
    body: tuple[Atom, ...]
    labels: tuple[Text, ...] = ()
    source: str = ""
    on_demand: bool = False
    aggregate: Aggregate | None = None

    def label(self, lang: str = "zh") -> str:
        """What to call the rule; its id when it has no label in the language."""
        return next((t.text for t in self.labels if t.lang.split("-")[0] == lang), self.id)

    def __str__(self) -> str:
        """The rule as Datalog."""
        body = ", ".join(map(str, self.body))
        if self.aggregate is None:
            return f"{self.head} :- {body}."
        folding, over, result = self.aggregate.folding.value, _term(self.aggregate.over), _term(self.aggregate.result)
        return f"{self.head} :- {result} = {folding} of {over} where {body}."

    def words(self, ontology: Ontology, lang: str = "zh") -> str:
        """The rule as a sentence, with the ontology's labels."""
        conditions = [_sentence(atom, ontology, lang) for atom in self.body if atom.predicate != SEEN_BY]
        conclusion = _sentence(self.head, ontology, lang)
        if self.aggregate is not None:
            folded, result = local_name(self.aggregate.over.name), local_name(self.aggregate.result.name)
            zh, en = _FOLDINGS[self.aggregate.folding]
            conclusion += (
                f"，{result}是所有{folded}的{zh}" if lang == "zh" else f", where {result} is the {en} all {folded}"
            )
        if lang == "zh":
            return f"若{'，且'.join(conditions)}，则{conclusion}。"
        return f"If {' and '.join(conditions)}, then {conclusion}."


def _term(term: Term) -> str:
    if isinstance(term, Variable):
        return "?" + local_name(term.name)
    if isinstance(term, Iri):
        return local_name(term.text)
    return f'"{term}"'


_FOLDINGS = {
    Folding.COUNT: ("个数", "number of"),
    Folding.SUM: ("合计", "sum of"),
    Folding.LEAST: ("最小值", "least of"),
    Folding.GREATEST: ("最大值", "greatest of"),
}
_OPERATORS = {
    "equal": "=",
    "notEqual": "≠",
    "lessThan": "<",
    "lessThanOrEqual": "≤",
    "greaterThan": ">",
    "greaterThanOrEqual": "≥",
}


def _sentence(atom: Atom, ontology: Ontology, lang: str) -> str:
    if atom.negated:
        said = _sentence(replace(atom, negated=False), ontology, lang)
        return f"并非{said}" if lang == "zh" else f"it is not so that {said}"
    words = [_spoken(arg, ontology, lang) for arg in atom.args]
    if atom.predicate == OWNED_BY:
        return f"{words[0]}是店铺{words[1]}的" if lang == "zh" else f"{words[0]} is the shop {words[1]}'s"
    if atom.kind is AtomKind.BUILTIN:
        name = local_name(atom.predicate)
        return f" {_OPERATORS[name]} ".join(words) if name in _OPERATORS else f"{name}({', '.join(words)})"
    if atom.predicate == NOTHING:
        return "这不可能" if lang == "zh" else "that cannot be"
    predicate = ontology.label(atom.predicate, lang)
    if atom.kind is AtomKind.CLASS:
        return f"{words[0]}是{predicate}" if lang == "zh" else f"{words[0]} is {article(predicate)}"
    return f"{words[0]}的{predicate}是{words[1]}" if lang == "zh" else f"{words[0]} has {predicate} {words[1]}"


def article(noun: str) -> str:
    """An English noun with its indefinite article, by its first letter."""
    return f"{'an' if noun[:1].casefold() in 'aeiou' else 'a'} {noun}"


def _spoken(term: Term, ontology: Ontology, lang: str) -> str:
    if isinstance(term, Variable):
        return local_name(term.name)
    if isinstance(term, Iri):
        return f"「{ontology.label(term.text, lang)}」" if lang == "zh" else f"“{ontology.label(term.text, lang)}”"
    return str(term)
