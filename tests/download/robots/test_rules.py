"""robots.txt as octets: what a rule forbids, whoever wrote it and in whatever encoding."""

from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from protego import Protego

from newsportal.download.robots import rules
from newsportal.download.robots.rules import SITEMAPS, read
from tests.cpu import costs_at_most

HOST = "http://news.example.cn"
ALL = "User-agent: *\n"


def allowed(robots: str | bytes, path: str, agent: str = "newsportal") -> bool:
    body = robots.encode() if isinstance(robots, str) else robots
    return read(body, agent).allows(HOST + path)


@pytest.mark.parametrize(
    ("said", "path", "expected"),
    [
        ("Disallow: /", "/a", False),
        ("Disallow:", "/a", True),
        ("Disallow: /a", "/abc", False),
        ("Disallow: /a", "/b/a", True),
        ("Disallow: /\nAllow: /a", "/abc", True),
        ("Disallow: /a/\nAllow: /a/", "/a/b", True),
        ("Allow: /a\nDisallow: /a/b", "/a/b/c", False),
        ("Disallow: /*.pdf$", "/a/b.pdf", False),
        ("Disallow: /*.pdf$", "/a/b.pdf?x=1", True),
        ("Disallow: /a*b*c", "/a-b-c-d", False),
        ("Disallow: /a*b*c", "/a-c-b", True),
        ("Disallow: /*?", "/a?b=1", False),
        ("Disallow: /*?", "/a", True),
        ("Disallow: /a$", "/a", False),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: /a*a$", "/a", True),
        ("Disallow: /*x\nAllow: /long/path/", "/long/path/x", True),
        ("Disallow: /%7euser", "/~user", False),
        ("Disallow: /~user", "/%7Euser", False),
        ("Disallow: /a%2fb", "/a/b", True),
        ("Disallow: /foo/bar?baz=http://a", "/foo/bar?baz=http%3A%2F%2Fa", False),
        ("Disallow: /a%2Ab", "/a*b", False),
        ("Disallow: /a%2Ab", "/a-b", True),
        ("Disallow: /a$b", "/a$b", False),
        ("Disallow: private/", "/private/1", False),
        ("Disallow: http://news.example.cn/private/", "/private/1", False),
        ("Disallow /a", "/a", False),
        ("Disallow：/a", "/a", False),
        ("DISALLOW : /a # 注释", "/a", False),
        ("Dissalow: /a", "/a", False),
        ("Disallow: /A", "/a", True),
        ("Disallow: /robots.txt", "/robots.txt", True),
        ("Disallow: /", "/robots.txt", True),
        ("Noindex: /a\nfoo\n:::\nDisallow: /a", "/a", False),
    ],
)
def test_the_longest_matching_rule_decides(said: str, path: str, expected: bool) -> None:
    assert allowed(ALL + said, path) is expected


@pytest.mark.parametrize(
    ("robots", "expected"),
    [
        ("User-agent: newsportal\nAllow: /\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: NewsPortal/2.0\nDisallow: /b", True),
        ("User-agent: news\nDisallow: /\n", True),
        ("User-agent: newsportal-images\nDisallow: /\n", True),
        ("User-agent: newsportal*\nDisallow: /\n", False),
        ("User-agent: a\nUser-agent: newsportal\nDisallow: /", False),
        ("User-agent: newsportal\nSitemap: http://x/s.xml\nUser-agent: a\nDisallow: /", False),
        ("User-agent: newsportal\nDisallow: /b\nUser-agent: a\nDisallow: /", True),
        ("User-agent: newsportal\nDisallow: /b\n\nUser-agent: newsportal\nDisallow: /a", False),
        ("Disallow: /\nUser-agent: a\nDisallow: /b", True),
        ("User-agent: newsportal\nUser-agent: *\nDisallow: /a", False),
        ("User-agent: *\n\n\nDisallow: /a", False),
        ("useragent: *\nDisallow: /a", False),
        ("User-agent: *\rDisallow: /a\r", False),
    ],
)
def test_only_our_own_groups_count_or_else_those_of_everyone(robots: str, expected: bool) -> None:
    assert allowed(robots, "/a") is expected


