"""Articles, hubs and what is neither; what was left out is flagged; nothing a page says of itself is resolved."""

from __future__ import annotations

import pytest

from newsportal.extraction import extract
from newsportal.extraction.document import parser, recorder
from tests.extraction.markup import PROSE, URL, links, page, paragraphs, read

ENTRIES = links(*[f"青河新区第{n}所小学下月开学迎新生" for n in range(30)])
HUB = f"<html><title>青河网</title><body><h2>要闻</h2><ul>{ENTRIES}</ul></body></html>"
SUMMARIES = "".join(
    f"<li><a href=/n/{n}.html>青河新区第{n}所小学下月开学迎新生</a><p>{PROSE[n % 5]}</p></li>" for n in range(30)
)


def test_a_story_is_an_article_and_a_list_a_hub() -> None:
    assert read(page(f"<div>{paragraphs()}</div>")).kind == "article"
    assert read(HUB, "http://www.qinghe.example/").kind == "hub"


def test_a_list_of_summaries_is_a_hub() -> None:
    found = read(f"<html><title>要闻_青河网</title><body><ul>{SUMMARIES}</ul></body></html>", URL)
    assert (found.kind, found.article) == ("hub", None)


def test_a_story_without_a_heading_is_an_article_where_little_else_is() -> None:
    lines = tuple(f"{at}、{line}" for at, line in enumerate(PROSE * 2))
    html = f"<html><title>青河网</title><body><div>{paragraphs(lines)}</div></body></html>"
    assert read(html).kind == "article"
    assert read(html, "http://www.qinghe.example/index.html").kind != "article"


BLOCKED = {
    "a captcha": "<title>安全验证</title><h1>请完成安全验证</h1><p>您的访问过于频繁，请拖动滑块完成拼图。</p>",
    "an error": "<title>404 Not Found</title><h1>404 Not Found</h1><hr>nginx",
    "a page taken down": "<title>青河网</title><p>抱歉，您访问的页面不存在或已删除，三秒后返回。</p>",
    "a login": "<title>登录</title><p>请先登录后查看全部内容，登录即表示同意协议。</p>",
    "a browser check": "<title>Just a moment...</title><p>Checking your browser before accessing, please wait.</p>",
    "a listing": "<title>Index of /news</title><h1>Index of /news</h1><pre><a href=a/>a/</a> 2026-11-01</pre>",
}


@pytest.mark.parametrize("what", BLOCKED)
def test_an_answer_instead_of_the_page_is_other_and_flagged(what: str) -> None:
    found = read(f"<html>{BLOCKED[what]}</html>")
    assert (found.kind, found.article, found.flags) == ("other", None, ("blocked",))


def test_a_story_about_captchas_is_a_story() -> None:
    lines = ("警方提醒，验证码不能转告他人，请先登录官方网站核实，页面不存在时不要重复输入。", *PROSE)
    assert read(page(f"<div>{paragraphs(lines)}</div>", heading="骗取验证码的新手法 警方这样提醒")).flags == ()


@pytest.mark.parametrize("body", [b"", b" \n", b"\0", b"<html></html>"])
def test_nothing_is_other_and_flagged_empty(body: bytes) -> None:
    found = extract(body, URL)
    assert (found.kind, found.flags) == ("other", ("empty",))


def test_what_was_left_out_is_flagged_and_the_story_read(monkeypatch: pytest.MonkeyPatch) -> None:
    many = page(f"<div {' '.join(f'a{n}=1' for n in range(201))}>{paragraphs()}</div>")
    assert (read(many).flags, read(many).kind) == (("attributes",), "article")
    monkeypatch.setattr(recorder, "MAX_DEPTH", 50)
    found = read(page("<div>" * 60 + paragraphs() + "</div>" * 60))
    assert (found.flags, found.kind) == (("deep",), "article")
    assert found.article
    assert PROSE[0] in found.article.text
    monkeypatch.setattr(parser, "_FEW_TAGS", 10)
    monkeypatch.setattr(parser, "MAX_TAGS", 60)
    long = page(f"<div>{paragraphs()}</div>", "<p>x</p>" * 60)
    assert (read(long).flags, read(long).kind) == (("cut",), "article")
    monkeypatch.setattr(parser, "MAX_BYTES", 2_000)
    assert read(page(f"<div>{paragraphs()}</div>" + " " * 2_000)).flags == ("cut",)


@pytest.mark.parametrize(
    "piece", ["</div></div>", "<h2>标题", "</ul><li>", "<h3></h2><ul><a href=/1.html>一条普通的新闻标题"]
)
def test_headings_and_lists_that_end_out_of_turn_are_read(piece: str) -> None:
    """Found by benchmarks/fuzz.py."""
    for times in (1, 40):
        found = read(page(f"<div>{paragraphs()}</div>{piece * times}", piece * times))
        assert found.article
        assert PROSE[0] in found.article.text


def test_an_entity_of_a_page_s_own_is_not_resolved() -> None:
    html = page(f"<div>{paragraphs()}<p>另有&a;消息。</p></div>")
    found = read(f'<!DOCTYPE html [<!ENTITY a "自造的">]>{html}')
    assert found.article
    assert "自造的" not in found.article.text
