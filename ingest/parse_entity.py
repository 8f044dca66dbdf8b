"""One file's entities in a mapping, checked against the ontology."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ingest.mapping import (
    Condition,
    EntityLink,
    EntitySpec,
    KeyLink,
    LinkSpec,
    NamedLink,
    PropertySpec,
    Role,
    Target,
    Validity,
)
from ingest.names import Names
from ingest.reference import text_of
from ingest.section import Section, near
from ontology.general import MULTIPLE
from ontology.model import Ontology
from ontology.owl import local_name

_ENTITY_KEYS = (
    "class", "role", "each", "key", "shared", "label", "classify", "when", "valid",
    "properties", "links", "extract", "quote",
)  # fmt: skip
_PROPERTY_KEYS = ("field", "text", "required", "min", "values", "currency", "when", "valid")
_LINK_KEYS = ("entity", "class", "key", "named", "values", "shared", "required", "quote", "when", "valid")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityReader:
    """Reads the entities of one file's mapping and checks each term and name in them."""

    names: Names
    ontology: Ontology
    least: dict[str, Decimal]
    entities: Section

    def read(self) -> tuple[EntitySpec, ...]:
        """The entities in the mapping's order. Raises MappingError for the first thing that is wrong."""
        return tuple(self._entity(name, section) for name, section in self.entities.members())

    def _entity(self, name: str, at: Section) -> EntitySpec:
        at.keys(*_ENTITY_KEYS)
        cls = self.names.cls(at.need("class"))
        roles = {role.value: role for role in Role}
        role = at.at("role").text(Role.RECORD.value)
        if role not in roles:
            at.at("role").fail(f"'{role}' is no role{near(role, roles)}")
        properties = tuple(self._property(key, section, cls) for key, section in at.at("properties").members())
        return EntitySpec(
            name=name,
            cls=cls,
            role=roles[role],
            each=tuple(step for step in at.at("each").text("").split("/") if step),
            key=at.need("key").template(),
            shared=at.at("shared").flag(),
            label=at.at("label").template() if at.has("label") else None,
            classify=at.at("classify").template() if at.has("classify") else None,
            when=_conditions(at.at("when")),
            validity=_validity(at.at("valid")),
            properties=properties,
            links=tuple(
                self._link(key, item, cls) for key, section in at.at("links").members() for item in section.items()
            ),
            extract=self._texts(at.at("extract"), cls, properties),
            quote=self._texts(at.at("quote"), cls, properties),
        )

    def _texts(self, at: Section, cls: str, properties: tuple[PropertySpec, ...]) -> tuple[str, ...]:
        found = tuple(self.names.data_property(item, item.text(), cls) for item in at.items())
        for item, property in zip(at.items(), found, strict=True):
            if property not in {spec.property for spec in properties}:
                item.fail(f"the entity's properties do not fill {local_name(property)}; add it to them")
        return found

    def _property(self, name: str, at: Section, cls: str) -> PropertySpec:
        property = self.names.data_property(at, name, cls)
        if not isinstance(at.value, dict):
            at = Section(file=at.file, place=at.place, value={"field": at.value})
        at.keys(*_PROPERTY_KEYS)
        if at.has("field") == at.has("text"):
            at.fail("wants either 'field' (where the value stands) or 'text' (a template)")
        datatype = self.ontology.datatype(property)
        return PropertySpec(
            property=property,
            datatype=datatype,
            field=at.at("field").reference() if at.has("field") else None,
            text=at.at("text").template() if at.has("text") else None,
            required=at.at("required").flag(),
            least=_least(at.at("min"), self.least.get(datatype)),
            multiple=self.ontology.annotation(property, MULTIPLE) == "true",
            values=at.at("values").texts(),
            currency=at.at("currency").reference() if at.has("currency") else None,
            when=_conditions(at.at("when")),
            validity=_validity(at.at("valid")),
        )

    def _link(self, name: str, at: Section, cls: str) -> LinkSpec:
        property = self.names.object_property(at, name, cls)
        if not isinstance(at.value, dict):
            at = Section(file=at.file, place=at.place, value={"entity": at.value})
        at.keys(*_LINK_KEYS)
        return LinkSpec(
            property=property,
            target=self._target(at, property),
            required=at.at("required").flag(),
            quote=at.at("quote").reference() if at.has("quote") else None,
            when=_conditions(at.at("when")),
            validity=_validity(at.at("valid")),
        )

    def _target(self, at: Section, property: str) -> Target:
        kinds = [key for key in ("entity", "key", "named") if at.has(key)]
        if len(kinds) != 1:
            at.fail("wants one of 'entity' (of this record), 'key' (of an individual) or 'named' (a field)")
        if kinds == ["entity"]:
            return self._entity_link(at.at("entity"), property)
        cls = self._range(at, property)
        if kinds == ["key"]:
            return KeyLink(cls=cls, key=at.at("key").template(), shared=at.at("shared").flag())
        return NamedLink(
            cls=cls,
            field=at.at("named").reference(),
            values=at.at("values").texts(),
            shared=at.at("shared").flag(),
        )

    def _entity_link(self, at: Section, property: str) -> EntityLink:
        known = dict(self.entities.members())
        name = at.text()
        if name not in known:
            at.fail(f"no entity '{name}' in this file{near(name, known)}")
        self.names.check_range(at, property, self.names.cls(known[name].need("class")))
        return EntityLink(entity=name)

    def _range(self, at: Section, property: str) -> str:
        if at.has("class"):
            cls = self.names.cls(at.at("class"))
            self.names.check_range(at, property, cls)
            return cls
        ranges = self.ontology.ranges(property)
        if len(ranges) != 1:
            at.fail(f"{local_name(property)} has no single range; add 'class'")
        return ranges[0]


def _conditions(at: Section) -> tuple[Condition, ...]:
    found = []
    for field, section in at.members():
        reference = Section(file=at.file, place=section.place, value=field).reference()
        anything = section.value == "*"
        values = () if anything else tuple(text_of(item.value) for item in section.items())
        found.append(Condition(field=reference, values=values))
    return tuple(found)


def _validity(at: Section) -> Validity:
    if at.value is None:
        return Validity()
    at.keys("from", "to")
    return Validity(
        start=at.at("from").reference() if at.has("from") else None,
        end=at.at("to").reference() if at.has("to") else None,
    )


def _least(at: Section, of_datatype: Decimal | None) -> Decimal | None:
    """The larger of the mapping's own minimum and the datatype's."""
    if at.value is None:
        return of_datatype
    try:
        own = Decimal(str(at.value))
    except InvalidOperation:
        at.fail(f"wants a number, found {at.value!r}")
    return own if of_datatype is None else max(own, of_datatype)
