import pytest

from ingest.reference import Scope, parse_reference, parse_template

RECORD = Scope(value={"甲": {"乙": 1}, "空": " ", "无": None}, variables={"order": "D1"})
ITEM = RECORD.item({"name": "杯"}, "列", 2)


@pytest.mark.parametrize(
    ("text", "scope", "value", "field"),
    [
        ("甲/乙", RECORD, 1, "甲/乙"),
        ("空|无|甲/乙", RECORD, 1, "甲/乙"),
        ("名称|name", ITEM, "杯", "列/2/name"),
        ("../甲/乙", ITEM, 1, "甲/乙"),
        ("$order", ITEM, "D1", "$order"),
        ("$place", ITEM, "2", "$place"),
        (".", ITEM, {"name": "杯"}, "列/2"),
    ],
)
def test_reference_finds_the_value_and_names_its_field(text: str, scope: Scope, value: object, field: str) -> None:
    found = parse_reference(text).look(scope)
    assert found is not None
    assert (found.value, found.field) == (value, field)


@pytest.mark.parametrize("text", ["空", "无", "没有", "../甲", "$user", "甲/乙/丙"])
def test_reference_to_nothing_finds_nothing(text: str) -> None:
    assert parse_reference(text).look(RECORD) is None


def test_template_needs_all_of_its_fields_and_a_label_takes_what_there_is() -> None:
    template = parse_template("{$order}-{没有}")
    assert template.fill(RECORD) is None
    assert template.fill_known(RECORD) == "D1-"
    assert parse_template("{$order}-{甲/乙}").fill(RECORD) == "D1-1"


@pytest.mark.parametrize("text", ["", "a//b", "a/../b", "$", "$1"])
def test_malformed_reference_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write"):
        parse_reference(text)
