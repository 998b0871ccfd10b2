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
