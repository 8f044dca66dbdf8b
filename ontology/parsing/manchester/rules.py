"""SWRL rules in Manchester syntax, as the OWLAPI writes them: `Rule: A(?x), p(?x, ?y) -> B(?y)`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from ontology.owl import SWRLB, Expression, Iri, Literal, Node, Variable
from ontology.parsing.manchester.cursor import Cursor
from ontology.parsing.manchester.expressions import Expressions
from ontology.parsing.manchester.names import SECTIONS, Names
from ontology.parsing.manchester.terms import Terms
from ontology.parsing.manchester.tokens import END, IRI, MARK, NAME, VARIABLE, Token
from ontology.terms import TermKind

VARIABLES: Final = "urn:swrl:var#"
"""Where a variable stands that is written without an IRI; the OWLAPI's choice."""

# The standard built-ins may stand without their prefix (https://www.w3.org/Submission/SWRL/, section 8).
_STANDARD = """
    equal notEqual lessThan lessThanOrEqual greaterThan greaterThanOrEqual add subtract multiply divide
    integerDivide mod pow unaryPlus unaryMinus abs ceiling floor round roundHalfToEven sin cos tan booleanNot
    stringEqualIgnoreCase stringConcat substring stringLength normalizeSpace upperCase lowerCase translate contains
    containsIgnoreCase startsWith endsWith substringBefore substringAfter matches replace tokenize
    yearMonthDuration dayTimeDuration dateTime date time addYearMonthDurations subtractYearMonthDurations
    multiplyYearMonthDuration divideYearMonthDurations addDayTimeDurations subtractDayTimeDurations
    multiplyDayTimeDurations divideDayTimeDuration subtractDates subtractTimes addYearMonthDurationToDateTime
    addDayTimeDurationToDateTime subtractYearMonthDurationFromDateTime subtractDayTimeDurationFromDateTime
    addYearMonthDurationToDate addDayTimeDurationToDate subtractYearMonthDurationFromDate
    subtractDayTimeDurationFromDate addDayTimeDurationToTime subtractDayTimeDurationFromTime
    subtractDateTimesYieldingYearMonthDuration subtractDateTimesYieldingDayTimeDuration resolveURI anyURI
    listConcat listIntersection listSubtraction member length first rest sublist empty
"""
_BUILT_INS = frozenset(_STANDARD.split())
_EQUALITIES = {"sameas": "SameIndividualAtom", "differentfrom": "DifferentIndividualsAtom"}
_KINDS = (TermKind.CLASS, TermKind.OBJECT_PROPERTY, TermKind.DATA_PROPERTY, TermKind.DATATYPE)


class Rules:
    """Reads rules; a predicate that nothing declares is a built-in or what its arguments make it."""

    def __init__(self, cursor: Cursor, names: Names, terms: Terms, expressions: Expressions) -> None:
        self._cursor = cursor
        self._names = names
        self._terms = terms
        self._expressions = expressions

    def rule(self) -> tuple[Node, ...]:
        """Body and head; either may be empty."""
        body = () if self._cursor.at_mark("->") else tuple(self._expressions.listed(self._atom))
        self._cursor.expect_mark("->", "or ','")
        token = self._cursor.token
        empty = token.kind == END or (token.kind == NAME and token.text.lower() in SECTIONS)
        head = () if empty else tuple(self._expressions.listed(self._atom))
        return Expression("Body", tuple(dict.fromkeys(body))), Expression("Head", tuple(dict.fromkeys(head)))

    def _atom(self) -> Node:
        token, after = self._cursor.token, self._cursor.ahead()
        word = self._cursor.word()
        if word == "inverse":
            return self._inverse_atom()
        if token.kind not in (IRI, NAME) or after.text != "(" or after.kind != MARK or word == "not":
            return self._expression_atom()
        if word in _EQUALITIES:
            self._cursor.advance()
            return Expression(_EQUALITIES[word], self._arguments((2,)))
        return self._named_atom(self._cursor.advance())

    def _named_atom(self, token: Token) -> Node:
        if ":" not in token.text and token.text in _BUILT_INS and not self._is_declared(token):
            return self._built_in(SWRLB + token.text)
        iri = self._names.iri(token, "a class, a property or a built-in")
        kinds = [kind for kind in _KINDS if self._names.is_a(iri, kind)]
        if not kinds and (token.kind == IRI or iri.startswith(SWRLB)):
            return self._built_in(iri)
        opened = self._cursor.token
        arguments = self._arguments()
        if not kinds and len(arguments) > 2:
            return Expression("BuiltInAtom", (Iri(iri), *arguments))
        kind = self._kind(kinds, arguments)
        wanted = 1 if kind in (TermKind.CLASS, TermKind.DATATYPE) else 2
        if len(arguments) != wanted:
            told = f"«{token.text}» is of kind {kind.value} and takes {wanted} argument(s), not {len(arguments)}"
            raise self._cursor.error(f"{told}; repair the atom", at=opened)
        self._names.assume(iri, kind, "a rule uses it with such arguments")
        return Expression(f"{_ATOM_NAMES[kind]}Atom", (Iri(iri), *arguments))

    def _kind(self, kinds: list[TermKind], arguments: tuple[Node, ...]) -> TermKind:
        """What a predicate is: of the kinds that it is declared as, the one that its arguments fit."""
        literal = any(isinstance(argument, Literal) for argument in arguments)
        if len(arguments) == 1:
            fitting = [TermKind.DATATYPE, TermKind.CLASS] if literal else [TermKind.CLASS, TermKind.DATATYPE]
        else:
            fitting = [TermKind.DATA_PROPERTY] if literal else [TermKind.OBJECT_PROPERTY, TermKind.DATA_PROPERTY]
        return next((kind for kind in fitting if kind in kinds), kinds[0] if kinds else fitting[0])

    def _is_declared(self, token: Token) -> bool:
        return self._names.has_default and self._names.is_one_of(self._names.iri(token), _KINDS)

    def _built_in(self, iri: str) -> Node:
        return Expression("BuiltInAtom", (Iri(iri), *self._arguments()))

    def _inverse_atom(self) -> Node:
        property = self._expressions.object_property()
        return Expression("ObjectPropertyAtom", (property, *self._arguments((2,))))

    def _expression_atom(self) -> Node:
        if self._expressions.is_data():
            predicate, kind = self._expressions.data_range(), "DataRangeAtom"
        else:
            predicate, kind = self._expressions.class_expression(), "ClassAtom"
        return Expression(kind, (predicate, *self._arguments((1,))))

    def _arguments(self, wanted: Collection[int] = ()) -> tuple[Node, ...]:
        opened = self._cursor.token
        self._cursor.expect_mark("(", "and the atom's arguments")
        found = tuple(self._expressions.listed(self._argument))
        self._cursor.expect_mark(")", "or ','")
        if wanted and len(found) not in wanted:
            told = f"the atom takes {' or '.join(map(str, wanted))} argument(s), not {len(found)}; repair it"
            raise self._cursor.error(told, at=opened)
        return found

    def _argument(self) -> Node:
        token = self._cursor.token
        if token.kind == VARIABLE:
            self._cursor.advance()
            name = token.text[1:]
            return Variable(name[1:-1] if name.startswith("<") else VARIABLES + name)
        if self._terms.is_literal(token):
            return self._terms.literal()
        return self._terms.individual("a variable such as ?x, an individual or a value")


_ATOM_NAMES = {
    TermKind.CLASS: "Class",
    TermKind.OBJECT_PROPERTY: "ObjectProperty",
    TermKind.DATA_PROPERTY: "DataProperty",
    TermKind.DATATYPE: "DataRange",
}
