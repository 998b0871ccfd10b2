"""Columns, topics and short notices: which of them are articles."""

from __future__ import annotations

from newsportal.extraction import Page
from tests.extraction.markup import PROSE, URL, links, page, read

WORDS = [f"第{n}座跨江大桥今年秋天开工建设" for n in range(9)]
FOLDER = "http://www.qinghe.example/zt/bridge/"


def _bare(title: str, content: str, url: str) -> Page:
    return read(f"<html><title>{title}_青河网</title><body><h1>{title}</h1>{content}</body></html>", url)


def _cards(after: str) -> str:
    heads = [f"<h3><a href=/n/{n}.html>{words}</a></h3>" for n, words in enumerate(WORDS)]
    return "".join(f"<div>{head}<p>{PROSE[n % 5]}{after}</p></div>" for n, head in enumerate(heads))


def test_a_column_of_cards_with_summaries_is_a_hub_also_under_a_heading() -> None:
    cards = "".join(
        f"<div><h3><a href=/n/{n}.html>{w}</a></h3><p>{PROSE[n % 5]}……</p></div>" for n, w in enumerate(WORDS)
    )
    for title in ("青河大桥观察", "沈牧云的专栏文章", "聚焦青河大桥建设进行时专题报道"):
        assert _bare(title, cards, FOLDER).kind == "hub"


def test_a_topic_with_an_introduction_is_a_hub() -> None:
    content = f"<div class=intro><p>{PROSE[0]}{PROSE[1]}</p></div><ul>{links(*WORDS)}</ul>"
    assert _bare("青河大桥建设", content, FOLDER).kind == "hub"
    assert _bare("青河大桥建设", content, FOLDER + "index.shtml").kind == "hub"


def test_a_morning_digest_with_a_date_is_an_article() -> None:
    content = "".join(f"<p><a href=/n/{n}.html>{w}</a></p><p>{PROSE[n % 5]}{n}</p>" for n, w in enumerate(WORDS))
    found = read(page(f"<div>{content}</div>", heading="早报｜青河今天九件事"), URL)
    assert (found.kind, found.article is not None) == ("article", True)


def test_a_short_notice_under_two_characters_is_an_article_and_a_channel_is_none() -> None:
    related = f"<div><h3>相关阅读</h3><ul>{links(*WORDS)}</ul></div>"
    notice = "<p>本报昨日第二版大桥长度有误，应为三千二百米，特此更正。</p>"
    assert read(page(f"<div>{notice}</div>", related, heading="更正")).kind == "article"
    cards = "".join(
        f"<div><h3><a href=/n/{n}.html>{w}</a></h3><p>{PROSE[n % 5]}</p>2026-11-20</div>" for n, w in enumerate(WORDS)
    )
    assert _bare("社会", cards, FOLDER).kind == "hub"


FILMS = "".join(f"<li><img src=/v{n}.jpg><div><p>{w}，两岸看桥</p></div></li>" for n, w in enumerate(WORDS[:1]))
FILMS += "".join(f"<li><img src=/v{n}.jpg><div><p>{w}</p></div></li>" for n, w in enumerate(WORDS[1:]))
COUNTER = "<p>共九个视频，总播放数：</p>"


def test_a_list_of_films_without_links_is_no_article() -> None:
    assert _bare("今日热门视频汇总第五期", f"{COUNTER}<ul>{FILMS}</ul>", URL).article is None
    told = "".join(f"<li><img src=/{n}.jpg><p>图为{line}</p></li>" for n, line in enumerate(PROSE * 2))
    assert _bare("青河大桥合龙前后的十个日夜", f"<ul>{told}</ul>", URL).kind == "article"
    assert _bare("青河大桥合龙前后的十个日夜", f"<p>2026-11-20 08:15</p>{COUNTER}<ul>{FILMS}</ul>", URL).article
    led = f"<div><p>{PROSE[0]}</p><ul>{FILMS}</ul></div>"
    assert _bare("青河大桥合龙前后的十个日夜", led, URL).kind == "article"


def test_a_list_of_articles_with_times_at_a_folder_is_none_and_a_report_at_its_own_address_is_one() -> None:
    entries = "".join(f"<dl><dt>2026-11-2{n} 08:15:00</dt><dd>{PROSE[n % 5]}{PROSE[n % 3]}</dd></dl>" for n in range(6))
    html = f"<html><title>图集汇总_青河网</title><body><div>{entries}</div></body></html>"
    assert read(html, "http://www.qinghe.example/s/").article is None
    assert read(html, URL).kind == "article"


def test_a_page_that_says_that_its_text_was_withheld_is_no_article() -> None:
    rest = "<p>您可以通过左侧的推荐组件，浏览其它文章。</p>"
    for notice in ("很抱歉,该文章已经被加密!", "该内容已被发布者删除", "对不起，此博文已删除。"):
        assert read(page(f"<div><strong>{notice}</strong>{rest}</div>")).article is None
        told = f"<div><strong>{notice}</strong><p>{PROSE[0]}</p><p>{PROSE[1]}</p></div>"
        assert read(page(told)).kind == "article"  # a story that shows what such a page said
    flash = "<p>青河一位作者今天说，他的该文章已被删除。</p><p>原因不明，他正在问。</p>"
    assert read(page(f"<div>{flash}</div>")).kind == "article"
