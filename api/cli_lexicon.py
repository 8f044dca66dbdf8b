"""`fengmi ontology lexicon`: which words of a question mean which terms."""

from __future__ import annotations

import click

from api.cli_common import Work, command
from ontology.load import load_ontology
from reasoning.answer.lexicon import Lexicon, Meaning, Wording

_RANKS = ("rdfs:label", "skos:altLabel", "skos:hiddenLabel")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE..")
@click.option("--word", metavar="TEXT", help="Only what is found in this text, as in a question.")
@command
def lexicon(work: Work, files: tuple[str, ...], word: str | None) -> None:
    """List the words by which questions name the terms of packs or OWL files, folded and with their sound.

    Derived from labels, synonyms and wordings; values and codes of a shop's own goods are looked up in its store.
    """
    found = Lexicon(load_ontology(files))
    wordings = found.wordings() if word is None else found.wordings_in(word)
    work.show(wordings, lambda: "\n".join(map(_line, wordings)) or "（没有词）")


def _line(wording: Wording) -> str:
    sound = f"  [{wording.sound}]" if wording.sound else ""
    return f"{wording.text}{sound}  {'；'.join(map(_meant, wording.meanings))}"


def _meant(meaning: Meaning) -> str:
    return f"{meaning.role.value} <{meaning.iri}> {_RANKS[meaning.rank]}"
