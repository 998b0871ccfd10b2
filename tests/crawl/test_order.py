"""Links call articles otherwise than in the crawl before: which pages come first does not decide what is stored."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generated_portal import HOST, generate
from newsportal.crawl import finish
from newsportal.exit_codes import Exit
from newsportal.spiders.base import PortalSpider
from newsportal.state.frontier import Entry
from tests.crawl.offline import HOME, OfflineCrawl, River, entry, story

PORTAL = generate(35)
_REVERSED = reversed(PORTAL.truth.values())
OTHERS = {url: f"{truth.title[:-2]}再报道" for url, truth in zip(PORTAL.truth, _REVERSED, strict=True)}
"""What stands on each article's page beside its title, and may be taken for it."""
LINK = re.compile(r'<a href="([^"]+)">([^<]*)</a>')
SAID = ("title", "published", "source", "text", "title_from")


class Weilan(PortalSpider):
    """The generated portal."""

    name = "weilan"
    seeds = (f"{HOST}/",)
    domains = ("weilan.example",)
    article = r"/\d{6}/\d+\.html$"


def web(words: Callable[[str], str]) -> dict[str, str]:
    """The portal's pages: their links say these words of articles, which have two lines that may be the title."""

    def renamed(link: re.Match[str]) -> str:
        return f'<a href="{link[1]}">{words(link[1])}</a>' if link[1] in PORTAL.truth else link[0]

    pages = {url: LINK.sub(renamed, page) for url, page in PORTAL.pages.items()}
    for url, other in OTHERS.items():
        pages[url] = pages[url].replace("<div class=inf>", f"<h2>{other}</h2><div class=inf>", 1)
    return pages


def crawl(folder: Path, pages: dict[str, str], urls: Iterable[str]) -> dict[str, tuple[Any, ...]]:
    """What the files say last of each article once a crawl that reads pages in this order has ended."""
    made = OfflineCrawl(folder, Weilan, NEWSPORTAL_REVISIT_HOURS="0,0")
    for url in urls:
        made.read(pages, Entry(url, "www.weilan.example", "article" if url in PORTAL.truth else "hub", 1))
    finish.end(made.session, "finished", Exit.OK)
    made.session.close()
    return last(folder)


def last(folder: Path) -> dict[str, tuple[Any, ...]]:
    lines = (folder / "output" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return {line["url"]: tuple(line[name] for name in SAID) for line in map(json.loads, lines)}


def orders(seed: int) -> list[list[str]]:
    """Articles before all pages that link to them, behind them, and among them."""
    urls = sorted(PORTAL.pages, key=lambda url: url in PORTAL.truth)
    shuffled = random.Random(seed).sample(urls, len(urls))
    return [urls[::-1], urls, shuffled]


def titles(url: str) -> str:
    """What links say in the first crawl."""
    return PORTAL.truth[url].title


def others(url: str) -> str:
    """And in the second."""
    return OTHERS[url]


@pytest.mark.parametrize(("before", "now"), [(titles, others), (others, titles)])
def test_links_renamed_between_two_crawls_decide_whenever_they_are_seen(
    before: Callable[[str], str], now: Callable[[str], str], tmp_path: Path
) -> None:
    first = crawl(tmp_path / "first", web(before), orders(1)[1])
    found = []
    for n, order in enumerate(orders(2)):
        shutil.copytree(tmp_path / "first", tmp_path / str(n))
        found.append(crawl(tmp_path / str(n), web(now), order))
    assert found[0] == found[1] == found[2]
    assert sum(found[0][url][0] != first[url][0] for url in first) > len(first) / 2


@pytest.mark.parametrize("seed", [1])
def test_each_of_three_crawls_whose_links_say_now_this_now_that_ends_with_the_same_articles_in_any_order(
    seed: int, tmp_path: Path
) -> None:
    for n in range(3):
        chance = random.Random(f"{seed} {n}")
        said = {url: chance.choice((titles(url), others(url), f"{titles(url)[:11]}…", "[详细]")) for url in OTHERS}
        pages, found = web(said.__getitem__), []
        for number, order in enumerate(orders(seed)):
            folder = tmp_path / f"{n} {number}"
            if n:
                shutil.copytree(tmp_path / f"{n - 1} {n}", folder)
            found.append(crawl(folder, pages, order))
        assert found[0] == found[1] == found[2]


def test_a_page_that_was_read_under_a_links_words_has_its_own_title_again_where_links_call_it_many_things(
    tmp_path: Path,
) -> None:
    over = "两岸菜农从此不再绕行十里路"
    page = story(1).replace("<p>2026", f"<h2>{over}</h2><p>2026", 1)
    subjects = (over, "松岭雪道本周末开放", "夜市摊位抽签结果公布", "五年级学生修好古钟")
    hubs = {f"{HOME}{n}/": f'<ul><li><a href="/1.html">{words}</a></li></ul>' for n, words in enumerate(subjects)}
    web, titles = {f"{HOME}1.html": page} | hubs, []
    for at in (0, 1, len(hubs)):
        made = OfflineCrawl(tmp_path / str(at), River)
        for url in [*[*hubs][:at], f"{HOME}1.html", *[*hubs][at:]]:
            made.read(web, entry(url, "article" if url.endswith("html") else "hub"))
        finish.end(made.session, "finished", Exit.OK)
        made.session.close()
        titles.append(last(tmp_path / str(at))[f"{HOME}1.html"][0])
    assert titles == ["栖川县第1座新桥通车"] * 3
