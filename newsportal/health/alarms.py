"""What looks wrong about a crawl, judged against its portal's own history: also silence is an alarm.

Nothing here reads a clock or a file. An alarm is a dict {"what", "where", "expected", "found"}, words for a reader.
Shares (articles without text, errors, …) are judged by the binomial tail: an alarm is a count that the portal's earlier
share would give less than once in ten thousand crawls. What raised an alarm is left out of what later
crawls are compared with, so an alarm stands until the cause is gone or the history has passed on (`READINGS` crawls).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise
from math import exp, lgamma, log
from typing import Any

from newsportal.health import words
from newsportal.health.shares import SHARES
from newsportal.items import Crawl

READINGS = 20
"""With how many earlier crawls blocks and shares are compared."""
CRAWLS = 400
"""How many earlier crawls `alarms()` uses at most: a fall in new items is judged by whole days."""
_SURE = {"hub": 3, "block": 5, "articles": 5}
"""How many earlier readings it takes to judge that a hub or a block gives too little, or that a share is too large."""
_UNLIKELY = 1e-4
"""A count less likely than this is an alarm."""
_FEW = 0.3
"""A block is too small if it gives less than this part of the least that it gave before."""
_FALL = 0.2
"""A portal whose new items of a day are fewer than this part of its worst day before has lost something too."""
_UNREAD, _EMPTY = (words.UNREAD_HUB, words.UNREAD_SEED), (words.EMPTY_HUB, words.EMPTY_SEED)
"""One alarm each, whether the portal's data names the hub or not."""

Alarm = dict[str, str]
"""{"what", "where", "expected", "found"}, in English; `words.in_words` tells it."""


def alarms(
    history: Sequence[Crawl], crawl: Crawl, bounds: Mapping[str, Any] | None = None, seeds: Collection[str] = ()
) -> list[Alarm]:
    """What looks wrong about a crawl; `history`: the portal's earlier crawls by any spider, oldest first.

    `bounds` are what a known portal declares (docs/operating.md): `headlines`, how many its hubs give at least;
    `blocks`, labels that must stand on some hub; `without_text`, `without_time`, `errors` and the other names
    of `shares.SHARES`, the largest shares. `seeds`: the hubs that its data names, of which alarms name the line.
    """
    same = [earlier for earlier in history if earlier.spider == crawl.spider]
    recent = same[-READINGS:]
    return [
        *_declared(crawl, bounds or {}),
        *_nothing(crawl),
        *_one_page(crawl),
        *_lost_hubs(recent, crawl, seeds),
        *_hub_blocks(recent, crawl, seeds),
        *_article_blocks(recent, crawl),
        *_shares(recent, crawl, bounds or {}),
        *_fewer_new(same, crawl),
    ]


def _alarm(what: str, where: str, expected: str, found: str | int) -> Alarm:
    return {"what": what, "where": where, "expected": expected, "found": str(found)}


def _sound(history: Sequence[Crawl], where: str, *whats: str) -> list[Crawl]:
    """The crawls that raised none of these alarms there."""
    return [c for c in history if not any(a["what"] in whats and a["where"] == where for a in c.alarms)]


def _declared(crawl: Crawl, bounds: Mapping[str, Any]) -> Iterator[Alarm]:
    total = sum(sum(blocks.values()) for blocks in crawl.hubs.values())
    if crawl.hubs and not crawl.hubs_unchanged and total < bounds.get("headlines", 0):
        yield _alarm(
            words.FEWER_HEADLINES,
            words.HUBS,
            words.AT_LEAST.format(least=bounds["headlines"]),
            total,
        )
    seen = {label for blocks in crawl.hubs.values() for label in blocks}
    for label in bounds.get("blocks", ()):
        if crawl.hubs and not crawl.hubs_unchanged and label not in seen:
            yield _alarm(words.MISSING, label, words.SOME_HUB, words.NO_HUB)


def _nothing(crawl: Crawl) -> Iterator[Alarm]:
    """Pages that all give neither headline nor article are an alarm whatever the history is, in every such crawl."""
    blocks = [*(n for hub in crawl.hubs.values() for n in hub.values()), *(n for _, n in crawl.article_blocks.values())]
    if sum(crawl.kinds.values()) and not crawl.articles_read and not sum(blocks):
        found = words.NOTHING.format(pages=sum(crawl.kinds.values()))
        yield _alarm(words.NO_CONTENT, words.ALL_PAGES, words.ANYTHING, found)


def _one_page(crawl: Crawl) -> Iterator[Alarm]:
    """Most articles' addresses show one page, the home page or an error's: an alarm whatever the history is."""
    if crawl.one_page >= _SURE["articles"] and 2 * crawl.one_page > crawl.article_addresses:
        found = words.ONE_PAGE.format(found=crawl.one_page, addresses=crawl.article_addresses)
        yield _alarm(words.SAME_PAGE, words.ADDRESSES, words.PAGE_EACH, found)


def _lost_hubs(history: Sequence[Crawl], crawl: Crawl, seeds: Collection[str]) -> Iterator[Alarm]:
    """A hub that failed in this crawl and in the one before: a single failure may be the network's."""
    for hub in crawl.hubs_failed:
        what = words.UNREAD_SEED if hub in seeds else words.UNREAD_HUB
        sound = _sound(history, hub, *_UNREAD)
        read = sum(hub in c.hubs or hub in c.hubs_unchanged for c in sound)
        if read >= _SURE["hub"] and hub in history[-1].hubs_failed:
            before = words.READ_BEFORE.format(read=read, crawls=len(sound))
            yield _alarm(what, hub, before, words.FAILED_TWICE)


