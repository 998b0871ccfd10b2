"""Output files of a made-up month: portals whose hubs are read by the hour, in the shape that crawls write.

Each portal has hubs of blocks; an hour's crawl reads some of them again and finds a few headlines new at a block's top,
the others further down and the last ones gone. One new headline in seven stood on another portal before; one in three
has an article, and those of one headline are a story. Words are those of benchmarks/made_up.py.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from made_up import headlines

from newsportal.items import Article, Crawl, Headline, Sighting, record
from newsportal.output.schema import KINDS
from newsportal.text.china_time import CHINA

START = datetime(2026, 10, 1, tzinfo=CHINA)
LABELS = [
    *("头条", "要闻", "国内", "国际", "财经", "科技", "体育", "文化", "社会", "教育"),
    *("健康", "汽车", "房产", "旅游", "军事", "图片", "视频", "评论", "专题", "排行"),
]
BLOCKS, ROWS, HUBS = 3, 9, 60
"""Blocks on a hub, headlines in one, hubs of a portal."""
_NEW = 6
"""New headlines of a hub that is read again, about."""


@dataclass
class Made:
    """Where the records go, and what each kind looks like."""

    files: dict[str, TextIO]
    shapes: dict[str, dict[str, Any]]
    chance: random.Random
    words: Any
    bodies: list[str]
    pool: list[tuple[str, str, str]] = field(default_factory=list)
    """Headlines of other portals: id, text, story."""
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    number: int = 0

    def write(self, file: str, /, **values: Any) -> None:
        """Write one record: its other fields as a record without them has them."""
        self.counts[file] += 1
        self.files[file].write(json.dumps(self.shapes[file] | values, ensure_ascii=False) + "\n")


def _shapes() -> dict[str, dict[str, Any]]:
    """An empty record of each kind in the schema of today."""
    text = {"text": "", "text_from": "shown", "url": "", "portal": "", "crawl": "", "block": ""}
    sighting = Sighting(
        **text, headline="", kind="", seen=START, full_text="", page="", page_role="hub", block_role="list", rank=0
    )
    known = {name: value for name, value in record(sighting).items() if name in Headline.__slots__}
    headline = Headline(**{**known, "first_seen": START, "id": ""})
    article = Article(url="", portal="", crawl="", fetched=START)
    crawl = Crawl(
        id="", portal="", spider="", arguments={}, begin=START, end=START, reason="finished", exit_code=0,
        outcome="did its job",
    )  # fmt: skip
    return {
        "articles": record(article),
        "headlines": record(headline),
        "sightings": record(sighting),
        "crawls": record(crawl),
    }


class Portal:
    """One portal: its hubs and what stands on them."""

    def __init__(self, number: int, made: Made) -> None:
        self.name, self.made = f"portal{number:02}", made
        home = f"https://www.{self.name}.example/"
        self.hubs = [home, *(f"{home}{'channel' if n % 2 else 'pindao'}{n}/" for n in range(1, HUBS))]
        self.rows: dict[str, list[list[tuple[str, str, str]]]] = {hub: [[] for _ in range(BLOCKS)] for hub in self.hubs}

    def crawl(self, begin: datetime, rate: float) -> None:
        """One crawl: each hub is read with this probability, all by the first."""
        made, chance = self.made, self.made.chance
        name = f"{begin.astimezone().strftime('%Y%m%dT%H%M%S%fZ')}-{self.name}"
        read = [hub for hub in self.hubs if not self.rows[hub][0] or chance.random() < rate]
        lines, new = made.counts["sightings"], made.counts["headlines"]
        for number, hub in enumerate(read):
            seen = (begin + timedelta(seconds=2.1 * number + chance.random())).isoformat(timespec="microseconds")
            for place, rows in enumerate(self.rows[hub], 1):
                self._block(name, hub, place, rows, seen)
        end = begin + timedelta(seconds=3 * len(read) + 1)
        made.write(
            "crawls", id=name, portal=self.name, spider=self.name, begin=begin.isoformat(timespec="microseconds"),
            end=end.isoformat(timespec="microseconds"), pages=len(read), unchanged=HUBS - len(read),
            headlines_new=made.counts["headlines"] - new, sightings=made.counts["sightings"] - lines,
            hubs_unchanged=[hub for hub in self.hubs if hub not in read],
        )  # fmt: skip

    def _block(self, crawl: str, hub: str, place: int, rows: list[tuple[str, str, str]], seen: str) -> None:
        made, chance = self.made, self.made.chance
        label = LABELS[(hash_of(hub) + place) % len(LABELS)]
        common = {"portal": self.name, "crawl": crawl, "seen": seen, "block": label}
        fresh = [self._headline(common, hub, place) for _ in range(chance.randrange(_NEW) if rows else ROWS)]
        kept = rows[: ROWS - len(fresh)]
        for name, text, _ in rows[len(kept) :]:
            left = {"text": text, "full_text": text, "page_role": "", "block_role": "", "pages": 0}
            made.write("sightings", **common, **left, headline=name, kind="gone")
        rows[:] = [row for row, _ in fresh] + kept
        kinds = [kind for _, kind in fresh] + ["repeat"] * len(kept)
        for rank, ((name, text, url), kind) in enumerate(zip(rows, kinds, strict=True), 1):
            why = {"rule": "address", "evidence": "same address"} if kind == "repeat" else {}
            made.write(
                "sightings", **common, **why, place=place, headline=name, kind=kind, text=text, full_text=text, url=url,
                page=hub, rank=rank,
            )  # fmt: skip

    def _headline(self, common: dict[str, Any], hub: str, place: int) -> tuple[tuple[str, str, str], str]:
        """A headline that this block shows for the first time, and the kind of its sighting."""
        made, chance = self.made, self.made.chance
        made.number += 1
        url = f"{hub}{common['seen'][:10].replace('-', '')}/{made.number:08}.html"
        if made.pool and chance.random() < 1 / 7:
            name, text, story = chance.choice(made.pool)
            self._article(common, url, text, story)
            return (name, text, url), "repeat"
        name, text = f"{chance.getrandbits(64):016x}", next(made.words)[: chance.randrange(10, 28)]
        made.write(
            "headlines", **{key: value for key, value in common.items() if key != "seen"}, id=name, text=text, url=url,
            first_seen=common["seen"], kind="new", page=hub, page_role="hub", block_role="list", rank=1,
        )  # fmt: skip
        self._article(common, url, text, name)
        made.pool.append((name, text, name))
        del made.pool[:-2000]
        return (name, text, url), "new"

    def _article(self, common: dict[str, Any], url: str, text: str, story: str) -> None:
        made, chance = self.made, self.made.chance
        if chance.randrange(3):
            return
        made.write(
            "articles", url=url, portal=self.name, crawl=common["crawl"], fetched=common["seen"], title=text,
            text=chance.choice(made.bodies), published=common["seen"], published_precision="second",
            source=chance.choice(("泊川晚报", "岚浦广播", "汐闻网", "青州在线")), story=story,
        )  # fmt: skip


def hash_of(text: str) -> int:
    """A number of a text that is the same in every process."""
    return sum(text.encode())


def write_month(
    folder: Path, *, portals: int = 20, days: float = 30, rate: float = 1 / 31, start: datetime = START
) -> dict[str, int]:
    """Write the four files of so many days; each hub is read again with probability `rate` an hour. Gives how many
    records each file has."""
    folder.mkdir(parents=True, exist_ok=True)
    words = headlines(int(start.timestamp()))
    bodies = ["\n".join(islice(words, 30)) for _ in range(50)]
    files = {kind: (folder / f"{kind}.jsonl").open("a", encoding="utf-8") for kind in KINDS}
    made = Made(files, _shapes(), random.Random(int(start.timestamp())), words, bodies)
    every = [Portal(number, made) for number in range(portals)]
    for hour in range(int(days * 24)):
        for number, portal in enumerate(every):
            portal.crawl(start + timedelta(hours=hour, minutes=number * 3), rate)
    for file in files.values():
        file.close()
    return made.counts
