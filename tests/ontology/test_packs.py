"""The packs that come with Fengmi."""

import re
from functools import cache

import pytest

from ontology.checks import ProblemKind, problems
from ontology.general import CLASS_PATTERN, NS, PATTERN, UNIT, UNIT_CLASS
from ontology.load import load_ontology, shipped_packs
from ontology.model import Ontology
from ontology.owl import XSD, Iri, local_name
from ontology.reader import read_file
from ontology.terms import TermKind

PACKS = tuple(shipped_packs())


@cache
def _all() -> Ontology:
    return load_ontology(PACKS)


def test_the_promised_packs_are_shipped() -> None:
    assert {
        "general",
        "home_appliances",
        "apparel",
        "electronics",
        "beauty",
        "fresh_food",
        "service",
        "dispute",
    } <= set(PACKS)


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_loads_with_nothing_but_its_imports(pack: str) -> None:
    documents = load_ontology([pack]).documents
    assert documents[-1].iri == f"https://fengmi.example/{pack.replace('_', '-')}"


def test_all_packs_load_together_in_any_order() -> None:
    assert {d.iri for d in load_ontology(reversed(PACKS)).documents} == {d.iri for d in _all().documents}


@pytest.mark.parametrize("pack", PACKS)
def test_every_line_of_a_pack_arrives(pack: str) -> None:
    text = shipped_packs()[pack].read_text(encoding="utf-8")
    lines = {line.strip() for line in text.splitlines() if re.match(r"\s*[A-Z]\w*\(", line)}
    header = {line for line in lines if line.startswith(("Prefix(", "Ontology(", "Import(", "Annotation("))}
    assert len(read_file(shipped_packs()[pack]).axioms) == len(lines - header)


def test_every_term_has_a_label_in_chinese_and_english() -> None:
    assert [p.text for p in problems(_all()) if p.kind is ProblemKind.MISSING_LABEL] == []


def test_no_term_is_used_that_is_declared_nowhere() -> None:
    assert [p.text for p in problems(_all()) if p.kind is ProblemKind.UNDECLARED] == []


def test_only_ambiguous_words_are_left_to_look_at() -> None:
    ambiguous = (ProblemKind.SAME_LABEL, ProblemKind.SAME_SYNONYM)
    assert [p.text for p in problems(_all()) if p.kind not in ambiguous] == []


def test_a_pack_names_its_own_terms_in_its_own_namespace() -> None:
    general = load_ontology(["general"])
    own = [iri for iri in general.terms if "fengmi.example" in iri]
    assert [iri for iri in own if not iri.startswith(NS)] == []


@pytest.mark.parametrize("pack", [pack for pack in PACKS if pack != "general"])
def test_a_pack_says_nothing_new_about_the_class_hierarchy_of_the_general_one(pack: str) -> None:
    general, together = load_ontology(["general"]), load_ontology([pack])
    classes = [term.iri for term in general.of_kind(TermKind.CLASS) if term.iri.startswith(NS)]
    grown = [
        local_name(iri)
        for iri in classes
        if {i for i in together.superclasses(iri) if i in classes}
        != {i for i in general.superclasses(iri) if i in classes}
    ]
    assert grown == []


def test_every_pattern_is_a_regular_expression() -> None:
    ontology = _all()
    for iri in ontology.terms:
        for value in (*ontology.annotations(iri, PATTERN), *ontology.annotations(iri, CLASS_PATTERN)):
            re.compile(value.text.replace("{q}", r"(?P<q_n>\d+)").replace("{n}", r"(?P<n>\d+)"))


def test_every_unit_of_a_property_is_a_unit() -> None:
    ontology = _all()
    units = {
        axiom.args[1].text
        for axiom in ontology.axioms
        if axiom.kind == "ClassAssertion" and axiom.args[0] == Iri(UNIT_CLASS) and isinstance(axiom.args[1], Iri)
    }
    used = {value.text for iri in ontology.terms for value in ontology.annotations(iri, UNIT)}
    assert used - units == set()


def test_money_is_never_a_float() -> None:
    ontology = _all()
    floats = (XSD + "float", XSD + "double")
    assert [p.iri for p in ontology.of_kind(TermKind.DATA_PROPERTY) if ontology.datatype(p.iri) in floats] == []