CHINESE = ALL + "Disallow: /新闻\nDisallow: /private\n"


@pytest.mark.parametrize(
    "body",
    [
        CHINESE.encode("utf-8"),
        CHINESE.encode("utf-8-sig"),
        CHINESE.encode("gbk"),
        CHINESE.encode("gb18030"),
        CHINESE.encode("utf-16"),
        CHINESE.encode("utf-16-le"),
        CHINESE.encode("utf-16-be"),
        CHINESE.encode("utf-32"),
        CHINESE.replace("\n", "\0\n\0").encode(),
        CHINESE.replace("Disallow", "Dis\0allow").encode(),
    ],
    ids=["utf-8", "mark", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "nul", "nul-inside"],
)
def test_a_chinese_rule_forbids_its_path_in_both_spellings_and_no_other(body: bytes) -> None:
    assert not allowed(body, "/" + quote("新闻") + "/1.shtml")
    assert not allowed(body, "/" + quote("新闻", encoding="gbk") + "/1.shtml")
    assert not allowed(body, "/private/1")
    assert allowed(body, "/")
    assert allowed(body, "/" + quote("体育") + "/1.shtml")
    assert allowed(body, "/" + quote("体育", encoding="gbk") + "/1.shtml")


def test_a_rule_in_big5_forbids_its_own_octets_only() -> None:
    body = (ALL + "Disallow: /新聞\n").encode("big5")
    assert not allowed(body, "/" + quote("新聞", encoding="big5") + "/1")
    assert allowed(body, "/sports")


@pytest.mark.parametrize(
    "body",
    [b"", b"\0\0", b"<!DOCTYPE html><pre>\nUser-agent: *\nDisallow: /\n</pre>", b"\xff\xd8\xff\xe0JFIF", b"\xff\xfe",
     b"  \n<html>\nUser-agent: *\nDisallow: /\n", "\ufeff<html>\nUser-agent: *\nDisallow: /".encode()],
)  # fmt: skip
def test_what_is_not_a_robots_txt_holds_no_rules(body: bytes) -> None:
    assert allowed(body, "/a")


def test_rules_behind_the_bound_are_not_read_and_a_line_cut_there_is_no_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "READ", 1_000)
    head = (ALL + "Disallow: /first\n").encode()
    early = head + b"#" * (1_000 - len(head) - 12) + b"\nDisallow: /"
    assert len(early) == 1_000
    body = early + b"private\nDisallow: /late\n"
    assert not allowed(body, "/first")
    assert allowed(body, "/late")
    assert allowed(body, "/anything")


@pytest.mark.parametrize(
    "start",
    ["<!-- 机器人 -->\n", "<!--\n说明：河口\n-->\n", "<pre>", '<pre class="a">\n', "<?xml version='1.0'?>\r\n",
     "<?php\n?>\n", "\ufeff<!-- a > b -->", "<%@ page %>\n", "<p>"],
)  # fmt: skip
def test_rules_behind_a_comment_or_a_tag_count(start: str) -> None:
    for end in ("", "</pre>", "<br>\n</p>"):
        robots = f"{start}{ALL}Disallow: /private{end}"
        assert not allowed(robots, "/private/1"), robots
        assert allowed(robots, "/a"), robots


def test_what_a_comment_of_a_page_s_kind_shuts_out_is_not_forbidden() -> None:
    assert allowed("<!-- Disallow: / -->\n" + ALL + "Disallow: /b", "/a")
    assert allowed("<!-- User-agent: *\nDisallow: / -->\n" + ALL + "Disallow: /b", "/a")


@pytest.mark.parametrize(
    ("said", "path", "expected"),
    [
        ("Disallow: http://bbs.example.cn/", "/a", True),
        ("Disallow: https://bbs.example.cn", "/a", True),
        ("Disallow: http://bbs.example.cn/a/*.html$", "/a/1.html", True),
        ("Disallow: /private\nAllow: http://bbs.example.cn/private/open", "/private/open", False),
        ("Disallow: http://news.example.cn", "/a", False),
        ("Disallow: HTTP://WWW.News.example.cn:80/a", "/a", False),
        ("Disallow: /\nAllow: http://news.example.cn/open/", "/open/1", True),
        ("Disallow: http://news.example.cn/*.pdf$", "/a.pdf", False),
        ("Disallow: http://news.example.cn/a\nAllow: /a", "/a", True),
        ("Disallow: //bbs.example.cn/", "/a", True),
    ],
)
def test_a_rule_with_a_host_says_nothing_of_other_hosts(said: str, path: str, expected: bool) -> None:
    assert allowed(ALL + said, path) is expected


