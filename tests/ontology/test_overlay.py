"""Which individuals are a shop's own."""

from __future__ import annotations

import pytest

from ontology.general import individual_iri
from ontology.overlay import Belongings, home_of

BETA = Belongings(
    shop="beta",
    overlays=frozenset(("https://beta.example/own",)),
    others=frozenset(("https://alpha.example/own",)),
)


@pytest.mark.parametrize(
    ("iri", "own", "seen"),
    [
        (individual_iri("Product", "1", shop="beta"), True, True),
        (individual_iri("Product", "1", shop="betamax"), False, False),
        (individual_iri("Brand", "1"), False, True),
        (individual_iri("Shop", "beta"), True, True),
        (individual_iri("Shop", "alpha"), False, True),
        ("https://beta.example/own#Rebate", True, True),
        ("https://beta.example/own/Rebate", True, True),
        ("https://beta.example/owner#Rebate", False, True),
        ("https://alpha.example/own#Rebate", False, False),
        ("urn:x", False, True),
    ],
)
def test_an_iri_tells_whose_an_individual_is(iri: str, own: bool, seen: bool) -> None:
    assert (BETA.own(iri), BETA.seen(iri)) == (own, seen)


def test_the_home_of_an_iri_is_what_stands_before_its_hash_or_last_slash() -> None:
    assert [home_of(iri) for iri in ("https://a.b/c#d", "https://a.b/c/d", "https://a.b/c/#d")] == ["https://a.b/c"] * 3
