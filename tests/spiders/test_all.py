"""All spiders at once: named, documented, polite, their seeds inside their domains, their examples articles."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from scrapy.settings import Settings

from newsportal import settings
from newsportal.spiders.base import PortalSpider
from newsportal.spiders.loader import PortalLoader
from newsportal.spiders.portal_data import KINDS, SOURCES
from newsportal.text.sanitize import safe_name
from newsportal.urls.canonical import canonical
from newsportal.urls.kind import PortalUrls

PROJECT = Settings({name: getattr(settings, name) for name in dir(settings) if name.isupper()})
LOADER = PortalLoader(PROJECT)
SPIDERS = {name: LOADER.load(name) for name in LOADER.list()}
KNOWN = {name: spider for name, spider in SPIDERS.items() if spider.seeds and not name.startswith("demo")}
EXAMPLES = {name: spider for name, spider in KNOWN.items() if spider.example}
POLITENESS = re.findall(
    r"\w+",
    "ROBOTSTXT_OBEY USER_AGENT DOWNLOAD_DELAY DOWNLOAD_DELAY_JITTER CONCURRENT_REQUESTS_PER_DOMAIN DOWNLOAD_SLOTS "
    "DOWNLOADER_MIDDLEWARES DOWNLOAD_HANDLERS SCHEDULER_PRIORITY_QUEUE",
)


def test_there_are_the_general_spiders_and_at_least_sixty_known_portals_of_every_kind():
    assert {"portal", "page", "demo"} <= set(SPIDERS)
    assert len(KNOWN) >= 60
    assert {spider.kind() for spider in KNOWN.values()} >= set(KINDS)


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
    assert changed <= ({"DOWNLOAD_DELAY"} if name.startswith("demo") else set())


def test_politeness_is_on_by_default():
    assert PROJECT.getbool("ROBOTSTXT_OBEY")
    assert PROJECT.getfloat("DOWNLOAD_DELAY") >= 1
    assert PROJECT.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert "newsportal" in PROJECT["USER_AGENT"]


@pytest.mark.parametrize("name", KNOWN)
def test_a_known_portal_is_data_of_five_to_eight_fields_beside_how_it_is_known(name):
    own = [field for field in vars(KNOWN[name]) if not field.startswith("_")]
    assert [field for field in own if callable(getattr(KNOWN[name], field))] == []
    assert 5 <= len(set(own) - {"checked", "from_memory"}) <= 8


@pytest.mark.parametrize("name", KNOWN)
def test_seeds_are_canonical_and_what_is_declared_makes_a_crawl(name):
    spider = KNOWN[name]
    spider.check_data()
    for url in (*spider.seeds, *spider.feeds):
        assert unquote(canonical(url)) == unquote(url)
    assert not spider.addresses().inside("example.org")


@pytest.mark.parametrize("name", KNOWN)
def test_how_a_portal_is_known_is_a_day_with_its_source_and_the_fields_that_rest_on_memory(name):
    spider = KNOWN[name]
    day, _, source = (spider.checked or "2026-01-01, ").partition(", ")
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", day)
    assert source in (*SOURCES, "")
    assert spider.checked is None or source
    assert set(spider.from_memory) <= {"seeds", "feeds", "domains", "article"}


@pytest.mark.parametrize("name", KNOWN)
def test_the_seeds_of_a_known_portal_are_hubs(name):
    spider = KNOWN[name]
    assert {spider.addresses().kind(seed) for seed in spider.seeds} == {"hub"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_of_a_known_portal_are_articles_inside_it_by_its_own_shape(name):
    own = KNOWN[name].addresses()
    for example in KNOWN[name].examples():
        assert own.holds(canonical(example))
        assert own.kind(canonical(example)) == "article"
        assert not own.article or own.article.search(canonical(example))


def test_the_shape_of_a_portals_lists_is_that_of_no_article() -> None:
    lists = {name: re.compile(spider.hub) for name, spider in KNOWN.items() if spider.hub}
    assert lists
    for name, shape in lists.items():
        assert not any(shape.search(canonical(url)) for other in EXAMPLES.values() for url in other.examples()), name


def test_an_example_is_held_by_its_own_portal_alone_and_is_an_article_there():
    """But for the newspapers whose sites stand inside their publishers' domains."""
    printed = {("people", "rmrb"), ("guangming", "gmrb"), ("ce", "jjrb")}
    for name, spider in KNOWN.items():
        own = spider.addresses()
        held = {
            (name, other): [own.kind(canonical(url)) for url in KNOWN[other].examples()]
            for other in KNOWN
            if other != name and any(own.holds(canonical(url)) for url in KNOWN[other].examples())
        }
        assert set(held) <= printed
        assert {kind for kinds in held.values() for kind in kinds} <= {"article"}


def test_the_general_shape_knows_nine_examples_in_ten():
    general = PortalUrls(frozenset())
    examples = [canonical(example) for spider in EXAMPLES.values() for example in spider.examples()]
    assert len(examples) >= 60
    assert sum(general.kind(example) == "article" for example in examples) >= 0.9 * len(examples)


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
        (
            "chinanews",
            "https://www.chinanews.com.cn/gn/2026/11-24/10000001.shtml",
            "https://www.chinanews.com.cn/scroll-news/2026/1124/news.shtml",
        ),
        (
            "chinadaily",
            "https://www.chinadaily.com.cn/a/202405/20/WS664af0b2a31082fc043c0001.html",
            "https://cn.chinadaily.com.cn/5b753f9fa310030f813cf408/5bd54dd6a3101a87ca8ff5f8",
        ),
        (
            "mingpao",
            "https://news.mingpao.com/ins/%E5%85%A9%E5%B2%B8/article/20260104/s00004/1767518310002",
            "https://news.mingpao.com/pns/%E8%A6%81%E8%81%9E/section/20251208/s00001",
        ),
        ("dwzh", "https://www.dw.com/zh/%E7%BA%BD%E7%BA%A6/a-78000002", "https://www.dw.com/zh/%E7%BA%BD/t-78000002"),
        ("cls", "https://www.cls.cn/detail/2401001", "https://www.cls.cn/depth?id=1000"),
        (
            "bjd",
            "https://www.bjd.com.cn/bjrb/mobile/2026/20261002/20261002_001/content_20261002_001_1.htm",
            "https://www.bjd.com.cn/bjrb/mobile/2026/20261002/20261002_m.html",
        ),
    ],
)
def test_what_else_is_an_article_of_a_known_portal_and_what_is_none(name, article, hub):
    assert [KNOWN[name].addresses().kind(url) for url in (article, hub)] == ["article", "hub"]
