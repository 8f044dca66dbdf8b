"""Mapping files in: YAML, checked wholly against the ontology before the first record is read."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

import yaml

from ingest.convert import parse_zone
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
    Target,
    Validity,
)
from ingest.names import Names
from ingest.reference import parse_template
from ingest.section import Section, near
from ontology.errors import MappingError
from ontology.general import MULTIPLE
from ontology.load import load_ontology, shipped_packs
from ontology.model import Ontology
from ontology.owl import local_name

MAPPINGS = Path(__file__).parent / "mappings"


def shipped_mappings() -> dict[str, Path]:
    """The mappings that come with Fengmi, by name."""
    return {path.stem: path for path in sorted(MAPPINGS.glob("*.yaml"))}


def load_mapping(name_or_path: str | Path) -> Mapping:
    """Read a shipped mapping by name, or a mapping file, with the ontologies it names.

    Raises MappingError for anything wrong in it, OntologyError for its ontologies.
    """
    path = _path(name_or_path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise MappingError(f"{path}: no such file; check the path") from error
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(f"{path}: cannot be read ({error}); save it as UTF-8 text") from error
    top = _top(path, text)
    ontologies = _ontologies(top.need("ontologies"), path.parent)
    return read_mapping(path, text, load_ontology(ontologies))


def read_mapping(path: Path, text: str, ontology: Ontology) -> Mapping:
    """Check a mapping's text against an ontology. Raises MappingError naming file, place and near match."""
    top = _top(path, text)
    names = Names(ontology)
    dataset = top.need("dataset").text()
    if "/" in dataset or "#" in dataset:
        top.at("dataset").fail(f"'{dataset}' has a / or #; name it with letters, digits and dashes")
    try:
        zone = parse_zone(top.at("zone").text("+08:00"))
    except ValueError as error:
        top.at("zone").fail(str(error))
    files = tuple(_file(section, top, names, ontology) for section in top.need("files").items())
    return Mapping(
        path=path,
        text=text,
        dataset=dataset,
        ontologies=_ontologies(top.need("ontologies"), path.parent),
        ontology=ontology,
        zone=zone,
        currency=top.at("currency").text(""),
        identifiers=_identifiers(top.at("identifiers"), names),
        files=files,
    )


def _path(name_or_path: str | Path) -> Path:
    shipped = shipped_mappings()
    if isinstance(name_or_path, str) and name_or_path in shipped:
        return shipped[name_or_path]
    path = Path(name_or_path)
    if not path.suffix:
        raise MappingError(
            f"no mapping is called '{name_or_path}'{near(str(name_or_path), shipped)}; or give a file's path"
        )
    return path


def _top(path: Path, text: str) -> Section:
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise MappingError(f"{path.name}: not YAML ({' '.join(str(error).split())}); repair that line") from error
    section = Section(file=path.name, place="", value=value)
    return section.keys("dataset", "ontologies", "zone", "currency", "shop", "identifiers", "files")


def _ontologies(at: Section, folder: Path) -> tuple[str | Path, ...]:
    packs = shipped_packs()
    found: list[str | Path] = []
    for item in at.items():
        name = item.text()
        if name in packs:
            found.append(name)
        elif Path(name).suffix:
            found.append(folder / name)
        else:
            item.fail(f"no pack is called '{name}'{near(name, packs)}; or give a file's path")
    return tuple(found)


def _identifiers(at: Section, names: Names) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, section in at.members():
        cls = names.cls(Section(file=at.file, place=at.place, value=name))
        found[cls] = names.data_property(section, section.text(), cls)
    return found


_FILE_KEYS = ("file", "format", "encoding", "delimiter", "records", "record", "shop", "entities", "ignore")


def _file(at: Section, top: Section, names: Names, ontology: Ontology) -> FileSpec:
    at.keys(*_FILE_KEYS)
    file = at.need("file").text()
    kind = at.at("format").text(Path(file).suffix.lstrip(".").lower())
    if kind not in ("json", "csv"):
        at.at("format").fail(f"'{kind}' is not a format we read; use json or csv")
    is_csv = kind == "csv"
    if is_csv and at.has("records"):
        at.at("records").fail("a CSV file's records are its lines; remove it")
    encoding = at.at("encoding").text("utf-8")
    try:
        codecs.lookup(encoding)
    except LookupError:
        at.at("encoding").fail(f"no encoding is called '{encoding}'; use utf-8 or gbk")
    reader = _EntityReader(names=names, ontology=ontology, entities=at.need("entities"))
    entities = reader.read()
    if not any(not entity.each for entity in entities):
        at.at("entities").fail("no entity stands for the record itself; add one without 'each'")
    first = next(entity for entity in entities if not entity.each)
    shop = at.at("shop") if at.has("shop") else top.at("shop")
    return FileSpec(
        file=file,
        csv=is_csv,
        encoding=encoding,
        delimiter=at.at("delimiter").text(","),
        records=() if is_csv else _records(at.need("records")),
        record=at.at("record").template() if at.has("record") else first.key,
        shop=shop.template() if shop.value is not None else parse_template(""),
        entities=entities,
        ignore=tuple(item.text() for item in at.at("ignore").items()),
    )


def _records(at: Section) -> tuple[str, ...]:
    steps = tuple(step for step in at.text().strip("/").split("/") if step)
    for step in steps:
        inner = step[1:-1] if step.startswith("{") and step.endswith("}") else ""
        if ("{" in step or "}" in step or "[" in step) and step != "[]" and not inner.isidentifier():
            at.fail(f"'{step}' is no step; write {{name}} for every key, [] for every item, or a key")
    return steps


_ENTITY_KEYS = (
    "class", "role", "each", "key", "shared", "label", "classify", "when", "valid",
    "properties", "links", "extract", "quote",
)  # fmt: skip
_PROPERTY_KEYS = ("field", "text", "required", "min", "values", "currency", "when", "valid")
_LINK_KEYS = ("entity", "class", "key", "named", "values", "shared", "required", "when", "valid")


@dataclass(frozen=True, slots=True, kw_only=True)
class _EntityReader:
    names: Names
    ontology: Ontology
    entities: Section

    def read(self) -> tuple[EntitySpec, ...]:
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
            classify=at.at("classify").reference() if at.has("classify") else None,
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
        return PropertySpec(
            property=property,
            datatype=self.ontology.datatype(property),
            field=at.at("field").reference() if at.has("field") else None,
            text=at.at("text").template() if at.has("text") else None,
            required=at.at("required").flag(),
            least=_number(at.at("min")),
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
        values = () if anything else tuple(str(item.value) for item in section.items())
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


def _number(at: Section) -> Decimal | None:
    if at.value is None:
        return None
    try:
        return Decimal(str(at.value))
    except InvalidOperation:
        at.fail(f"wants a number, found {at.value!r}")
