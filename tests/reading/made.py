"""Output folders for readers, written line by line."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from newsportal.items import Article, Crawl, Sighting, record
from newsportal.text.china_time import CHINA

NOON = datetime(2026, 11, 20, 12, tzinfo=CHINA)
"""The time from which hours are counted."""


def at(hours: float) -> str:
    return (NOON + timedelta(hours=hours)).isoformat(timespec="microseconds")


class Made:
    """Crawls of made-up portals: `see` what stands on their pages, then `end` the crawl; `write` writes the files."""

    def __init__(self) -> None:
        self.lines: dict[str, list[dict[str, Any]]] = {"articles": [], "headlines": [], "sightings": [], "crawls": []}

    def see(
        self, portal: str, hours: float, page: str, block: str, *texts: str, kind: str = "new", **more: Any
    ) -> None:
        """Headlines in one block, by rank; a text is its own id unless `headline` names one."""
        for rank, text in enumerate(texts, 1):
            known = {"headline": text, "url": f"https://{portal}.example/{text}.html", "text": text, "full_text": text}
            place = {"page": page, "page_role": "hub", "block": block, "block_role": "list", "rank": rank}
            shape = record(
                Sighting(
                    **known, **place, kind=kind, portal=portal, crawl=self.name(portal, hours), seen=NOON,
                    text_from="shown",
                )
            )  # fmt: skip
            later = {"place": 0, "also": [], "verdict": None}
            self.lines["sightings"].append(shape | later | {"seen": at(hours)} | more)

    def gone(self, portal: str, hours: float, block: str, text: str) -> None:
        self.see(portal, hours, "", block, text, kind="gone", page_role="", rank=0, url="")

    def article(
        self, portal: str, hours: float, title: str, story: str, *, claimed: float, source: str, **more: Any
    ) -> None:
        shape = record(Article(url=f"https://{portal}.example/{title}.html", portal=portal, crawl="", fetched=NOON))
        self.lines["articles"].append(
            shape
            | {"title": title, "story": story, "source": source, "fetched": at(hours), "published": at(claimed)}
            | {"published_precision": "minute", "text": "正文"}
            | more
        )

    def end(self, portal: str, hours: float, **more: Any) -> None:
        begin = NOON + timedelta(hours=hours)
        crawl = Crawl(
            id=self.name(portal, hours), portal=portal, spider=portal, arguments={}, begin=begin,
            end=begin + timedelta(minutes=1), reason="finished", exit_code=0, outcome="did its job", **more,
        )  # fmt: skip
        self.lines["crawls"].append(record(crawl))

    def write(self, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        for kind, lines in self.lines.items():
            text = "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in lines)
            (folder / f"{kind}.jsonl").write_bytes(text.encode("utf-8", "surrogatepass"))
        return folder

    @staticmethod
    def name(portal: str, hours: float) -> str:
        return f"{NOON + timedelta(hours=hours):%Y%m%dT%H%M%S}Z-{portal}"
