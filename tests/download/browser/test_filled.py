"""A crawl of a portal that only scripts fill, by a real browser, judged by the records and by the server's log."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.download.browser import processes, site, unprivileged
from tests.hostile.server import Hit, Server, by_path
from tests.run import records


@dataclass
class Watched:
    """A crawl that runs, and what was seen of its processes as a page ended its browser."""

    running: list[subprocess.Popen[str]] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    confined: list[bool] = field(default_factory=list)

    def end(self, how: str) -> None:
        """Kill the browser, or stop it with all its pages: a process that stands still."""
        pid = self.running[0].pid
        browsers, pages = processes.browsers(pid), processes.renderers(pid)
        self.commands += map(processes.command, processes.below(pid))
        self.confined += map(processes.is_confined, pages)
        for one in browsers if how == "killed" else browsers + pages:
            os.kill(one, signal.SIGKILL if how == "killed" else signal.SIGSTOP)


@dataclass
class Crawled:
    """What a crawl brought, and what was asked of whom."""

    articles: dict[str, dict[str, Any]]
    """Articles by the number of their page."""
    crawl: dict[str, Any]
    """The crawl's record."""
    told: str
    """What the crawl printed."""
    hits: list[Hit]
    """Every request that the server read."""
    datagrams: int
    """Packets that reached the listener beside it."""
    watched: Watched
    """What was seen of its processes."""

    def asked(self, begin: str) -> list[Hit]:
        """Requests for paths that begin so."""
        return [hit for hit in self.hits if hit.path.startswith(begin)]


@pytest.fixture(scope="module")
def crawled() -> Iterator[Crawled]:
    unprivileged.skip_without_a_browser()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener, unprivileged.folder() as home:
        listener.bind(("127.0.0.1", 0))
        listener.setblocking(False)
        watched = Watched()
        answers = by_path(site.answers(listener.getsockname()[1], watched.end))
        with Server(answers, hosts=("127.0.0.1", "127.0.0.2", "127.0.0.3")) as server:
            # Keywords are another matter, and their dictionary takes a second to load.
            options = unprivileged.settings(server.port, NEWSPORTAL_BROWSER_SECONDS=60, NEWSPORTAL_KEYWORDS=0)
            command = ["crawl", "portal", "-a", f"url={server.url()}", *options]
            watched.running.append(unprivileged.start(home, command, before=HURRIED))
            done = unprivileged.end(watched.running[0])
        packets = 0
        try:
            while listener.recv(2048):
                packets += 1
        except BlockingIOError:
            pass
        articles = {line["url"].rpartition("/")[2][:6]: line for line in records(home, "articles")}
        crawls = records(home, "crawls")
        assert crawls, done.stderr
        yield Crawled(articles, crawls[0], done.stderr, server.hits, packets, watched)


HURRIED = f"""
from newsportal.download.browser import middleware, page
in_time = middleware.shown
async def shown(browser, document, loads, *, seconds, agent):
    hangs = document.url.endswith("{site.path("stopped")}")
    page._ANSWER = 1 if hangs else 60
    return await in_time(browser, document, loads, seconds=2 if hangs else seconds, agent=agent)
middleware.shown = shown
"""
"""Said before the crawl begins: a page that is known to hang is waited for shortly, the others for as long as a slow
machine takes."""
AGENT = "newsportal/"


def number(wish: str) -> str:
    return site.path(wish)[-11:-5]


def test_hub_and_articles_that_only_scripts_fill_are_read_and_counted(crawled: Crawled) -> None:
    assert crawled.crawl["outcome"] == "did its job", crawled.told
    assert (crawled.crawl["needs_browser"], crawled.crawl["rendered"]) == (11, 9)
    assert crawled.crawl["hubs"] == [
        {"hub": crawled.crawl["arguments"][0]["value"], "label": "要闻", "count": len(site.WISHES)}
    ]
    assert {line["title"] for line in crawled.articles.values()} == {
        f"岚溪县第{n}座水库今天开始蓄水" for n in range(1, len(site.WISHES) - len(site.LOST) + 1)
    }
    assert "9 pages read as a browser shows them" in crawled.told


def test_a_gbk_page_is_read_as_utf_8_whatever_it_says_of_itself(crawled: Crawled) -> None:
    assert "沿岸三个镇的居民从此有了第二处水源" in crawled.articles[number("gbk")]["text"]


def test_each_page_and_each_script_is_asked_for_once_by_the_crawl_s_own_name(crawled: Crawled) -> None:
    assert [len(crawled.asked(path)) for path in ("/js/fill.js", site.path("article"))] == [1, 1]
    assert all(hit.headers["user-agent"].startswith(AGENT) for hit in crawled.hits)


def test_a_page_that_asks_without_end_asks_twelve_times(crawled: Crawled) -> None:
    assert len(crawled.asked("/data/story?n=3")) + len(crawled.asked("/data/tick")) == 12


def test_what_robots_txt_forbids_is_not_loaded_for_a_page_either(crawled: Crawled) -> None:
    assert crawled.asked("/private/") == []
    assert number("forbidden") in crawled.articles


def test_neither_a_redirect_nor_a_page_reaches_a_refused_network(crawled: Crawled) -> None:
    assert len(crawled.asked("/out")) == 1
    assert [hit for hit in crawled.hits if hit.host != "127.0.0.1"] == []


def test_retry_after_is_waited_for_and_the_page_filled_then(crawled: Crawled) -> None:
    first, second = crawled.asked("/data/busy")
    assert second.time - first.time >= 1
    assert number("busy") in crawled.articles


def test_more_bytes_than_a_page_may_load_are_refused_and_the_page_is_read(crawled: Crawled) -> None:
    assert len(crawled.asked("/data/big")) == 1
    assert number("big") in crawled.articles


def test_no_picture_frame_worker_socket_beacon_post_popup_download_or_cookie_and_no_page_elsewhere(
    crawled: Crawled,
) -> None:
    (after,) = crawled.asked("/data/after")
    assert "cookie" not in after.headers
    assert (crawled.asked("/wild/"), crawled.datagrams) == ([], 0)
    assert {hit.method for hit in crawled.hits} == {"GET"}
    assert number("wild") in crawled.articles


def test_a_browser_that_dies_or_stands_still_costs_one_page_and_is_started_anew(crawled: Crawled) -> None:
    errors = {one["label"]: one["count"] for one in crawled.crawl["errors"]}
    assert errors == {"browser crashed": 1, "browser hung": 1}, crawled.told
    assert "2 pages gave nothing in it" in crawled.told
    assert not {number(lost) for lost in site.LOST} & {*crawled.articles}


def test_all_pages_are_in_the_sandbox(crawled: Crawled) -> None:
    assert crawled.watched.confined
    assert all(crawled.watched.confined)
    assert crawled.watched.commands
    assert not [command for command in crawled.watched.commands if "no-sandbox" in command]