def test_rules_of_other_hosts_are_counted_with_the_rest() -> None:
    rules = read((ALL + "Disallow: /a\nDisallow: http://b.cn/*x\nDisallow: http://c.cn/y").encode(), "newsportal")
    assert rules.count == 3


@pytest.mark.parametrize(
    ("line", "seconds"),
    [("Crawl-delay: 2.5", 2.5), ("Crawl-Delay:10", 10.0), ("Crawl-delay: 10s", 10.0), ("Crawl-delay: abc", None),
     ("Crawl-delay: -1", None), ("Crawl-delay: nan", None), ("Crawl-delay: inf", None), ("Crawl-delay: 1e9", 1.0),
     ("Crawl-delay:", None), ("Crawl-delay: ９", None)],
)  # fmt: skip
def test_crawl_delay_is_a_plain_number_of_seconds(line: str, seconds: float | None) -> None:
    assert read((ALL + line).encode(), "newsportal").delay == seconds


def test_another_crawlers_delay_is_not_ours() -> None:
    assert read(b"User-agent: a\nCrawl-delay: 9\n\nUser-agent: *\nDisallow: /x", "newsportal").delay is None


def test_sitemaps_count_wherever_they_stand_and_are_bounded() -> None:
    robots = "Sitemap: https://a.cn/1.xml\nUser-agent: other\nDisallow: /\nsitemap：https://a.cn/2.xml\n"
    assert read(robots.encode(), "newsportal").sitemaps == ("https://a.cn/1.xml", "https://a.cn/2.xml")
    many = "".join(f"Sitemap: https://a.cn/{n}.xml\n" for n in range(SITEMAPS + 9)) + "Sitemap: " + "x" * 5000
    assert len(read(many.encode(), "newsportal").sitemaps) == SITEMAPS


def test_a_file_of_many_rules_with_and_without_wildcards_is_read_and_asked_quickly() -> None:
    lines = "".join(f"Disallow: /{n}\nDisallow: /*{n}*x$\nDisallow: /*a*b*c{n}\n" for n in range(1_000))

    def ask() -> None:
        found = read((ALL + lines).encode(), "newsportal")
        for n in range(10):
            found.allows(f"{HOST}/{'abc' * 100}{n}?q={'%E6' * 10}")

    assert costs_at_most(ask, 35)


PIECES = st.sampled_from(["/", "a", "b", "*", "/a/", "%7E", "~", "?", "=", "x=1", "&", "$", ".html", "A", "%61"])
LINES = st.one_of(
    st.sampled_from(["User-agent: *", "User-agent: newsportal", "User-agent: other", "", "Crawl-delay: 3"]),
    st.tuples(st.sampled_from(["Allow: /", "Disallow: /", "Disallow:"]), st.lists(PIECES, max_size=6).map("".join)).map(
        lambda parts: parts[0] + (parts[1] if parts[0].endswith("/") else "")
    ),
)


@settings(max_examples=300)
@given(st.lists(LINES, max_size=10).map("\n".join), st.lists(PIECES, max_size=6).map("".join))
def test_ascii_files_are_read_as_protego_reads_them(robots: str, path: str) -> None:
    path = "/" + path.replace("*", "").replace("$", "")
    assert allowed(robots, path) is Protego.parse(robots).can_fetch(HOST + path, "newsportal")


@settings(max_examples=300)
@given(st.binary(max_size=300) | st.lists(LINES, max_size=10).map("\r\n".join).map(str.encode), st.text(max_size=60))
def test_any_octets_can_be_read(body: bytes, path: str) -> None:
    for start in (b"", b"User-agent: *\nDisallow: ", b"\xff\xfe", b"\xef\xbb\xbf"):
        assert read(start + body, "newsportal").allows(f"{HOST}/{path}") in (True, False)
