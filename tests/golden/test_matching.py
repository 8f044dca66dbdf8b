import pytest

from tests.golden.matching import found, shown


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        pytest.param("28", "净重28kg", id="before a unit"),
        pytest.param("28", "28.0 千克", id="with zero places"),
        pytest.param("28", "重量（28）", id="in brackets"),
        pytest.param("2.5", "2.50米", id="with a trailing zero"),
        pytest.param("2199", "￥2,199.00", id="with a thousands separator"),
        pytest.param("1999", "１９９９元", id="full width"),
        pytest.param("899x350x752", "899 × 350 × 752mm", id="multiplication sign"),
        pytest.param("899x350x752", "899*350*752", id="asterisk"),
        pytest.param("0.1-0.6MPa", "0.1—0.6 mpa", id="dash and case"),
        pytest.param("承重墙", "墙面需为承 重 墙", id="spaces between letters"),
        pytest.param("已签收", "状态：已签收", id="words"),
    ],
)
def test_expected_text_is_found_however_it_is_written(expected: str, text: str) -> None:
    assert found(expected, text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        pytest.param("28", "280升", id="start of a longer number"),
        pytest.param("28", "128", id="end of a longer number"),
        pytest.param("28", "28.5", id="whole part of a decimal"),
        pytest.param("28", "1.28", id="places of a decimal"),
        pytest.param("2.5", "2.55", id="start of longer places"),
        pytest.param("18", "①8套", id="circled number beside a digit"),
        pytest.param("已签收", "未签收", id="other words"),
    ],
)
def test_a_number_is_found_only_as_a_whole_number_and_words_only_as_they_are(expected: str, text: str) -> None:
    assert not found(expected, text)


def test_words_and_rows_are_looked_at_together() -> None:
    said = shown("价格", [{"value": "1999元"}])
    assert found("价格", said)
    assert found("1999", said)
