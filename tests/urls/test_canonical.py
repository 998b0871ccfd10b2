"""One page, one address; and no string at all makes it fail."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.dedup import canonical, registered_domain
from newsportal.urls import canonical as canonical_module
from newsportal.urls.canonical import with_or_without_slash

SPELLINGS = (
    "http:// HTTPS:// news.example.cn :80 :443 :0 / a ? & = # % %E4 海棠 [ ] utm_source=x id=3 spm= @ \\ .. ; : //"
    " １ 。 ß xn-- ::1"
)
PARTS = st.sampled_from([*SPELLINGS.split(), " ", "\t", "\ud800"])


@given(st.one_of(st.text(), st.lists(PARTS, max_size=14).map("".join)))
def test_it_is_total_and_idempotent(text: str) -> None:
    once = canonical(text)
    assert once == "" or once.startswith(("http://", "https://"))
    assert canonical(once) == once
    assert once.isascii()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://News.Example.CN:80/A/b.html#top", "http://news.example.cn/A/b.html"),
        ("https://news.example.cn:443", "https://news.example.cn/"),
        ("http://news.example.cn。/a", "http://news.example.cn/a"),
        ("https://news.example.cn:8443/", "https://news.example.cn:8443/"),
        ("http://news.example.cn/show.php?id=3&utm_source=app&from=timeline", "http://news.example.cn/show.php?id=3"),
        (
            "http://news.example.cn/show.php?id=3&amp;utm_source=app&amp;k=2",
            "http://news.example.cn/show.php?id=3&amp;k=2",
        ),
        ("http://news.example.cn/?b=2&a=1", "http://news.example.cn/?b=2&a=1"),
        ("http://news.example.cn/a?spm=1.2.3&scm=4", "http://news.example.cn/a"),
        ("http://user:word@news.example.cn/a", "http://news.example.cn/a"),
        ("http://news.example.cn/海棠.html", "http://news.example.cn/%E6%B5%B7%E6%A3%A0.html"),
        ("http://例子.cn/", "http://xn--fsqu00a.cn/"),
        ("  http://news.example.cn/a b ", "http://news.example.cn/a%20b"),
        ("http://news.example.cn/%e6%b5%b7?q=%e6", "http://news.example.cn/%E6%B5%B7?q=%E6"),
        ("http://news.example.cn/100%", "http://news.example.cn/100%"),
        ("http://news.example.cn/#/news/17", "http://news.example.cn/#/news/17"),
        ("http://news.example.cn/a?spm=1#!/news/%e6海", "http://news.example.cn/a#!/news/%E6%E6%B5%B7"),
        ("http://news.example.cn/a#/", "http://news.example.cn/a"),
    ],
)
def test_spellings_of_one_address_have_one_form(url: str, expected: str) -> None:
    assert canonical(url) == expected


@pytest.mark.parametrize(
    "url",
    ["", "javascript:void(0)", "mailto:a@example.cn", "/a/b.html", "http://", "http://[", "http://a:b/", "ftp://a/"],
)
def test_what_is_no_web_address_has_none(url: str) -> None:
    assert canonical(url) == ""


def test_articles_told_apart_by_a_parameter_stay_apart() -> None:
    assert canonical("http://news.example.cn/show?id=1") != canonical("http://news.example.cn/show?id=2")


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("http://news.example.com.cn/a", "example.com.cn"),
        ("https://a.b.example.cn/", "example.cn"),
        ("http://127.0.0.1:8000/", "127.0.0.1"),
        ("http://localhost/", "localhost"),
        ("", ""),
    ],
)
def test_the_registered_domain_needs_no_network(url: str, domain: str) -> None:
    assert registered_domain(url) == domain


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("http://a.cn/news", "http://a.cn/news/"),
        ("http://a.cn/news/", "http://a.cn/news"),
        ("http://a.cn/n/2026/", "http://a.cn/n/2026"),
        ("http://a.cn/", ""),
        ("http://a.cn", ""),
        ("http://a.cn/a.html", ""),
        ("http://a.cn/a.html/", ""),
        ("http://a.cn/news?id=1", ""),
        ("http://a.cn/news//", ""),
    ],
)
def test_a_directory_is_named_with_or_without_a_slash_at_its_end(url: str, other: str) -> None:
    assert with_or_without_slash(url) == other


@given(st.from_regex(canonical_module._PLAIN, fullmatch=True))
def test_a_plain_address_is_what_the_long_way_makes_of_it(url):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(canonical_module, "_PLAIN", re.compile(r"(?!)"))
        assert canonical(url) == url
