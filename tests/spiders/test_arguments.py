"""Wrong arguments give one sentence before any request."""

import pytest

from newsportal.spiders.arguments import ArgumentError, address_or_file, checked, count, web_address
from newsportal.spiders.portal import AnyPortalSpider

KNOWN = {"url": web_address, "depth": count}


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
