"""Files that version 0.1 wrote (schema version 1) are read, and written anew as version 2."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from newsportal.items import Crawl, current, item_of, record
from newsportal.output import history
from newsportal.output.open import open_store
from newsportal.output.replay import rebuild
from newsportal.output.schema import KINDS, schema
from tests.run import records

ARTICLE = {
    "url": "http://river.example/1.html", "portal": "river", "crawl": "c1",
    "fetched": "2026-11-24T08:00:00.000250+08:00",
    "title": "栖川县新桥通车", "text": "两岸居民往来只要五分钟。", "published": "2026-11-24T07:30:00+08:00",
    "published_precision": "minute", "images": [{"url": "http://river.example/1.jpg", "caption": None}],
}  # fmt: skip
SIGHTING = {
    "headline": "0012345678901234", "kind": "new", "portal": "river", "crawl": "c1",
    "seen": "2026-11-24T08:00:01+08:00",
    "text": "栖川县新桥通车", "full_text": "栖川县新桥通车", "text_from": "shown", "url": "http://river.example/1.html",
    "page": "http://river.example/", "page_role": "hub", "block": "要闻", "block_role": "list", "rank": 1, "pages": 2,
    "published": None, "published_precision": None, "rule": None, "evidence": None, "other": None, "last_crawl": None,
}  # fmt: skip
CRAWL = {
    "id": "c1", "portal": "river", "spider": "river", "arguments": {"depth": "2"}, "begin": "2026-11-24T08:00:00+08:00",
    "end": "2026-11-24T08:01:00.5+08:00", "reason": "finished", "exit_code": 5, "outcome": "alarm",
    "sightings_by_kind": {"new": 1}, "errors": {"http 404": 3, "timeout": 1},
    "hubs": {"http://river.example/": {"要闻": 12, "": 3}, "http://river.example/list/": {"": 0}},
    "article_blocks": {"相关阅读": [4, 20]},
    "alarms": [{"what": "hub gives no headlines", "where": "x", "expected": "at least 5", "found": 0}],
    "newest": "2026-11-24T07:30:00+08:00",
}  # fmt: skip


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A project's folder with lines of version 1."""
    for kind, line in (("articles", ARTICLE), ("sightings", SIGHTING), ("crawls", CRAWL)):
        (tmp_path / "output").mkdir(exist_ok=True)
        (tmp_path / "output" / f"{kind}.jsonl").write_text(f"{json.dumps(line, ensure_ascii=False)}\n", "utf-8")
    return tmp_path


def test_the_record_of_a_crawl_is_the_same_crawl_in_either_version() -> None:
    crawl = item_of(Crawl, CRAWL)
    assert crawl.hubs == CRAWL["hubs"]
    assert item_of(Crawl, record(crawl)) == crawl
    line = current(Crawl, CRAWL)
    assert line["errors"] == [{"label": "http 404", "count": 3}, {"label": "timeout", "count": 1}]
    assert line["arguments"] == [{"name": "depth", "value": "2"}]
    assert line["article_blocks"] == [{"label": "相关阅读", "pages": 4, "count": 20}]
    assert [tuple(hub.values()) for hub in line["hubs"]] == [
        ("http://river.example/", "要闻", 12), ("http://river.example/", "", 3), ("http://river.example/list/", "", 0),
    ]  # fmt: skip
    assert line["alarms"][0]["found"] == "0"


def test_a_history_of_both_versions_is_one(output: Path) -> None:
    later = current(Crawl, CRAWL | {"id": "c2"})
    with (output / "output" / "crawls.jsonl").open("a", encoding="utf-8") as file:
        file.write(f"{json.dumps(later)}\n")
    first, second = history.crawls(open_store(output / "output"), "river", last=9)
    assert (first.id, second.id, first.hubs, first.errors) == ("c1", "c2", second.hubs, second.errors)


def test_a_rebuild_writes_every_file_as_version_2(output: Path) -> None:
    counts = rebuild(open_store(output / "output"), open_store(output / "new" / "output"))
    assert counts["crawls"] == 1
    for kind, item in KINDS.items():
        (line,) = records(output / "new", kind)
        jsonschema.Draft202012Validator(schema(kind), format_checker=jsonschema.FormatChecker()).validate(line)
        assert list(line) == [field.name for field in fields(item)]
        assert {len(line[name]) for name in times(item) if line[name]} == {32}
    (sighting,) = records(output / "new", "sightings")
    assert (sighting["place"], sighting["also"], sighting["pages"]) == (0, [], 2)


def times(item: Any) -> list[str]:
    return [field.name for field in fields(item) if "datetime" in str(field.type)]
