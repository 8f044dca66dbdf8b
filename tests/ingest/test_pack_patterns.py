"""What the packs' patterns read out of titles as shops write them."""

from __future__ import annotations

from datetime import timedelta, timezone
from functools import cache

import pytest

from ingest.classify import Classifier
from ingest.extract import Extractor, LongText
from ontology.general import NS, PRODUCT
from ontology.load import load_ontology
from ontology.model import Ontology
from ontology.owl import local_name


@cache
def _readers(pack: str) -> tuple[Ontology, Classifier, Extractor]:
    ontology = load_ontology([pack])
    return ontology, Classifier(ontology), Extractor(ontology, timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("pack", "title", "classes", "values"),
    [
        ("apparel", "男士短袖衬衫 商务免烫", {"ShirtGarment"}, {}),
        ("apparel", "连帽卫衣加绒男", {"Hoodie"}, {}),
        ("apparel", "女童连衣裙", {"DressGarment"}, {}),
        ("apparel", "婴儿连体衣春秋", {"InfantClothing"}, {}),
        ("apparel", "儿童书包小学生", {"Backpack"}, {}),
        ("apparel", "黑色打底裤袜", {"SockGoods"}, {}),
        ("apparel", "定制刻字卫衣", {"CustomMadeApparel", "Hoodie"}, {}),
        ("apparel", "20寸登机箱 拉杆箱女", {"Suitcase"}, {"suitcaseInches": "20.0"}),
        ("apparel", "防晒衣女 UPF 100+ 透过率3%", {"SunJacket"}, {"upfValue": "100.0", "uvaTransmission": "3.0"}),
        (
            "apparel",
            "白鸭绒羽绒服女中长款 含绒量90% 充绒量180克 蓬松度700",
            {"DownJacket"},
            {"downContent": "90.0", "downWeight": "180.0", "fillPower": "700"},
        ),
        (
            "apparel",
            "冲锋衣 静水压10000mm 透湿量8000",
            {"ShellJacket"},
            {"moistureVapour": "8000.0", "waterproofIndex": "10000.0"},
        ),
        ("electronics", "手机壳适用X1", {"ProtectiveCase"}, {}),
        ("electronics", "手机钢化膜", {"ScreenFilm"}, {}),
        ("electronics", "耳机保护套", set(), {}),
        ("electronics", "笔记本支架", set(), {}),
        ("electronics", "相机内存卡", {"MemoryCardGoods"}, {}),
        ("electronics", "无线充电宝", {"PowerBank"}, {}),
        ("electronics", "120Hz高刷 折叠屏手机", {"FoldablePhone"}, {"refreshRate": "120.0"}),
        ("electronics", "笔记本充电器65W", {"PowerAdapter"}, {"outputWatt": "65.0"}),
        ("electronics", "移动固态硬盘1TB", {"PortableSSD"}, {"storageGB": "1024.0"}),
        ("electronics", "智能手表 续航12天", {"SmartWatch"}, {"playHours": "288.0"}),
        (
            "electronics",
            "5000mAh电池 67W快充 5G手机",
            {"MobilePhone"},
            {"batteryCapacity": "5000.0", "maxChargeWatt": "67.0"},
        ),
        (
            "electronics",
            "降噪48dB 真无线蓝牙耳机 续航32小时",
            {"TrueWirelessEarbuds"},
            {"noiseReduction": "48.0", "playHours": "32.0"},
        ),
    ],
)
def test_a_title_gives_its_kind_and_its_numbers(
    pack: str, title: str, classes: set[str], values: dict[str, str]
) -> None:
    ontology, classifier, extractor = _readers(pack)
    found = classifier.classes(title, PRODUCT)
    under = frozenset(found).union(*(ontology.superclasses(cls) for cls in found))
    facts = extractor.facts("urn:x", under, [LongText(property=NS + "name", text=title, source="x")])
    assert {local_name(cls) for cls in found} == classes
    assert {local_name(fact.property): str(fact.value) for fact in facts} == values
