"""Output files that are awkward to read: what a reader may guess from their first lines is wrong for their last."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from newsportal.items import Article, Crawl, Headline, Sighting, line
from newsportal.output.sql import views
from newsportal.text.china_time import CHINA, iso

NUMBER, TIME = "0012345678901234", datetime(2026, 11, 28, 23, 59, 59, 999_950, CHINA)
"""An id of digits only, and the time of the first line: the 50th has no microseconds, and another day."""
WORDS = '“合龙”\u2028\\"🌉"\\\n第二段'
FIRST = (
    Article(url=NUMBER, portal="a", crawl=NUMBER, fetched=TIME),
    Headline(
        id=NUMBER, kind="new", text="题", text_from="shown", url="u", portal="a", page="p", page_role="hub", block="",
        block_role="list", rank=1, first_seen=TIME, crawl=NUMBER,
    ),
    Sighting(
        headline=NUMBER, kind="new", portal="a", crawl=NUMBER, seen=TIME, text="题", full_text="题", text_from="shown",
        url="u", page="p", page_role="hub", block="", block_role="list", rank=1,
    ),
    Crawl(
        id=NUMBER, portal="a", spider="a", arguments={}, begin=TIME, end=TIME, reason="", exit_code=0, outcome="",
    ),
)  # fmt: skip
"""The first lines of each file: all that may be unknown is."""
FULL: dict[type, dict[str, Any]] = {
    Article: {
        "title": WORDS, "text": WORDS * 9_000, "published": TIME, "published_precision": "second", "source": WORDS,
        "images": [{"url": "u", "caption": None}, {"url": "u", "caption": WORDS}], "keywords": [WORDS, "桥"],
        "story": NUMBER, "story_rule": "reprint", "content_hash": NUMBER,
        "evidence": [{"field": "title", "by": WORDS, "was": None}],
    },
    Headline: {"kind": "maybe", "text": WORDS, "block": "晚到的栏目", "other": NUMBER},
    Sighting: {
        "kind": "settled", "text": WORDS, "block": "晚到的栏目", "published": TIME, "rule": "bodies", "evidence": WORDS,
        "also": [{"page": "q", "place": 2, "rank": 3}], "other": NUMBER, "verdict": "same", "last_crawl": NUMBER,
    },
    Crawl: {
        "arguments": {"depth": "2"}, "errors": {"late label": 7}, "hubs": {"h": {"": 0, "晚到的栏目": 5}, "i": {"": 0}},
        "article_blocks": {"晚到的栏目": [3, 9]}, "set_aside": [WORDS], "newest": TIME, "hubs_failed": ["h"],
        "alarms": [{"what": "w", "where": WORDS, "expected": "5", "found": "0"}],
    },
}  # fmt: skip
"""What the last lines say beside that."""


def write(folder: Path, first: int) -> Path:
    """The four files and views.sql; each begins with so many lines that say little (crawls with 300 at most)."""
    folder.mkdir()
    for kind, item in zip(("articles", "headlines", "sightings", "crawls"), FIRST, strict=True):
        early, full = line(item), line(type(item)(**_values(item) | FULL[type(item)]))
        lines = [early] * (min(first, 300) if kind == "crawls" else first) + [full] * 3
        lines = [
            text.replace(NUMBER, f"{n:016}").replace(iso(TIME), iso(TIME + timedelta(microseconds=n)))
            for n, text in enumerate(lines)
        ]
        torn = full.encode()[:-30]
        (folder / f"{kind}.jsonl").write_bytes("".join(f"{text}\n" for text in lines).encode() + torn)
    (folder / "views.sql").write_text(views(folder), encoding="utf-8")
    return folder


def _values(item: Any) -> dict[str, Any]:
    return {name: getattr(item, name) for name in type(item).__dataclass_fields__}
