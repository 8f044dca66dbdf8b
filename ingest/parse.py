"""Mapping files in: YAML, checked wholly against the ontology before the first record is read."""

from __future__ import annotations

import codecs
from pathlib import Path

import yaml

from ingest.convert import parse_zone
from ingest.facet import least_values
from ingest.mapping import FileSpec, Mapping
from ingest.names import Names
from ingest.parse_entity import EntityReader
from ingest.reference import parse_template
from ingest.section import Section, near
from ontology.errors import MappingError
from ontology.load import load_ontology, shipped_packs
from ontology.model import Ontology

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
    reader = EntityReader(names=names, ontology=ontology, least=least_values(ontology), entities=at.need("entities"))
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
