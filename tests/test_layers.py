"""The arrows of DESIGN.md §2: who may import whom, and which place wraps which library."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("ontology", "graph", "ingest", "reasoning", "api", "benchmarks")

# What each room may import of ours, itself aside. The longest matching name decides.
ARROWS: dict[str, frozenset[str]] = {
    "ontology": frozenset(),
    "graph": frozenset(("ontology",)),
    "ingest": frozenset(("ontology", "graph")),
    "reasoning": frozenset(("ontology", "graph")),
    "reasoning.rules": frozenset(("ontology", "graph")),
    "reasoning.answer": frozenset(("ontology", "graph", "reasoning.rules")),
    "reasoning.dispute": frozenset(("ontology", "graph", "reasoning.rules")),
    "reasoning.assist": frozenset(("ontology", "graph", "reasoning.rules")),
    "api": frozenset(("ontology", "graph", "ingest", "reasoning")),
    "benchmarks": frozenset(("ontology", "graph", "ingest", "reasoning", "api")),
}

# Where a library may be imported; a name that ends in '/' is a folder, '*' stands for any text.
GATES: dict[str, tuple[str, ...]] = {
    "pyoxigraph": ("ontology/rdf/",),
    "owlready2": (),
    "pyhornedowl": (),
    "rdflib": ("benchmarks/peers.py",),
    "nmo_python": ("benchmarks/peers.py",),
    "reasonable": ("benchmarks/peers.py",),
    "arcadedb": ("graph/embedded*.py", "benchmarks/raw.py"),
    "neo4j": ("graph/neo4j*.py", "benchmarks/raw.py"),
    "strawberry": ("api/graphql/",),
    "graphql": ("api/graphql/",),
    "fastapi": ("api/",),
    "starlette": ("api/",),
    "uvicorn": ("api/",),
    "click": ("api/",),
    "rich": ("api/",),
    "rjieba": ("reasoning/answer/",),
    "jieba": ("reasoning/answer/",),
    "rapidfuzz": ("reasoning/answer/", "ontology/checks/"),
    "daachorse": ("reasoning/answer/",),
    "yaml": ("ontology/competency.py", "ingest/", "api/"),
    "prompt_toolkit": ("api/",),
    "py2neo": (),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Import:
    """One import statement: where it stands and which module it names."""

    path: PurePosixPath
    line: int
    module: str
    local: bool

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: imports {self.module}"


def imports_of(root: Path) -> Iterator[Import]:
    for room in ROOMS:
        for file in sorted((root / room).rglob("*.py")):
            yield from _imports_in(file, PurePosixPath(file.relative_to(root).as_posix()))


def _imports_in(file: Path, path: PurePosixPath) -> Iterator[Import]:
    tree = ast.parse(file.read_text(encoding="utf-8"), filename=str(path))
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        for module in _named(node, path):
            yield Import(path=path, line=getattr(node, "lineno", 0), module=module, local=id(node) in inside)


def _named(node: ast.AST, path: PurePosixPath) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    base = list(path.parts[: -node.level]) if node.level else []
    module = ".".join([*base, *([node.module] if node.module else [])])
    # `from reasoning import answer` names the sub-room, so each imported name is looked at as well.
    return [f"{module}.{alias.name}" for alias in node.names]


def crossings(root: Path) -> list[str]:
    """Imports that go against the arrows."""
    return [str(found) for found in imports_of(root) if not _follows_arrows(found)]


def _follows_arrows(found: Import) -> bool:
    home = _room(".".join(found.path.with_suffix("").parts))
    target = _room(found.module)
    if not target or target == home:
        return True
    return any(_within(target, allowed) for allowed in ARROWS[home])


def _room(module: str) -> str:
    fitting = [room for room in ARROWS if _within(module, room)]
    return max(fitting, key=len, default="")


def _within(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def sneaks(root: Path) -> list[str]:
    """Imports of a wrapped library outside the place that wraps it."""
    return [
        str(found)
        for found in imports_of(root)
        if (gates := GATES.get(found.module.partition(".")[0])) is not None
        and not any(_at_gate(found.path, gate) for gate in gates)
    ]


def _at_gate(path: PurePosixPath, gate: str) -> bool:
    return str(path).startswith(gate) if gate.endswith("/") else path.match(gate)


def hidden(root: Path) -> list[str]:
    """Imports inside a function."""
    return [str(found) for found in imports_of(root) if found.local]


def cycles(root: Path) -> list[str]:
    """Modules that import one another, directly or through others."""
    modules = {
        ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        for room in ROOMS
        for file in (root / room).rglob("*.py")
    }
    edges: dict[str, set[str]] = {module: set() for module in modules}
    for found in imports_of(root):
        source = ".".join(found.path.with_suffix("").parts).removesuffix(".__init__")
        target = found.module if found.module in modules else found.module.rpartition(".")[0]
        if target in modules and target != source:
            edges[source].add(target)
    return sorted(module for module in modules if module in _reachable(module, edges))


def _reachable(start: str, edges: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(edges[start])
    while waiting:
        module = waiting.pop()
        if module not in seen:
            seen.add(module)
            waiting.extend(edges[module])
    return seen


def test_every_package_is_packed() -> None:
    """Setuptools packs what `packages` lists, and nothing else."""
    listed = set(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"])
    found = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for room in ROOMS
        if room != "benchmarks"
        for path in (ROOT / room).rglob("__init__.py")
    }
    assert found - listed == set()


def test_imports_follow_the_arrows() -> None:
    assert crossings(ROOT) == []


def test_each_library_is_imported_at_its_gate_only() -> None:
    assert sneaks(ROOT) == []


def test_no_import_hides_inside_a_function() -> None:
    assert hidden(ROOT) == []


def test_no_module_imports_itself_through_others() -> None:
    assert cycles(ROOT) == []


def _tree(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("ontology/a.py", "from graph.port import Table"),
        ("graph/a.py", "import ingest"),
        ("ingest/a.py", "from reasoning.rules import infer"),
        ("reasoning/rules/a.py", "from reasoning.answer import Answerer"),
        ("reasoning/answer/a.py", "from reasoning import assist"),
        ("reasoning/assist/a.py", "from ..dispute import judge"),
        ("reasoning/dispute/a.py", "from api.wiring import Engine"),
        ("graph/a.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import reasoning.rules"),
    ],
)
def test_an_import_against_the_arrows_is_found(tmp_path: Path, path: str, text: str) -> None:
    assert len(crossings(_tree(tmp_path, {path: text}))) == 1


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("ontology/load.py", "import pyoxigraph"),
        ("reasoning/rules/a.py", "from arcadedb import open_database"),
        ("api/app.py", "import strawberry"),
        ("graph/a.py", "from fastapi import FastAPI"),
        ("reasoning/assist/a.py", "import rjieba as cut"),
        ("ingest/a.py", "import neo4j.time"),
        ("graph/a.py", "import py2neo"),
    ],
)
def test_a_library_outside_its_gate_is_found(tmp_path: Path, path: str, text: str) -> None:
    assert len(sneaks(_tree(tmp_path, {path: text}))) == 1


def test_imports_along_the_arrows_and_at_the_gate_are_allowed(tmp_path: Path) -> None:
    root = _tree(
        tmp_path,
        {
            "ontology/rdf/serial.py": "import pyoxigraph\nfrom ontology.owl import Iri",
            "graph/embedded_write.py": "import arcadedb\nfrom ontology.errors import StoreError",
            "reasoning/answer/link.py": "import rjieba\nfrom reasoning.rules import prove\nfrom . import words",
            "api/graphql/schema.py": "import strawberry\nfrom reasoning.dispute import judge\nfrom ingest import load",
        },
    )
    assert (crossings(root), sneaks(root), hidden(root)) == ([], [], [])


def test_an_import_inside_a_function_is_found(tmp_path: Path) -> None:
    assert len(hidden(_tree(tmp_path, {"graph/a.py": "def f() -> None:\n    import ontology.owl"}))) == 1


def test_a_cycle_is_found(tmp_path: Path) -> None:
    files = {
        "graph/a.py": "from graph.b import x",
        "graph/b.py": "from graph.c import y",
        "graph/c.py": "import graph.a",
    }
    assert cycles(_tree(tmp_path, files)) == ["graph.a", "graph.b", "graph.c"]
