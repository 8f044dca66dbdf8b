import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentence import SHORTEST, clean, quote, sentences


def cut(text: str) -> list[tuple[str, str]]:
    return [(s.head, s.text) for s in sentences(text)]


def test_text_is_cut_at_sentence_ends_and_line_breaks() -> None:
    assert cut("容量为60升。功率3300瓦！安静吗？很安静；颜色银灰\n保修八年") == [
        ("", "容量为60升"),
        ("", "功率3300瓦"),
        ("", "安静吗？很安静"),
        ("", "颜色银灰"),
        ("", "保修八年"),
    ]


def test_section_heads_are_kept_with_what_follows() -> None:
    assert cut("概述一句话。【尺寸规格】长宽高如下。净重28千克。【颜色】银灰色机身") == [
        ("", "概述一句话"),
        ("尺寸规格", "长宽高如下"),
        ("尺寸规格", "净重28千克"),
        ("颜色", "银灰色机身"),
    ]


def test_numbered_items_are_cut_and_their_title_ends_with_the_list() -> None:
    assert cut("安装流程：1.测量位置；2.固定挂板；10.功率1.5千瓦测试。建议提前预约") == [
        ("安装流程", "测量位置"),
        ("安装流程", "固定挂板"),
        ("安装流程", "功率1.5千瓦测试"),
        ("", "建议提前预约"),
    ]


def test_decimals_and_model_numbers_are_not_cut() -> None:
    assert cut("型号F6.6-20CB，容量6.6L，水压0.1-0.6MPa") == [("", "型号F6.6-20CB，容量6.6L，水压0.1-0.6MPa")]


@pytest.mark.parametrize("text", ["好！安装很方便。", "安装很方便。好！", "【好】好！安装很方便"])
def test_fragments_are_joined_or_left_out(text: str) -> None:
    assert all(len(s) >= 4 for _, s in cut(text))


def test_short_text_is_still_a_sentence() -> None:
    assert cut("白色") == [("", "白色")]


def test_every_sentence_stands_in_its_text() -> None:
    text = clean("【要求】\\n1. 墙体承重。\\n2. 独立插座；【费用】基础安装免费，超出3米收费！")
    found = list(sentences(text))
    assert found
    assert all(s.text in text and text[s.start : s.end].strip() == s.text for s in found)


@given(st.text("好安装。；\n【】1.（）：水 !", max_size=60))
def test_sentences_of_any_text_stand_in_it_in_order_and_are_no_fragments(text: str) -> None:
    found = list(sentences(text))
    assert all(text[s.start : s.end].strip() == s.text for s in found)
    assert [s.start for s in found] == sorted(s.start for s in found)
    assert all(len(s.text) >= SHORTEST for s in found) or len(found) == 1


def test_quotation_covers_all_of_a_match_that_runs_over_sentences() -> None:
    text = "外观好看。收费项目：1.打孔50元；2.支架80元。欢迎选购"
    start = text.index("收费项目")
    assert quote(text, start, text.index("。欢迎")) == "收费项目：1.打孔50元；2.支架80元"
    assert quote(text, text.index("50"), text.index("50") + 2) == "打孔50元"
