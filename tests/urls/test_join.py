"""References of a page, joined as their writers meant them; no text at all fails."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.urls.join import join

PAGE = "https://www.qinghe.example/news/1.html"


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("2.html", "https://www.qinghe.example/news/2.html"),
        ("http:/www.qinghe.example/a", "http://www.qinghe.example/a"),
        ("http:www.qinghe.example/a", "http://www.qinghe.example/a"),
        ("https:/www.qinghe.example/a", "https://www.qinghe.example/a"),
        ("https:///www.qinghe.example/a", "https://www.qinghe.example/a"),
        ("http:////img.qinghe.example:8080/a", "http://img.qinghe.example:8080/a"),
        ("HTTPS:\\\\www.qinghe.example\\a", "HTTPS://www.qinghe.example/a".replace("HTTPS", "https")),
        ("///www.qinghe.example/a", "https://www.qinghe.example/a"),
        ("https:/news/2.html", "https://www.qinghe.example/news/2.html"),
        ("https:2.html", "https://www.qinghe.example/news/2.html"),
        ("ht\ntp://a.example/b", "http://a.example/b"),
        ("/a//b", "https://www.qinghe.example/a//b"),
        ("?to=http:/a", "https://www.qinghe.example/news/1.html?to=http:/a"),
        ("http:", ""),
        ("https:///", ""),
        ("http://[", ""),
        ("javascript:void(0)", ""),
        ("", ""),
    ],
)
def test_a_host_is_found_behind_too_few_or_too_many_slashes(reference: str, expected: str) -> None:
    assert join(PAGE, reference) == expected


@given(st.text(max_size=60) | st.lists(st.sampled_from(["http:", "/", "\\", "a.cn", "[", "?", "#"])).map("".join))
def test_any_text_gives_a_web_address_or_none(text: str) -> None:
    found = join(PAGE, text)
    assert not found or found.startswith(("http://", "https://"))
