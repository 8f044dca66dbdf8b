"""What the frames of an OBO document say, as axioms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from copy import copy
from typing import Final

from ontology.owl import RDFS, XSD, Annotation, Axiom, Expression, Iri, Literal, Node, typed_literal
from ontology.parsing.obo.clauses import Clause, Frame
from ontology.parsing.obo.ids import (
    DEPRECATED,
    MERGED,
    OBSOLETE_BECAUSE,
    REPLACED_BY,
    REVERSIBLE,
    VOCABULARY,
    Ids,
    tag_iri,
)
from ontology.reading import Unread

CHARACTERISTICS: Final[Mapping[str, str]] = {
    "is_transitive": "TransitiveObjectProperty",
    "is_reflexive": "ReflexiveObjectProperty",
    "is_symmetric": "SymmetricObjectProperty",
    "is_asymmetric": "AsymmetricObjectProperty",
    "is_functional": "FunctionalObjectProperty",
    "is_inverse_functional": "InverseFunctionalObjectProperty",
}
CLASSES: Final[Mapping[str, str]] = {
    "is_a": "SubClassOf",
    "disjoint_from": "DisjointClasses",
    "equivalent_to": "EquivalentClasses",
}
PROPERTIES: Final[Mapping[str, str]] = {
    "is_a": "SubObjectPropertyOf",
    "disjoint_from": "DisjointObjectProperties",
    "inverse_of": "InverseObjectProperties",
    "equivalent_to": "EquivalentObjectProperties",
}
ENDS: Final[Mapping[str, str]] = {"domain": "ObjectPropertyDomain", "range": "ObjectPropertyRange"}
"""Tags of classes and relations, and the axioms that they say."""

# Qualifiers that are part of what a clause says and no annotations on it.
_GENERAL = frozenset(("gci_relation", "gci_filler"))
_NUMBERS = ("cardinality", "minCardinality", "maxCardinality")
_QUANTIFIERS = ("all_some", "all_only")
_RESTRICTING = _GENERAL | {*_NUMBERS, *_QUANTIFIERS}
_BOOLEANS = frozenset(("true", "false"))


class Saying:
    """Gathers axioms, and what became none; properties of tags are declared and labelled when first used."""

    def __init__(self, ids: Ids, typedefs: Iterable[Frame], *, file: str) -> None:
        self._ids = ids
        self._file = file
        self._declared: set[str] = set()
        typedefs = list(typedefs)
        # Relations that are annotations, and those of classes themselves rather than of their members.
        self._metadata: AbstractSet[str] = {ids.property_iri(id) for id in _marked(typedefs, "is_metadata_tag")}
        self._class_level: AbstractSet[str] = set(_marked(typedefs, "is_class_level"))
        self.axioms: list[Axiom] = []
        self.unread: list[Unread] = []

    def alone(self) -> Saying:
        """One for the same document that has said nothing yet."""
        other = copy(self)
        other._declared, other.axioms, other.unread = set(), [], []
        return other

    def say(self, kind: str, *args: Node, notes: tuple[Annotation, ...] = ()) -> None:
        """Add an axiom."""
        self.axioms.append(Axiom(kind=kind, args=args, annotations=notes, file=self._file))

    def leave(self, clause: Clause, reason: str) -> None:
        """Note that a line, or a part of it, became no axiom."""
        self.unread.append(Unread(text=f"line {clause.line}: {clause.text}", reason=reason))

    def tag(self, tag: str) -> str:
        """The annotation property of a tag, declared."""
        # A qualifier may be called by an id as well.
        iri = self._ids.iri(tag) if ":" in tag else tag_iri(tag)
        if iri not in self._declared:
            self._declared.add(iri)
            self.say("Declaration", Expression("AnnotationProperty", (Iri(iri),)))
            if tag in VOCABULARY:
                self.say("AnnotationAssertion", Iri(iri), Iri(RDFS + "label"), Literal(VOCABULARY[tag][1]))
        return iri

    def notes(self, *clauses: Clause, said: AbstractSet[str] = frozenset()) -> tuple[Annotation, ...]:
        """The cross references and qualifiers of clauses as annotations of their axiom, which itself says `said`."""
        found: list[Annotation] = []
        for clause in clauses:
            for xref in clause.xrefs if clause.tag != "xref" else ():
                found.append(Annotation(property=self.tag("xref"), value=Literal(xref.id)))
                if xref.text:
                    self.leave(clause, f"the description «{xref.text}» of a cross reference has no place in OWL")
            for name, value in clause.qualifiers:
                if name in _RESTRICTING:
                    if name not in said:
                        self.leave(clause, f'the qualifier {name}="{value}" says nothing in this clause')
                else:
                    found.append(Annotation(property=self.tag(name), value=Literal(value)))
        return tuple(sorted(dict.fromkeys(found), key=str))

    def term(self, frame: Frame, id: str) -> None:
        """A [Term]: a class."""
        name = Iri(self._ids.iri(id))
        self.say("Declaration", Expression("Class", (name,)))
        for tag, connective in (("intersection_of", "ObjectIntersectionOf"), ("union_of", "ObjectUnionOf")):
            clauses = [clause for clause in frame.clauses if clause.tag == tag]
            if clauses:
                parts = tuple(dict.fromkeys(self._part(clause) for clause in clauses))
                whole = Expression(connective, parts) if len(parts) > 1 else parts[0]
                self.say("EquivalentClasses", name, whole, notes=self.notes(*clauses, said=_RESTRICTING))
        for clause in frame.clauses:
            if clause.tag in ("intersection_of", "union_of"):
                continue
            if clause.tag in CLASSES:
                subject = self._general(name, clause)
                other = Iri(self._ids.iri(clause.values[0]))
                self.say(CLASSES[clause.tag], subject, other, notes=self.notes(clause, said=_GENERAL))
            elif clause.tag == "relationship" and not self._relates(name, clause):
                subject = self._general(name, clause)
                self.say("SubClassOf", subject, self._part(clause), notes=self.notes(clause, said=_RESTRICTING))
            elif clause.tag != "relationship":
                self._generic(name, clause, "Class")

    def typedef(self, frame: Frame, id: str) -> None:
        """A [Typedef]: an object property, or an annotation property where it is a metadata tag."""
        name = Iri(self._ids.property_iri(id))
        metadata = name.text in self._metadata
        kind = "AnnotationProperty" if metadata else "ObjectProperty"
        self.say("Declaration", Expression(kind, (name,)))
        if self._ids.expanded(id) != id:
            self.say("AnnotationAssertion", name, Iri(self.tag("shorthand")), Literal(id))
        for clause in frame.clauses:
            if metadata and clause.tag == "is_a":
                self.leave(clause, "OBO's mapping gives a metadata tag no property above it")
            elif metadata or not self._relation(name, clause):
                self._generic(name, clause, kind)

    def header(self, clause: Clause) -> Annotation | None:
        """A clause of the header: an annotation of the ontology, or axioms and None."""
        if clause.tag in ("subsetdef", "synonymtypedef"):
            self._definition(clause)
            return None
        notes = self.notes(clause)
        if clause.tag == "property_value":
            property = self._ids.property_iri(clause.values[0])
            return Annotation(property=property, value=self._property_value(clause), annotations=notes)
        # A remark is a comment of which nobody says that it is a property.
        property = RDFS + "comment" if clause.tag == "remark" else self.tag(clause.tag)
        return Annotation(property=property, value=Literal(clause.values[0]), annotations=notes)

    def _definition(self, clause: Clause) -> None:
        name, text, *scope = clause.values
        property = Iri(self._ids.property_iri(name))
        self.say("SubAnnotationPropertyOf", property, Iri(self.tag(clause.tag)), notes=self.notes(clause))
        told = self.tag("comment" if clause.tag == "subsetdef" else "name")
        self.say("AnnotationAssertion", property, Iri(told), Literal(text))
        if scope and clause.tag == "synonymtypedef":
            self.say("AnnotationAssertion", property, Iri(self.tag("scope")), Iri(self.tag(scope[0])))

    def _general(self, name: Iri, clause: Clause) -> Node:
        """The class, or the part of it that a clause speaks of."""
        qualifiers = dict(clause.qualifiers)
        if not (qualifiers.get("gci_relation") and qualifiers.get("gci_filler")):
            self._leave_qualifiers(clause, _GENERAL, "without the other of gci_relation and gci_filler")
            return name
        filler = self._restriction(qualifiers["gci_relation"], qualifiers["gci_filler"], {})
        return Expression("ObjectIntersectionOf", (name, filler))

    def _relates(self, name: Iri, clause: Clause) -> bool:
        """Whether a relationship is an annotation, which then is said."""
        property = self._ids.property_iri(clause.values[0])
        if property not in self._metadata:
            return False
        value = Iri(self._ids.iri(clause.values[1]))
        self.say("AnnotationAssertion", name, Iri(property), value, notes=self.notes(clause))
        return True

    def _part(self, clause: Clause) -> Node:
        if len(clause.values) == 1:
            self._leave_qualifiers(clause, (*_NUMBERS, *_QUANTIFIERS), "which takes a relation")
            return Iri(self._ids.iri(clause.values[0]))
        qualifiers = dict(clause.qualifiers)
        wrong = [name for name in _NUMBERS if name in qualifiers and _count(qualifiers[name]) is None]
        self._leave_qualifiers(clause, wrong, "which is no number")
        wrong = [name for name in _QUANTIFIERS if qualifiers.get(name) not in (None, *_BOOLEANS)]
        self._leave_qualifiers(clause, wrong, "which is neither true nor false")
        numbers = [name for name in _NUMBERS if _count(qualifiers.get(name)) is not None]
        if "cardinality" in numbers:
            self._leave_qualifiers(clause, numbers[1:], "beside a cardinality")
        if numbers and qualifiers.get("all_only") == "true":
            self._leave_qualifiers(clause, ("all_only",), "beside a cardinality")
        return self._restriction(clause.values[0], clause.values[1], qualifiers)

    def _leave_qualifiers(self, clause: Clause, names: Iterable[str], reason: str) -> None:
        for name, value in clause.qualifiers:
            if name in names:
                self.leave(clause, f'the qualifier {name}="{value}", {reason}')

    def _restriction(self, relation: str, filler: str, qualifiers: Mapping[str, str]) -> Node:
        property, target = Iri(self._ids.property_iri(relation)), Iri(self._ids.iri(filler))
        # OBO lets a relation lead to a class that has no frame, so it is declared here.
        self.say("Declaration", Expression("Class", (target,)))
        exact, least, most = (
            _count(qualifiers.get(name)) for name in ("cardinality", "minCardinality", "maxCardinality")
        )
        some = Expression("ObjectSomeValuesFrom", (property, target))
        only = Expression("ObjectAllValuesFrom", (property, target))
        if exact:
            return Expression("ObjectExactCardinality", (exact, property, target))
        if exact == 0 or most == 0:
            return Expression("ObjectAllValuesFrom", (property, Expression("ObjectComplementOf", (target,))))
        bounds: list[Node] = []
        if least is not None:
            bounds.append(Expression("ObjectMinCardinality", (least, property, target)))
        if most is not None:
            bounds.append(Expression("ObjectMaxCardinality", (most, property, target)))
        if bounds:
            return bounds[0] if len(bounds) == 1 else Expression("ObjectIntersectionOf", tuple(bounds))
        if qualifiers.get("all_only") == "true":
            both = qualifiers.get("all_some") == "true"
            return Expression("ObjectIntersectionOf", (some, only)) if both else only
        if relation in self._class_level:
            return Expression("ObjectHasValue", (property, target))
        return some

    def _relation(self, name: Iri, clause: Clause) -> bool:
        """Whether a clause of a relation says something logical, which then is said."""
        tag, values = clause.tag, clause.values
        if tag in PROPERTIES:
            self.say(PROPERTIES[tag], name, Iri(self._ids.property_iri(values[0])), notes=self.notes(clause))
        elif tag in ENDS:
            self.say(ENDS[tag], name, Iri(self._ids.iri(values[0])), notes=self.notes(clause))
        elif tag in CHARACTERISTICS and values[0] == "true":
            self.say(CHARACTERISTICS[tag], name, notes=self.notes(clause))
        elif tag in ("transitive_over", "holds_over_chain", "equivalent_to_chain"):
            links = [Iri(self._ids.property_iri(value)) for value in values]
            chain = Expression("ObjectPropertyChain", (name, *links) if tag == "transitive_over" else tuple(links))
            reversible = Annotation(property=REVERSIBLE, value=Literal("true"))
            notes = self.notes(clause) + ((reversible,) if tag == "equivalent_to_chain" else ())
            self.say("SubObjectPropertyOf", chain, name, notes=tuple(sorted(notes, key=str)))
        elif tag in ("intersection_of", "union_of"):
            self.leave(clause, "OWL has no intersections or unions of properties")
        elif tag == "relationship":
            if not self._relates(name, clause):
                self.leave(clause, "OWL relates no properties but by annotations; make the relation a metadata tag")
        else:
            return False
        return True

    def _generic(self, subject: Iri, clause: Clause, kind: str) -> None:
        """A clause that annotates its term."""
        tag, values, notes = clause.tag, clause.values, self.notes(clause)
        value: Node = Literal(values[0])
        if tag == "alt_id":
            self._alternative(subject, values[0], kind)
            if kind == "ObjectProperty":
                return
        elif tag == "synonym":
            scope = values[1] if len(values) > 1 else "RELATED"
            if len(values) > 2:
                type = Iri(self._ids.property_iri(values[2]))
                notes = (*notes, Annotation(property=self.tag("has_synonym_type"), value=type))
            known = scope in ("EXACT", "BROAD", "NARROW", "RELATED")
            property = self.tag(scope) if known else self._ids.property_iri(scope)
            self.say("AnnotationAssertion", subject, Iri(property), value, notes=tuple(sorted(notes, key=str)))
            return
        elif tag == "property_value":
            property = self._ids.property_iri(values[0])
            self.say("AnnotationAssertion", subject, Iri(property), self._property_value(clause), notes=notes)
            return
        elif tag == "xref":
            text = clause.xrefs[0].text
            notes = (*notes, Annotation(property=RDFS + "label", value=Literal(text))) if text else notes
        elif tag == "subset":
            value = Iri(self._ids.property_iri(values[0].replace(" ", "_")))
        elif tag in ("replaced_by", "consider"):
            value = Iri(self._ids.iri(values[0]))
        elif values[0] in _BOOLEANS and (tag.startswith("is_") or tag == "builtin"):
            value = Literal(values[0], XSD + "boolean")
        self.say("AnnotationAssertion", subject, Iri(self.tag(tag)), value, notes=tuple(sorted(notes, key=str)))

    def _alternative(self, subject: Iri, id: str, kind: str) -> None:
        """Another id of a term: that of a term which was merged into it."""
        other = Iri(self._ids.iri(id))
        if kind != "AnnotationProperty":
            self.say("Declaration", Expression(kind, (other,)))
            self.say("AnnotationAssertion", other, Iri(DEPRECATED), Literal("true", XSD + "boolean"))
            self.say("AnnotationAssertion", other, Iri(REPLACED_BY), subject)
            self.say("AnnotationAssertion", other, Iri(OBSOLETE_BECAUSE), Iri(MERGED))

    def _property_value(self, clause: Clause) -> Iri | Literal:
        value = clause.values[1]
        if len(clause.values) > 2:
            datatype = clause.values[2]
            return typed_literal(value, XSD + datatype[4:] if datatype.startswith("xsd:") else datatype)
        return Literal(value) if 1 in clause.quoted else Iri(self._ids.property_iri(value))


def _marked(typedefs: Iterable[Frame], tag: str) -> Iterator[str]:
    for frame in typedefs:
        if "true" in frame.values(tag):
            yield from frame.values("id")[:1]


def _count(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() and len(text) < 19 else None
