"""Kinds of bodies that other readers are known to lose or to mix with what stands beside them."""

from __future__ import annotations

import pytest

from tests.extraction.markup import HEADING, PROSE, links, page, paragraphs, read, text_of

STORY = list(PROSE)
NEXT = "<h1>青河老码头改成书屋</h1><div class=info>2026-11-18 09:10 来源：青河晚报</div>"
OTHER = ("老码头的仓库空了二十年，如今摆上了三万册书。", "每到傍晚，街坊们搬着小凳子来听故事，座无虚席。")
UNFOLD = '<a href="javascript:;">展开全文</a>'


def test_another_article_below_is_not_read() -> None:
    for below in (f"<div class=x>{NEXT}{paragraphs(OTHER)}</div>", f"<div>{NEXT}{paragraphs(OTHER * 5)}</div>"):
        assert text_of(page(f"<div>{paragraphs()}</div>{below}")) == STORY


def test_another_article_is_known_by_its_element_or_by_a_line_with_its_time() -> None:
    first, plain = f"<article>{paragraphs()}</article>", NEXT.replace("h1", "div")
    assert text_of(page(f"{first}<article><h1>青河老码头改成书屋</h1>{paragraphs(OTHER)}</article>")) == STORY
    assert text_of(page(f"<div>{paragraphs()}</div><div>{plain}{paragraphs(OTHER)}</div>")) == STORY


def test_a_report_in_entries_each_with_heading_and_time_is_one_article() -> None:
    entry = "<h2>第{0}场</h2><p>2026-11-1{0} 10:20</p><p>{1}</p>"
    text = text_of(page(f"<div>{''.join(entry.format(n, line) for n, line in enumerate(PROSE))}</div>"))
    assert [line for line in text if line in STORY] == STORY


def test_a_heading_in_the_text_begins_no_other_article() -> None:
    inside = f"<h2>2019年3月</h2>{paragraphs(PROSE[2:4])}<h2>百姓怎么看</h2>{paragraphs(PROSE[4:])}"
    text = text_of(page(f"<div>{paragraphs(PROSE[:2])}{inside}</div>"))
    assert text == [*PROSE[:2], "2019年3月", *PROSE[2:4], "百姓怎么看", PROSE[4]]


FOLDED = {
    "in the container": f"<div>{{0}}<div style='display:none'>{{1}}</div>{UNFOLD}</div>",
    "beside it": f"<div>{{0}}</div><div hidden>{{1}}</div>{UNFOLD}",
    "under the button": "<div>{0}<div>查看全文</div><div style='display:none'>{1}</div></div>",
}


@pytest.mark.parametrize("where", FOLDED)
def test_the_rest_that_a_button_unfolds_is_read(where: str) -> None:
    assert text_of(page(FOLDED[where].format(paragraphs(PROSE[:2]), paragraphs(PROSE[2:])))) == STORY


def test_each_folded_paragraph_is_read() -> None:
    rest = "".join(f"<p style='display:none'>{line}</p>" for line in PROSE[2:])
    assert text_of(page(f"<div>{paragraphs(PROSE[:2])}{rest}{UNFOLD}</div>")) == STORY


def test_what_is_hidden_without_a_button_is_not_read() -> None:
    hint = "<div style='display:none'><p>请输入手机收到的六位数字，两分钟内有效。</p></div>"
    assert text_of(page(f"<div>{paragraphs(PROSE[:2])}{hint}{paragraphs(PROSE[2:])}</div>")) == STORY


def test_a_text_that_stands_twice_is_read_once() -> None:
    copy = f"<h1>{HEADING}</h1><div>2026-11-20 08:15</div>{paragraphs()}"
    for second in (f"<div class=phone>{paragraphs()}</div>", f"<div class=phone>{copy}</div>"):
        assert text_of(page(f"<div class=wide>{paragraphs()}</div>{second}")) == STORY


def test_a_teaser_of_the_text_above_the_text_is_read_once() -> None:
    assert text_of(page(f"<div>{paragraphs(PROSE[:2])}</div><div>{paragraphs()}</div>")) == STORY


def test_a_sentence_said_twice_is_the_storys() -> None:
    lines = [PROSE[0], PROSE[1], "江水流过，日子也流过。", PROSE[2], "江水流过，日子也流过。", PROSE[3], PROSE[1]]
    assert text_of(page(f"<div>{paragraphs(tuple(lines))}</div>")) == lines


