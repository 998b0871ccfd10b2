"""All spiders at once: named, documented, polite, their seeds inside their domains, their examples articles."""

from __future__ import annotations

import inspect
import re
from urllib.parse import urlsplit

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from newsportal import settings
from newsportal.spiders.base import PortalSpider
from newsportal.text.sanitize import safe_name
from newsportal.urls.canonical import canonical
from newsportal.urls.kind import PortalUrls

PROJECT = Settings({name: getattr(settings, name) for name in dir(settings) if name.isupper()})
LOADER = SpiderLoader(PROJECT)
SPIDERS = {name: LOADER.load(name) for name in LOADER.list()}
KNOWN = {name: spider for name, spider in SPIDERS.items() if spider.seeds and name != "demo"}
EXAMPLES = {name: spider for name, spider in KNOWN.items() if spider.example}
POLITENESS = re.findall(
    r"\w+",
    "ROBOTSTXT_OBEY USER_AGENT DOWNLOAD_DELAY DOWNLOAD_DELAY_JITTER CONCURRENT_REQUESTS_PER_DOMAIN DOWNLOAD_SLOTS "
    "DOWNLOADER_MIDDLEWARES DOWNLOAD_HANDLERS SCHEDULER_PRIORITY_QUEUE",
)


def test_there_are_the_general_spiders_and_at_least_ten_known_portals():
    assert {"portal", "page", "demo"} <= set(SPIDERS)
    assert len(KNOWN) >= 10


@pytest.mark.parametrize("name", SPIDERS)
def test_a_spider_is_a_portal_spider_with_a_safe_name_a_title_and_a_docstring(name):
    spider = SPIDERS[name]
    assert issubclass(spider, PortalSpider)
    assert safe_name(name) == name
    assert (spider.__doc__ or "").strip()
    assert spider.title.strip()


@pytest.mark.parametrize("name", SPIDERS)
def test_no_spider_may_opt_out_of_politeness(name):
    changed = {key for key in (SPIDERS[name].custom_settings or {}) if key in POLITENESS}
    assert changed <= ({"DOWNLOAD_DELAY"} if name == "demo" else set())


def test_politeness_is_on_by_default():
    assert PROJECT.getbool("ROBOTSTXT_OBEY")
    assert PROJECT.getfloat("DOWNLOAD_DELAY") >= 1
    assert PROJECT.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert "newsportal" in PROJECT["USER_AGENT"]


@pytest.mark.parametrize("name", KNOWN)
def test_a_known_portal_is_data_of_five_to_eight_lines(name):
    spider = KNOWN[name]
    assert [attribute for attribute in vars(spider) if callable(getattr(spider, attribute))] == []
    lines = [line for line in inspect.getsource(spider).split("\n") if line.strip()]
    assert 5 <= len(lines) <= 8


@pytest.mark.parametrize("name", KNOWN)
def test_seeds_are_canonical_and_stand_inside_the_domains(name):
    spider = KNOWN[name]
    inside = PortalUrls(frozenset(spider.domains)).inside
    for seed in spider.seeds:
        assert canonical(seed) == seed
        assert inside(urlsplit(seed).hostname or "")
    assert not inside("example.org")


def addresses(spider: type[PortalSpider]) -> PortalUrls:
    return PortalUrls(frozenset(spider.domains), re.compile(spider.article) if spider.article else None)


@pytest.mark.parametrize("name", KNOWN)
def test_the_seeds_of_a_known_portal_are_hubs(name):
    spider = KNOWN[name]
    assert {addresses(spider).kind(seed) for seed in spider.seeds} == {"hub"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_of_a_known_portal_is_an_article_inside_its_domains(name):
    spider = KNOWN[name]
    assert addresses(spider).kind(spider.example) == "article"
    assert addresses(spider).inside(urlsplit(spider.example).hostname or "")


def test_the_general_shape_knows_nine_examples_in_ten():
    general = PortalUrls(frozenset())
    known = [name for name, spider in EXAMPLES.items() if general.kind(spider.example) == "article"]
    assert len(known) >= 0.9 * len(EXAMPLES) >= 9


@pytest.mark.parametrize(
    ("name", "article", "hub"),
    [
        (
            "people",
            "http://paper.people.com.cn/rmrb/pc/content/202607/29/content_30110001.html",
            "http://paper.people.com.cn/rmrb/pc/layout/202607/29/node_01.html",
        ),
        ("people", "http://jhsjk.people.cn/article/40000001", "http://jhsjk.people.cn/"),
        (
            "guangming",
            "https://epaper.gmw.cn/gmrb/html/content/202609/08/content_24001.html",
            "https://topics.gmw.cn/node_150001.htm",
        ),
        ("sina", "https://k.sina.com.cn/article_1000000001_aaaa000001.html", "https://k.sina.com.cn/"),
        ("sina", "http://slide.news.sina.com.cn/s/slide_1_80000_400001.html", "http://slide.news.sina.com.cn/"),
        (
            "chinanews",
            "https://www.chinanews.com.cn/shipin/cns/2026/11-24/news1060001.shtml",
            "https://www.chinanews.com.cn/shipin/",
        ),
        ("chinanews", "http://www.gd.chinanews.com.cn/2026/2026-11-24/440001.shtml", "http://www.gd.chinanews.com.cn/"),
        ("thepaper", "https://m.thepaper.cn/series/25001", "https://www.thepaper.cn/list_25001"),
    ],
)
def test_what_else_is_an_article_of_a_known_portal_and_what_is_none(name, article, hub):
    assert [addresses(KNOWN[name]).kind(url) for url in (article, hub)] == ["article", "hub"]
