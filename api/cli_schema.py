"""`fengmi schema`: the graph's constraints, indexes, labels, types and keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import click
from rich.cells import cell_len

from api.cli_common import Work, command
from api.cli_engine import engine_of
from api.graph_shape import GraphShape

_UNIQUE = "unique"


@click.command()
@command
def schema(work: Work) -> None:
    """Show constraints, indexes, and labels, relationship types and keys with their counts."""
    with engine_of(work) as engine:
        shape = engine.shape()
    work.show(shape, lambda: shape_text(shape))


def shape_text(shape: GraphShape) -> str:
    """The shape for people: one name a line, most frequent first."""
    constraints = [index for index in shape.indexes if index.kind == _UNIQUE]
    others = [index for index in shape.indexes if index.kind != _UNIQUE]
    parts = [
        _lines("约束 constraints", [(f"{i.label}({', '.join(i.keys)})", i.kind) for i in constraints]),
        _lines("索引 indexes", [(f"{i.label}({', '.join(i.keys)})", i.kind) for i in others]),
        _lines("标签 labels", _frequent(shape.labels)),
        _lines("关系 types", _frequent(shape.types)),
        _lines("属性键 keys (Entity)", _frequent(shape.keys)),
    ]
    return "\n".join(parts)


def _frequent(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(name, str(count)) for name, count in ordered if count]


def _lines(title: str, rows: Iterable[tuple[str, str]]) -> str:
    shown = list(rows)
    # A Chinese character takes two columns of a terminal.
    width = max((cell_len(name) for name, _ in shown), default=0)
    body = [f"  {name}{' ' * (width - cell_len(name))}  {value}" for name, value in shown]
    return "\n".join([click.style(f"{title} {len(shown)}", bold=True), *body])
