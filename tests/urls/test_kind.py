"""What an address alone says of its page."""

from __future__ import annotations

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
        ("http://a.cn/app.apk", None),
        ("http://a.cn/photo/1.JPG", None),
    ],
)
def test_the_general_shape_tells_articles_from_hubs_and_from_what_is_no_page(url, kind):
    assert PortalUrls(frozenset({"a.cn"})).kind(url) == kind
