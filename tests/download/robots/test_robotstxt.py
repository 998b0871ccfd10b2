"""robots.txt against a real server: what may be fetched after each kind of answer (RFC 9309)."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

import pytest
from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from newsportal.download.robots.cache import RobotsAnswer
from newsportal.download.robots.robotstxt import RobotsTxt
from newsportal.download.robots.rules import read
from tests.download.polite import PAGE, gaps_of, polite, robots
from tests.hostile.server import RESET, Answer, Hit, Server, redirect, response

RULES = "User-agent: *\nDisallow: /private\nDisallow: /新闻\nAllow: /\n"
PATHS = ("/", "/private/1", "/" + quote("新闻") + "/1", "/" + quote("新闻", encoding="gbk") + "/1")
AS_RULES_SAY = PATHS[:1]
ALL, NONE = PATHS, ()
GZIP = {"Content-Encoding": "gzip"}
HTML = "<!DOCTYPE html><html><body><pre>\nUser-agent: *\nDisallow: /\n</pre></body></html>"
BOUND = 4_096
"""Octets that are read of a robots.txt here, for a constant of 512 KiB; four times as many when unpacked."""
FILLER = (b"# " + b"x" * 61 + b"\n") * (BOUND // 64 + 1)


def dripping(hit: Hit) -> Answer:
    return [b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n", *([b"#", 0.2] * 30)]


VARIANTS: dict[str, tuple[Answer | Callable[[Hit], Answer], tuple[str, ...]]] = {
    "utf-8": (robots(RULES), AS_RULES_SAY),
    "byte order mark": (robots(RULES.encode("utf-8-sig")), AS_RULES_SAY),
    "gbk": (robots(RULES.encode("gbk")), AS_RULES_SAY),
    "gb18030 labelled utf-8": (
        response(RULES.encode("gb18030"), content_type="text/plain; charset=utf-8"),
        AS_RULES_SAY,
    ),
    "utf-16": (robots(RULES.encode("utf-16")), AS_RULES_SAY),
    "utf-16 without mark": (robots(RULES.encode("utf-16-le")), AS_RULES_SAY),
    "nul": (robots(RULES.replace("w: ", "w\0: ")), AS_RULES_SAY),
    "carriage returns": (robots(RULES.replace("\n", "\r")), AS_RULES_SAY),
    "labelled html": (response(RULES), AS_RULES_SAY),
    "without a label": (response(RULES, content_type=None), AS_RULES_SAY),
    "gzip": (robots(gzip.compress(RULES.encode()), headers=GZIP), AS_RULES_SAY),
    "longer than is read": (robots(RULES.encode() + FILLER), AS_RULES_SAY),
    "longer than is read, rule at its end": (robots(FILLER + RULES.encode()), ALL),
    "for somebody else": (robots("User-agent: news\nDisallow: /\n"), ALL),
    "for us": (robots("User-agent: *\nDisallow: /\n\nUser-agent: NewsPortal\nDisallow: /p"), PATHS[:1] + PATHS[2:]),
    "delay": (robots("User-agent: *\nCrawl-delay: 0.5\n"), ALL),
    "delay of a day": (robots("User-agent: *\nCrawl-delay: 86400\n"), ALL),
    "html": (response(HTML), ALL),
    "html as text": (robots(HTML), ALL),
    "empty": (robots(""), ALL),
    "bytes": (robots(bytes(range(256)) * 4), ALL),
    "204": (robots("", status=204), ALL),
    "304, which nobody asked for": (robots("", status=304), NONE),
    "401": (robots(RULES, status=401), ALL),
    "403": (robots(RULES, status=403), ALL),
    "404": (robots("User-agent: *\nDisallow: /", status=404), ALL),
    "410": (robots("", status=410), ALL),
    "429": (robots("", status=429), NONE),
    "500": (robots("User-agent: *\nAllow: /", status=500), NONE),
    "503": (robots("", status=503), NONE),
    "599": (robots("", status=599), NONE),
    "reset": ([RESET], NONE),
    "reset within": ([b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nUser-agent: *\nDisallow: /p", 0.1, RESET], NONE),
    "closed without a word": ([], NONE),
    "no http": ([b"\x00\x01\x02 hello\r\n\r\n"], NONE),
    "silence": ([30], NONE),
    "dripping": (dripping, NONE),
    "gzip, more than is unpacked": (robots(gzip.compress(bytes(4 * BOUND + 1)), headers=GZIP), NONE),
    "redirect": (redirect("/elsewhere/robots"), AS_RULES_SAY),
    "redirect to another host": (lambda hit: redirect(hit.url.replace(hit.host, "127.0.0.250")), AS_RULES_SAY),
    "redirect four more times": (redirect("/hop?1"), AS_RULES_SAY),
    "redirect without end": (redirect("/hop?-1000"), ALL),
    "redirect to a forbidden network": (redirect("http://10.0.0.1/robots.txt"), NONE),
    "redirect without a place": (response("", status=302), ALL),
    "redirect to a file": (redirect("file:///robots.txt"), ALL),
    "meta refresh": (response('<meta http-equiv="refresh" content="0;url=/private/secret">'), ALL),
}  # fmt: skip
"""Answer to /robots.txt, and which of PATHS may be fetched after it."""
HOSTS = {f"127.0.1.{n}": name for n, name in enumerate(VARIANTS, 1)}


def answer(hit: Hit) -> Answer:
    if hit.path == "/robots.txt":
        given = VARIANTS[HOSTS[hit.host]][0] if hit.host in HOSTS else robots(RULES)
        return given(hit) if callable(given) else given
    if hit.path == "/moved":
        return redirect("/private/moved")
    if hit.path.startswith("/hop?"):
        n = int(hit.path.partition("?")[2])
        return redirect(f"/hop?{n + 1}") if n < 4 else robots(RULES)
    return robots(RULES) if hit.path == "/elsewhere/robots" else PAGE


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The server after one crawl of all variants' hosts."""
    with Server(answer, hosts=(*HOSTS, "127.0.0.250")) as server:
        urls = [server.url(path, host) for path in (*PATHS, "/moved") for host in HOSTS]
        settings = {"CONCURRENT_REQUESTS": 60, "RETRY_TIMES": 1, "NEWSPORTAL_CRAWL_DELAY_MAX": 0.7}
        bounds = {f"newsportal.download.robots.{module}.READ": BOUND for module in ("rules", "robotstxt")}
        bounds["newsportal.download.robots.robotstxt.UNPACKED"] = 4 * BOUND
        outcome = polite(server, urls, tmp_path_factory.mktemp("crawl"), settings, bounds=bounds, anew=True)
        assert outcome.stats["finish_reason"] == "finished"
        assert outcome.rss < 256
        return server


