"""`fengmi demo`: one of each job on the shipped shop, with proof."""

from __future__ import annotations

import click

from api.check_text import counts_text
from api.cli_common import Work, command
from api.cli_engine import engine_of
from api.cli_serve import HOST, PORT, run_server
from api.demo import Tour, run_tour
from api.printing import (
    completions_text,
    indented,
    load_text,
    proofs_text,
    ruling_text,
    title,
)
from api.progress import progress_bar
from api.wiring import EXAMPLES


@click.command()
@click.option("--serve", is_flag=True, help="Then serve the shop over HTTP.")
@click.option("--host", default=HOST, show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True)
@command
def demo(work: Work, serve: bool, host: str, port: int) -> None:
    """Load the shipped ontologies and the demo shop, and show an answer, a completion and a ruling, with proof."""
    with engine_of(work, create=True) as engine:
        with progress_bar() as progress:
            tour = run_tour(engine, EXAMPLES / "demo-shop", progress)
        work.show(tour, lambda: tour_text(tour))
        if serve:
            run_server(engine, host, port, as_json=False)


def tour_text(tour: Tour) -> str:
    """The tour for people."""
    parts = [
        title("本体 / ontology"),
        indented(f"{'、'.join(tour.documents)}\n{counts_text(tour.ontology)}"),
        title("数据 / facts"),
        indented(load_text(tour.load)),
        title("问答 / questions"),
    ]
    for asked in tour.asked:
        who = f"（顾客 {asked.customer}）" if asked.customer else ""
        parts.append(indented(f"问{who}：{asked.question}\n答：[{asked.reply.status.name}] {asked.reply.text}"))
        if asked.reply.proofs:
            parts.append(indented(proofs_text(asked.reply.proofs), 4))
    parts += [
        title("补全 / completion"),
        indented(f"输入：{tour.typed}"),
        indented(completions_text(tour.completions), 4),
    ]
    parts.append(title("裁决 / rulings"))
    parts += [indented(ruling_text(ruling)) for ruling in tour.rulings]
    return "\n".join(parts)
