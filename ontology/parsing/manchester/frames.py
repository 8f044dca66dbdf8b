"""The frames of Manchester syntax: which section of which frame says which axiom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from ontology.owl import Annotation, Anonymous, Axiom, Expression, Iri, Node
from ontology.parsing.manchester.cursor import Cursor
from ontology.parsing.manchester.expressions import Expressions
from ontology.parsing.manchester.names import FRAMES, SECTIONS, Names
from ontology.parsing.manchester.rules import Rules
from ontology.parsing.manchester.terms import Terms
from ontology.parsing.manchester.tokens import IRI, NAME
from ontology.terms import TermKind

_Said: TypeAlias = tuple[str, tuple[Node, ...]]


class _Section(NamedTuple):
    """How one item of a section is read; `whole` when all that it lists makes one axiom."""

    read: Callable[[Frames, Node], _Said]
    whole: bool = False


class Frames:
    """Reads frames; `axioms` are those said so far, in the order of the document."""

    def __init__(self, cursor: Cursor, names: Names, *, file: str) -> None:
        self._cursor = cursor
        self._names = names
        self._file = file
        self.terms = Terms(cursor, names)
        self.expressions = Expressions(cursor, names, self.terms)
        self._rules = Rules(cursor, names, self.terms, self.expressions)
        self.axioms: list[Axiom] = []

    def frame(self) -> bool:
        """Read the frame that begins here; False when none does."""
        word = self._cursor.word()
        if word in FRAMES:
            self._cursor.advance()
            self._term_frame(FRAMES[word])
        elif word == "rule:":
            self._cursor.advance()
            notes = self.terms.annotations()
            self._say(("DLSafeRule", self._rules.rule()), notes)
        elif word in _MISCELLANEOUS:
            self._cursor.advance()
            notes = self.terms.annotations()
            self._say(_MISCELLANEOUS[word](self), notes)
        else:
            return False
        return True

    def declared(self, kind: TermKind) -> str:
        """The name that the frame beginning here declares; '' for an expression's frame, and for `_:x`.

        The cursor stands after the frame's keyword, and may be anywhere afterwards.
        """
        self.terms.annotations()
        token = self._cursor.token
        if token.kind not in (IRI, NAME) or token.text.startswith("_:") or self._opens_expression(kind):
            return ""
        return self._names.iri(token, _SUBJECTS[kind])

    def _term_frame(self, kind: TermKind) -> None:
        notes = self.terms.annotations()
        if kind is TermKind.INDIVIDUAL:
            subject: Node = self.terms.individual()
        elif self._opens_expression(kind):
            expressions = self.expressions
            subject = expressions.class_expression() if kind is TermKind.CLASS else expressions.object_property()
        else:
            subject = Iri(self._names.read(_SUBJECTS[kind]))
        if isinstance(subject, Iri):
            self._say(("Declaration", (Expression(kind.value, (subject,)),)), notes)
        elif notes:
            raise self._cursor.error("only a name can be declared with annotations; write them on its axioms")
        self._sections(_SECTIONS[kind], subject)

    def _opens_expression(self, kind: TermKind) -> bool:
        """Whether an expression and no name is the subject of the frame, as the OWLAPI writes general axioms."""
        token = self._cursor.token
        if kind is TermKind.OBJECT_PROPERTY:
            return self._cursor.word() == "inverse"
        if kind is not TermKind.CLASS:
            return False
        if token.kind not in (IRI, NAME):
            return self.expressions.begins()
        after = self._cursor.ahead()
        if self._cursor.word() in ("not", "inverse"):
            return (after.kind in (IRI, NAME) and after.text.lower() not in SECTIONS) or after.text in ("(", "{")
        return after.kind == NAME and after.text.lower() in _GOING_ON

    def _sections(self, sections: Mapping[str, _Section], subject: Node) -> None:
        while True:
            word = self._cursor.word()
            section = sections.get(word)
            if section is None and word == "annotations:" and isinstance(subject, Iri | Anonymous):
                section = _ANNOTATIONS
            if section is None:
                break
            self._cursor.advance()
            self._item(section, subject)
            while not section.whole and self._cursor.take_mark(","):
                self._item(section, subject)
        if word not in _OPENING and word in SECTIONS:
            raise self._cursor.fail("a frame or a section of this frame", advice="move it to a frame that has it")

    def _item(self, section: _Section, subject: Node) -> None:
        notes = self.terms.annotations()
        self._say(section.read(self, subject), notes)

    def _say(self, said: _Said, notes: tuple[Annotation, ...]) -> None:
        kind, args = said
        self.axioms.append(Axiom(kind=kind, args=args, annotations=notes, file=self._file))

    def annotation(self, subject: Node) -> _Said:
        """One annotation of the frame's subject; those on it were read before."""
        note = self.terms.annotation(())
        return "AnnotationAssertion", (subject, Iri(note.property), note.value)

    def fact(self, subject: Node) -> _Said:
        """One fact of an individual, or that it is none."""
        negative = "Negative" if self._cursor.take_word("not") else ""
        property = self.expressions.property()
        data = isinstance(property, Iri) and self._takes_values(property.text)
        if data:
            return f"{negative}DataPropertyAssertion", (property, subject, self.terms.literal())
        return f"{negative}ObjectPropertyAssertion", (property, subject, self.terms.individual())

    def _takes_values(self, property: str) -> bool:
        """Whether the value that stands here makes a property one of data; a name may be of both kinds."""
        literal = self.terms.is_literal(self._cursor.token)
        data = self._names.is_a(property, TermKind.DATA_PROPERTY)
        if data and self._names.is_a(property, TermKind.OBJECT_PROPERTY):
            return literal
        return data or (literal and not self._names.is_a(property, TermKind.OBJECT_PROPERTY))

    def characteristic(self, sort: str, subject: Node) -> _Said:
        """How a property behaves, by a word such as Functional."""
        known = _CHARACTERISTICS if sort == "Object" else _CHARACTERISTICS[:1]
        word = self._cursor.word()
        name = next((name for name in known if name.lower() == word), "Asymmetric" if word == "antisymmetric" else "")
        if not name or (word == "antisymmetric" and sort == "Data"):
            raise self._cursor.fail(f"one of {', '.join(known)}")
        self._cursor.advance()
        return f"{name}{sort}Property", (subject,)

    def key(self, subject: Node) -> _Said:
        """The properties of a key; the standard has no commas between them, the OWLAPI has."""
        found = [self.expressions.property()]
        while self._cursor.take_mark(",") or self.expressions.begins():
            found.append(self.expressions.property())
        data = [one for one in found if isinstance(one, Iri) and self.expressions.is_data_property(one.text)]
        things = [one for one in found if one not in data]
        sides = Expression("ObjectProperties", tuple(things)), Expression("DataProperties", tuple(data))
        return "HasKey", (subject, *sides)

    def properties(self, relation: str) -> _Said:
        """Properties of one sort that are all equivalent or all disjoint."""
        found = self.expressions.listed(self.expressions.property)
        data = [isinstance(one, Iri) and self.expressions.is_data_property(one.text) for one in found]
        if any(data) and not all(data):
            raise self._cursor.error("object and data properties stand in one list; make two lists of them")
        return f"{relation}{'Data' if all(data) else 'Object'}Properties", tuple(found)

    def classes(self) -> tuple[Node, ...]:
        """Class expressions with commas between them."""
        return tuple(self.expressions.listed(self.expressions.class_expression))

    def individuals(self) -> tuple[Node, ...]:
        """Individuals with commas between them."""
        return tuple(self.expressions.listed(self.terms.individual))

    def iri(self) -> Iri:
        """An IRI, whatever it names."""
        return Iri(self._names.read("an IRI"))


