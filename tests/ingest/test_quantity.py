import re
from decimal import Decimal

import pytest

from ingest.quantity import Units
from ontology.errors import OntologyError
from ontology.general import NS
from ontology.load import load_ontology

UNITS = Units(load_ontology(["general"]))


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("容量60L", "litre", "60"),
        ("容量6.6 升", "litre", "6.6"),
        ("容量500ml", "litre", "0.5"),
        ("容量3.3kW", "watt", "3300"),
        ("容量1,300瓦", "watt", "1300"),
        ("容量20斤", "kilogram", "10"),
        ("容量16英寸", "millimetre", "406.4"),
    ],
)
def test_quantity_is_read_in_any_unit_of_its_dimension(text: str, unit: str, value: str) -> None:
    found = re.search(UNITS.expand("容量{q}", NS + unit), text)
    assert found is not None
    assert UNITS.normalise(found["q_n"], found["q_u"], NS + unit) == Decimal(value)


@pytest.mark.parametrize("text", ["60L/min", "F60L", "60Lx", "60瓦", "L"])
def test_other_dimensions_and_longer_words_are_not_taken(text: str) -> None:
    assert re.search(UNITS.expand("{q}", NS + "litre"), text) is None


def test_bare_number_is_taken_whole() -> None:
    found = re.search(UNITS.expand("{n}套", ""), "共13.5套")
    assert found is not None
    assert found["n"] == "13.5"


def test_quantity_without_a_unit_is_an_error_of_the_ontology() -> None:
    with pytest.raises(OntologyError, match="g:unit"):
        UNITS.expand("{q}", "")