def test_words_in_sentences_stay_whatever_they_are_named() -> None:
    for name in ("keyword", "tag", "share", "prev", "source"):
        link = f'<span id=q1><a class="{name}" href=/k/1>沈氏重工</a></span>'
        line = f"参与建设的有{link}、<a class={name} href=/k/2>白沙建材</a>等企业，其中{link}承担主塔施工。"
        head = f"<h3><a class={name} href=/k/3>沈氏重工</a>：主塔是怎样合龙的</h3>"
        text = text_of(page(f"<div>{paragraphs()}{head}<p>{line}</p></div>"))
        assert text[-2:] == [
            "沈氏重工：主塔是怎样合龙的",
            "参与建设的有沈氏重工、白沙建材等企业，其中沈氏重工承担主塔施工。",
        ]


def test_a_credit_after_the_last_sentence_is_cut_and_the_sentence_stays() -> None:
    line = "大桥明年六月通车，届时公交随之调整。<span class=editor>（责编 方晓禾）</span>"
    assert text_of(page(f"<div>{paragraphs()}<p>{line}</p></div>")) == [*STORY, "大桥明年六月通车，届时公交随之调整。"]


BOXED = {
    "a lead paragraph": ("<div class=a>{0}</div><div class=b>{1}</div>", 1),
    "a lead paragraph above a picture": ("<div class=a>{0}</div><div><img src=/1.jpg></div><div class=b>{1}</div>", 1),
    "a last paragraph": ("<div class=b>{0}</div><div><a href=/ad><img src=/a.gif></a></div><div class=b>{1}</div>", 4),
    "a form": ("<div>{0}<form><input type=hidden value=1>{1}</form></div>", 3),
}


@pytest.mark.parametrize("what", BOXED)
def test_what_stands_in_a_box_of_its_own_is_read(what: str) -> None:
    markup, at = BOXED[what]
    assert text_of(page(markup.format(paragraphs(PROSE[:at]), paragraphs(PROSE[at:])))) == STORY


def test_a_summary_and_a_question_to_the_reader_in_boxes_are_not_read() -> None:
    summary = "<div class=a><p>摘要：青河大桥合龙，比计划提前二十六天，明年六月通车。</p></div>"
    form = "<form action=/ask><p>请留下您的姓名和电话，编辑会在三天之内答复您的来信。</p><input name=n></form>"
    assert text_of(page(f"{summary}<div>{paragraphs()}</div>{form}")) == STORY


EDGES = {
    "a list": "<ul><li>全长三千二百米</li><li>主跨八百米</li></ul>",
    "a table": "<table><tr><td>长度</td><td>三千二百米</td></tr><tr><td>主跨</td><td>八百米</td></tr></table>",
    "a quotation": "<blockquote><p>一桥飞架</p><p>两岸相望</p></blockquote>",
    "a salutation or signature": "<div class=s><p>青河市交通运输局</p></div>",
}


@pytest.mark.parametrize("what", EDGES)
def test_what_has_no_prose_is_read_at_both_ends_of_a_text(what: str) -> None:
    box = EDGES[what]
    alone = text_of(page(f"<div>{paragraphs(PROSE[:2])}{box}{paragraphs(PROSE[2:])}</div>"))[2:-3]
    assert alone
    assert text_of(page(f"<div>{box}{paragraphs()}{box}</div>")) == [*alone, *STORY, *alone]


@pytest.mark.parametrize("what", EDGES)
def test_the_same_where_heading_and_text_have_one_container(what: str) -> None:
    box = EDGES[what] if "signature" not in what else "<div><p>青河市交通运输局</p><p>2026年11月20日</p></div>"
    assert text_of(page(f"{paragraphs()}{box}"))[:-2] == STORY
    letter = "<div><p>各位市民：</p></div>"
    assert text_of(page(letter + paragraphs())) == ["各位市民：", *STORY]


PLAIN = {
    "names in a line": ("沈牧云、方晓禾、陆知行、周至柔",),
    "a list with a sentence": (
        "沈牧云 青河一中",
        "方晓禾 青河二中",
        "陆知行 青河三中",
        "以上名单公示五天，自今天起算。",
    ),
    "names": ("沈牧云 青河一中", "方晓禾 青河二中", "陆知行 青河三中"),
    "scores": ("青河队 2:1 白沙队", "河口队 0:0 南湾队", "老城队 3:2 新区队"),
    "a poem": ("江水清清", "流过渡口", "流过我的村庄", "芦花又白了"),
}


