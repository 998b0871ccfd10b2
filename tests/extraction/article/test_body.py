"""The story's own lines: all of them, and nothing of what stands around them."""

from __future__ import annotations

import pytest

from tests.extraction.markup import PROSE, links, page, paragraphs, read, text_of

STORY = list(PROSE)
CARDS = "".join(
    f'<div class=card><h4><a href="/n/{n}.html">第{n}座跨江大桥今年秋天开工建设</a></h4>'
    "<p>这座桥由三家单位联合设计，工期四年，建成后两岸往来不必再绕行下游，市民出行将更方便…"
    f"<a href=/n/{n}.html>更多</a></p>"
    f"<span>2026-11-{n:02}</span></div>"
    for n in range(10, 22)
)


def test_paragraphs_are_lines() -> None:
    assert text_of(page(f"<div class=content>{paragraphs()}</div>")) == STORY


def test_text_separated_by_br_and_text_directly_in_a_div_are_lines() -> None:
    assert text_of(page("<div>" + "<br>　　".join(PROSE) + "</div>")) == STORY
    assert text_of(page("<div>" + "<br><br>\n".join(PROSE) + "<div class=x></div></div>")) == STORY


def test_text_in_nested_layout_tables_is_read() -> None:
    cells = "".join(f"<tr><td><table><tr><td>{line}</td></tr></table></td></tr>" for line in PROSE)
    assert text_of(page(f"<table><tr><td width=20></td><td><table>{cells}</table></td></tr></table>")) == STORY


def test_each_paragraph_in_wrappers_of_its_own_is_read() -> None:
    wrapped = "".join(f"<section><section><section><p>{line}</p></section></section></section>" for line in PROSE)
    assert text_of(page(f"<div>{wrapped}</div>")) == STORY


def test_a_table_of_values_gives_a_line_a_row() -> None:
    table = "<table><tr><td><p>年份</p></td><td><p>车流</p></td></tr><tr><td>2025</td><td>三万辆</td></tr></table>"
    text = text_of(page(f"<div>{paragraphs(PROSE[:3])}{table}{paragraphs(PROSE[3:])}</div>"))
    assert text == [*PROSE[:3], "年份 车流", "2025 三万辆", *PROSE[3:]]


def test_subheads_and_captions_inside_the_story_are_kept() -> None:
    inside = f"<p><img src=/p/1.jpg></p><p>图为合龙现场。陆知行摄</p><h3>两毫米</h3>{paragraphs(PROSE[3:])}"
    text = text_of(page(f"<div>{paragraphs(PROSE[:3])}{inside}</div>"))
    assert text == [*PROSE[:3], "图为合龙现场。陆知行摄", "两毫米", *PROSE[3:]]


def test_captions_that_name_their_photographer_are_kept_where_they_stand_in_boxes_before_and_after_the_prose() -> None:
    before, after = "栖川县河口大桥合龙现场（苏知行 摄）", "合龙后的河口大桥（栖川县融媒体中心供图）"
    boxes = [
        f"<div class=photo><p><img src=/{n}.jpg></p><p>{words}</p></div>" for n, words in enumerate((before, after))
    ]
    text = text_of(page(f"<div class=content>{boxes[0]}{paragraphs()}{boxes[1]}</div>"))
    assert text == [before, *STORY, after]


def test_a_report_of_thirty_thousand_characters_is_read_whole() -> None:
    lines = tuple(f"第{n}天，{PROSE[n % 5]}" for n in range(900))
    text = text_of(page(f"<div>{paragraphs(lines)}</div>", f"<div>{CARDS}</div>"))
    assert text == list(lines)
    assert sum(map(len, text)) > 30_000


def test_a_flash_of_two_sentences_beside_long_cards_is_read() -> None:
    text = text_of(page(f"<div>{paragraphs(PROSE[:1])}</div>", f"<div class=right>{CARDS}</div>"))
    assert text == [PROSE[0]]


