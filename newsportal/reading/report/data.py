"""What the page is given: the facts as one JSON value, small because columns repeat and compress.

Times are minutes since the window's begin. Names of portals, labels and outlets are numbers into `names`. A headline is
a number: its place in the columns of `heads`. newsportal/reading/report/page/data.js reads all this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from newsportal.reading.report.chains import chains
from newsportal.reading.report.gather import Facts, seconds
from newsportal.reading.report.heads import OnPortal
from newsportal.reading.report.pictures import Picture
from newsportal.reading.report.portals import portals, silent_blocks
from newsportal.reading.report.rising import rising
from newsportal.reading.shape import Line
from newsportal.text.scripts import simplified

MOST = 30_000
"""Headlines that are told, if not more stand now: those that stand no more fill it up, the last seen first."""
_DAY = 86_400
HISTORY = 2 * _DAY
"""Seconds of history without which no word is said to rise: all would."""

WEEK = 7 * _DAY
"""Seconds before the newest day whose headlines it is compared with."""


class Names:
    """Texts that recur, as numbers."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._numbers: dict[str, int] = {}

    def __call__(self, name: str | None) -> int:
        """The number of a name, "" for None."""
        number = self._numbers.setdefault(name or "", len(self.all))
        if number == len(self.all):
            self.all.append(name or "")
        return number


class _Packing:
    """What all parts of the data share: the window's begin, names, the headlines' numbers."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.names = facts, Names()
        self.start = int(facts.since.timestamp()) // 60 * 60  # so that a minute is that of the clock
        standing = (row.headline for picture in facts.standing for rows in picture.blocks() for row in rows)
        self.ids = list(dict.fromkeys(standing))
        self.standing = len(self.ids)
        known = set(self.ids)
        others = [(-head.last, name) for name, head in facts.heads.items() if name not in known]
        self.ids += [name for _, name in sorted(others)[: max(0, MOST - self.standing)]]
        self.numbers = {name: number for number, name in enumerate(self.ids)}
        self.heads = [facts.heads[name] for name in self.ids]

    def minutes(self, seconds: int) -> int:
        return (seconds - self.start) // 60

    def address(self, url: str) -> tuple[int, str]:
        """An address as its folder's number and the rest."""
        cut = url.rfind("/") + 1
        return self.names(url[:cut]), url[cut:]


def data(facts: Facts, made: datetime) -> dict[str, Any]:
    """All that the page shows; `made` is the time at which it is written."""
    pack = _Packing(facts)
    stories, count = chains(facts.articles.values())
    told = {
        "as_of": int(facts.as_of.timestamp()), "made": int(made.timestamp()), "start": pack.start,
        "begun": pack.minutes(int(facts.begun.timestamp())), "sightings": facts.sightings, "unread": facts.unread,
        "distinct": len(facts.heads), "standing": pack.standing, "articles": len(facts.articles),
        "crawls": sum(crawl.end >= facts.since for crawl in facts.crawls),
        "heads": _heads(pack, stories), "spread": dict(_spread(pack)),
        "wordings": dict(_wordings(pack)), "pages": [_page(pack, picture) for picture in facts.standing],
        "chains": [[_link(pack, article) for article in story] for story in stories], "chains_in_all": count,
        "words": _words(facts), "hours": _hours(pack), "portals": portals(facts, made, pack.names),
        "silent": silent_blocks(facts, pack.names, pack.minutes), "fold": _fold(pack),
    }  # fmt: skip
    return told | {"names": pack.names.all}


def _heads(pack: _Packing, stories: list[list[Line]]) -> dict[str, list[Any]]:
    """The headlines, a column each: words, address, times, and the article that each leads to, if it was read."""
    chain = {article["url"]: number for number, story in enumerate(stories) for article in story}
    articles = [pack.facts.articles.get(head.url) for head in pack.heads]
    addresses = [pack.address(head.url) for head in pack.heads]
    return {
        "text": [head.text for head in pack.heads],
        "folder": [folder for folder, _ in addresses],
        "rest": [rest for _, rest in addresses],
        "first": [pack.minutes(head.first) if head.new else -1 for head in pack.heads],
        "last": [pack.minutes(head.last) for head in pack.heads],
        "gone": [pack.minutes(head.gone) if head.gone else 0 for head in pack.heads],
        "best": [head.best for head in pack.heads],
        "count": [head.count for head in pack.heads],
        "portal": [pack.names(next(iter(head.portals))) for head in pack.heads],
        "portals": [len(head.portals) for head in pack.heads],
        "block": [pack.names(head.block) for head in pack.heads],
        "source": [pack.names(article["source"]) if article else -1 for article in articles],
        "chain": [chain.get(head.url, -1) for head in pack.heads],
    }


