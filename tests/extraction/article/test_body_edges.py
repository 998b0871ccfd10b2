"""Edges of texts: what belongs to a text though it looks foreign, and what does not though it stands in it."""

from __future__ import annotations

import pytest

from tests.extraction.markup import PROSE, page, paragraphs, read, text_of

STORY = list(PROSE)
MORE = ("港口的灯，亮了一夜。", "船上的人，等了一夜。")
TAIL = "<div class=t><strong>精彩推荐</strong></div><div><a href=/more>加载中</a></div>"
LISTED = ("第{}座大桥年底开工 两岸拆迁已近尾声", "老桥工说起第{}座大桥的水下往事", "第{}座大桥通车，百姓看灯")
FOLDED_LIST = "".join(f"<li><a>{words.format(n)}</a></li>" for n in range(3) for words in LISTED)


def test_two_headings_of_emptied_lists_end_a_text_also_where_much_is_said_below() -> None:
    below = f"{TAIL}{TAIL.replace('精彩推荐', '相关新闻')}<div><strong>青河榜</strong>{paragraphs(PROSE[3:])}</div>"
    assert text_of(page(f"<div><div>{paragraphs(PROSE[:3])}</div>{below}</div>")) == STORY[:3]


def test_one_such_heading_in_the_middle_of_a_text_ends_nothing() -> None:
    parts = f"{paragraphs(PROSE[:2])}<p>热点新闻</p>{paragraphs(PROSE[2:])}"
    assert text_of(page(f"<div>{parts}</div>")) == [*PROSE[:2], "热点新闻", *PROSE[2:]]


def test_headings_over_emptied_lists_behind_a_text_are_none_of_it() -> None:
    lists = "".join(
        f"<div><h3>{words}</h3><ul style='display:none'>{FOLDED_LIST}</ul></div>"
        for words in ("青河一周", "港口直播间")
    )
    assert text_of(page(f"<div><div>{PROSE[0]}</div><div>{PROSE[1]}</div>{lists}</div>")) == STORY[:2]


def test_headings_under_which_something_is_kept_stay_at_a_texts_end() -> None:
    parts = "".join(f"<h3>第{n}名</h3><p>青河{n}号桥</p>" for n in (1, 2, 3))
    text = text_of(page(f"<div>{paragraphs()}{parts}</div>"))
    assert text[len(STORY) :] == [line for n in (1, 2, 3) for line in (f"第{n}名", f"青河{n}号桥")]
    assert text_of(page(f"<div>{paragraphs()}<h3>青河大桥</h3><h3>通车之后</h3></div>"))[-1] == "通车之后"


def test_a_hidden_list_of_headlines_is_no_text_and_one_of_captions_is() -> None:
    pictures = "<div><img src=/a.jpg><img src=/b.jpg></div>"
    assert read(page(pictures, f"<ul style='display:none!important'>{FOLDED_LIST}</ul>")).article is None
    told = "".join(f"<li>{line}</li>" for line in PROSE)
    assert text_of(page(pictures, f"<ul style='display:none'>{told}</ul>")) == STORY


def test_a_list_behind_paragraphs_is_a_part_of_the_text_and_one_beside_a_menu_is_all_of_it() -> None:
    told = f"<ul>{''.join(f'<li>{line}</li>' for line in PROSE)}</ul>"
    over = "<p>青河的桥</p><p>桥工有话要说，听听他们的。</p><p>以下是五条：</p>"
    assert text_of(page(f"<div class=x><div>{over}{told}</div></div>"))[-8:] == [
        "青河的桥", "桥工有话要说，听听他们的。", "以下是五条：", *STORY,
    ]  # fmt: skip
    assert text_of(page(f"<div><p>首页</p><p>桥</p>{told}</div>")) == STORY


def test_a_sentence_with_a_services_word_that_leads_on_is_the_storys() -> None:
    for line, is_told in (("如果买的是团体票，请将收到的二维码准备好，在这里换票：", True), ("二维码如下：", False)):
        text = text_of(page(f"<div>{paragraphs(PROSE[:3])}<p>{line}</p>{paragraphs(PROSE[3:])}</div>"))
        assert (line in text) is is_told


def test_a_line_of_names_that_are_links_between_paragraphs_is_the_storys_and_one_of_headlines_is_not() -> None:
    names, heads = (
        ("青河新区", "松屿港口", "云岭山口"),
        ("第三座跨江大桥开工", "老码头改成书屋迎客", "云岭隧道昨日贯通"),
    )
    for words, is_told in ((names, True), (heads, False)):
        line = "早上，" + "-".join(f"<a href=/{n}.html>{word}</a>" for n, word in enumerate(words)) + " 住下"
        text = text_of(page(f"<div>{paragraphs(PROSE[:3])}<p>{line}</p>{paragraphs(PROSE[3:])}</div>"))
        assert len(text) == len(STORY) + is_told


def test_times_under_each_caption_of_a_gallery_are_none_of_it_and_those_of_a_reports_entries_are() -> None:
    def told(times: list[str]) -> list[str]:
        entries = "".join(f"<p>{words}</p><p>{time}</p>" for words, time in zip(PROSE[:2] + PROSE, times, strict=False))
        return text_of(page(f"<div>{entries}<p>青河的桥，就说到这里。</p></div>"))

    assert not any("2026" in line for line in told(["2026-11-19 16:57"] * 4 + ["2026-11-20 08:10"] * 3))
    assert sum("2026" in line for line in told([f"2026-11-19 1{n}:57" for n in range(7)])) >= 6


def test_a_time_that_a_database_has_not_is_no_word_of_a_caption() -> None:
    assert text_of(page(f"<div>{paragraphs()}<p>和田玉，一件 0000-00-00 00:00:00</p></div>"))[-1] == "和田玉，一件"


def test_a_row_of_links_in_brackets_is_none_of_a_text_and_one_of_words_is() -> None:
    names = ("青河", "松屿", "云岭", "石桥")
    row = " ".join(f"[<a href=/{n}.html>{name}</a>]" for n, name in enumerate(names))
    assert text_of(page(f"<div>{paragraphs()}<p>{row}</p></div>")) == STORY
    words = " ".join(f"[{name}]" for name in names)
    assert text_of(page(f"<div>{paragraphs()}<p>{words}</p></div>"))[-1] == words


@pytest.mark.parametrize(
    "line",
    [
        "更多港口消息、独家视频、音频，粉丝福利扫描二维码关注（songyu_gangkou_news）",
        "以上网友发言只代表其个人观点，不代表青河网的观点或立场。",
        "以下网友留言只代表网友个人观点，不代表本网站观点",
        "发评论",
    ],
)
def test_a_notice_behind_a_text_is_none_of_it(line: str) -> None:
    assert text_of(page(f"<div>{paragraphs()}<p>{line}</p></div>")) == STORY


@pytest.mark.parametrize(
    "line",
    [
        "网友留言多代表家长，他们担心的是孩子上学的路，港口方面说会再开一座天桥。",
        "这条网友留言代表了许多人的心声，港口方面当天就作了答复。",
        "想知道哪一班船停在哪个码头，可以先看港口的时刻，再看潮水。（点击了解更多船期>>>）",
        "船一靠岸，旅客扫描船舱里的二维码，关注的人数一天就过了三千，客服忙到半夜。",
    ],
)
def test_a_sentence_with_a_notices_words_at_a_texts_end_is_the_storys(line: str) -> None:
    assert text_of(page(f"<div>{paragraphs()}<p>{line}</p></div>"))[-1] == line
