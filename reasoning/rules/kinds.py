"""Rules that compare or calculate with a value of another kind than they need: they never apply, in silence.

A property without a range holds text, so "at least 80" of it never holds however its values are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from graph.fact import Scalar
from ontology.checks import Problem, ProblemKind
from ontology.general import MONEY
from ontology.model import Ontology
from ontology.owl import SWRLB, XSD, Variable, local_name
from reasoning.rules.rule import Atom, AtomKind, Rule, Term
from reasoning.rules.swrl import foreign_built_in, swrl_rules
from reasoning.rules.values import BOUNDS, comparable

_SAMPLES: dict[str, Scalar] = {"a number": Decimal(1), "text": "1", "a time": date(2026, 1, 1), "a truth value": True}
_EXAMPLES = {"a number": "1", "text": '"1"', "a time": "2026-01-01", "a truth value": "true"}
_TIMES = (XSD + "dateTime", XSD + "date")
_NUMBERS = frozenset((*BOUNDS, XSD + "decimal", XSD + "double", XSD + "float", MONEY))
_COMPARISONS = frozenset(
    SWRLB + name for name in ("equal", "lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual")
)
_DIVISIONS = frozenset(SWRLB + name for name in ("divide", "integerDivide", "mod"))
_OF_TEXT = frozenset(SWRLB + name for name in ("contains", "containsIgnoreCase", "startsWith", "endsWith", "matches"))
_OF_NUMBERS = frozenset(
    SWRLB + name
    for name in (
        *("add", "subtract", "multiply", "divide", "integerDivide", "mod", "pow"),
        *("unaryMinus", "abs", "ceiling", "floor", "round"),
    )
)


def kind_problems(ontology: Ontology) -> Iterator[Problem]:
    """Each SWRL rule with a condition that no value of its property's datatype can meet, with a fact that shows it.

    Raises RuleError for a rule that cannot be run.
    """
    for axiom in ontology.axioms:
        # A rule with somebody's own built-in is not run, and is listed as skipped.
        if axiom.kind == "DLSafeRule" and not foreign_built_in(axiom):
            for rule in swrl_rules(axiom, ontology, on_demand=frozenset()):
                for text in _constant_faults(rule):
                    yield Problem(kind=ProblemKind.TYPES, term=rule.id, file=axiom.file, text=text)
                for text, example in _faults(rule, ontology):
                    yield Problem(kind=ProblemKind.TYPES, term=rule.id, file=axiom.file, text=text, example=(example,))


def _constant_faults(rule: Rule) -> Iterator[str]:
    """Built-ins that a constant of theirs keeps from ever holding."""
    for atom in rule.body:
        if atom.kind is not AtomKind.BUILTIN:
            continue
        last = atom.args[-1]
        if atom.predicate == SWRLB + "matches" and isinstance(last, str):
            try:
                re.compile(last)
            except re.error as error:
                why = f"'{last}' is no regular expression ({error})"
                yield f"rule '{rule.id}' never applies: {why}; correct the pattern"
        if atom.predicate in _DIVISIONS and isinstance(last, int | Decimal) and not last:
            yield f"rule '{rule.id}' never applies: {atom} divides by 0; correct the rule"


def _faults(rule: Rule, ontology: Ontology) -> Iterator[tuple[str, str]]:
    sources: dict[Term, Atom] = {
        a.args[1]: a for a in rule.body if a.kind is AtomKind.DATA and isinstance(a.args[1], Variable)
    }
    kinds: dict[Term, str] = {variable: _kind_of_datatype(atom.datatype) for variable, atom in sources.items()}
    for atom in rule.body:
        if atom.kind is AtomKind.BUILTIN and atom.predicate in _OF_NUMBERS:
            kinds.setdefault(atom.args[0], "a number")
    for atom in rule.body:
        if atom.kind is not AtomKind.BUILTIN:
            continue
        for arg, wanted in _wanted(atom, kinds):
            source = sources.get(arg)
            kind = kinds.get(arg) if isinstance(arg, Variable) else None
            if source is not None and kind and kind != wanted:
                yield _told(rule, atom, source, kind, wanted, ontology)
                break


def _wanted(atom: Atom, kinds: dict[Term, str]) -> Iterator[tuple[Term, str]]:
    """What kind of value a built-in needs of each argument, as far as that can be told."""
    if atom.predicate in _OF_NUMBERS:
        yield from ((arg, "a number") for arg in atom.args[1:])
    elif atom.predicate in _OF_TEXT:
        yield atom.args[0], "text"
    elif atom.predicate in _COMPARISONS:
        for arg, other in (atom.args, tuple(reversed(atom.args))):
            kind, needed = _kind(arg, kinds), _kind(other, kinds)
            if kind and needed and comparable(_SAMPLES[kind], _SAMPLES[needed]) is None:
                yield arg, needed


def _kind(term: Term, kinds: dict[Term, str]) -> str:
    """What kind of value a term is; '' when that is not known."""
    if isinstance(term, Variable):
        return kinds.get(term, "")
    if isinstance(term, bool):
        return "a truth value"
    if isinstance(term, date):
        return "a time"
    return "text" if isinstance(term, str) else "a number" if isinstance(term, int | Decimal) else ""


def _kind_of_datatype(datatype: str) -> str:
    """What kind of value a datatype has; '' for one that is not known."""
    if datatype in _TIMES:
        return "a time"
    known = {XSD + "string": "text", XSD + "boolean": "a truth value"}
    return known.get(datatype) or ("a number" if datatype in _NUMBERS else "")


def _told(rule: Rule, atom: Atom, source: Atom, kind: str, wanted: str, ontology: Ontology) -> tuple[str, str]:
    name = local_name(source.predicate)
    why = "" if ontology.ranges(source.predicate) else ", as it has no range"
    text = (
        f"rule '{rule.id}' never applies: {atom} needs {wanted}, and {name} is {kind}{why}; "
        f"give {name} a range of that kind with DataPropertyRange, or correct the rule"
    )
    return text, f"{name}({_name(source.args[0])}, {_EXAMPLES[kind]}) is {kind} and does not meet {atom}"


def _name(term: Term) -> str:
    return local_name(term.name) if isinstance(term, Variable) else local_name(str(term).strip("<>"))
