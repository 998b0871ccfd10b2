"""Wrong arguments give one sentence before any request."""

import pytest

from newsportal.spiders.arguments import ArgumentError, address_or_file, checked, count, web_address

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


def test_a_bare_host_is_taken_for_http():
    assert web_address("url", "news.example.cn/a") == "http://news.example.cn/a"


def test_a_file_is_taken_by_path_or_address_and_a_missing_one_is_named(tmp_path):
    page = tmp_path / "页.html"
    page.write_text("<p>")
    assert address_or_file("url", str(page)) == page.as_uri()
    assert address_or_file("url", f"file://{page}") == page.as_uri()
    assert address_or_file("url", "http://news.example.cn/") == "http://news.example.cn/"
    with pytest.raises(ArgumentError, match="there is no such file"):
        address_or_file("url", str(tmp_path / "missing.html"))
