"""Commands that ask: ask, complete, judge, explain."""

from __future__ import annotations

import click

from api import printing
from api.cli_common import Work, command
from api.cli_engine import engine_of
from api.instants import read_instant


@click.command()
@click.argument("question")
@click.option("--shop", metavar="ID", help="The shop; needed when the store has several.")
@click.option("--customer", metavar="ID", help="Who asks; without it nobody's personal facts are seen.")
@click.option("--session", metavar="ID", help="Goes on with a conversation, also in the next command.")
@click.option("--as-of", metavar="TIME", help="Judge validity at this instant instead of now.")
@command
def ask(
    work: Work, question: str, shop: str | None, customer: str | None, session: str | None, as_of: str | None
) -> None:
    """Answer a customer's QUESTION, with proof."""
    instant = read_instant(as_of) if as_of else None
    with engine_of(work) as engine:
        reply = engine.ask(question, shop=shop, customer=customer, session=session, as_of=instant)
    work.show(reply, lambda: printing.reply_text(reply))


@click.command()
@click.argument("prefix")
@click.option("--shop", metavar="ID", help="The shop; needed when the store has several.")
@click.option("--session", metavar="ID", help="A conversation whose subject is completed for.")
@click.option(
    "--context", default="", metavar="TEXT", help="What was said before; the thing it names is completed for."
)
@click.option("--first", type=int, default=8, show_default=True, help="At most so many.")
@command
def complete(work: Work, prefix: str, shop: str | None, session: str | None, context: str, first: int) -> None:
    """Suggest what someone who has typed PREFIX may want to say."""
    with engine_of(work) as engine:
        found = engine.complete(prefix, shop=shop, session=session, first=first, context=context)
    work.show(found, lambda: printing.completions_text(found))


@click.command()
@click.argument("case")
@click.option("--as-of", metavar="TIME", help="Rule as of this instant instead of now.")
@command
def judge(work: Work, case: str, as_of: str | None) -> None:
    """Rule on the dispute CASE (its id or IRI), with articles and proof."""
    instant = read_instant(as_of) if as_of else None
    with engine_of(work) as engine:
        ruling = engine.judge(case, instant)
    work.show(ruling, lambda: printing.ruling_text(ruling))


@click.command()
@click.argument("subject")
@click.argument("property")
@click.argument("object")
@click.option("--all", "everything", is_flag=True, help="Every proof by another last step.")
@command
def explain(work: Work, subject: str, property: str, object: str, everything: bool) -> None:
    """Print the proof of a stored fact; each part is an IRI, an id, a label or a local name."""
    with engine_of(work) as engine:
        if everything:
            proofs = engine.explain_all(subject, property, object)
            work.show(proofs, lambda: "\n".join(proof.text() for proof in proofs))
        else:
            proof = engine.explain(subject, property, object)
            work.show(proof, proof.text)
