"""A page told in lines and as JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from newsportal.extraction import extract
from newsportal.extraction.page import Block, BlockHeadline, MainContent, Page
from newsportal.spiders import page_report

URL = "https://river.example/1.html"
HEADLINES = (
    BlockHeadline(text="河口大桥通车", shown="河口大桥…", url="https://river.example/2.html", rank=1),
    BlockHeadline(text="长" * 200, shown="长" * 200, url="https://river.example/3.html", rank=2),
)
ARTICLE = MainContent(
    title="栖川县新桥通车",
    text="第一段\n第二段\n第三段\n第四段",
    source="栖川日报",
    published=datetime(2026, 11, 24, 0, 8, tzinfo=UTC),
    published_precision="minute",
)
PAGE = Page(
    url=URL,
    kind="article",
    charset="utf-8",
    article=ARTICLE,
    blocks=(Block(label="相关阅读", role="related", headlines=HEADLINES),),
)


def test_the_lines_have_title_time_source_first_paragraphs_and_blocks_with_ranks():
    lines = list(page_report.lines(PAGE, "saved.html"))
    assert lines[0] == "saved.html: article, utf-8"
    told = dict(line.strip().split(None, 1) for line in lines[1:6])
    assert told == {
        "address": URL, "title": "栖川县新桥通车", "source": "栖川日报", "published": "2026-11-24 08:08, China's time",
        "text": "15 characters in 4 lines",
    }  # fmt: skip
    assert [line.strip() for line in lines[6:10]] == ["第一段", "第二段", "第三段", "…"]
    assert lines[10:] == ["  相关阅读: related, 2 headlines", "     1  河口大桥通车", f"     2  {'长' * 59}…"]


def test_a_file_without_an_address_says_what_is_missing_therefore():
    lines = page_report.lines(extract(b"<p>", "file:///a.html"), "a.html")
    assert any("linked by a relative address is left out" in line for line in lines)


def test_nothing_that_a_page_says_reaches_the_terminal_as_a_control_character():
    evil = "\x1b[31m红\u202e\n字"
    page = Page(
        url=URL,
        kind="article",
        charset="utf-8",
        article=MainContent(title=evil, text=evil, source=evil),
        blocks=(Block(label=evil, role="list", headlines=(BlockHeadline(text=evil, shown=evil, url=URL, rank=1),)),),
    )
    for line in [*page_report.lines(page, evil), page_report.as_json(page, evil)]:
        assert not {"\x1b", "\u202e", "\n"} & set(line)


def test_the_json_is_all_of_the_page_but_its_traits_on_one_line():
    told = json.loads(page_report.as_json(PAGE, "saved.html"))
    assert list(told) == ["place", *(name for name in Page.__dataclass_fields__ if name != "traits")]
    assert (told["place"], told["article"]["published"]) == ("saved.html", "2026-11-24T00:08:00+00:00")
    assert told["blocks"][0]["headlines"][0]["rank"] == 1
