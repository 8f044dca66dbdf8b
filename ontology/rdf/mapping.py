"""A whole RDF graph as an ontology: every triple ends in one axiom, in the header, or in the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ontology.canonical import canonical
from ontology.owl import OWL, RDF_TYPE, RDFS, Annotation, Anonymous, Axiom, Iri
from ontology.rdf.assertion import Assertions, Said
from ontology.rdf.entities import Entities
from ontology.rdf.expression import Expressions, UnreadableError
from ontology.rdf.gathered import Gathered
from ontology.rdf.graph import Fate, Graph
from ontology.rdf.leftover import why_unused
from ontology.rdf.legacy import modern
from ontology.rdf.names import (
    ALL_DIFFERENT,
    ALL_DISJOINT_CLASSES,
    ALL_DISJOINT_PROPERTIES,
    ANNOTATED_ANNOTATION,
    ANNOTATED_AXIOM,
    BUILT_IN_ANNOTATIONS,
    CONNECTIVES,
    NEGATIVE,
    PARTS,
    SWRL,
    is_reserved,
)
from ontology.rdf.rule import KIND as RULE_KIND
from ontology.rdf.rule import RULE, Rules
from ontology.rdf.triples import Resource, Triple
from ontology.reading import Reading, Unread
from ontology.signature import Signature
from ontology.terms import TermKind

_GATHERING = (ALL_DIFFERENT, ALL_DISJOINT_CLASSES, ALL_DISJOINT_PROPERTIES, NEGATIVE)
_ONTOLOGY = OWL + "Ontology"

# What a triple that cannot be read was meant to say.
_MEANT: Mapping[str, str] = {
    RDF_TYPE: "ClassAssertion",
    RDFS + "subClassOf": "SubClassOf",
    RDFS + "subPropertyOf": "SubObjectPropertyOf",
    RDFS + "domain": "ObjectPropertyDomain",
    RDFS + "range": "ObjectPropertyRange",
    OWL + "equivalentClass": "EquivalentClasses",
    OWL + "disjointWith": "DisjointClasses",
    OWL + "disjointUnionOf": "DisjointUnion",
    OWL + "hasKey": "HasKey",
    OWL + "inverseOf": "InverseObjectProperties",
    OWL + "propertyChainAxiom": "SubObjectPropertyOf",
    OWL + "sameAs": "SameIndividual",
    OWL + "differentFrom": "DifferentIndividuals",
    **dict.fromkeys(CONNECTIVES, "EquivalentClasses"),
}


def read_graph(triples: Iterable[Triple], *, file: str, imported: Signature | None = None) -> Reading:
    """The ontology that the triples say; `imported` are the terms of the documents that it imports."""
    return _Reader(triples, file, imported or {}).read()


def fates(
    triples: Iterable[Triple], *, file: str, imported: Signature | None = None
) -> tuple[tuple[Triple, Fate], ...]:
    """What became of each triple, for checks and for the curious."""
    reader = _Reader(triples, file, imported or {})
    reader.read()
    return tuple((triple, fate) for triple, fate in zip(reader.graph.triples, reader.graph.fates, strict=True) if fate)


class _Reader:
    def __init__(self, triples: Iterable[Triple], file: str, imported: Signature) -> None:
        self.graph = Graph(modern(triples))
        self._file = file
        self._entities = Entities(self.graph, imported)
        self._of = Expressions(self.graph, self._entities)
        self._assertions = Assertions(self.graph, self._entities, self._of)
        self._rules = Rules(self.graph, self._of)
        self._gathered = Gathered(self.graph, self._entities, self._of)
        self._axioms: dict[Axiom, Axiom] = {}
        self._bare: set[Axiom] = set()
        self._unread: list[Unread] = []
        self._annotated: dict[Triple, list[tuple[tuple[Annotation, ...], tuple[int, ...]]]] = {}
        self._own: set[Resource] = set()

    def read(self) -> Reading:
        name, version, imports, annotations = self._header()
        self._read_rules()
        self._read_gathered()
        self._read_annotated()
        self._read_triples()
        self._read_leftovers()
        return Reading(
            iri=name.text if isinstance(name, Iri) else "",
            version=version,
            imports=imports,
            annotations=annotations,
            axioms=tuple(axiom for key, axiom in self._axioms.items() if key not in self._bare),
            unread=tuple(self._unread),
            assumed=tuple(self._entities.assumed[key] for key in sorted(self._entities.assumed, key=str)),
        )

    def _header(self) -> tuple[Resource | None, str, tuple[str, ...], tuple[Annotation, ...]]:
        named = self.graph.of_type(_ONTOLOGY)
        importing = [(n, s, o) for n, s, o in self.graph.with_predicate(OWL + "imports") if isinstance(o, Iri)]
        headers = dict.fromkeys([*named, *(subject for _, subject, _ in importing)])
        targets = {target for _, _, target in importing}
        name = next((node for node in headers if node not in targets), next(iter(headers), None))
        self.graph.settle([n for n, _, _ in importing], "import")
        self.graph.settle([n for n, _, o in self.graph.with_predicate(RDF_TYPE) if o == Iri(_ONTOLOGY)], "header")
        version = ""
        for node in headers:
            for number, target in self.graph.objects(node, OWL + "versionIRI"):
                self.graph.settle([number], "version")
                if node == name and isinstance(target, Iri) and not version:
                    version = target.text
        # What is said of an imported ontology is a statement about it, and no annotation of this one.
        own = [node for node in headers if node == name or node not in targets]
        notes = [note for node in own for note in self._header_notes(node)]
        imports = tuple(sorted({target.text for _, _, target in importing}))
        return name, version, imports, tuple(sorted(dict.fromkeys(notes), key=str))

    def _header_notes(self, node: Resource) -> list[Annotation]:
        notes: list[Annotation] = []
        for predicate, numbers in self.graph.about(node).items():
            if is_reserved(predicate) and predicate not in BUILT_IN_ANNOTATIONS:
                continue
            if self._entities.is_only(Iri(predicate), TermKind.OBJECT_PROPERTY):
                continue
            for number in numbers:
                self._of.taken.append(number)
                notes.append(self._gathered.header(node, predicate, self.graph.triples[number][2]))
                self.graph.settle(self._taken(), "annotation of the ontology")
        return notes

    def _read_rules(self) -> None:
        for node in dict.fromkeys(self.graph.of_type(RULE)):
            try:
                said = self._rules.read(node)
                # What nothing declares, as Protégé 3's swrla:isRuleEnabled, is said of the node and not of the rule:
                # so the OWLAPI reads and counts it.
                annotations = self._gathered.annotations(node, known=True)
                self._add(said, annotations, self._taken())
            except UnreadableError as error:
                self._refuse(_named(node), error, RULE_KIND)

    def _read_gathered(self) -> None:
        for type in _GATHERING:
            for node in dict.fromkeys(self.graph.of_type(type)):
                self._own.add(node)
                try:
                    said = self._gathered.read(node, type)
                    annotations = self._gathered.annotations(node)
                    self._add(said, annotations, self._taken())
                except UnreadableError as error:
                    self._refuse(_named(node), error, self._gathered.kind(type))

    def _read_annotated(self) -> None:
        self._own.update(self.graph.of_type(ANNOTATED_ANNOTATION))
        for node in dict.fromkeys(self.graph.of_type(ANNOTATED_AXIOM)):
            self._own.add(node)
            try:
                triple = self._gathered.annotated(node)
            except UnreadableError as error:
                self._refuse(_named(node), error, "")
                continue
            self._of.taken += [n for n, _ in self.graph.objects(node, RDF_TYPE)]
            annotations = self._gathered.annotations(node)
            self._annotated.setdefault(triple, []).append((annotations, self._taken()))

    def _read_triples(self) -> None:
        ranges = [n for n, _, _ in self.graph.with_predicate(RDFS + "range")]
        rest = [n for n in range(len(self.graph.triples)) if self.graph.triples[n][1] != RDFS + "range"]
        # A range tells most about a property that is declared nowhere, so ranges are read first.
        for number in (*ranges, *rest):
            if self.graph.fates[number] is None:
                self._read_triple(self.graph.triples[number], number)
        # What is annotated need not be said by a triple of its own.
        for triple in list(self._annotated):
            self._read_triple(triple, None)

    def _read_triple(self, triple: Triple, number: int | None) -> None:
        subject, predicate, target = triple
        if subject in self._own or predicate.startswith(SWRL):
            return
        if isinstance(subject, Anonymous) and predicate in PARTS:
            return
        try:
            said = self._assertions.read(subject, predicate, target)
        except UnreadableError as error:
            if number is not None:
                self._of.taken.append(number)
            self._refuse(_text(triple), error, _MEANT.get(predicate, "") if error.spoils else "")
            return
        taken = self._taken()
        if not said:
            return
        numbers = taken if number is None else (number, *taken)
        annotated = self._annotated.pop(triple, ())
        for body in said[:-1]:
            self._add(body, (), numbers)
        if not any(notes for notes, _ in annotated):
            self._add(said[-1], (), numbers)
        for notes, more in annotated:
            self._add(said[-1], notes, (*numbers, *more))
            if notes:
                # The triple is there for its annotated axiom; no second axiom without annotations is meant.
                self._bare.add(canonical(Axiom(kind=said[-1][0], args=said[-1][1])))

    def _read_leftovers(self) -> None:
        for number, fate in enumerate(self.graph.fates):
            if fate is None:
                triple = self.graph.triples[number]
                unread = Unread(text=_text(triple), reason=why_unused(self.graph, triple))
                self._unread.append(unread)
                self.graph.settle([number], unread)

    def _add(self, said: Said, annotations: tuple[Annotation, ...], numbers: tuple[int, ...]) -> None:
        axiom = Axiom(kind=said[0], args=said[1], annotations=annotations, file=self._file)
        self.graph.settle(numbers, self._axioms.setdefault(canonical(axiom), axiom))

    def _refuse(self, text: str, error: UnreadableError, kind: str) -> None:
        unread = Unread(text=text, reason=str(error), kind=kind)
        self._unread.append(unread)
        self.graph.settle(self._taken(), unread)

    def _taken(self) -> tuple[int, ...]:
        """The triples that the last reading used, and an empty slate for the next."""
        taken = tuple(self._of.taken)
        self._of.taken.clear()
        return taken


def _named(node: Resource) -> str:
    return str(node) if isinstance(node, Iri) else "a node without a name"


def _text(triple: Triple) -> str:
    subject, predicate, target = triple
    return f"{subject} <{predicate}> {str(target)[:200]}"
