from pathlib import Path

import pytest

from ingest.source import read_csv, read_json
from ontology.errors import SourceError
from tests.ingest.small_shop import SmallShop


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"a": {"b": 1', "cut off"),
        (b'{"a": "b', "cut off"),
        (b"", "cut off"),
        (b'{"a": 1,}', "line 1, column 9"),
        (b'{"a": NaN}', "NaN"),
        (b"[" * 200_000, "nested too deeply"),
        ('{"名": "壶"}'.encode("gbk"), "encoding: gbk"),
        (b'{"a": "\xff\xff\xff"}', "not utf-8"),
        ('{"a": "壶'.encode()[:-1], "cut off inside its last character"),
        ('{"名称": "壶"}'.encode("utf-16"), "encoding: utf-16"),
    ],
)
def test_unreadable_json_says_where_and_what_to_do(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        read_json(path, "utf-8")
    assert str(path) in str(caught.value)
    assert reason in str(caught.value)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"none\.csv: no such file"):
        read_csv(tmp_path / "none.csv", "utf-8", ",")


def test_folder_in_place_of_a_file_is_an_error_of_the_source(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="check the path"):
        read_json(tmp_path, "utf-8")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('甲,乙\n1,"2', "not CSV at line 2"),
        ("甲,甲\n1,2\n", "stands twice"),
        ("", "no header line"),
    ],
)
def test_unreadable_csv_says_where_and_what_to_do(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=reason):
        read_csv(path, "utf-8", ",")


def test_gbk_file_loads_once_its_encoding_is_declared(shop: SmallShop) -> None:
    shop.write_files()
    (shop.folder / "orders.csv").write_bytes("订单,金额,加急,客户,商品\nD1,10,否,张三,P1\n".encode("gbk"))
    with pytest.raises(SourceError, match="encoding: gbk"):
        shop.load_files()
    shop.edit_mapping(lambda top: top["files"][1].update(encoding="gbk"))
    assert shop.load_files().files[1].loaded == 1


def test_byte_order_mark_is_not_part_of_the_first_column(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("甲,乙\n1,2\n", encoding="utf-8-sig")
    assert read_csv(path, "utf-8", ",")[0] == ("甲", "乙")


def test_missing_column_names_the_near_one(shop: SmallShop) -> None:
    shop.orders = "订单,总金额,加急,客户,商品\n"
    with pytest.raises(SourceError, match=r"no column '金额'; did '总金额' mean that\?"):
        shop.load()


def test_missing_top_key_of_a_json_file_is_an_error(shop: SmallShop) -> None:
    shop.edit_mapping(lambda top: top["files"][0].update(records="cases/{product}", shop="s1"))
    with pytest.raises(SourceError, match="no key 'cases' at the top"):
        shop.load()