def _hub_blocks(history: Sequence[Crawl], crawl: Crawl, seeds: Collection[str]) -> Iterator[Alarm]:
    for hub, blocks in crawl.hubs.items():
        what = words.EMPTY_SEED if hub in seeds else words.EMPTY_HUB
        earlier = [sum(c.hubs[hub].values()) for c in _sound(history, hub, *_EMPTY) if hub in c.hubs]
        if not sum(blocks.values()):
            if len(earlier) >= _SURE["hub"] and min(earlier) > 0:
                yield _alarm(what, hub, words.EACH_READING.format(least=min(earlier), readings=len(earlier)), 0)
            continue
        for label in dict.fromkeys(label for c in history for label in c.hubs.get(hub, ())):
            yield from _block(history, hub, label, blocks.get(label, 0))


def _block(history: Sequence[Crawl], hub: str, label: str, found: int) -> Iterator[Alarm]:
    where = f"{hub} {label}".rstrip()
    what = words.FEW_IN_BLOCK if found else words.EMPTY_BLOCK
    sound = _sound(_sound(history, hub, *_EMPTY), where, words.EMPTY_BLOCK, words.FEW_IN_BLOCK)
    earlier = [c.hubs[hub].get(label, 0) for c in sound if hub in c.hubs]
    least = min(earlier, default=0)
    if len(earlier) >= _SURE["block"] and least > 0 and found < _FEW * least:
        yield _alarm(what, where, words.EACH_READING.format(least=least, readings=len(earlier)), found)


def _article_blocks(history: Sequence[Crawl], crawl: Crawl) -> Iterator[Alarm]:
    """A block that usually stands beside articles and is missing from this crawl's article pages."""
    pages = crawl.kinds.get("article", 0)
    for label in dict.fromkeys(label for c in history for label in c.article_blocks):
        what, where = words.LOST_BLOCK, label
        sound = _sound(history, where, what)
        before = sum(c.kinds.get("article", 0) for c in sound)
        stood = sum(c.article_blocks.get(label, [0, 0])[0] for c in sound)
        found = crawl.article_blocks.get(label, [0, 0])[0]
        missing = (before - stood + 1) / (before + 2)
        if before >= _SURE["articles"] and missing < 0.5 and _tail(pages - found, pages, missing) < _UNLIKELY:
            expected = words.STOOD.format(stood=stood, before=before)
            yield _alarm(what, where, expected, words.STANDS.format(found=found, pages=pages))


def _shares(history: Sequence[Crawl], crawl: Crawl, bounds: Mapping[str, Any]) -> Iterator[Alarm]:
    for bound, what, count in SHARES:
        found, of = count(crawl)
        if bound in bounds:
            if of and found / of > bounds[bound]:
                most = words.AT_MOST.format(share=f"{bounds[bound]:.0%}")
                yield _alarm(what, words.ALL_PAGES, most, words.SHARE.format(found=found, all=of))
            continue
        sound = [count(c) for c in _sound(history, words.ALL_PAGES, what)]
        # With few articles a crawl a change only shows over several: the last crawls with a high share are added up.
        while sound and 2 * sound[-1][0] > sound[-1][1]:
            more = sound.pop()
            found, of = found + more[0], of + more[1]
        earlier, before = sum(n for n, _ in sound), sum(m for _, m in sound)
        usual = max(0.02, (earlier + 1) / (before + 2), *(n / m for n, m in sound if m >= 2 * _SURE["articles"]))
        if before >= _SURE["articles"] and found >= 2 and _tail(found, of, usual) < _UNLIKELY:
            usually = words.SHARE.format(found=earlier, all=before)
            yield _alarm(what, words.ALL_PAGES, usually, words.SHARE.format(found=found, all=of))


def _fewer_new(history: Sequence[Crawl], crawl: Crawl) -> Iterator[Alarm]:
    """New items of the last day (or of the longest pause between two crawls) compared with earlier spans as long."""
    every = [*history, crawl]
    pauses = [later.end - earlier.end for earlier, later in pairwise(every)]
    span = max([timedelta(days=1), *pauses])
    news: dict[int, int] = {}
    for c in every:
        past = int((crawl.end - c.end) / span)
        news[past] = news.get(past, 0) + c.articles_new + c.headlines_new
    # Without the oldest span: it is not whole, and holds the first crawl, for which everything was new.
    whole = [news.get(past, 0) for past in range(1, max(news))][:7]
    if len(whole) >= 3 and min(whole) >= 3 and news[0] < _FALL * min(whole):
        where = words.LAST_HOURS.format(hours=round(span / timedelta(hours=1)))
        yield _alarm(words.FEWER_NEW, where, words.AT_LEAST.format(least=min(whole)), news[0])


def _tail(count: int, of: int, share: float) -> float:
    """Probability of at least `count` hits in `of` draws, each a hit with probability `share` (between 0 and 1)."""
    if count <= of * share:
        return 1.0
    all_of, yes, no = lgamma(of + 1), log(share), log(1 - share)
    return sum(exp(all_of - lgamma(k + 1) - lgamma(of - k + 1) + k * yes + (of - k) * no) for k in range(count, of + 1))
