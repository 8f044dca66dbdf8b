"""Class expressions, data ranges and property expressions of Manchester syntax."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ontology.owl import OWL, RDFS, XSD, Expression, Iri, Literal, Node
from ontology.parsing.manchester.cursor import Cursor
from ontology.parsing.manchester.names import SECTIONS, SHORT_DATATYPES, Names
from ontology.parsing.manchester.terms import Terms, bare_literal
from ontology.parsing.manchester.tokens import IRI, MARK, NAME, Token
from ontology.parsing.shape import NOUNS, is_count
from ontology.terms import TermKind

_T = TypeVar("_T")

_RESTRICTING = frozenset(("some", "only", "value", "min", "max", "exactly", "self", "onlysome"))
_CONNECTING = frozenset(("and", "or", "that"))
_CARDINALITIES = {"min": "MinCardinality", "max": "MaxCardinality", "exactly": "ExactCardinality"}
_SIGNS = {">=": "MinInclusive", "<=": "MaxInclusive", ">": "MinExclusive", "<": "MaxExclusive"}
# By their names in small letters; the old short ones too.
_FACETS = {
    **{"length": "Length", "minlength": "MinLength", "maxlength": "MaxLength", "pattern": "Pattern"},
    **{"langrange": "LangRange", "totaldigits": "TotalDigits", "fractiondigits": "FractionDigits"},
    **{"digits": "TotalDigits", "fraction": "FractionDigits"},
}
_CLASS = "a class, a restriction, '(' or '{'"


class Expressions:
    """Reads expressions; what nothing declares is taken for what its place makes it."""

    def __init__(self, cursor: Cursor, names: Names, terms: Terms) -> None:
        self._cursor = cursor
        self._names = names
        self._terms = terms

    def listed(self, read: Callable[[], _T]) -> list[_T]:
        """One thing or more, with commas between them."""
        found = [read()]
        while self._cursor.take_mark(","):
            found.append(read())
        return found

    def begins(self) -> bool:
        """Whether a class expression or data range could begin here."""
        token = self._cursor.token
        if token.kind == MARK:
            return token.text in ("(", "{")
        return token.kind == IRI or (token.kind == NAME and not self._ends(token))

    def class_expression(self) -> Node:
        """A class expression: `or` binds least, then `and`."""
        self._cursor.enter()
        parts = [self._conjunction()]
        while self._cursor.take_word("or"):
            parts.append(self._conjunction())
        self._cursor.leave()
        return _joined("ObjectUnionOf", parts)

    def data_range(self) -> Node:
        """A data range: `or` binds least, then `and`."""
        return self._ranges(self._data_primary())

    def property(self) -> Node:
        """An object property, an inverse of one, or a data property where the name is known as one."""
        if self._cursor.word() == "inverse":
            return self.object_property()
        token = self._cursor.token
        if token.kind in (IRI, NAME) and self.is_data_property(self._names.iri(token, "a property")):
            return self.data_property()
        return self.object_property()

    def object_property(self) -> Node:
        """An object property or an inverse of one."""
        if not self._cursor.take_word("inverse"):
            return self.object_name()
        bracket = self._cursor.take_mark("(")
        self._cursor.enter()
        inside = self.object_property()
        self._cursor.leave()
        if bracket:
            self._cursor.expect_mark(")", "after the property")
        return Expression("ObjectInverseOf", (inside,))

    def object_name(self) -> Iri:
        """The name of an object property."""
        return self._known(TermKind.OBJECT_PROPERTY, "an object property")

    def data_property(self) -> Iri:
        """The name of a data property."""
        return self._known(TermKind.DATA_PROPERTY, "a data property")

    def chain(self) -> Node:
        """Object properties with `o` between them."""
        links = [self.object_property()]
        while self._cursor.take_word("o"):
            links.append(self.object_property())
        return Expression("ObjectPropertyChain", tuple(links))

    def is_data_property(self, iri: str) -> bool:
        """Whether the name is known as a data property and not as an object property."""
        return self._names.is_a(iri, TermKind.DATA_PROPERTY) and not self._names.is_a(iri, TermKind.OBJECT_PROPERTY)

    def is_data(self, steps: int = 0) -> bool:
        """Whether what begins here, or some tokens ahead, is a data range or a value and no class."""
        token = self._cursor.ahead(steps)
        while token.text == "(" or (token.kind == NAME and token.text.lower() == "not"):
            steps += 1
            token = self._cursor.ahead(steps)
        if token.kind == MARK:
            return token.text == "{" and self._terms.is_literal(self._cursor.ahead(steps + 1))
        if token.kind not in (IRI, NAME) or self._ends(token):
            return self._terms.is_literal(token)
        after = self._cursor.ahead(steps + 1)
        if after.kind == MARK and after.text == "[":
            return True
        if bare_literal(token.text) is not None:
            return True
        iri = self._names.datatype(token)
        return self._names.is_a(iri, TermKind.DATATYPE) and not self._names.is_a(iri, TermKind.CLASS)

    def _conjunction(self) -> Node:
        parts = [self._primary()]
        while self._cursor.take_word("and") or self._cursor.take_word("that"):
            parts.append(self._primary())
        return _joined("ObjectIntersectionOf", parts)

    def _primary(self) -> Node:
        self._cursor.enter()
        found = self._class_primary()
        self._cursor.leave()
        return found

    def _class_primary(self) -> Node:
        if self._cursor.take_word("not"):
            return Expression("ObjectComplementOf", (self._primary(),))
        if self._cursor.take_mark("("):
            inside = self.class_expression()
            self._cursor.expect_mark(")", "or 'and' or 'or'")
            return inside
        if self._cursor.take_mark("{"):
            members = self.listed(self._terms.individual)
            self._cursor.expect_mark("}", "or ','")
            return Expression("ObjectOneOf", tuple(dict.fromkeys(members)))
        if self._cursor.word() == "inverse":
            return self._restriction(self.object_property())
        token = self._cursor.token
        iri = self._names.read(_CLASS)
        if self._cursor.word() in _RESTRICTING:
            return self._restriction(Iri(iri))
        if not self._names.is_a(iri, TermKind.CLASS):
            self._check_class(iri, token)
        return Iri(iri)

    def _check_class(self, iri: str, token: Token) -> None:
        if self._names.is_one_of(iri, (TermKind.OBJECT_PROPERTY, TermKind.DATA_PROPERTY)):
            raise self._cursor.fail(f"'some', 'only', 'value' or another restriction of the property «{token.text}»")
        if self._names.is_a(iri, TermKind.DATATYPE):
            raise self._cursor.fail("a class", advice="a datatype can follow a data property only", at=token)
        self._names.assume(iri, TermKind.CLASS, "it stands where a class must")

    def _restriction(self, property: Node) -> Node:
        token = self._cursor.advance()
        word = token.text.lower()
        if word not in _RESTRICTING:
            raise self._cursor.fail("'some', 'only', 'value' or another restriction", at=token)
        count: tuple[Node, ...] = (self._count(),) if word in _CARDINALITIES else ()
        if isinstance(property, Iri) and self._is_data_restriction(property.text, word):
            self._names.assume(property.text, TermKind.DATA_PROPERTY, "a restriction gives it values of a datatype")
            return self._data_restriction(property, word, count)
        if isinstance(property, Iri):
            self._names.assume(property.text, TermKind.OBJECT_PROPERTY, "a restriction gives it individuals")
        return self._object_restriction(property, word, count)

    def _is_data_restriction(self, property: str, word: str) -> bool:
        if word in ("self", "onlysome"):
            return False
        data = self._names.is_a(property, TermKind.DATA_PROPERTY)
        if data != self._names.is_a(property, TermKind.OBJECT_PROPERTY):
            return data
        if word == "value":
            return self._terms.is_literal(self._cursor.token)
        return self.begins() and self.is_data()

    def _object_restriction(self, property: Node, word: str, count: tuple[Node, ...]) -> Node:
        if count:
            filler = self._primary() if self.begins() else Iri(OWL + "Thing")
            return Expression(f"Object{_CARDINALITIES[word]}", (*count, property, filler))
        if word == "self" or (word == "some" and self._cursor.take_word("self")):
            return Expression("ObjectHasSelf", (property,))
        if word == "value":
            return Expression("ObjectHasValue", (property, self._terms.individual()))
        if word == "onlysome":
            return self._only_some(property)
        kind = "ObjectSomeValuesFrom" if word == "some" else "ObjectAllValuesFrom"
        return Expression(kind, (property, self._primary()))

    def _only_some(self, property: Node) -> Node:
        """`p onlysome [A, B]`: each of them, and nothing else."""
        self._cursor.expect_mark("[", "after onlysome")
        fillers = self.listed(self.class_expression)
        self._cursor.expect_mark("]", "or ','")
        some: list[Node] = [Expression("ObjectSomeValuesFrom", (property, filler)) for filler in fillers]
        only = Expression("ObjectAllValuesFrom", (property, _joined("ObjectUnionOf", fillers)))
        return _joined("ObjectIntersectionOf", [*some, only])

    def _data_restriction(self, property: Iri, word: str, count: tuple[Node, ...]) -> Node:
        if word == "value":
            return Expression("DataHasValue", (property, self._terms.literal()))
        filler: Node = Iri(RDFS + "Literal")
        if not count or self.begins():
            filler = self._data_primary()
            # By the standard `d some A and B` is a conjunction of classes; Protégé takes it for one of ranges.
            if self._cursor.word() in ("and", "or") and self.is_data(1):
                filler = self._ranges(filler)
        if count:
            return Expression(f"Data{_CARDINALITIES[word]}", (*count, property, filler))
        return Expression("DataSomeValuesFrom" if word == "some" else "DataAllValuesFrom", (property, filler))

    def _ranges(self, first: Node) -> Node:
        parts = [self._range_conjunction(first)]
        while self._cursor.word() == "or" and self.is_data(1):
            self._cursor.advance()
            parts.append(self._range_conjunction(self._data_primary()))
        return _joined("DataUnionOf", parts)

    def _range_conjunction(self, first: Node) -> Node:
        parts = [first]
        while self._cursor.word() == "and" and self.is_data(1):
            self._cursor.advance()
            parts.append(self._data_primary())
        return _joined("DataIntersectionOf", parts)

    def _data_primary(self) -> Node:
        self._cursor.enter()
        found = self._range_primary()
        self._cursor.leave()
        return found

    def _range_primary(self) -> Node:
        if self._cursor.take_word("not"):
            return Expression("DataComplementOf", (self._data_primary(),))
        if self._cursor.take_mark("("):
            inside = self.data_range()
            self._cursor.expect_mark(")", "or 'and' or 'or' and a datatype")
            return inside
        if self._cursor.take_mark("{"):
            values = self.listed(self._terms.literal)
            self._cursor.expect_mark("}", "or ','")
            return Expression("DataOneOf", tuple(dict.fromkeys(values)))
        token = self._cursor.token
        if token.kind not in (IRI, NAME) or self._ends(token):
            raise self._cursor.fail("a datatype, 'not', '(' or '{'")
        datatype = Iri(self._names.datatype(token))
        self._cursor.advance()
        self._names.assume(datatype.text, TermKind.DATATYPE, "it stands where a datatype must")
        if not self._cursor.take_mark("["):
            return datatype
        facets = self.listed(lambda: self._facet(datatype.text))
        self._cursor.expect_mark("]", "or ','")
        return Expression("DatatypeRestriction", (datatype, *facets))

    def _facet(self, datatype: str) -> Node:
        token = self._cursor.token
        name = _SIGNS.get(token.text) if token.kind == MARK else _FACETS.get(self._cursor.word())
        if name is None:
            raise self._cursor.fail(f"one of {', '.join((*_SIGNS, *_FACETS))}")
        self._cursor.advance()
        quoted = self._cursor.token.text.startswith('"')
        value = self._terms.literal("a facet's value")
        if not quoted and name in _SIGNS.values() and value.datatype != XSD + "boolean":
            # A bare number is compared with values of the datatype, so it is one; the OWLAPI writes all of them so.
            value = Literal(value.text, datatype)
        return Expression("FacetRestriction", (Literal(name), value))

    def _count(self) -> int:
        token = self._cursor.token
        if not is_count(token.text):
            raise self._cursor.fail(NOUNS["n"])
        self._cursor.advance()
        return int(token.text)

    def _known(self, kind: TermKind, expected: str) -> Iri:
        token = self._cursor.token
        iri = self._names.read(expected)
        others = {TermKind.OBJECT_PROPERTY, TermKind.DATA_PROPERTY} - {kind}
        if not self._names.is_a(iri, kind):
            if self._names.is_one_of(iri, others):
                raise self._cursor.fail(expected, advice="it is declared as another kind of property", at=token)
            self._names.assume(iri, kind, "it stands where one must")
        return Iri(iri)

    def _ends(self, token: Token) -> bool:
        """Whether a word cannot begin an expression, as it goes on with one or opens the next section."""
        word = token.text.lower()
        return word in SECTIONS or (word in _CONNECTING and token.text not in SHORT_DATATYPES)


def _joined(kind: str, parts: list[Node]) -> Node:
    """The parts as one expression; a part that is said twice counts once, as in a set."""
    different = tuple(dict.fromkeys(parts))
    return different[0] if len(different) == 1 else Expression(kind, different)