FOREIGN = {
    "editors": "<p>责任编辑：方晓禾</p>",
    "editors in brackets": "<p>（编辑：方晓禾 审核：陆知行）</p>",
    "editors without a colon": "<p>编辑 方晓禾 校对 陆知行</p>",
    "a disclaimer": "<p>免责声明：本文来自自媒体，不代表本网立场，版权归原作者所有，如有侵权请联系删除。</p>",
    "share buttons": "<div class=share>分享到：<a href=#>微信</a><a href=#>微博</a></div>",
    "a code to scan": "<p>扫一扫，用手机继续阅读本文</p><img src=/qr.png>",
    "tags": "<div class=tags>标签：<a href=/t/1>大桥</a><a href=/t/2>青河</a></div>",
    "previous and next": "<p>上一篇：<a href=/n/1>菜市场搬家了</a></p><p>下一篇：<a href=/n/2>江上又见白鹭</a></p>",
    "related stories": f"<div><h3>相关阅读</h3><ul>{links('青河大桥开工', '一座桥三代人', '江底四十米')}</ul></div>",
    "related stories without a list": "<p>相关阅读：</p><p><a href=/n/3.html>青河大桥的第一根桩打在哪里</a></p>",
    "an advert": "<div class='ad-box'>青河湾畔精装房限时优惠，首付八万起，详询售楼处，还送家电大礼包一份。</div>",
    "a line to the app": "<p>下载青河新闻客户端，看更多本地新闻</p>",
}


@pytest.mark.parametrize("what", FOREIGN)
def test_what_stands_after_a_story_in_its_container_is_cut(what: str) -> None:
    assert text_of(page(f"<div class=content>{paragraphs()}{FOREIGN[what]}</div>")) == STORY


def test_signatures_of_the_writer_stay() -> None:
    for line in ("（青河日报记者 沈牧云）", "文/沈牧云", "(文章来源:青河财经)", "编辑 沈牧云说这是第一次"):
        assert text_of(page(f"<div>{paragraphs()}<p>{line}</p></div>")) == [*STORY, line]


def test_twenty_long_comments_do_not_outweigh_a_story() -> None:
    comments = "".join(f"<div class=item><b>网友{n}</b><p>{PROSE[4]}{PROSE[1]}</p></div>" for n in range(20))
    for name in ("comment-list", "pinglun", "reply_box"):
        assert text_of(page(f"<div>{paragraphs()}</div>", f"<div class={name}>{comments}</div>")) == STORY


def test_a_hidden_copy_is_read_once() -> None:
    copy = f"<div style='display:none'>{paragraphs()}</div>"
    assert text_of(page(f"<div>{paragraphs()}</div>{copy}")) == STORY
    assert text_of(page(f"{copy}<div>{paragraphs()}</div>")) == STORY


def test_words_of_notices_inside_a_story_are_the_storys() -> None:
    lines = (
        PROSE[0],
        "发言人没有发表评论，也没有说明二维码从何而来，只说侵权一事仍在调查之中，将择日答复。",
        *PROSE[1:],
    )
    assert text_of(page(f"<div>{paragraphs(lines)}</div>")) == list(lines)


def test_links_inside_a_sentence_are_kept() -> None:
    line = "记者在<a href=/k/1>青河大桥</a>现场看到，<a href=/k/2>工人</a>正在清理桥面，预计月底前全部结束。"
    assert text_of(page(f"<div>{paragraphs()}<p>{line}</p></div>"))[-1].startswith("记者在青河大桥现场看到，工人正在")


def test_a_portal_page_with_eight_sidebars_gives_the_story_whole_and_nothing_of_them() -> None:
    words = [f"第{n}批旧城改造项目下月启动" for n in range(100)]
    dates = "".join(f"<li><a href=/n/{n}.html>2026-11-{n:02}</a></li>" for n in range(1, 9))
    sidebars = (
        f"<div><h3>标签</h3>{links('大桥', '交通', '青河')}</div>"
        f"<div><h3>相关阅读</h3><ul>{dates}</ul></div><div><h3>推荐阅读</h3>{CARDS}</div>"
        f"<div><h3>热点排行</h3><ol>{links(*words[:10])}</ol></div><div><h3>今日必看</h3>{CARDS}</div>"
        f"<div><h3>图片新闻</h3>{links(*words[10:16])}</div><div><h3>精彩放送</h3>{CARDS}</div>"
        f"<div><h3>最新见闻</h3><ul>{links(*words)}</ul></div>"
    )
    lines = [*PROSE, "紧扣需求当好桥梁", *(f"{line}下同。" for line in PROSE), "(文章来源:青河财经)"]
    for place in ("<div class=main>{0}</div><div class=side>{1}</div>", "<div>{0}{1}</div>", "<div>{0}</div>{1}"):
        assert text_of(page(place.format(paragraphs(tuple(lines)), sidebars))) == lines


def test_a_page_whose_only_text_is_its_heading_has_no_story() -> None:
    assert read(page("<noscript>请开启脚本</noscript>")).article is None
