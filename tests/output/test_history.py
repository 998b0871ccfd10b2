"""The last crawls of a portal, read from the end of their file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from newsportal.items import line
from newsportal.output import history
from newsportal.output.open import open_store
from tests.health.crawls import HOME, TEN, crawl


def test_history_reads_the_last_crawls_of_a_portal_whatever_else_the_file_holds(tmp_path: Path) -> None:
    path = tmp_path / "crawls.jsonl"
    long = [crawl(n, hubs={f"{HOME}{i}": {"要闻" * 40: 1} for i in range(n * 30)}) for n in range(30)]
    others = [replace(c, portal="other") for c in TEN]
    lines = [line(c) for pair in zip(long, [*others, *others, *others], strict=True) for c in pair]
    newer = json.dumps(json.loads(lines[-2]) | {"id": "newer", "added later": 1}, ensure_ascii=False)
    path.write_text("\n".join(["not json", "[1]", '{"id": "old"}', *lines, newer, '{"id": "torn']), encoding="utf-8")
    read = history.crawls(open_store(tmp_path), "portal", last=7)
    assert [c.id for c in read] == [*(c.id for c in long[-6:]), "newer"]
    assert read[0] == replace(long[-6], begin=read[0].begin, end=read[0].end)
    assert (read[0].begin, read[0].end) == (long[-6].begin, long[-6].end)
    assert len(history.crawls(open_store(tmp_path), last=1000)) == 61
    assert history.crawls(open_store(tmp_path / "none"), last=5) == []
