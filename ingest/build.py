"""One record as facts, as its file's mapping says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.fact import Fact
from ingest.classify import Classifier
from ingest.convert import check_least, convert, instant_text
from ingest.extract import LongText
from ingest.individual import IndividualIndex
from ingest.ledger import LABEL, Naming
from ingest.mapping import (
    Condition,
    EntityLink,
    EntitySpec,
    FileSpec,
    KeyLink,
    LinkSpec,
    Mapping,
    NamedLink,
    PropertySpec,
    Role,
    Validity,
)
from ingest.record import Record
from ingest.reference import Found, Reference, Scope, text_of
from ingest.reject import BadValueError
from ingest.sentence import clean
from ontology.general import MONEY, NS, individual_iri
from ontology.model import Ontology
from ontology.owl import RDF_TYPE, local_name

CURRENCY = NS + "currency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Individual:
    """One individual that a record speaks of, with what is to be extracted from and quoted of it."""

    iri: str
    key: str
    spec: EntitySpec
    scope: Scope
    classes: tuple[str, ...]
    facts: list[Fact] = field(default_factory=list)
    texts: list[LongText] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What one record says: its individuals, those that it names by key, and new ones for unknown names."""

    individuals: tuple[Individual, ...]
    namings: tuple[Naming, ...]
    coined: tuple[Naming, ...]


class Builder:
    """Turns records into facts; one for a whole load."""

    def __init__(self, mapping: Mapping) -> None:
        self._mapping = mapping
        self._ontology: Ontology = mapping.ontology
        self._names = IndividualIndex(mapping.ontology)
        self._classifier = Classifier(mapping.ontology)

    def build(self, spec: FileSpec, record: Record) -> Built:
        """The record's facts. Raises BadValueError for the first value that the record cannot be loaded with."""
        work = _Work(mapping=self._mapping, names=self._names, record=record)
        groups = {
            entity.name: [self._individual(work, entity, scope) for scope in _scopes(record.scope, entity)]
            for entity in spec.entities
        }
        for group in groups.values():
            for individual in group:
                for link in individual.spec.links:
                    individual.facts.extend(work.link(individual, link, groups))
        return Built(
            individuals=tuple(individual for group in groups.values() for individual in group),
            namings=tuple(work.namings),
            coined=tuple(work.coined),
        )

    def _individual(self, work: _Work, spec: EntitySpec, scope: Scope) -> Individual:
        key = spec.key.fill(scope)
        if not key:
            raise BadValueError(
                field=spec.key.text, value=key, reason=f"the key of the {local_name(spec.cls)} is empty"
            )
        iri = work.iri(spec.cls, key, shared=spec.shared)
        text = spec.classify.fill_known(scope) if spec.classify else ""
        special = self._classifier.classes(text, spec.cls) if text else ()
        individual = Individual(iri=iri, key=key, spec=spec, scope=scope, classes=(spec.cls, *special))
        if spec.role is Role.REFERENCE:
            work.namings.append(Naming(iri=iri, cls=spec.cls, key=key, source=work.source(*spec.key.fields(scope))))
        else:
            individual.facts.extend(_identity(work, individual, text))
        for property in spec.properties:
            individual.facts.extend(work.property(individual, property))
        return individual


