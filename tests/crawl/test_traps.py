"""Traps cost at most 150 pages each; an ordinary portal is none."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Iterable
from zlib import crc32

import pytest

from newsportal.crawl.traps import Traps
from tests.crawl import sites
from tests.crawl.sites import (
    HOST,
    TRAPS,
    Page,
    article,
    calendar,
    facets,
    growing_path,
    portal,
    session_ids,
    session_ids_in_the_query,
    soft_404,
    word,
)


def walk(
    site: Callable[[str], Page], seeds: Iterable[str], most: int = 3000, under_way: int = 16
) -> tuple[list[str], Traps]:
    """Crawl a site with sixteen requests under way, so that verdicts come late; the addresses read, and the traps."""
    traps, read, seen = Traps(), [], set(seeds)
    frontier = deque((url, 0) for url in seeds)
    waiting: deque[tuple[str, int]] = deque()
    while (frontier or waiting) and len(read) < most:
        while frontier and len(waiting) < under_way:
            url, depth = frontier.popleft()
            if depth == 0 or traps.admit(url, depth) is None:
                waiting.append((url, depth))
        if not waiting:
            break
        url, depth = waiting.popleft()
        useful, text, links = site(url)
        read.append(url)
        traps.report(url, useful, crc32(text.encode()))
        fresh = [link for link in links if link not in seen]
        seen.update(fresh)
        frontier.extend((link, depth + 1) for link in fresh)
    return read, traps


@pytest.mark.parametrize(("trap", "kinds"), TRAPS, ids=lambda value: getattr(value, "__name__", ""))
def test_a_trap_costs_at_most_150_pages_and_is_named(trap: Callable[[str], Page], kinds: set[str]) -> None:
    read, traps = walk(trap, [f"{HOST}/x"])
    assert len(read) <= 150
    assert {kind for kind, _ in traps.found} & kinds
    assert {kind for kind, _ in traps.found} <= kinds


def test_an_ordinary_portal_of_20000_articles_is_no_trap() -> None:
    read, traps = walk(portal, [f"{HOST}/"], most=50_000)
    assert not traps.found
    assert len({url for url in read if "/doc-" in url}) > 19_000
    assert len({url for url in read if "/show" in url}) > 1_900


@pytest.mark.parametrize(
    "trap", [calendar, session_ids, facets, soft_404, growing_path], ids=lambda trap: trap.__name__
)
def test_a_trap_inside_a_portal_costs_no_more_and_the_portal_is_read_to_its_end(
    trap: Callable[[str], Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sites, "ARTICLES", 2500)
    inside = set(trap(f"{HOST}/trap")[2]) | {f"{HOST}/trap"}

    def both(url: str) -> Page:
        if url in inside:
            useful, text, links = trap(url)
            inside.update(links)
            return useful, text, links
        useful, text, links = portal(url)
        return useful, text, [*links, f"{HOST}/trap"]

    read, _ = walk(both, [f"{HOST}/"], most=50_000)
    assert len([url for url in read if url in inside]) <= 150
    assert len({url for url in read if "/doc-" in url}) > 2_375


def test_no_address_is_too_odd_to_be_judged() -> None:
    rng = random.Random(1)
    traps = Traps()
    for _ in range(1000):
        codes = (rng.choice((rng.randrange(128), rng.randrange(0x3000, 0x9FFF))) for _ in range(rng.randrange(60)))
        text = "".join(map(chr, codes))
        for url in (f"{HOST}/{text}", f"http://{text}", text, f"http://[{text}"):
            traps.admit(url, 1)
            traps.report(url, bool(rng.randrange(2)), rng.getrandbits(64))
    assert traps.admit("http://[v.x/", 1) == "unreadable"


@pytest.mark.parametrize(
    "trap", [trap for trap, _ in TRAPS if trap is not session_ids_in_the_query], ids=lambda f: f.__name__
)
def test_what_stands_behind_a_trap_is_still_read(trap: Callable[[str], Page]) -> None:
    _, traps = walk(trap, [f"{HOST}/x"])
    traps.report(f"{HOST}/", True)  # the home page, which no crawl does without
    for n in range(300):
        for url in (article(n), f"{HOST}/{n}.html", f"{HOST}/show.php?id={n}"):
            assert traps.admit(url, 9) is None
            traps.report(url, True, crc32(url.encode()))


def test_known_pages_that_gave_nothing_again_do_not_count_against_new_ones() -> None:
    traps = Traps()
    for n in range(1000):
        traps.report(f"{HOST}/section{'abcdefghij'[n % 10]}{n}/", False)
        traps.report(f"{HOST}/2019-09-08/doc-iicezzrq{n}.shtml", False)
    assert traps.admit(f"{HOST}/2019-09-09/doc-iicezzrq4311222.shtml", 1) is None
    assert traps.admit(f"{HOST}/new/section/", 1) is None


def test_memory_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsportal.crawl.traps.REMEMBERED", 500)
    traps = Traps()
    rng = random.Random(2)
    for n in range(5000):
        url = f"{HOST}/{word(rng)}/{word(rng)}"
        traps.admit(url, 1)
        if n % 2:
            traps.report(url, True, n + 1)
    assert len(traps._admitted) <= 500
    assert len(traps._accounts) <= 500
    assert len(traps._fingerprints) <= 500


def test_links_to_pages_long_gone_make_no_trap_of_a_host_that_has_news():
    traps = Traps()
    for n in range(9_000):
        assert traps.admit(f"{HOST}/old/{n}.html", 1) is None
        traps.dead(f"{HOST}/old/{n}.html")
        if n % 2_900 == 0:
            traps.report(f"{HOST}/news/2026/{n}.html", True, n)
    assert not traps.found


def test_a_host_with_nothing_but_dead_links_is_asked_three_thousand_times():
    traps = Traps()
    asked = 0
    for n in range(9_000):
        if traps.admit(f"{HOST}/old/{n}.html", 1) is None:
            asked += 1
            traps.dead(f"{HOST}/old/{n}.html")
    assert asked == 3_000
    assert traps.found == {("dead_links", "news.example.cn"): 6_000}
    assert traps.admit("http://other.example.cn/old/1.html", 1) is None