def _spread(pack: _Packing) -> Iterator[tuple[int, list[Any]]]:
    """Of headlines on several portals, or that moved: each portal's first and last time, best rank, and curve."""
    for number, head in enumerate(pack.heads):
        curves = {name: list(_steps(pack, portal)) for name, portal in head.portals.items()}
        if len(curves) > 1 or any(len(curve) > 2 for curve in curves.values()):
            yield (
                number,
                [
                    [pack.names(name), pack.minutes(portal.first), pack.minutes(portal.last), portal.best, curves[name]]
                    for name, portal in head.portals.items()
                ],
            )


def _steps(pack: _Packing, portal: OnPortal) -> Iterator[int]:
    """A curve's times and ranks in turns, one pair where the rank changed."""
    before = 0
    for seen, rank in zip(portal.curve[::2], portal.curve[1::2], strict=True):
        if rank != before:
            yield from (pack.minutes(seen), rank)
            before = rank


def _wordings(pack: _Packing) -> Iterator[tuple[int, list[Any]]]:
    """Of headlines in several wordings or on several portals: words, portal, rule, evidence, how often."""
    for number, head in enumerate(pack.heads):
        if len(head.wordings) > 1:
            same, names = head.text, pack.names
            yield (
                number,
                [
                    ["" if text == same else text, names(portal), names(one.rule), one.evidence or "", one.count]
                    for (text, portal), one in head.wordings.items()
                ],
            )


def _page(pack: _Packing, picture: Picture) -> list[Any]:
    """A hub: portal, address, when read, blocks: each label, role, headlines, ranks (0 where they are 1, 2, 3)."""
    blocks = []
    for rows in picture.blocks():
        ranks = [row.rank for row in rows]
        plain = ranks == list(range(1, len(ranks) + 1))
        numbers = [pack.numbers[row.headline] for row in rows]
        blocks.append([pack.names(rows[0].block), pack.names(rows[0].role), numbers, 0 if plain else ranks])
    return [pack.names(picture.portal), picture.url, pack.minutes(picture.seen), blocks]


def _link(pack: _Packing, article: Line) -> list[Any]:
    """An article of a chain: address, portal, title, source, read, claimed, how exactly, rule, evidence."""
    claimed = seconds(article["published"])
    return [
        *pack.address(article["url"]), pack.names(article["portal"]), article["title"] or "",
        pack.names(article["source"]), pack.minutes(seconds(article["fetched"]) or 0),
        None if claimed is None else pack.minutes(claimed), pack.names(article["published_precision"]),
        pack.names(article["story_rule"]), article["story_evidence"] or "",
    ]  # fmt: skip


def _words(facts: Facts) -> list[Any] | None:
    """Words that rise: word, new headlines, earlier ones, standard errors; None where too little is known."""
    since = facts.as_of.timestamp() - _DAY
    if (facts.as_of - facts.begun).total_seconds() < HISTORY:
        return None
    new, before = list[str](), list[str]()
    for head in facts.heads.values():
        if head.last >= since - WEEK:
            (new if head.new and head.first >= since else before).append(simplified(head.text))
    return [[one.word, one.new, one.before, round(one.z, 1)] for one in rising(new, before)]


def _hours(pack: _Packing) -> list[list[Any]]:
    """By portal: its name, and how many headlines were new in each hour of the window."""
    first, last = pack.start // 3600, int(pack.facts.as_of.timestamp()) // 3600
    known = sorted({name for name, _ in pack.facts.hours})
    return [[pack.names(name), [pack.facts.hours[name, hour] for hour in range(first, last + 1)]] for name in known]


def _fold(pack: _Packing) -> str:
    """Traditional characters of the words shown, each before the simplified one that a search takes it for."""
    shown: Iterable[str] = set().union(*(head.text for head in pack.heads))
    return "".join(one + simplified(one) for one in sorted(shown) if simplified(one) != one)
