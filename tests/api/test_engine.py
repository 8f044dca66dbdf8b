"""What an engine keeps in step while it lives."""

from __future__ import annotations

import shutil
from pathlib import Path

from api.settings import Settings
from api.wiring import EXAMPLES, open_engine


def test_a_changed_file_is_loaded_into_a_living_engine_with_what_follows(tmp_path: Path, store_url: str) -> None:
    data = tmp_path / "data"
    shutil.copytree(EXAMPLES / "demo-shop", data)
    orders = data / "orders.json"
    text = orders.read_text(encoding="utf-8")
    changed = text.replace('"订单状态": "已签收"', '"订单状态": "已取消"', 1)
    assert changed != text
    orders.write_text(changed, encoding="utf-8")
    engine = open_engine(Settings(store=store_url))
    try:
        engine.infer()
        report = engine.ingest("demo-shop", data)
        assert report.inferred is not None
        assert (report.records.written.created, report.records.written.removed) == (1, 1)
        assert report.inferred.created + report.inferred.removed >= 1
        again = engine.infer()
        assert (again.created, again.changed, again.removed) == (0, 0, 0)
        assert again.facts == report.inferred.facts
    finally:
        engine.close()