@pytest.mark.parametrize("what", PLAIN)
def test_lines_without_sentences_under_heading_and_date_are_a_text(what: str) -> None:
    lines = PLAIN[what]
    related = f"<div><h3>相关阅读</h3><ul>{links(*[f'第{n}座跨江大桥开工建设' for n in range(8)])}</ul></div>"
    assert text_of(page(f"<div class=c>{paragraphs(lines)}</div>", related)) == list(lines)
    assert text_of(page(paragraphs(lines), related)) == list(lines)


TOLD = (
    "版权所有的纠纷拖了四年，法院认定老照片归村集体，大家都松了一口气。",
    "扫码支付的摊位已有九成，老人也学会了用手机付钱，找零的麻烦少了许多。",
    "免责声明写了三页纸，老人看不懂，只好请孙女一句一句念给他听。",
)


@pytest.mark.parametrize("line", TOLD)
def test_a_sentence_with_the_words_of_a_notice_is_the_storys(line: str) -> None:
    lines = (*PROSE[:3], line, *PROSE[3:])
    assert text_of(page(f"<div>{paragraphs(lines)}</div>")) == list(lines)


def test_a_last_sentence_that_tells_of_a_service_is_the_storys_and_one_that_offers_it_is_not() -> None:
    told = "从下月起，市民可以下载“青河通”客户端预约参观，也可以到各区服务大厅登记。"
    assert text_of(page(f"<div>{paragraphs((*PROSE, told))}</div>")) == [*STORY, told]
    for offer in ("欢迎下载青河新闻客户端，更多精彩内容等着您。", "更多内容请关注微信公众号青河发布，天天有好礼。"):
        assert text_of(page(f"<div>{paragraphs((*PROSE, offer))}</div>")) == STORY


def test_a_gallery_says_each_caption_once_and_no_addresses() -> None:
    entry = "<dl><dt>{0}</dt><dd>http://img.example/{1}.jpg</dd><dd>2026-11-20 08:15</dd><dd>{2}</dd></dl>"
    once = "".join(entry.format(HEADING, n, PROSE[0]) for n in range(9))
    each = "".join(entry.format(HEADING, n, PROSE[n]) for n in range(5))
    for entries, lines in ((once, STORY[:1]), (each, STORY)):
        html = f"<html><title>{HEADING}_青河网</title><body><div class=data>{entries}</div></body></html>"
        assert text_of(html) == lines


def test_a_film_or_a_list_of_links_under_heading_and_date_is_no_text() -> None:
    film = "<div><video src=/v.mp4></video><p>时长 02:33</p><p>播放 一千次</p><p>频道 社会</p></div>"
    assert read(page(film)).article is None
    assert read(page(f"<ul>{links(*[f'第{n}座跨江大桥开工建设' for n in range(8)])}</ul>")).article is None


def test_eight_hundred_comments_do_not_outweigh_a_story() -> None:
    comments = "".join(f"<li><b>网友{n}</b><p>第{n}次路过，{PROSE[n % 5]}</p></li>" for n in range(800))
    assert text_of(page(f"<div>{paragraphs(PROSE[:3])}</div>", f"<ul class=comment>{comments}</ul>")) == STORY[:3]


@pytest.mark.parametrize(
    "line",
    [
        "青河新闻公众号",
        "图表加载中...",
        "展开全部 收起",
        "本文来自@青河老街坊 微博",
        "（本文转自网络）",
        "作者：沈牧云",
        "文章作者",
    ],
)
def test_a_line_that_signs_or_heads_a_box_behind_a_text_is_none_of_it(line: str) -> None:
    assert text_of(page(f"<div>{paragraphs()}<p>{line}</p></div>")) == STORY


@pytest.mark.parametrize(
    "line", ["本文来自一位老桥工的口述，他今年八十一岁。", "作者：为什么不先修水下的部分？", "老街坊办起公众号。"]
)
def test_a_line_of_the_text_with_such_words_stays(line: str) -> None:
    assert text_of(page(f"<div>{paragraphs(PROSE[:3])}<p>{line}</p>{paragraphs(PROSE[3:])}</div>"))[3] == line
