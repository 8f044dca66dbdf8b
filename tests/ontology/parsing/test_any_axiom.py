"""Axioms of any kind, made up at random, written in each of the two syntaxes and read back."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.canonical import canonical
from ontology.owl import Axiom
from ontology.reader import Document, read_text
from ontology.syntax import Syntax
from ontology.writing.functional import functional_text
from ontology.writing.xml import xml_text
from tests.ontology.parsing.made_up import NS, notes, one_of_each_kind


def _said(axioms: tuple[Axiom, ...]) -> set[Axiom]:
    return {canonical(axiom) for axiom in axioms}


@pytest.mark.parametrize(("write", "syntax"), [(functional_text, Syntax.FUNCTIONAL), (xml_text, Syntax.OWL_XML)])
@settings(max_examples=40)
@given(seed=st.integers(0, 2**32))
def test_axioms_are_read_back_as_they_were(write: Callable[[Document], str], syntax: Syntax, seed: int) -> None:
    axioms, head = one_of_each_kind(seed), notes(Random(seed))
    document = Document(
        file="t", iri=NS[:-1], version="urn:v:1", imports=("urn:a", "urn:b"), text="", axioms=axioms, annotations=head
    )
    back = read_text(write(document), file="t")
    assert _said(back.axioms) == _said(axioms)
    assert (back.syntax, back.iri, back.version, back.imports) == (syntax, NS[:-1], "urn:v:1", ("urn:a", "urn:b"))
    assert (back.annotations, back.unread) == (head, ())
