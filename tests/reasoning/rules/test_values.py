"""Values as rules conclude them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ontology.owl import XSD
from reasoning.rules.values import derived

decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal("-1e40"), max_value=Decimal("1e40"))


@given(decimals, st.integers(0, 6))
def test_equal_decimals_are_concluded_in_one_form_and_exactly(value: Decimal, zeros: int) -> None:
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    longer = Decimal((sign, (*digits, *[0] * zeros), exponent - zeros))
    found = derived(value, XSD + "decimal")
    assert found == value
    assert str(found) == str(derived(longer, XSD + "decimal"))


def test_a_decimal_is_concluded_without_idle_zeros() -> None:
    given_texts = ("1941.0", "1E+3", "0.10", "-0.00", "12345678901234567890123456789012.50")
    concluded = [str(derived(Decimal(text), XSD + "decimal")) for text in given_texts]
    assert concluded == ["1941", "1000", "0.1", "0", "12345678901234567890123456789012.5"]


def test_equal_instants_are_concluded_in_one_zone() -> None:
    here = datetime.fromisoformat("2024-01-01T08:00:00+08:00")
    there = datetime.fromisoformat("2024-01-01T00:00:00+00:00")
    assert {str(derived(moment, XSD + "dateTime")) for moment in (here, there)} == {str(here)}
