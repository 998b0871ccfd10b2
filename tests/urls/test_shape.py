"""Shapes of addresses: one for pages of one template, and paths that repeat themselves."""

from __future__ import annotations

import pytest

from newsportal.urls.shape import shape

HOST = "http://news.example.cn"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/2019-09-08/doc-iicezzrq4311222.shtml", "/0-0-0/doc-*.shtml"),
        ("/19/0908/07/EOIO5J7F0001875N.html", "/0/0/0/*.html"),
        ("/a/339543245_119038", "/a/0_0"),
        ("/newsDetail_forward_4384221", "/newsdetail_forward_0"),
        ("/n1/2019/0908/c1001-31342112.html", "/n0/0/0/c0-0.html"),
        ("/c/7pmDFHGPqXE", "/c/*"),
        ("/index.jsp;jsessionid=8F3A9C2E41D7", "/index.jsp;jsessionid=*"),
        ("/2026/11/a-long-way-from-home/", "/0/0/~/"),
        ("/%E6%96%B0%E9%97%BB/1.html", "/新闻/0.html"),
        ("/show.php?id=5&page=2", "/show.php?id&page"),
        ("/show.php?page=2&id=7", "/show.php?id&page"),
        ("/news/world/", "/news/world/"),
        ("", "/"),
    ],
)
def test_pages_of_one_template_have_one_shape(url: str, expected: str) -> None:
    assert str(shape(HOST + url)) == "news.example.cn" + expected


@pytest.mark.parametrize(
    ("path", "grows"),
    [
        ("/a/a/a", True),
        ("/x/a/b/a/b/a/b/y", True),
        ("/a/x/a/y/a/z", True),
        ("/11/11/11/11/", True),
        ("/2026/11/24/2026/11/24/2026/11/24/2026/11/24", True),
        ("/" + "/".join("abcdefghijklmnop"), True),
        ("/a/a", False),
        ("//a//a//", False),
        ("/a/b/c/a/b/c/", False),
        ("/2019/11/11/11.html", False),
        ("/2011/11/11/11/1.html", False),
        ("/news/china/news/photo/", False),
    ],
)
def test_a_path_that_repeats_itself_is_known_by_its_look(path: str, grows: bool) -> None:
    assert (shape(HOST + path).fault == "growing_path") is grows
