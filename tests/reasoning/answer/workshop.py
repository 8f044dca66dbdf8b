"""The demo shop with copies of all its knowledge and data, which a test may edit as a shop's trainer would."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from graph.port import GraphStore
from ingest import ingest, load_mapping
from ingest.parse import shipped_mappings
from ontology.load import PACKS
from reasoning.rules import infer
from tests.reasoning.answer.desk import Desk, desk_of

DEMO_SHOP = Path(__file__).parents[3] / "examples" / "demo-shop"
SHOP = "fengchao"


@dataclass(frozen=True, kw_only=True, slots=True)
class Workshop:
    """A folder with OWL packs, a mapping and data files; only files are ever edited."""

    folder: Path
    store: GraphStore

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
        path = self.folder / file
        with path.open(encoding="utf-8", newline="") as opened:
            header, *rows = list(csv.reader(opened))
        with path.open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened).writerows([[*header, name], *([*row, values.get(row[0], "")] for row in rows)])

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
        return desk_of(self.store, SHOP)


def workshop_in(folder: Path, store: GraphStore) -> Workshop:
    """Copies of the packs, of the demo shop's mapping with its overlay, and of its data, in one folder."""
    folder.mkdir(parents=True)
    mapping = shipped_mappings()["demo-shop"]
    for path in (*PACKS.glob("*.ofn"), mapping, mapping.with_suffix(".ofn"), *DEMO_SHOP.glob("*.[cj]s*")):
        shutil.copy(path, folder)
    made = Workshop(folder=folder, store=store)
    own = sorted(path.name for path in folder.glob("*.ofn"))
    made.edit_mapping(lambda value: value.update(ontologies=own))
    return made
