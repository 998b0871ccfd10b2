"""A crawl without a network: sightings and articles handed to Identity in order, for the tests of its rules."""

from __future__ import annotations

import random
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any

from newsportal.dedup.identity import Decision, Identity, Read, Seen, StoryDecision
from newsportal.state.identity.headline_index import SCHEMA, SqliteIndex

START = datetime(2026, 11, 2, 1, tzinfo=UTC)
WORDS = [
    "渔港",
    "船队",
    "鱼苗",
    "码头",
    "灯塔",
    "潮汐",
    "渔民",
    "航道",
    "冷库",
    "市集",
    "海堤",
    "防波",
    "浮标",
    "渔网",
    "船坞",
    "修缮",
    "启用",
    "巡查",
    "统计",
    "增殖",
    "放流",
    "检测",
    "开放",
    "运输",
    "登记",
    "培训",
    "保险",
    "补贴",
    "预报",
    "归航",
]


class Crawling:
    """Identity over an index in memory, with the times and names of a test's crawls."""

    def __init__(self, **options: Any) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        self.connection.executescript(SCHEMA)
        self.identity = Identity(SqliteIndex(self.connection), **options)

    def see(self, text: str, path: str, *, day: float = 0, crawl: str = "", **more: Any) -> Decision:
        """A headline on the portal that the path begins with."""
        portal = path.split("/")[0]
        url = f"http://{portal}.example/{path}"
        values = {"text_from": "shown", "block": "要闻", "portal": portal, "url": url} | more
        crawl = crawl or f"{portal}-{day}"
        return self.identity.headline(Seen(text=text, crawl=crawl, when=START + timedelta(days=day), **values))

    def read(self, title: str, text: str, path: str, *, day: float = 0, **more: Any) -> StoryDecision:
        """An article on the portal that the path begins with."""
        portal = path.split("/")[0]
        url = f"http://{portal}.example/{path}"
        fetched = START + timedelta(days=day)
        return self.identity.article(
            Read(url=url, portal=portal, host=f"{portal}.example", title=title, text=text, fetched=fetched, **more)
        )


def body(seed: int, sentences: int = 12) -> str:
    """An article of its own words, some 30 characters a sentence."""
    chance = random.Random(seed)
    lines = ("".join(chance.choices(WORDS, k=14)) + f"{chance.randrange(10, 9999)}尾" for _ in range(sentences))
    return "\n".join(f"{line}。" for line in lines)
