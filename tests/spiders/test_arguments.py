"""Wrong arguments give one sentence before any request."""

import os
import re

import pytest
from scrapy.settings import Settings

from newsportal import settings
from newsportal.spiders.arguments import (
    Argument,
    ArgumentError,
    address_or_file,
    checked,
    count,
    page_place,
    web_address,
)
from newsportal.spiders.loader import PortalLoader
from newsportal.spiders.page import PageSpider, saved
from newsportal.spiders.portal import AnyPortalSpider

PROJECT = PortalLoader(Settings({"SPIDER_MODULES": settings.SPIDER_MODULES}))

KNOWN = {"url": Argument(web_address, "where"), "depth": Argument(count, "how deep")}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "needs -a url=…"),
        ({"url": ""}, "needs -a url=…"),
        ({"url": "ftp://a.cn/"}, "not an http or https address"),
        ({"url": "http://"}, "not an http or https address"),
        ({"url": "http://a.cn:99999/"}, "not an http or https address"),
        ({"url": "javascript:alert(1)"}, "not an http or https address"),
        ({"url": "http://name:secret@a.cn/"}, "user name or a password"),
        ({"url": "http://a.cn/ b"}, "not an http or https address"),
        ({"url": "http://a.cn/", "depth": "-1"}, "not a whole number"),
        ({"url": "http://a.cn/", "depth": "two"}, "not a whole number"),
        ({"url": "http://a.cn/", "depht": "2"}, "not an argument of this spider"),
    ],
)
def test_a_wrong_argument_is_named(given, says):
    with pytest.raises(ArgumentError, match=says) as caught:
        checked(given, KNOWN, ("url",))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "bare", ["news.example.cn/a", "www.example.cn", "127.0.0.1:8000/", "localhost:8000", "a.cn?b=1"]
)
def test_a_bare_host_is_taken_for_http(bare):
    assert web_address("url", bare) == f"http://{bare}"


@pytest.mark.parametrize(
    ("url", "portal", "domain"),
    [
        ("http://news.example.com.cn:8080/a", "example.com.cn", "example.com.cn"),
        ("http://127.0.0.1:8000/", "127.0.0.1", "127.0.0.1"),
        ("http://[::1]/", "ipv6--1", "::1"),
        ("http://新闻.中国/", "xn--efvy88h.xn--fiqs8s", "xn--efvy88h.xn--fiqs8s"),
        ("http://news.intranet/", "news.intranet", "news.intranet"),
    ],
)
def test_a_portal_is_named_by_its_registered_domain_or_by_its_host_where_it_has_none(url, portal, domain):
    spider = AnyPortalSpider(AnyPortalSpider.check({"url": url}))
    assert (spider.portal, spider.state_name, spider.allowed_domains) == (portal, portal, [domain])


def test_a_host_that_cannot_be_one_is_named_before_any_request():
    with pytest.raises(ArgumentError, match="has a host that is none"):
        AnyPortalSpider.check({"url": "http://a+b/"})


def test_a_file_is_taken_by_path_or_address_and_a_missing_one_is_named(tmp_path):
    page = tmp_path / "页.html"
    page.write_text("<p>")
    assert address_or_file("url", str(page)) == page.as_uri()
    assert address_or_file("url", f"file://{page}") == page.as_uri()
    assert address_or_file("url", "http://news.example.cn/") == "http://news.example.cn/"
    with pytest.raises(ArgumentError, match="there is no such file"):
        address_or_file("url", str(tmp_path / "missing.html"))
    with pytest.raises(ArgumentError, match="there is no such file"):
        address_or_file("url", "missing.html")


def test_files_are_taken_by_a_pattern_and_one_that_matches_none_is_named(tmp_path):
    for name in ("b.html", "a.html", "a*.html"):
        (tmp_path / name).write_text("<p>")
    (tmp_path / "c.html").mkdir()
    assert [path.name for path in saved(page_place("url", f"{tmp_path}/*.html"))] == ["a*.html", "a.html", "b.html"]
    assert [path.name for path in saved(page_place("url", f"{tmp_path}/a*.html"))] == ["a*.html"]
    assert saved(page_place("url", "https://news.example.cn/*")) == []
    with pytest.raises(ArgumentError, match="no file matches"):
        page_place("url", f"{tmp_path}/c*")


@pytest.mark.parametrize("name", ["demo", "portal", "page"])
def test_every_argument_says_what_it_means(name):
    known = PROJECT.load(name).known
    assert known
    assert all(re.fullmatch(r"[a-z].{9,}[^.]", argument.meaning) for argument in known.values())


def test_an_address_is_that_of_one_saved_file(tmp_path):
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text("<p>")
    address = {"address": "https://news.example.cn/1.html"}
    assert PageSpider(PageSpider.check({"url": f"{tmp_path}/a.html"} | address)).portal == "example.cn"
    for url in (f"{tmp_path}/*.html", "https://news.example.cn/"):
        with pytest.raises(ArgumentError, match="address of one saved file"):
            PageSpider.check({"url": url} | address)


def test_a_folder_a_pipe_and_a_path_that_no_file_can_have_are_called_what_they_are(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path, says in [(".", "is a folder$"), ("pipe", "is no ordinary file$"), ("n" * 300, "File name too long$")]:
        with pytest.raises(ArgumentError, match=says):
            address_or_file("url", str(tmp_path / path))


def test_a_folder_that_is_named_like_a_host_hides_no_address(tmp_path, monkeypatch):
    (tmp_path / "news.example.cn").mkdir()
    monkeypatch.chdir(tmp_path)
    assert address_or_file("url", "news.example.cn") == "http://news.example.cn"
