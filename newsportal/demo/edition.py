"""What one edition of the demo portal holds: its stories, their order, and the wordings it shows for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import Literal
from zlib import crc32

from newsportal.demo.markup import BASE
from newsportal.demo.stories import FIRST_DAY, NEW_EACH_DAY, Story, data, story, template_of

Template = Literal["portal", "changed"]
UNLISTED = 3
"""The article that no page links to: only the sitemap names it."""
PINNED = 4
"""The article on top of the home page, whose heading was corrected: two pages of edition 1 show the older wording."""
WIRE = "http://wire.example.net"
"""Another host, which the portal's 最新见闻 link to and a crawl of the portal does not visit."""

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@lru_cache(maxsize=2048)
def _story(number: int, articles: int, reworded: bool, recounted: bool) -> Story:
    return story(number, articles, reworded=reworded, recounted=recounted)


@dataclass(frozen=True)
class Edition:
    """One day of the portal; two with equal parameters are equal in every byte."""

    articles: int
    """How many articles edition 1 had."""
    edition: int
    """Its day, from 1."""
    template: Template
    """How its pages are built."""

    @property
    def total(self) -> int:
        """How many articles there are: the highest number."""
        return self.articles + NEW_EACH_DAY * (self.edition - 1)

    @property
    def now(self) -> datetime:
        """The time of its last change."""
        return FIRST_DAY + timedelta(days=self.edition - 1, minutes=20)

    @property
    def size(self) -> int:
        """Articles on a page of a channel."""
        return 5 if self.articles < 200 else 20

    @cached_property
    def reworded(self) -> frozenset[int]:
        """The articles whose headings were corrected since edition 1, one a day."""
        return frozenset(self.articles - 4 - 3 * day for day in range(2, self.edition + 1))

    @cached_property
    def recounted(self) -> frozenset[int]:
        """The articles of which a figure in the text was corrected since edition 1, one a day."""
        return frozenset(self.articles - 5 - 3 * day for day in range(2, self.edition + 1))

    def story(self, number: int) -> Story:
        """Article `number`, from 1 to `total`."""
        return _story(number, self.articles, number in self.reworded, number in self.recounted)

    def shown(self, number: int, *, page: int = 0) -> str:
        """The headline of an article as article `page` or a hub (0) words it."""
        told = self.story(number)
        stale = self.edition == 1 and number == PINNED and page in {0, PINNED + 1}
        return told.former if stale and told.former else told.title

    @cached_property
    def listed(self) -> dict[str, list[int]]:
        """The articles of each channel, newest first."""
        channels: dict[str, list[int]] = {name: [] for name in data("words")["channels"]}
        for number in range(self.total, 0, -1):
            if number != UNLISTED:
                channels[template_of(number)["channel"]].append(number)
        return channels

    def newest(self, count: int) -> list[int]:
        """The newest articles that the portal lists."""
        return [n for n in range(self.total, max(0, self.total - count - 1), -1) if n != UNLISTED][:count]

    def recommended(self, number: int) -> list[int]:
        """The eight of 推荐阅读 beside an article; on every fourth page the first is the page's own article."""
        stride = 11 if self.total % 11 else 7
        others = [(number + stride * step) % self.total + 1 for step in range(1, 12)]
        if number == PINNED + 1:
            others.insert(0, PINNED)
        own = [number] if number % 4 == 0 else []
        return (own + [n for n in dict.fromkeys(others) if n not in {number, UNLISTED}])[:8]

    @cached_property
    def latest(self) -> list[tuple[str, str]]:
        """最新见闻: a hundred pairs of address and words, eight of them echoes of others."""
        plan = data("latest")
        lines, begin = plan["lines"], 8 * (self.edition - 1)
        entries = [(BASE + self.story(n).path, self.shown(n)) for n in self.newest(plan["own"])]
        for place in range(plan["wire"]):
            line = (begin + place) % len(lines)
            entries.insert(1 + place + place // 3, (f"{WIRE}/2026/{1000 + line}.html", lines[line]))
        fit = {
            "width": [entry for entry in entries if any(sign.isdigit() for sign in entry[1])],
            "cut": [entry for entry in entries if len(entry[1]) >= 16],
        }
        echoes = [(place, how, fit.get(how, entries)[origin]) for origin, place, how in plan["echoes"]]
        for place, how, (url, words) in sorted(echoes, key=lambda echo: echo[0]):
            again = echo(words, how)
            desk = f"{WIRE}/desk/{crc32(again.encode()):08x}.html"
            entries.insert(place, (url if how == "cut" else desk, again))
        return entries


def echo(words: str, how: str) -> str:
    """A headline as another desk words it: cut, prefixed, in full-width digits, or to the letter."""
    if how == "cut":
        return f"{words[:-4]}…"
    if how == "prefix":
        return f"快讯|{words}"
    return words.translate(_FULL_WIDTH) if how == "width" else words
