"""A page that shows nothing of its own sends its readers on, and only such a page does."""

from __future__ import annotations

import pytest

from newsportal.extraction import extract
from tests.extraction.markup import URL, page, paragraphs

TO = "http://www.qinghe.example/a/20261121/7.html"
SHOWN = "<title>青禾网</title><p>正在跳转，请稍候</p>"


def goes_to(markup: str) -> str | None:
    return extract(markup.encode(), URL, "utf-8").refresh


@pytest.mark.parametrize(
    "code",
    [
        "location.href = '/a/20261121/7.html'",
        'window.location="../20261121/7.html";',
        "top.location.replace ( '/a/20261121/7.html' )",
        "window.top.location.assign('/a/20261121/7.html')",
        "setTimeout(\"location.href='/a/20261121/7.html'\", 300)",
        'setTimeout("location.href=\\"/a/20261121/7.html\\"", 300)',
        "document.location='/a/20261121/7.html' + location.search",
        "var to = '/a/20261121/7.html';\nself.location = to;",
        "window.navigate('/a/20261121/7.html')",
        "location.href='" + URL + "'; location.href='/a/20261121/7.html'",
    ],
)
def test_a_script_sends_on(code: str) -> None:
    assert goes_to(f"{SHOWN}<script>{code}</script>") == TO
    assert goes_to(page(f"<div>{paragraphs()}</div><script>{code}</script>")) is None


@pytest.mark.parametrize(
    "code",
    [
        "if (location.href == '/a/20261121/7.html') {}",
        "location.hash = '/a/20261121/7.html'",
        "my.location = '/a/20261121/7.html'",
        "location.href = 'http://www.qinghe.example/a/?n=' + n",
        "location = to;",
        "location.reload()",
    ],
)
def test_a_script_that_names_no_page_does_not(code: str) -> None:
    assert goes_to(f"{SHOWN}<script>{code}</script>") is None


@pytest.mark.parametrize(
    "markup",
    [
        "<body onload=\"location='/a/20261121/7.html'\">",
        "<frameset><frame src=/a/20261121/7.html></frameset>",
        "<frameset rows='80,*,40'><frame src=/top><frame src=/a/20261121/7.html><frame src=/end></frameset>",
        "<frameset cols='20%,80%'><frame src=/menu><frame src=/a/20261121/7.html></frameset>",
        "<iframe src=/a/20261121/7.html width=100% height=100%></iframe>",
        "<iframe src=/ad width=1 height=1></iframe><iframe src=/a/20261121/7.html style='width:980px'></iframe>",
        "<noscript><iframe src=/count></iframe></noscript><iframe src=/a/20261121/7.html></iframe>",
    ],
)
def test_a_frame_that_is_all_of_the_page_is_where_it_leads(markup: str) -> None:
    assert goes_to(f"<title>青禾网</title>{markup}") == TO


def test_an_advert_s_frame_leads_nowhere() -> None:
    assert goes_to("<title>青禾网</title><iframe src=/ad width=300 height=60></iframe>") is None
    assert goes_to(page(f"<div>{paragraphs()}</div><iframe src=/ad></iframe>")) is None
