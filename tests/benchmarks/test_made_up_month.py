"""The made-up month that the report is measured with has the shape of what crawls write."""

from __future__ import annotations

import importlib
import json
from datetime import datetime, timedelta
from pathlib import Path

import jsonschema
import pytest

from newsportal.output.schema import KINDS, schema
from newsportal.reading.report import write_report
from tests.run import ROOT


def test_its_records_fit_the_schema_and_all_that_stands_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    month = importlib.import_module("made_up_month")
    counts = month.write_month(tmp_path, portals=2, days=0.25)
    for kind in KINDS:
        check = jsonschema.Draft202012Validator(schema(kind))
        lines = (tmp_path / f"{kind}.jsonl").read_text("utf-8").splitlines()
        assert len(lines) == counts[kind] > 0
        for line in lines[:40] + lines[-40:]:
            assert list(check.iter_errors(json.loads(line))) == []
    written = write_report(tmp_path, tmp_path / "report.html", 8, month.START + timedelta(days=1))
    assert written is not None
    assert written.portals == 2
    places = 2 * month.HUBS * month.BLOCKS * month.ROWS
    assert 0.8 * places < written.standing <= min(places, counts["headlines"])
    assert written.as_of < datetime.fromisoformat("2026-10-01T06:10:00+08:00")
