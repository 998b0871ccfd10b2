"""What an address alone says of its page."""

from __future__ import annotations

import re

import pytest

from newsportal.urls.kind import PortalUrls


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("http://a.cn/", "hub"),
        ("http://a.cn/news/", "hub"),
        ("http://a.cn/news/index_2.shtml", "hub"),
        ("http://a.cn/list?page=3", "hub"),
        ("http://a.cn/GB/163542/index.html", "hub"),
        ("http://a.cn/view.php?id=77", "article"),
        ("http://a.cn/html/201903/04/1804.html", "article"),
        ("http://a.cn/a/20190906/43356501_0.shtml", "article"),
        ("http://a.cn/node_120345.htm", "hub"),
        ("http://a.cn/list_119900", "hub"),
        ("http://a.cn/lists/917.html", "hub"),
        ("http://a.cn/topics/c32p4kj2yzqt", "hub"),
        ("http://a.cn/u/9598793600", "hub"),
        ("http://a.cn/article/category/company.html", "hub"),
        ("http://a.cn/category/2026/11/24/bridge.html", "article"),
        ("http://a.cn/list/2026-11-24.html", "hub"),
        ("http://a.cn/list/newspaper/focus/20261124", "hub"),
        ("http://a.cn/list/20261124/400001.html", "article"),
        ("http://a.cn/u/9598793600/354343401", "article"),
        ("http://a.cn/html/2026-01/07/nbs.D110000a_01.htm", "hub"),
        ("http://a.cn/node_b57/?post_list_page=2", "hub"),
        ("http://a.cn/rb/pc/content/202607/29/content_30110001.html", "article"),
        ("http://a.cn/shipin/cns/2026/11-24/news1060001.shtml", "article"),
        ("http://a.cn/s/blog_4b2cb00e0102aaaa.html?tj=1", "article"),
        ("http://a.cn/n/20001", "article"),
        ("http://a.cn/n_bd_gz.htm", "hub"),
        ("http://a.cn/c/special/7qbBu4tQtpg", "hub"),
        ("http://a.cn/list.html?id=178", "hub"),
        ("http://a.cn/zh/people/t-59583453", "hub"),
        ("http://a.cn/zh/people-meet/a-59583453", "article"),
        ("http://a.cn/tag/system_11.htm", "hub"),
        ("http://a.cn/tag/2026/1124/400001.htm", "article"),
        ("http://a.cn/app.apk", None),
        ("http://a.cn/photo/1.JPG", None),
    ],
)
def test_the_general_shape_tells_articles_from_hubs_and_from_what_is_no_page(url, kind):
    assert PortalUrls(frozenset({"a.cn"})).kind(url) == kind


def test_where_a_portals_own_pattern_says_no_the_general_shape_has_its_say():
    portal = PortalUrls(frozenset({"a.cn"}), re.compile(r"/story-\d+"))
    urls = ("http://a.cn/story-5", "http://a.cn/2026/1124/400001.html", "http://a.cn/2026/", "http://a.cn/p.png")
    assert [portal.kind(url) for url in urls] == ["article", "article", "hub", None]


def test_a_portals_own_lists_are_hubs_whatever_they_look_like():
    portal = PortalUrls(frozenset({"a.cn"}), re.compile(r"/story-\d+"), hub=re.compile(r"/story-0|/day/"))
    urls = ("http://a.cn/story-0", "http://a.cn/day/20261124.html", "http://a.cn/story-5", "http://a.cn/day/p.png")
    assert [portal.kind(url) for url in urls] == ["hub", "hub", "article", None]
