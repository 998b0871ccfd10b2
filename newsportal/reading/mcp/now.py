"""What stands, and what is silent, as the report tells them: from the records of the last days alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from newsportal.collector import paused
from newsportal.reading.records import Records
from newsportal.reading.report.gather import Facts, gather
from newsportal.reading.search.query import fold
from newsportal.text.china_time import CHINA, iso

_STANDING = 2
"""Days that are read for what stands: a hub that stands was read within so many."""
_RHYTHM = 4
"""Days that are read for what is silent: a pause is told from silence by the pauses in them."""
_CRAWLS = timedelta(days=30)
"""The span of the crawls that are told."""
_CRAWL = (
    "id", "portal", "begin", "end", "outcome", "exit_code", "pages", "articles_new", "headlines_new", "sightings",
    "newest", "alarms",
)  # fmt: skip
"""Fields of a crawl that are told."""
Row = dict[str, Any]


def standing(records: Records, portal: str, block: str) -> Iterator[Row]:
    """The headlines of the hubs that stand, the fullest hub of a portal first, by block and rank. Raises OSError."""
    with paused():
        facts = gather(records, _STANDING)
    return _rows(facts, portal, fold(block)) if facts else iter(())


def _rows(facts: Facts, portal: str, label: str) -> Iterator[Row]:
    for picture in facts.standing:
        if portal not in ("", picture.portal):
            continue
        place = {"portal": picture.portal, "page": picture.url, "seen": _time(picture.seen)}
        for row in (row for block in picture.blocks() for row in block if label in fold(row.block)):
            head = facts.heads[row.headline]
            told = {"title": head.text, "url": head.url, "portals": len(head.portals), "first_seen": _time(head.first)}
            yield place | {"block": row.block, "rank": row.rank, "id": row.headline} | told


def crawls(records: Records, portal: str) -> list[Row]:
    """The last crawls of a portal, or of each the last one, the newest first. Raises OSError."""
    newest = records.newest()
    found = sorted(records.crawls(newest - _CRAWLS) if newest else (), key=lambda crawl: crawl.end, reverse=True)
    last: dict[str, Row] = {}
    for crawl in found:
        if portal in ("", crawl.portal):
            told = asdict(crawl)
            key = crawl.id if portal else crawl.portal
            last.setdefault(key, {name: _plain(told[name]) for name in _CRAWL})
    return [*last.values()]


def silent(records: Records, portal: str) -> list[Row]:
    """The blocks of hubs that are silent or gone, the busiest first. Raises OSError."""
    with paused():
        facts = gather(records, _RHYTHM)
    found = []
    for (name, label), life in facts.blocks.items() if facts else ():
        gone, pause = life.vanished(), life.silence()
        if portal in ("", name) and (gone or pause):
            told = {"portal": name, "block": label, "page": life.page.url, "last_seen": _time(life.last), "gone": gone}
            if pause and not gone:
                told |= {"hours_without_news": round(pause[0] / 3600, 1), "longest_before": round(pause[1] / 3600, 1)}
            found.append((life.count, told))
    return [told for _, told in sorted(found, key=lambda one: one[0], reverse=True)]


def _time(seconds: int) -> str:
    return iso(datetime.fromtimestamp(seconds, CHINA))


def _plain(value: Any) -> Any:
    return iso(value) if isinstance(value, datetime) else value
