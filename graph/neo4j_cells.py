"""Values of Neo4j's own types as the plain ones that every store gives."""

from __future__ import annotations

import math
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

from graph.port import Cell

_PLACES = {7203: "cartesian", 9157: "cartesian-3d", 4326: "wgs-84", 4979: "wgs-84-3d"}


def plain(value: Any) -> Cell:
    """A cell: nodes and relationships as their keys, a path as what lies along it, instants as ISO 8601 text."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None  # JSON has neither infinity nor NaN
    if isinstance(value, list | tuple) and not isinstance(value, Point | Duration):
        return [plain(item) for item in value]
    if isinstance(value, Node | Relationship):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return _special(value)


def _special(value: Any) -> Cell:
    if isinstance(value, Path):
        along = [plain(value.nodes[0])]
        for relationship, node in zip(value.relationships, value.nodes[1:], strict=True):
            along += [plain(relationship), plain(node)]
        return along
    if isinstance(value, DateTime | Time):
        return _instant(value)
    if isinstance(value, Date):
        return value.iso_format()
    if isinstance(value, Duration):
        return _duration(value)
    if isinstance(value, Point):
        names = dict(zip("xyz", value, strict=False))
        return {**names, "crs": _PLACES.get(value.srid or 0, ""), "srid": value.srid}
    if isinstance(value, bytes | bytearray):
        return list(value)
    return str(value)


def _instant(value: DateTime | Time) -> str:
    text = value.iso_format()
    clock, mark, zone = text.partition("+")
    if not mark and "-" in text.partition("T")[2]:
        clock, mark, zone = text.rpartition("-")
    if "." in clock:
        clock = clock.rstrip("0").rstrip(".")
    return clock + ("Z" if f"{mark}{zone}" == "+00:00" else f"{mark}{zone}")


def _duration(value: Duration) -> str:
    """ISO 8601, with years and hours taken out of months and seconds."""
    months, days, seconds, nanoseconds = value.months, value.days, value.seconds, value.nanoseconds
    years, months = int(months / 12), int(math.fmod(months, 12))
    day = "".join(f"{n}{unit}" for n, unit in ((years, "Y"), (months, "M"), (days, "D")) if n)
    hours, rest = int(seconds / 3600), int(math.fmod(seconds, 3600))
    minutes, rest = int(rest / 60), int(math.fmod(rest, 60))
    fraction = f".{abs(nanoseconds):09d}".rstrip("0") if nanoseconds else ""
    sign = "-" if (rest < 0 or (not rest and nanoseconds < 0)) else ""
    clock = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M")) if n)
    clock += f"{sign}{abs(rest)}{fraction}S" if rest or fraction else ""
    return f"P{day}" + (f"T{clock}" if clock else "") if day or clock else "PT0S"
