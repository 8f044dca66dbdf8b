"""`fengmi ontology publish`, `versions` and `rollback`: the overlays of shops."""

from __future__ import annotations

import getpass
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from api.cli_common import Work, command
from api.cli_engine import engine_of
from api.difference_text import axioms_text, rulings_text
from api.overlays import Activation
from graph.versions import OverlayVersion

_MOST_MOVED = 12
_DIGEST = 12
_SHOP = click.option("--shop", required=True, metavar="ID", help="The shop, by the id it uses for itself, or its IRI.")
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Check everything, say what would change, and write nothing.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@_SHOP
@click.option("--by", metavar="NAME", help="Who publishes; the user of this computer if not given.")
@_DRY_RUN
@command
def publish(work: Work, file: Path, shop: str, by: str | None, dry_run: bool) -> None:
    """Make an OWL file a shop's overlay: checked, then active as a whole, or refused with nothing changed.

    It imports a pack and is annotated g:overlayOf "SHOP". The questions of the packs below it, and its own in
    NAME.cq.yaml beside it, must be answered. Running servers follow.
    """
    with engine_of(work) as engine:
        done = engine.publish(file, shop, by=by or getpass.getuser(), dry_run=dry_run)
    work.show(done, lambda: activation_text(done))


@click.command()
@_SHOP
@command
def versions(work: Work, shop: str) -> None:
    """List the versions of a shop's overlay that were ever active."""
    with engine_of(work) as engine:
        found = engine.overlay_versions(shop)
    work.show([replace(version, texts=()) for version in found], lambda: versions_text(found))


@click.command()
@_SHOP
@click.option("--to", type=click.IntRange(0), metavar="N", help="A version's number; 0 is none. Default: one before.")
@_DRY_RUN
@command
def rollback(work: Work, shop: str, to: int | None, dry_run: bool) -> None:
    """Return to a version of a shop's overlay."""
    with engine_of(work) as engine:
        done = engine.rollback(shop, to, dry_run=dry_run)
    work.show(done, lambda: activation_text(done))


_UNKNOWN = "（时间不详）"


def activation_text(done: Activation) -> str:
    """Which version is active, and what that changed."""
    impact = done.impact
    verb = "现行" if done.active else "将成为现行（未写入）"
    what = f"第 {done.number} 版" if done.number else "无补充本体"
    lines = [
        f"店铺 {done.shop}：{what} {verb}" + (f"；能力问题 {done.questions} 个，全部通过" if done.questions else ""),
        *(["图库里没有这家店铺的任何记录；店铺号写对了吗？"] if done.empty else []),
        *([f"代替现行的 {', '.join(done.replaced)}，其中的内容不再有效"] if done.replaced else []),
        *axioms_text(impact.axioms),
        f"个体事实：新增 {impact.facts_added}，删除 {impact.facts_removed}",
        f"推出的事实：新增 {impact.appearing}，变更 {impact.changed}，消失 {impact.vanishing}",
    ]
    lines += [f"  {m.label}  +{m.appearing} -{m.vanishing}  <{m.term}>" for m in impact.moved[:_MOST_MOVED]]
    if len(impact.moved) > _MOST_MOVED:
        lines.append(f"  另有 {len(impact.moved) - _MOST_MOVED} 个类或属性；--json 列出全部")
    if impact.cases or impact.cases_left:
        left = f"（另有 {impact.cases_left} 个未比较）" if impact.cases_left else ""
        lines.append(f"案件 {impact.cases}{left}，裁定变更 {len(impact.rulings)}")
        lines += rulings_text(impact.rulings)
    return "\n".join(lines)


def versions_text(versions: Iterable[OverlayVersion]) -> str:
    """One version a line; the active one is marked."""
    lines = [
        f"{'*' if v.active else ' '} {v.number}  {v.at or _UNKNOWN}  {v.by}  {', '.join(v.files)}  {v.digest[:_DIGEST]}"
        for v in versions
    ]
    return "\n".join(lines) or "还没有发布过：fengmi ontology publish FILE --shop ID"