def _identity(work: _Work, individual: Individual, classified: str) -> Iterator[Fact]:
    spec, scope = individual.spec, individual.scope
    own = work.source(*spec.key.fields(scope))
    yield Fact(subject=individual.iri, property=RDF_TYPE, object=spec.cls, source=own)
    for cls in individual.classes[1:]:
        source = work.source(*spec.classify.fields(scope)) if spec.classify else own
        yield Fact(subject=individual.iri, property=RDF_TYPE, object=cls, source=source, quote=classified)
    label = spec.label.fill_known(scope) if spec.label else ""
    yield Fact(subject=individual.iri, property=LABEL, value=label or individual.key, source=own)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What the parts of one record's building share."""

    mapping: Mapping
    names: IndividualIndex
    record: Record
    namings: list[Naming] = field(default_factory=list)
    coined: list[Naming] = field(default_factory=list)

    def iri(self, cls: str, key: str, *, shared: bool) -> str:
        return individual_iri(local_name(cls), key, shop=None if shared else self.record.shop or None)

    def source(self, *fields: str) -> str:
        return f"{self.mapping.prefix}{self.record.file}#{self.record.name}/{'+'.join(fields)}"

    def property(self, individual: Individual, spec: PropertySpec) -> Iterator[Fact]:
        scope, texts = individual.scope, individual.texts
        if not _holds(spec.when, scope):
            return
        start, end = self._validity(spec.validity, individual)
        for found in self._found(spec, scope):
            try:
                raw = spec.values.get(text_of(found.value), found.value)
                value = convert(raw, spec.datatype, self.mapping.zone)
                check_least(value, spec.least)
            except ValueError as error:
                raise BadValueError(field=found.field, value=found.value, reason=str(error)) from error
            source = self.source(found.field)
            if isinstance(value, str) and spec.property in (*individual.spec.extract, *individual.spec.quote):
                value = clean(value)
                texts.append(LongText(property=spec.property, text=value, source=source))
            yield Fact(
                subject=individual.iri,
                property=spec.property,
                value=value,
                source=source,
                valid_from=start,
                valid_to=end,
            )
            if spec.datatype == MONEY:
                yield from self._currency(individual, spec)

    def _found(self, spec: PropertySpec, scope: Scope) -> Iterator[Found]:
        if spec.text is not None:
            text = spec.text.fill(scope)
            if text:
                yield Found(value=text, field="+".join(spec.text.fields(scope)))
                return
        elif spec.field is not None and (found := spec.field.look(scope)) is not None:
            if spec.multiple and isinstance(found.value, list):
                yield from (
                    Found(value=v, field=f"{found.field}/{i}") for i, v in enumerate(found.value, 1) if v is not None
                )
            else:
                yield found
            return
        if spec.required:
            name = spec.field.text if spec.field else spec.text.text if spec.text else ""
            raise BadValueError(field=name, value=None, reason="is missing, and the record needs it")

    def _currency(self, individual: Individual, spec: PropertySpec) -> Iterator[Fact]:
        found = spec.currency.look(individual.scope) if spec.currency else None
        if found:
            code, source = str(found.value), self.source(found.field)
        else:
            code, source = self.mapping.currency, f"{self.mapping.prefix}{self.mapping.path.name}#currency"
        if code:
            yield Fact(subject=individual.iri, property=CURRENCY, value=code, source=source)

    def link(self, individual: Individual, spec: LinkSpec, groups: dict[str, list[Individual]]) -> Iterator[Fact]:
        scope = individual.scope
        if not _holds(spec.when, scope):
            return
        start, end = self._validity(spec.validity, individual)
        reason = spec.quote.look(scope) if spec.quote else None
        found = False
        for target, source, more in self._targets(individual, spec, groups):
            found = True
            yield Fact(
                subject=individual.iri,
                property=spec.property,
                object=target,
                source=source,
                quote=str(reason.value) if reason else "",
                valid_from=start,
                valid_to=end,
            )
            yield from more
        if spec.required and not found:
            raise BadValueError(
                field=local_name(spec.property), value=None, reason="is missing, and the record needs it"
            )

    def _targets(
        self, individual: Individual, spec: LinkSpec, groups: dict[str, list[Individual]]
    ) -> Iterator[tuple[str, str, tuple[Fact, ...]]]:
        target, scope = spec.target, individual.scope
        if isinstance(target, EntityLink):
            for other in groups[target.entity]:
                if _related(scope, other.scope):
                    field = max(scope.trail, other.scope.trail, key=len) or other.spec.key.text.strip("{}")
                    yield other.iri, self.source(field), ()
        elif isinstance(target, KeyLink):
            key = target.key.fill(scope)
            if key:
                source = self.source(*target.key.fields(scope))
                iri = self.iri(target.cls, key, shared=target.shared)
                self.namings.append(Naming(iri=iri, cls=target.cls, key=key, source=source))
                yield iri, source, ()
        else:
            yield from self._named(target, scope)

    def _named(self, target: NamedLink, scope: Scope) -> Iterator[tuple[str, str, tuple[Fact, ...]]]:
        found = target.field.look(scope)
        values = found.value if found and isinstance(found.value, list) else [found.value] if found else []
        for value in values:
            assert found is not None
            if isinstance(value, dict | list):
                raise BadValueError(field=found.field, value=value, reason="is no name")
            name = target.values.get(text_of(value), text_of(value))
            source = self.source(found.field)
            known = self.names.find(target.cls, name)
            if known:
                yield known, source, ()
            elif name:
                iri = self.iri(target.cls, name, shared=target.shared)
                self.coined.append(Naming(iri=iri, cls=target.cls, key=name, source=source))
                yield iri, source, _new_individual(iri, target.cls, name, source)

    def _validity(self, own: Validity, individual: Individual) -> tuple[str, str]:
        start = own.start or individual.spec.validity.start
        end = own.end or individual.spec.validity.end
        return self._instant(start, individual.scope), self._instant(end, individual.scope)

    def _instant(self, reference: Reference | None, scope: Scope) -> str:
        found = reference.look(scope) if reference else None
        if found is None:
            return ""
        try:
            return instant_text(found.value, self.mapping.zone)
        except ValueError as error:
            raise BadValueError(field=found.field, value=found.value, reason=str(error)) from error


def _new_individual(iri: str, cls: str, name: str, source: str) -> tuple[Fact, ...]:
    return (
        Fact(subject=iri, property=RDF_TYPE, object=cls, source=source),
        Fact(subject=iri, property=LABEL, value=name, source=source),
    )


def _holds(conditions: tuple[Condition, ...], scope: Scope) -> bool:
    for condition in conditions:
        found = condition.field.look(scope)
        if found is None or (condition.values and text_of(found.value) not in condition.values):
            return False
    return True


def _related(one: Scope, other: Scope) -> bool:
    """Whether one scope lies in the other: a record and its items, but not two items beside each other."""
    short, long = sorted((one, other), key=lambda scope: len(scope.trail))
    return short.trail == "" or long.trail == short.trail or long.trail.startswith(short.trail + "/")


def _scopes(scope: Scope, spec: EntitySpec) -> Iterator[Scope]:
    """The record's own scope, or one for every item of the entity's lists, where its conditions hold."""
    for inner in _items(scope, spec.each):
        if _holds(spec.when, inner):
            yield inner


def _items(scope: Scope, steps: tuple[str, ...]) -> Iterator[Scope]:
    if not steps:
        yield scope
        return
    step, rest = steps[0], steps[1:]
    value = scope.value.get(step) if isinstance(scope.value, dict) else None
    if value is None:
        return
    if isinstance(value, dict):
        yield from _items(Scope(value=value, trail=_under(scope, step), parent=scope, variables=scope.variables), rest)
        return
    if not isinstance(value, list):
        raise BadValueError(field=_under(scope, step), value=value, reason="is not a list, and items are wanted in it")
    for place, item in enumerate(value, 1):
        yield from _items(scope.item(item, step, place), rest)


def _under(scope: Scope, step: str) -> str:
    return f"{scope.trail}/{step}" if scope.trail else step
