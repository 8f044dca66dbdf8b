"""A cut-down demo shop with copies of all its knowledge, which a test may edit as a shop's trainer would."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from graph.bulk_port import BulkStore
from ingest import ingest, load_mapping
from ingest.parse import shipped_mappings
from ontology.load import PACKS
from reasoning.rules import infer
from tests.reasoning.answer.desk import Desk, desk_of

DEMO_SHOP = Path(__file__).parents[3] / "examples" / "demo-shop"
SHOP = "fengchao"
PRODUCTS = {"FC10101", "FC10102", "FC10103", "FC10201", "FC10302"}
ORDERS = {"D261006001", "D261022001", "D261111001", "D261112001", "D261113001"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Workshop:
    """A folder with OWL packs, a mapping and data files; only files are ever edited."""

    folder: Path
    store: BulkStore

    def add(self, pack: str, *axioms: str) -> None:
        """Write axioms into a pack, before its closing bracket."""
        path = self.folder / f"{pack}.ofn"
        text = path.read_text(encoding="utf-8").rstrip()
        assert text.endswith(")")
        path.write_text("\n".join((text[:-1], *axioms, ")\n")), encoding="utf-8")

    def replace(self, pack: str, old: str, new: str) -> None:
        """Put one axiom of a pack in place of another."""
        path = self.folder / f"{pack}.ofn"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old} stands {text.count(old)} times in {path.name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def add_column(self, file: str, name: str, values: dict[str, str]) -> None:
        """Give a CSV file one more column, filled where a row's first cell is named."""
        header, *rows = _read_csv(self.folder / file)
        _write_csv(self.folder / file, [[*header, name], *([*row, values.get(row[0], "")] for row in rows)])

    def add_row(self, file: str, *cells: str) -> None:
        """Give a CSV file one more row; cells that are not given are empty."""
        header, *rows = _read_csv(self.folder / file)
        _write_csv(self.folder / file, [header, *rows, [*cells, *[""] * (len(header) - len(cells))]])

    def edit_mapping(self, change: Callable[[Any], object]) -> None:
        """Apply a function to the mapping as a nested value."""
        path = self.folder / "demo-shop.yaml"
        value = yaml.safe_load(path.read_text(encoding="utf-8"))
        change(value)
        path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")

    def load(self) -> Desk:
        """Load all files into the store, infer, and open a desk on the result."""
        ingest(load_mapping(self.folder / "demo-shop.yaml"), self.folder, self.store)
        infer(self.store)
        return self.desk()

    def desk(self) -> Desk:
        """A desk on what was loaded."""
        return desk_of(self.store, SHOP)


def workshop_in(folder: Path, store: BulkStore) -> Workshop:
    """Copies of the packs, of the demo shop's mapping with its overlay, and of some of its records, in one folder."""
    folder.mkdir(parents=True)
    mapping = shipped_mappings()["demo-shop"]
    for path in (*PACKS.glob("*.ofn"), mapping, mapping.with_suffix(".ofn")):
        shutil.copy(path, folder)
    for path in DEMO_SHOP.glob("*.csv"):
        header, *rows = _read_csv(path)
        kept = [row for row in rows if _is_kept(dict(zip(header, row, strict=True)))]
        _write_csv(folder / path.name, [header, *kept])
    for path in DEMO_SHOP.glob("*.json"):
        (folder / path.name).write_text(json.dumps(_cut(json.loads(path.read_text(encoding="utf-8")))), "utf-8")
    made = Workshop(folder=folder, store=store)
    own = sorted(path.name for path in folder.glob("*.ofn"))
    made.edit_mapping(lambda value: value.update(ontologies=own))
    return made


def _cut(document: dict[str, Any]) -> dict[str, Any]:
    """A file's document with only the records of the chosen products and orders."""
    return {
        key: [record for record in value if _is_kept(record)] if isinstance(value, list) else value
        for key, value in document.items()
    }


def _is_kept(record: dict[str, Any]) -> bool:
    if "订单ID" in record:
        return record["订单ID"] in ORDERS
    return record.get("商品ID") in PRODUCTS | {None}


def _read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))


def _write_csv(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(rows)