def test_each_kind_of_robots_txt_ends_as_the_rfc_has_it(server: Server) -> None:
    for name, (_, expected) in VARIANTS.items():
        fetched = {hit.path for hit in server.hits if HOSTS.get(hit.host) == name}
        assert fetched & set(PATHS) == set(expected), name
        assert "/private/secret" not in fetched, name
        assert ("/private/moved" in fetched) is ("/private/1" in expected), name


@pytest.mark.parametrize(("name", "delay"), [("delay", 0.5), ("delay of a day", 0.7)])
def test_a_crawl_delay_is_kept_and_a_longer_one_than_the_limit_is_cut_to_it(
    name: str, delay: float, server: Server
) -> None:
    gaps = gaps_of(server, next(host for host, variant in HOSTS.items() if variant == name))
    assert len(gaps) == len(PATHS) + 2
    assert min(gaps) >= delay
    assert min(gaps) < delay + 0.5


def test_none_of_40_forbidden_start_pages_is_fetched(tmp_path: Path) -> None:
    def forbidding(hit: Hit) -> Answer:
        return [0.3, robots("User-agent: *\nDisallow: /\n")] if hit.path == "/robots.txt" else PAGE

    with Server(forbidding) as server:
        loose = {"CONCURRENT_REQUESTS_PER_DOMAIN": 40, "CONCURRENT_REQUESTS": 40}
        stock = {"SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.DownloaderAwarePriorityQueue"}
        outcome = polite(server, [server.url(f"/{n}") for n in range(40)], tmp_path, {**loose, **stock})
        assert [hit.path for hit in server.hits] == ["/robots.txt"]
        assert outcome.stats["newsportal/refused/robots"] == 40


def test_an_answer_is_read_again_when_it_is_too_old_and_its_absence_sooner(tmp_path: Path) -> None:
    replies = [robots("", status=500), robots("User-agent: *\nDisallow: /b\n"), robots("User-agent: *\nDisallow: /c\n")]

    def changing(hit: Hit) -> Answer:
        return replies[min(len(server.hits_of("/robots.txt")), 3) - 1] if hit.path == "/robots.txt" else PAGE

    with Server(changing) as server:
        urls = [server.url(f"/{name}") for name in ("lost", "a", "b", "c")]
        ages = {"NEWSPORTAL_ROBOTS_RETRY": 0.0, "NEWSPORTAL_ROBOTS_CACHE": 0.6}
        outcome = polite(server, urls, tmp_path, {**ages, "RETRY_TIMES": 0, "DOWNLOAD_DELAY": 0.4})
        expected = ["/robots.txt", "/robots.txt", "/a", "/robots.txt", "/b", "/robots.txt"]
        assert [hit.path for hit in server.hits] == expected
        assert outcome.stats["newsportal/refused/robots_unreachable"] == 1
        assert outcome.stats["newsportal/refused/robots"] == 1


def test_who_runs_a_crawl_may_do_without_robots_txt_and_is_warned(tmp_path: Path) -> None:
    with Server(lambda hit: robots("User-agent: *\nDisallow: /\n")) as server:
        outcome = polite(server, [server.url("/a")], tmp_path, {"ROBOTSTXT_OBEY": False})
        assert [hit.path for hit in server.hits] == ["/a"]
    assert outcome.log.count("WARNING: ROBOTSTXT_OBEY is off") == 1


def test_a_spider_cannot_switch_robots_txt_off(caplog: pytest.LogCaptureFixture) -> None:
    class Rude(Spider):
        name = "rude"
        custom_settings: ClassVar = {"ROBOTSTXT_OBEY": False}

    assert RobotsTxt(Crawler(Rude)).agent == "Scrapy"
    assert "a spider cannot switch ROBOTSTXT_OBEY off" in caplog.text
    settings = Settings()
    settings.set("ROBOTSTXT_OBEY", False, "cmdline")
    with pytest.raises(NotConfigured):
        RobotsTxt(Crawler(Rude, settings))


def test_a_sitemap_is_read_at_the_host_where_its_address_is_relative() -> None:
    middleware = RobotsTxt.from_crawler(get_crawler(settings_dict={"ROBOTSTXT_OBEY": True, "USER_AGENT": "newsportal"}))
    rules = read(b"Sitemap: /maps/1.xml\nSitemap: http://b.example/2.xml\nSitemap: mailto:a", "newsportal")
    middleware._keep("http://a.example", RobotsAnswer(rules, time.monotonic() + 60))
    told = middleware.sitemaps("http://a.example/news/1.html")
    assert [url for url in told if url] == ["http://a.example/maps/1.xml", "http://b.example/2.xml"]
