"""Traps cost at most 150 pages each; an ordinary portal is none."""

from __future__ import annotations

import random
import sys
from collections import deque
from collections.abc import Callable, Iterable
from zlib import crc32

import pytest

from newsportal.crawl.traps import Traps
from newsportal.urls.shape import shape

HOST = "http://news.example.cn"
Page = tuple[bool, str, list[str]]
"""Whether it gave something new, its text, its links."""


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


def calendar(url: str) -> Page:
    day = int(url.rsplit("/", 1)[1]) if "/calendar/" in url else 0
    links = [f"{HOST}/calendar/2026/{n % 12 + 1}/{n}" for n in (day - 1, day + 1, day + 31)]
    return False, f"日历 {url}", [*links, f"{HOST}/calendar/week/{day // 7}", f"{HOST}/calendar/month/{day // 30}"]


def calendar_in_the_query(url: str) -> Page:
    day = crc32(url.encode()) % 100_000
    links = [f"{HOST}/rili.php?date=2026-11-{n}" for n in (day, day + 1)]
    return False, f"日历 {url}", [*links, f"{HOST}/rili.php?year={day}&month=3", f"{HOST}/rili.php?week={day}"]


def session_ids(url: str) -> Page:
    rng = random.Random(url)
    page = int(url.rsplit("/", 1)[1]) if "/s/" in url else 0
    return (
        True,
        f"第{page}篇",
        [f"{HOST}/s/{rng.getrandbits(64):016x}/{rng.choice(['a', 'b', 'c'])}/{n}" for n in range(12)],
    )


def session_ids_in_the_query(url: str) -> Page:
    rng = random.Random(url)
    page = url.partition("?id=")[2].partition("&")[0]
    return True, f"第{page}篇", [f"{HOST}/show.php?id={n}&sid={rng.getrandbits(64):016x}" for n in range(12)]


FACETS = ("color", "size", "sort", "view", "brand", "page")


def facets(url: str) -> Page:
    rng = random.Random(url)
    links = []
    for _ in range(10):
        chosen = rng.sample(FACETS, rng.randrange(1, 7))
        links.append(f"{HOST}/list?" + "&".join(f"{name}={rng.choice('abcdefgh')}" for name in sorted(chosen)))
    return False, f"列表 {url}", links


def facets_in_the_path(url: str) -> Page:
    rng = random.Random(url)
    return (
        False,
        f"列表 {url}",
        [f"{HOST}/list/" + "/".join(rng.choices("abcdefgh", k=rng.randrange(2, 6))) for _ in range(10)],
    )


def word(rng: random.Random) -> str:
    return "".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=rng.randrange(3, 9)))


def soft_404(url: str) -> Page:
    rng = random.Random(url)
    return True, "您访问的页面不存在", [f"{HOST}/{word(rng)}/{word(rng)}.html" for _ in range(10)]


def soft_404_that_repeats_the_address(url: str) -> Page:
    rng = random.Random(url)
    links = [f"{HOST}/" + "/".join(word(rng) for _ in range(rng.randrange(1, 5))) for _ in range(10)]
    return False, f"{url} 不存在", links


def soft_404_under_tokens(url: str) -> Page:
    rng = random.Random(url)
    return (
        False,
        "404",
        [f"{HOST}/{rng.getrandbits(32):x}/{rng.getrandbits(rng.choice((8, 16, 32))):x}" for _ in range(10)],
    )


def hosts_without_end(url: str) -> Page:
    rng = random.Random(url)
    return (
        False,
        f"站群 {url}",
        [f"http://{word(rng)}.example.cn/{rng.choice(('', 'a.html', 'b/'))}" for _ in range(10)],
    )


def tags_without_end(url: str) -> Page:
    rng = random.Random(url)
    return False, f"标签 {url}", [f"{HOST}/tag/{word(rng)}" for _ in range(10)]


def growing_path(url: str) -> Page:
    return True, url, [f"{url}/a", f"{url}/b/a", f"{url}/news/list"]


def growing_path_of_new_words(url: str) -> Page:
    return False, url, [f"{url}/{word(random.Random(url + str(n)))}" for n in range(3)]


def growing_query(url: str) -> Page:
    mark = "&" if "?" in url else "?"
    return False, url, [f"{url}{mark}a={n}" for n in range(3)]


