"""What the answerer keeps at hand of one store: names, identifiers and small values of its individuals.

Read once when the answerer is built (and again after a write), so that a question costs few queries.
Personal records are known here by their identifiers only, so that asking for one can be refused;
nothing of them is ever matched by name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from graph.fact import Fact, Scalar, shop_of
from graph.port import GraphReader
from ontology.general import (
    CURRENCY,
    IDENTIFIES,
    MONEY,
    NS,
    ORDER,
    OWNED_BY,
    PERSON_NAME,
    PERSONAL_RECORD,
    PRODUCT,
    QUOTATION,
    SUMMARY,
    UNDESCRIBED,
)
from ontology.model import Ontology
from ontology.owl import RDF_TYPE, RDFS
from ontology.terms import TermKind
from reasoning.answer.catalogue import Catalogue
from reasoning.answer.normalise import is_chinese, normalise, squash
from reasoning.answer.synonyms import Synonyms

LABEL = RDFS + "label"
CONTAINS = NS + "contains"
DIMENSION = NS + "dimension"
FACTOR = NS + "factor"
LONGEST_VALUE = 12
# A longer identifier is a title, which no sentence should repeat.
LONGEST_CODE = 24
CNY = "CNY"
# With fewer than a third of the values of its namesake, an individual is only mentioned.
_SLIGHT = 3
_SHORTEST_ID = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueWord:
    """A short text value of a property, as a word that a question may use."""

    property: str
    value: str


class Knowledge:
    """Indexes over the individuals that one shop may speak of: its own and the shared ones; immutable once built.

    Another shop's individuals are not in it, so that nothing of them can be named, counted or told.
    """

    def __init__(self, reader: GraphReader, shop: str | None) -> None:
        self.ontology: Ontology = reader.ontology
        self.labels: dict[str, str] = {}
        self.types: dict[str, tuple[str, ...]] = {}
        self.owners: dict[str, str] = {}
        self._currencies: dict[str, str] = {}
        self._codes: dict[str, list[str]] = defaultdict(list)
        self._identifiers: dict[str, dict[str, None]] = defaultdict(dict)
        self._names: dict[str, dict[str, None]] = defaultdict(dict)
        self.part_letters: set[str] = set()
        self._persons: dict[str, set[str]] = defaultdict(set)
        self._priced: set[str] = set()
        self._weight: Counter[str] = Counter()
        self._told: dict[tuple[str, str], list[Scalar]] = defaultdict(list)
        self._owned: dict[str, list[str]] = defaultdict(list)
        self._orders: dict[str, list[str]] = defaultdict(list)
        self._contents: dict[str, list[str]] = defaultdict(list)
        self._values: dict[str, dict[ValueWord, None]] = defaultdict(dict)
        self._personal = self.ontology.subclasses(PERSONAL_RECORD)
        self._load(reader.shop_facts(shop))

    def _load(self, facts: Iterable[Fact]) -> None:
        types: dict[str, list[str]] = defaultdict(list)
        values: list[Fact] = []
        for fact in facts:
            if fact.property == RDF_TYPE and fact.object:
                types[fact.subject].append(fact.object)
            elif fact.property == LABEL:
                self.labels[fact.subject] = str(fact.value)
            elif fact.property == OWNED_BY and fact.object:
                self.owners[fact.subject] = fact.object
            elif fact.property == CONTAINS and fact.object:
                self._contents[fact.subject].append(fact.object)
            elif fact.property == CURRENCY:
                self._currencies[fact.subject] = str(fact.value)
            elif fact.value is not None and fact.subject in self.ontology.terms:
                self._told[fact.subject, fact.property].append(fact.value)
            elif fact.value is not None:
                values.append(fact)
        self.types = {iri: tuple(classes) for iri, classes in types.items()}
        for iri, owner in self.owners.items():
            self._owned[owner].append(iri)
            if self.is_a(iri, ORDER):
                self._orders[owner].append(iri)
        person_names = {
            term.iri
            for term in self.ontology.of_kind(TermKind.DATA_PROPERTY)
            if self.ontology.annotation(term.iri, PERSON_NAME) == "true"
        }
        identifying = {
            term.iri
            for term in self.ontology.of_kind(TermKind.DATA_PROPERTY)
            if self.ontology.annotation(term.iri, IDENTIFIES) == "true"
        }
        product_names: dict[str, list[str]] = defaultdict(list)
        for fact in values:
            if fact.property in person_names and self.is_personal(fact.subject):
                self._persons[normalise(str(fact.value))].add(self.owners.get(fact.subject, ""))
            if fact.property in identifying:
                label = self.labels.get(fact.subject, "")
                if len(str(fact.value)) <= LONGEST_CODE and str(fact.value) in label and fact.value != label:
                    self._codes[fact.subject].append(str(fact.value))
                self._identifiers[squash(str(fact.value))][fact.subject] = None
                if not self.is_personal(fact.subject) and not self.is_a(fact.subject, PRODUCT):
                    self.part_letters.add(str(fact.value)[:1].lower())
                if self.is_a(fact.subject, PRODUCT):
                    product_names[fact.subject].append(str(fact.value))
            elif isinstance(fact.value, str) and not self.is_personal(fact.subject):
                self._add_value(fact)
            self._weight[fact.subject] += 1
            if self.ontology.datatype(fact.property) == MONEY:
                self._priced.add(fact.subject)
        for iri, label in self.labels.items():
            self._add_name(iri, label, product_names)
        self.products = frozenset(product_names)
        self.goods_words = self._goods_words()
        self.synonyms = Synonyms(self.ontology)
        self.titles = self._titles()
        self.catalogue = Catalogue(product_names)

    def _goods_words(self) -> dict[str, str]:
        """The class of goods that each label or synonym names."""
        classes = self.ontology.subclasses(PRODUCT) - {PRODUCT}
        terms = [self.ontology.terms[cls] for cls in sorted(classes) if cls in self.ontology.terms]
        named = {normalise(t.text): term.iri for term in terms for t in (*term.labels, *term.synonyms)}
        return {word: cls for word, cls in named.items() if len(word) > 1}

    def _titles(self) -> dict[str, str]:
        """An id for each full title of one product, so that a pasted title is read as its id."""
        ids = {
            iri: token
            for token, iris in self._identifiers.items()
            for iri in iris
            if len(token) >= _SHORTEST_ID and any(c.isdigit() for c in token)
        }
        named: dict[str, list[str]] = defaultdict(list)
        for iri in self.products:
            if iri in ids and iri in self.labels:
                named[normalise(self.labels[iri])].append(iri)
        chosen = {title: self.described(tuple(iris)) for title, iris in named.items() if len(title) > LONGEST_VALUE}
        return {title: ids[iris[0]] for title, iris in chosen.items() if len(iris) == 1}

    def _add_value(self, fact: Fact) -> None:
        value = normalise(str(fact.value))
        if not 2 <= len(value) <= LONGEST_VALUE or self.is_a(fact.subject, QUOTATION):
            return
        if self.is_a(fact.subject, PRODUCT):
            self._values[value][ValueWord(property=fact.property, value=str(fact.value))] = None
        else:
            self._names[value][fact.subject] = None

    def _add_name(self, iri: str, label: str, product_names: dict[str, list[str]]) -> None:
        if self.is_personal(iri) or self.is_a(iri, QUOTATION):
            return
        if self.is_a(iri, PRODUCT):
            if UNDESCRIBED not in self.types.get(iri, ()):
                product_names[iri].append(label)
        elif iri not in self.ontology.terms:
            self._names[normalise(label)][iri] = None

    @property
    def persons(self) -> Mapping[str, Iterable[str]]:
        """Whose names the persons' names are: customers' IRIs ('' when unknown) by normalised name."""
        return self._persons

    def is_a(self, iri: str, cls: str) -> bool:
        """Whether an individual is a member of a class, told or inferred, or of a class below it."""
        return any(cls in self.ontology.superclasses(t) for t in self.types.get(iri, ()))

    def is_personal(self, iri: str) -> bool:
        """Whether an individual is some person's record."""
        return any(t in self._personal for t in self.types.get(iri, ()))

    def may_see(self, iri: str, customer: str | None, shop: str | None) -> bool:
        """Whether an asker may be told of an individual: of his shop (by its id) or shared, and his own if personal."""
        if shop_of(iri) not in (None, shop):
            return False
        if iri not in self.types:
            return iri in self.ontology.terms
        return not self.is_personal(iri) or (customer is not None and self.owners.get(iri) == customer)

    def offered(self, iris: tuple[str, ...]) -> tuple[str, ...]:
        """Those that have a price of some kind, when any has: goods that others only mention are not for sale."""
        return tuple(iri for iri in iris if iri in self._priced) or iris

    def described(self, iris: tuple[str, ...]) -> tuple[str, ...]:
        """Those of several namesakes that are described at length: goods that others only mention give way."""
        most = max((self._weight[iri] for iri in iris), default=0)
        return tuple(iri for iri in iris if self._weight[iri] * _SLIGHT >= most)

    def class_of(self, iri: str) -> str | None:
        """The most specific class of an individual; None when it has no type."""
        types = [t for t in self.types.get(iri, ()) if t != UNDESCRIBED]
        return max(types, key=lambda t: (len(self.ontology.superclasses(t)), t), default=None)

    def kind_of(self, iri: str) -> str:
        """The class of an individual, or Product where nothing says more."""
        return self.class_of(iri) or PRODUCT

    def names_of_kind(self, iri: str) -> frozenset[str]:
        """What an individual's class and the classes above it are called, normalised."""
        terms = [
            self.ontology.terms[c] for c in self.ontology.superclasses(self.kind_of(iri)) if c in self.ontology.terms
        ]
        return frozenset(normalise(text.text) for term in terms for text in (*term.labels, *term.synonyms))

    def label(self, iri: str, lang: str = "zh") -> str:
        """What to call an individual or a term."""
        if iri in self.ontology.terms:
            return self.ontology.label(iri, lang)
        return self.labels.get(iri) or iri.rpartition("/")[2]

    def identified(self, token: str) -> tuple[str, ...]:
        """Individuals that an identifier names, in any shop, personal ones included."""
        return tuple(self._identifiers.get(squash(token), ()))

    @property
    def names(self) -> Mapping[str, Iterable[str]]:
        """Individuals by normalised name: gifts, faults, benefits, materials, carriers; no goods and no persons."""
        return self._names

    def parts_like(self, classes: Iterable[str], kinds: Iterable[str]) -> tuple[str, ...]:
        """Individuals of some kinds whose names hold what one of the classes is called: 华凌1000G净水器 of 净水器."""
        terms = [self.ontology.terms[c] for c in classes]
        words = {normalise(t.text) for term in terms for t in (*term.labels, *term.synonyms)}
        found = [iri for name, iris in self._names.items() if any(w in name for w in words) for iri in iris]
        return tuple(iri for iri in dict.fromkeys(found) if any(self.is_a(iri, kind) for kind in kinds))

    @property
    def values(self) -> Mapping[str, Iterable[ValueWord]]:
        """Short text values by normalised text."""
        return self._values

    def told(self, iri: str, property: str) -> tuple[Scalar, ...]:
        """Values that the ontology itself gives one of its individuals, such as a unit's factor."""
        return tuple(self._told.get((iri, property), ()))

    def dimension(self, unit: str) -> str:
        """What a unit measures; '' when the ontology does not say."""
        found = self.told(unit, DIMENSION)
        return str(found[0]) if found else ""

    def factor(self, unit: str) -> Decimal:
        """How many base units of its dimension one unit is."""
        found = self.told(unit, FACTOR)
        return Decimal(str(found[0])) if found else Decimal(1)

    @property
    def lang(self) -> str:
        """The language that most goods are called by: what a message without words is answered in."""
        chinese = sum(is_chinese(self.labels.get(iri, "")) for iri in self.products)
        return "en" if self.products and 2 * chinese < len(self.products) else "zh"

    def currency(self, iri: str) -> str:
        """The currency code of an individual's amounts; CNY when nothing is said."""
        return self._currencies.get(iri, CNY)

    def code(self, iri: str) -> str:
        """The longest identifier of an individual that its label holds, such as a model number; '' when none does."""
        return max(self._codes.get(iri, ()), key=len, default="")

    def codes(self, iri: str) -> tuple[str, ...]:
        """The identifiers of an individual that its label holds."""
        return tuple(self._codes.get(iri, ()))

    def summary_place(self, property: str) -> tuple[int, str]:
        """The place of a property when an individual is described; those without one come last."""
        place = self.ontology.annotation(property, SUMMARY)
        return (int(place) if place.isdigit() else 10_000, property)

    def is_record(self, cls: str) -> bool:
        """Whether members of a class are persons' records."""
        return cls in self._personal

    def records_of(self, customer: str, cls: str) -> tuple[str, ...]:
        """A customer's records of a class."""
        return tuple(sorted(iri for iri in self._owned.get(customer, ()) if self.is_a(iri, cls)))

    def orders_of(self, customer: str, holding: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A customer's orders; with `holding`, those that contain any of the given goods."""
        orders = sorted(self._orders.get(customer, ()))
        goods = [iri for iri in holding if iri in self.products]
        if not goods:
            return tuple(orders)
        return tuple(o for o in orders if any(g in self._contents.get(o, ()) for g in goods))

    def bought_by(self, customer: str) -> tuple[str, ...]:
        """Goods in a customer's orders."""
        return tuple(dict.fromkeys(g for o in self.orders_of(customer) for g in self._contents.get(o, ())))