def _class(kind: str) -> _Section:
    return _Section(lambda f, s: (kind, (s, f.expressions.class_expression())))


def _object(kind: str) -> _Section:
    return _Section(lambda f, s: (kind, (s, f.expressions.object_property())))


def _data(kind: str) -> _Section:
    return _Section(lambda f, s: (kind, (s, f.expressions.data_property())))


def _range(kind: str) -> _Section:
    return _Section(lambda f, s: (kind, (s, f.expressions.data_range())))


def _individual(kind: str) -> _Section:
    return _Section(lambda f, s: (kind, (s, f.terms.individual())))


def _iri(kind: str) -> _Section:
    return _Section(lambda f, s: (kind, (s, f.iri())))


_ANNOTATIONS = _Section(lambda f, s: f.annotation(s))
_INSTANCES = _Section(lambda f, s: ("ClassAssertion", (s, f.terms.individual())))
_TYPES = _Section(lambda f, s: ("ClassAssertion", (f.expressions.class_expression(), s)))

# Sections of frames by their keywords in small letters; old spellings stand beside those of the standard.
_SECTIONS: Mapping[TermKind, Mapping[str, _Section]] = {
    TermKind.CLASS: {
        "subclassof:": _class("SubClassOf"),
        "equivalentto:": _class("EquivalentClasses"),
        "disjointwith:": _class("DisjointClasses"),
        "superclassof:": _Section(lambda f, s: ("SubClassOf", (f.expressions.class_expression(), s))),
        "disjointunionof:": _Section(lambda f, s: ("DisjointUnion", (s, *f.classes())), whole=True),
        "haskey:": _Section(lambda f, s: f.key(s), whole=True),
        "individuals:": _INSTANCES,
        "instances:": _INSTANCES,
    },
    TermKind.OBJECT_PROPERTY: {
        "domain:": _class("ObjectPropertyDomain"),
        "range:": _class("ObjectPropertyRange"),
        "characteristics:": _Section(lambda f, s: f.characteristic("Object", s)),
        "subpropertyof:": _object("SubObjectPropertyOf"),
        "superpropertyof:": _Section(lambda f, s: ("SubObjectPropertyOf", (f.expressions.object_property(), s))),
        "subpropertychain:": _Section(lambda f, s: ("SubObjectPropertyOf", (f.expressions.chain(), s))),
        "equivalentto:": _object("EquivalentObjectProperties"),
        "disjointwith:": _object("DisjointObjectProperties"),
        "inverseof:": _object("InverseObjectProperties"),
        "inverses:": _object("InverseObjectProperties"),
    },
    TermKind.DATA_PROPERTY: {
        "domain:": _class("DataPropertyDomain"),
        "range:": _range("DataPropertyRange"),
        "characteristics:": _Section(lambda f, s: f.characteristic("Data", s)),
        "subpropertyof:": _data("SubDataPropertyOf"),
        "superpropertyof:": _Section(lambda f, s: ("SubDataPropertyOf", (f.expressions.data_property(), s))),
        "equivalentto:": _data("EquivalentDataProperties"),
        "disjointwith:": _data("DisjointDataProperties"),
    },
    TermKind.ANNOTATION_PROPERTY: {
        "domain:": _iri("AnnotationPropertyDomain"),
        "range:": _iri("AnnotationPropertyRange"),
        "subpropertyof:": _iri("SubAnnotationPropertyOf"),
    },
    TermKind.DATATYPE: {"equivalentto:": _range("DatatypeDefinition")},
    TermKind.INDIVIDUAL: {
        "types:": _TYPES,
        "type:": _TYPES,
        "facts:": _Section(lambda f, s: f.fact(s)),
        "sameas:": _individual("SameIndividual"),
        "differentfrom:": _individual("DifferentIndividuals"),
    },
}
_MISCELLANEOUS: Mapping[str, Callable[[Frames], _Said]] = {
    "equivalentclasses:": lambda f: ("EquivalentClasses", f.classes()),
    "disjointclasses:": lambda f: ("DisjointClasses", f.classes()),
    "equivalentproperties:": lambda f: f.properties("Equivalent"),
    "disjointproperties:": lambda f: f.properties("Disjoint"),
    "sameindividual:": lambda f: ("SameIndividual", f.individuals()),
    "differentindividuals:": lambda f: ("DifferentIndividuals", f.individuals()),
}
_CHARACTERISTICS = (
    *("Functional", "InverseFunctional", "Reflexive", "Irreflexive", "Symmetric", "Asymmetric", "Transitive"),
)
_GOING_ON = frozenset(("and", "or", "that", "some", "only", "value", "min", "max", "exactly", "self", "onlysome"))
_OPENING = frozenset((*FRAMES, *_MISCELLANEOUS, "rule:", "import:", "prefix:", "namespace:", "ontology:"))
_SUBJECTS = {
    TermKind.CLASS: "the name of a class",
    TermKind.OBJECT_PROPERTY: "the name of an object property",
    TermKind.DATA_PROPERTY: "the name of a data property",
    TermKind.ANNOTATION_PROPERTY: "the name of an annotation property",
    TermKind.DATATYPE: "the name of a datatype",
    TermKind.INDIVIDUAL: "the name of an individual",
}
