"""What a spider declares is checked before any request: one sentence names what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newsportal.exit_codes import Exit
from newsportal.spiders import declared
from newsportal.spiders.arguments import ArgumentError
from newsportal.spiders.base import PortalSpider
from tests.crawl.offline import OfflineCrawl
from tests.run import scrapy

SEED, DOMAIN = "https://news.163.com/", "163.com"


@pytest.mark.parametrize(
    ("seeds", "domains", "says"),
    [
        ((SEED,), ("www.163.com",), r"lies outside its domains \(www\.163\.com\); add '163\.com' to them"),
        ((SEED, "http://a.example.cn/"), (DOMAIN,), "seed http://a.example.cn/ .* outside"),
        ((SEED,), ("news.163.com:80",), "'news.163.com:80' is not a domain alone; write '163.com'"),
        ((SEED,), (SEED,), "is not a domain alone; write '163.com'"),
        ((SEED,), ("163.com/news",), "is not a domain alone; write '163.com'"),
        ((SEED,), (".163.com",), "is not a domain alone; write '163.com'"),
        ((SEED,), ("*.163.com",), "is not a domain alone; write '163.com'"),
        ((SEED,), ("",), "'' is not a domain alone$"),
        ((SEED,), ("com",), "stand the sites of many owners"),
        (("http://a.example.com.cn/",), ("com.cn",), "stand the sites of many owners"),
        ((SEED,), (), "has no domains"),
        ((), (DOMAIN,), "has no seeds"),
        ((SEED), (DOMAIN,), "seeds of spider x are not a tuple"),
        ((SEED,), (DOMAIN), "domains of spider x are not a tuple"),
        ((163,), (DOMAIN,), "seeds of spider x are not a tuple"),
        (("news.163.com",), (DOMAIN,), "'news.163.com' of spider x is not an http or https address"),
        (("",), (DOMAIN,), "'' of spider x is not an http or https address"),
        (("http://[",), (DOMAIN,), "is not an http or https address"),
    ],
)
def test_what_is_wrong_is_named_in_one_sentence(seeds: Any, domains: Any, says: str) -> None:
    with pytest.raises(ArgumentError, match=says) as caught:
        declared.check("x", seeds, domains, None)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("seed", "domain"),
    [
        (SEED, DOMAIN),
        (SEED, "news.163.com"),
        (SEED, "163.COM"),
        ("http://127.0.0.1:8000/", "127.0.0.1"),
        ("http://[::1]:8000/", "::1"),
        ("http://新闻.中国/", "新闻.中国"),
        ("http://xn--efvy88h.xn--fiqs8s/", "新闻.中国"),
        ("http://demo.newsportal.example/", "demo.newsportal.example"),
    ],
)
def test_what_is_right_passes_in_any_spelling(seed: str, domain: str) -> None:
    declared.check("x", (seed,), (domain,), r"/\d+\.html")


def test_a_pattern_that_is_none_is_named() -> None:
    with pytest.raises(ArgumentError, match="article of spider x is not a regular expression"):
        declared.check("x", (SEED,), (DOMAIN,), "(")
    with pytest.raises(ArgumentError, match="hub of spider x is not a regular expression"):
        declared.check("x", (SEED,), (DOMAIN,), None, "(")


def test_one_host_in_place_of_the_registered_domain_is_told() -> None:
    assert declared.narrow(["www.163.com"]) == [("www.163.com", "163.com")]
    assert declared.narrow(["163.com", "www.163.com"]) == []
    assert declared.narrow(["127.0.0.1", "::1", "localhost", "demo.newsportal.example"]) == []


SPIDER = """
from newsportal.spiders.base import PortalSpider

class OneSpider(PortalSpider):
    name = "one"
    seeds = ("{seed}",)
    domains = ("{domain}",)
"""


@pytest.mark.parametrize(
    ("seed", "domain", "says"),
    [
        ("https://news.163.com/", "www.163.com", "lies outside its domains"),
        ("http://127.0.0.1:9/", "127.0.0.1:9", "is not a domain alone"),
    ],
)
def test_a_crawl_says_so_before_it_waits_or_writes(tmp_path: Path, seed: str, domain: str, says: str) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "__init__.py").write_text("")
    (tmp_path / "mine" / "one.py").write_text(SPIDER.format(seed=seed, domain=domain))
    crawled = scrapy(tmp_path, "crawl", "one", "-s", "SPIDER_MODULES=mine")
    assert crawled.returncode == Exit.USAGE, crawled.stderr
    assert says in crawled.stderr
    assert "Traceback" not in crawled.stderr
    assert not (tmp_path / "output").exists()


def test_a_crawl_of_one_host_only_says_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    class One(PortalSpider):
        """Data of a portal."""

        name, seeds, domains = "one", ("https://www.163.com/",), ("www.163.com",)

    OfflineCrawl(tmp_path, One)
    assert "only www.163.com is crawled: other hosts of 163.com are left out" in caplog.text
