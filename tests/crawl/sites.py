"""Sites as functions of an address: traps of each kind, and an ordinary portal."""

from __future__ import annotations

import random
from zlib import crc32

HOST = "http://news.example.cn"
Page = tuple[bool, str, list[str]]
"""Whether it gave something new, its text, its links."""
FACETS = ("color", "size", "sort", "view", "brand", "page")
ARTICLES = 20_000
SECTIONS = [
    f"{a}{b}" for a in ("news", "sport", "tech", "gov", "edu") for b in ("", "cn", "intl", "local", "photo", "hot")
]


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


def article(number: int) -> str:
    return f"{HOST}/2019-{number % 12 + 1:02}-{number % 28 + 1:02}/doc-iicezzrq{number}.shtml"


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