TRAPS = [
    (calendar, {"calendar"}),
    (calendar_in_the_query, {"calendar", "query"}),
    (session_ids, {"session_ids"}),
    (session_ids_in_the_query, {"query", "copies"}),
    (facets, {"query"}),
    (facets_in_the_path, {"directory", "growing_path"}),
    (soft_404, {"copies", "farm"}),
    (soft_404_that_repeats_the_address, {"farm", "directory", "growing_path"}),
    (soft_404_under_tokens, {"session_ids", "pattern", "directory", "farm", "copies"}),
    (hosts_without_end, {"farm"}),
    (tags_without_end, {"directory", "farm"}),
    (growing_path, {"growing_path"}),
    (growing_path_of_new_words, {"growing_path", "farm", "directory"}),
    (growing_query, {"query"}),
]


@pytest.mark.parametrize(("trap", "kinds"), TRAPS, ids=lambda value: getattr(value, "__name__", ""))
def test_a_trap_costs_at_most_150_pages_and_is_named(trap: Callable[[str], Page], kinds: set[str]) -> None:
    read, traps = walk(trap, [f"{HOST}/x"])
    assert len(read) <= 150
    assert {kind for kind, _ in traps.found} & kinds
    assert {kind for kind, _ in traps.found} <= kinds


def portal(url: str) -> Page:
    """Articles in 30 sections, hubs that repeat each other; one article in ten fails, one in eight is a reprint."""
    path = url.removeprefix(HOST)
    rng = random.Random(path)
    if path.startswith("/2019"):
        number = int(path.rsplit("q", 1)[1].partition(".")[0])
        text = f"正文 {number - number % 8 % 2 if number % 8 == 1 else number}"
        return rng.random() > 0.1, text, [article(rng.randrange(ARTICLES)) for _ in range(6)]
    if path.startswith("/show"):
        return rng.random() > 0.1, path, [f"{HOST}/show.php?id={rng.randrange(2000)}" for _ in range(5)]
    section = path.split("/")[1] or "news"
    page = int(path.partition("list_")[2].partition(".")[0] or 1)
    links = [article(rng.randrange(ARTICLES)) for _ in range(40)] + [f"{HOST}/{name}/" for name in SECTIONS]
    links += [f"{HOST}/{section}/list_{n}.shtml" for n in range(page, page + 3) if n < 60]
    return rng.random() > 0.3, path, [*links, f"{HOST}/show.php?id={rng.randrange(2000)}"]


ARTICLES = 20_000
SECTIONS = [
    f"{a}{b}" for a in ("news", "sport", "tech", "gov", "edu") for b in ("", "cn", "intl", "local", "photo", "hot")
]


def article(number: int) -> str:
    return f"{HOST}/2019-{number % 12 + 1:02}-{number % 28 + 1:02}/doc-iicezzrq{number}.shtml"


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
    monkeypatch.setattr(sys.modules[__name__], "ARTICLES", 2500)
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


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/2019-09-08/doc-iicezzrq4311222.shtml", "/0-0-0/doc-*.shtml"),
        ("/19/0908/07/EOIO5J7F0001875N.html", "/0/0/0/*.html"),
        ("/a/339543245_119038", "/a/0_0"),
        ("/newsDetail_forward_4384221", "/newsdetail_forward_0"),
        ("/n1/2019/0908/c1001-31342112.html", "/n0/0/0/c0-0.html"),
        ("/c/7pmDFHGPqXE", "/c/*"),
        ("/index.jsp;jsessionid=8F3A9C2E41D7", "/index.jsp;jsessionid=*"),
        ("/2026/11/a-long-way-from-home/", "/0/0/~/"),
        ("/%E6%96%B0%E9%97%BB/1.html", "/新闻/0.html"),
        ("/show.php?id=5&page=2", "/show.php?id&page"),
        ("/show.php?page=2&id=7", "/show.php?id&page"),
        ("/news/world/", "/news/world/"),
        ("", "/"),
    ],
)
def test_pages_of_one_template_have_one_shape(url: str, expected: str) -> None:
    assert str(shape(HOST + url)) == "news.example.cn" + expected


@pytest.mark.parametrize(
    ("path", "grows"),
    [
        ("/a/a/a", True),
        ("/x/a/b/a/b/a/b/y", True),
        ("/a/x/a/y/a/z", True),
        ("/11/11/11/11/", True),
        ("/2026/11/24/2026/11/24/2026/11/24/2026/11/24", True),
        ("/" + "/".join("abcdefghijklmnop"), True),
        ("/a/a", False),
        ("//a//a//", False),
        ("/a/b/c/a/b/c/", False),
        ("/2019/11/11/11.html", False),
        ("/2011/11/11/11/1.html", False),
        ("/news/china/news/photo/", False),
    ],
)
def test_a_path_that_repeats_itself_is_known_by_its_look(path: str, grows: bool) -> None:
    assert (shape(HOST + path).fault == "growing_path") is grows


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
