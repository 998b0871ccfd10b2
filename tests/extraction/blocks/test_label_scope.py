from __future__ import annotations

import pytest

from newsportal.extraction.blocks.assemble import blocks
from newsportal.extraction.blocks.label_words import role
from newsportal.extraction.document import links, parser
from tests.extraction.markup import page, paragraphs, read

HOME = "http://www.qingting-news.example/"
FIRST = ("梧江水位连降三天", "老码头改成旧书市集", "八旬裁缝免费补校服")
SECOND = ("青亭女排重返顶级联赛", "渔火节今晚在渡口点灯", "社区书房开到夜里十点")
THIRD = ("海棠糖业拟投两亿元建新线", "青亭指数收涨百分之一", "两家公司同日撤回申请")


def items(words: tuple[str, ...], day: int = 18) -> str:
    return "".join(f'<li><a href="/yw/202611{day}/{n}.html">{text}</a></li>' for n, text in enumerate(words, 50_101))


def listed(words: tuple[str, ...], day: int = 18) -> str:
    return f"<ul>{items(words, day)}</ul>"


def labels(html: str) -> list[tuple[str, int]]:
    tree = parser.parse(f"<html><body>{html}</body></html>".encode())
    found = blocks(tree, None, links.anchors(tree, links.Base(tree, HOME)))
    return [(block.label, len(block.headlines)) for block in found]


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("<h2>本地要闻</h2>", "本地要闻"),
        ("<div class='hd'><span>本地要闻</span><a class='more' href='/news/'>更多&gt;&gt;</a></div>", "本地要闻"),
        ("<h3><a href='/news/local/'>本地要闻</a></h3>", "本地要闻"),
        ("<div class='hd'><a href='/news/local/'><img src='t.gif' alt='本地要闻'></a></div>", "本地要闻"),
        ("<p>相关阅读：</p>", "相关阅读"),
        ("<strong>本地要闻</strong><br>", "本地要闻"),
        ("<div class='nav_t'><span>热图</span><p>排行</p></div>", "热图排行"),
        ("<div class='hd'><span>舆情&nbsp;|&nbsp;</span><span>评论</span></div>", "舆情 | 评论"),
        ("<h2><span><a href='/a/'>热点</a>|<a href='/b/'>独家</a></span><a href='/mil/'>军事</a></h2>", "军事"),
        ("<h3>更多图集</h3>", "更多图集"),
        ("<h3>专家<i>机构百家</i><a href='/e/'>更多&gt;</a></h3>", "专家机构百家"),
        ("<b>更多资讯</b><br>", "更多资讯"),
    ],
    ids=[
        "heading",
        "more",
        "link",
        "picture",
        "colon",
        "strong",
        "two-elements",
        "divided",
        "channels",
        "leads-on",
        "leads-on-behind",
        "bold",
    ],
)
def test_the_heading_over_a_list_is_its_label(heading: str, label: str) -> None:
    assert labels(f"<div>{heading}{listed(FIRST)}</div>") == [(label, 3)]


@pytest.mark.parametrize("words", ["ADVERTISEMENT", "Sponsored content", "我是廣告 請繼續往下閱讀", "请继续往下看"])
def test_what_announces_an_advertisement_is_no_label(words: str) -> None:
    assert labels(f"<div><div class='ad'>{words}</div>{listed(FIRST)}</div>") == [("", 3)]
    assert labels("<div><h3>广告观察</h3>" + listed(FIRST) + "</div>") == [("广告观察", 3)]


@pytest.mark.parametrize("words", ["为您推荐了 8 条更新", "共 36 条", "平均值为23.4分"])
def test_what_counts_the_entries_is_no_label(words: str) -> None:
    assert labels(f"<div><div class='msg'>{words}</div>{listed(FIRST)}</div>") == [("", 3)]
    assert labels("<div><h3>今日十条</h3>" + listed(FIRST) + "</div>") == [("今日十条", 3)]


def test_a_heading_beside_the_list_is_its_label() -> None:
    rows = "".join(f"<dd>{item}</dd>" for item in (listed(FIRST),))
    assert labels(f"<dl><dt>本地要闻</dt>{rows}</dl>") == [("本地要闻", 3)]


def test_a_text_between_lists_is_a_label() -> None:
    links_of = "".join(f'<a href="/yw/20261118/{n}.html">{text}</a><br>' for n, text in enumerate(FIRST, 50_101))
    assert labels(f"<div>延伸阅读：<br>{links_of}</div>") == [("延伸阅读", 3)]


def test_each_list_has_the_label_nearest_before_it() -> None:
    html = f"<div><h2>要闻</h2>{listed(FIRST)}<h2>体坛</h2>{listed(SECOND, 17)}{listed(THIRD, 16)}</div>"
    assert labels(html) == [("要闻", 3), ("体坛", 6)]


def test_a_label_governs_only_the_element_that_holds_it() -> None:
    html = f"<div><div><h2>要闻</h2>{listed(FIRST)}</div></div><div>{listed(SECOND, 17)}</div>"
    assert labels(html) == [("要闻", 3), ("", 3)]


def test_no_label_reaches_over_prose() -> None:
    prose = (
        "青亭市昨天又有一座社区书房开门，书架由居民自己打的木料做成，来的人说这里比家里还安静，管理员每天守到夜里十点才走。"
        * 4
    )
    assert labels(f"<div><h2>青亭社区书房开门</h2><div>{prose}</div>{listed(FIRST)}</div>") == [("", 3)]


def test_tabs_label_the_panels_they_open() -> None:
    tabs = "<ul class='tab'><li class='on'>要闻</li><li>体坛</li><li>财经</li></ul>"
    shown = f"<div class='con'>{listed(FIRST)}</div>"
    hidden = f"<div class='con' style='display:none'>{listed(SECOND, 17)}</div>"
    last = f"<div class='con' style='display:none'>{listed(THIRD, 16)}</div>"
    expected = [("要闻", 3), ("体坛", 3), ("财经", 3)]
    assert labels(f"<div>{tabs}{shown}{hidden}{last}</div>") == expected
    assert labels(f"<div>{tabs}<div class='bd'>{shown}{hidden}{last}</div></div>") == expected


def test_tabs_of_time_or_kind_leave_the_heading_beside_them_as_label() -> None:
    tabs = "<ul><li>一天</li><li>一周</li></ul>"
    panels = f"<div class='p'>{listed(FIRST)}</div><div class='p'>{listed(SECOND, 17)}</div>"
    headed = f"<div class='box'><div class='hd'><h3>热新闻</h3>{tabs}</div><div class='bd'>{panels}</div></div>"
    assert labels(headed) == [("热新闻", 3), ("热新闻", 3)]
    assert labels(f"<div class='box'>{tabs}<div class='bd'>{panels}</div></div>") == [("一天", 3), ("一周", 3)]


def test_a_label_on_the_line_of_the_first_entry_governs_the_list() -> None:
    first, *others = FIRST
    lines = "".join(f'<p><a href="/yw/20261118/{n}.html">{text}</a></p>' for n, text in enumerate(others, 50_102))
    channel = '<span>|<a href="/world/">国际</a>|</span>'
    html = f'<div><p>{channel}<a href="/yw/20261118/50101.html">{first}</a></p>{lines}</div>'
    assert labels(html) == [("国际", 3)]


def test_channels_before_each_entry_are_no_labels() -> None:
    rows = "".join(
        f'<li><span>[{channel}]</span> <a href="/yw/20261118/{n}.html">{text}</a></li>'
        for n, (channel, text) in enumerate(zip(("社会", "文化", "社会"), FIRST, strict=True), 50_101)
    )
    assert labels(f"<div><h3>最新消息</h3><ul>{rows}</ul></div>") == [("最新消息", 3)]


@pytest.mark.parametrize(
    "before",
    [
        "<div class='nav'><a href='/'>青亭发布</a> <a href='/pic/'>图片</a> <a href='/video/'>视频</a></div>",
        "<div class='top'><span>2026年11月18日 星期三</span></div>",
        "<div class='top'><a href='/login'>登录</a></div>",
        "<table class='title'><tr><td>【字号 大 中 小】</td><td>打印</td><td>留言</td></tr></table>",
        "<p class='info'>来源：青亭日报</p>",
        "<p class='crumb'><a href='/'>首页</a> &gt; <a href='/news/'>新闻</a> &gt; 正文</p>",
        "<div class='service'><span>热线：0571-8000</span></div>",
        "<button class='toggle'>menu</button>",
        "<div class='social'><h3>WhatsApp</h3></div>",
        "<a href='#main'>跳到主要内容</a>",
        "<div class='top'><img src=l.png alt='青亭网logo'></div>",
        "<div class='top'><a href='/'><img src=l.png alt='青亭网'></a><a href='/a/'>甲</a><a href='/b/'>乙</a></div>",
        "<a class='pic' href='/t/1.html'><img src=1.jpg>林晚舟</a>",
        "<nav>"
        + "".join(f"<a href=/{name}/>{name}</a>" for name in ("榜单", "商家", "评审", "报道", "我的"))
        + "</nav>",
        "<p class='tip'>切换栏目可刷新</p>",
        "<div class='box'><h3>精彩放送</h3><ul><li><a href='/n/1.html'></a><span>11-18</span></li></ul></div>",
    ],
    ids=[
        "navigation",
        "date",
        "login",
        "tools",
        "credits",
        "crumb",
        "hotline",
        "button",
        "share",
        "skip",
        "logo",
        "head",
        "picture",
        "nav",
        "tip",
        "dates-alone",
    ],
)
def test_what_stands_before_a_list_is_not_always_its_label(before: str) -> None:
    assert labels(f"{before}<div>{listed(FIRST)}</div>") == [("", 3)]


def test_the_header_cells_of_a_table_are_no_label() -> None:
    rows = "".join(
        f'<tr><td>{n}</td><td><a href="/yw/20261118/{50_100 + n}.html">{text}</a></td><td>{n * 311}</td></tr>'
        for n, text in enumerate(FIRST, 1)
    )
    table = f"<table><tr><th>名次</th><th>标题</th><th>点击</th></tr>{rows}</table>"
    assert labels(f"<div><h3>今日点击榜</h3>{table}</div>") == [("今日点击榜", 3)]


def test_a_heading_governs_the_one_headline_under_it() -> None:
    one = '<ul><li><a href="/yw/20261118/50101.html">八旬裁缝免费补校服十二年</a></li></ul>'
    html = f"<div class='mod'><h3>今日必看</h3>{one}</div><div class='mod'><h3>要闻</h3>{listed(SECOND, 17)}</div>"
    assert labels(html) == [("今日必看", 1), ("要闻", 3)]


def test_a_link_left_out_is_not_the_label_of_those_after_it() -> None:
    credit = '<h3><a href="/yw/20261118/50100.html">青亭日报社区书房专版</a> 来源：青亭日报 2026-11-18</h3>'
    assert labels(f"<div>{credit}{listed(FIRST)}</div>") == [("", 3)]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("相关阅读", "related"),
        ("延伸阅读", "related"),
        ("48小时点击排行", "ranking"),
        ("热门文章", "ranking"),
        ("最新见闻", "latest"),
        ("即時新聞", "latest"),
        ("为您推荐", "recommended"),
        ("财经", "list"),
        ("", "list"),
    ],
)
def test_a_label_tells_the_role_of_its_block(label: str, expected: str) -> None:
    assert role(label) == expected


def test_the_last_step_of_a_breadcrumb_is_the_name_of_the_list() -> None:
    crumb = "<div class='position'><a href='/'>青亭网</a> &gt; <a href='/wh/'>文化</a> &gt; 旧书市集</div>"
    assert labels(f"<div>{crumb}{listed(FIRST)}</div>") == [("旧书市集", 3)]


def test_a_heading_with_many_filters_beside_it_is_the_label() -> None:
    filters = "".join(f"<a href='/city/{n}/'>第{n}城区</a>" for n in range(30))
    head = f"<div class='box_hd'><h3>地方要闻</h3><div class='pop'>{filters}</div></div>"
    assert labels(f"<div class='box'>{head}<div class='list'>{listed(FIRST)}</div></div>") == [("地方要闻", 3)]
    assert labels(f"<div><div class='partners'><h3>合作伙伴</h3>{filters}</div>{listed(FIRST)}</div>") == [("", 3)]


def test_a_list_right_behind_an_empty_block_is_what_a_script_moves_into_it() -> None:
    empty = "<div class='box'><h3>{0}</h3><ul></ul></div>"
    two = empty.format("猜你喜欢") + empty.format("阅读排行")
    assert labels(f"<div>{two}<div>{listed(FIRST)}</div></div>") == [("阅读排行", 3)]
    assert labels(f"<div>{two}<div class='box'>{listed(FIRST)}</div></div>") == [("", 3)]
    assert labels(f"<div>{two}<p>青亭网出品</p><div>{listed(FIRST)}</div></div>")[0][0] != "阅读排行"


def test_a_heading_over_columns_governs_those_without_a_heading_of_their_own() -> None:
    left = f"<div class='left'><div class='tit'>图片</div>{listed(FIRST)}</div>"
    columns = f"<div class='part'>{left}<div class='mid'>{listed(SECOND, 17)}</div></div>"
    assert labels(f"<div><div class='tit_1'><span>世相</span></div>{columns}</div>") == [("图片", 3), ("世相", 3)]


def test_the_name_of_the_channel_over_many_lists_is_the_label_of_none() -> None:
    boxes = "".join(
        f"<div class='c{n}'><div><h3>{name}</h3>{listed(FIRST, n)}</div></div>"
        for n, name in enumerate(("体坛", "财经", "文化"), 21)
    )
    plain = f"<div class='l'>{listed(FIRST, 31)}</div><div class='r'>{listed(SECOND, 32)}</div>"
    head = "<div class='head'><h2>青亭频道</h2></div>"
    found = [label for label, _ in labels(f"<div>{head}{boxes}{plain}</div>")]
    assert found[:3] == ["体坛", "财经", "文化"]
    assert "青亭频道" not in found


def test_a_menu_above_the_first_list_ends_the_reach_of_the_site_s_name() -> None:
    menu = "".join(f"<a href='/{n}/'>频道{n}</a>" for n in range(9))
    html = f"<div><div class='top'><a href='/'>青亭在线</a></div><div class='nav'>{menu}</div>{listed(FIRST)}</div>"
    assert labels(html) == [("", 3)]


def test_a_cell_labels_its_neighbour_and_a_row_of_cells_those_below() -> None:
    first, second = listed(FIRST), listed(SECOND, 17)
    beside = f"<tr><td>要闻</td><td>{first}</td></tr><tr><td><img alt=体坛></td><td>{second}</td></tr>"
    above = f"<tr><td>要闻</td><td>体坛</td></tr><tr><td>{first}</td><td>{second}</td></tr>"
    for rows in (beside, above):
        assert labels(f"<table>{rows}</table>") == [("要闻", 3), ("体坛", 3)]
    nested = "<table><tr><td>要闻</td></tr></table>"
    assert labels(f"<table><tr><td>{nested}</td></tr><tr><td>{first}</td></tr></table>") == [("要闻", 3)]


def test_the_heads_of_a_tables_columns_are_no_labels() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td><a href='/yw/20261118/5010{n}.html'>{text}</a></td><td>青亭日报</td></tr>"
        for n, text in enumerate(FIRST)
    )
    assert labels(f"<table><tr><th>序号</th><th>新闻标题</th><th>媒体</th></tr>{rows}</table>") == [("", 3)]


def test_a_bracket_in_a_label_keeps_its_other_half() -> None:
    assert labels(f"<div><h3>【关注】青亭大桥</h3>{listed(FIRST)}</div>") == [("【关注】青亭大桥", 3)]
    assert labels(f"<div><h3>【要闻】</h3>{listed(FIRST)}</div>") == [("要闻", 3)]


def test_words_before_a_link_on_its_line_that_say_what_kind_of_list_it_is_are_its_label() -> None:
    link = f'<a href="/yw/20261118/50101.html">{FIRST[0]}，下游渡口恢复通航</a>'
    assert labels(f"<div><p>（延伸阅读：{link}）</p></div>") == [("延伸阅读", 1)]
    assert labels(f"<div><p>相关新闻：{link}</p></div>") == [("相关新闻", 1)]
    assert labels(f"<div><p>记者：{link}</p></div>") == [("", 1)]


def test_a_picture_behind_all_text_of_the_page_has_no_words_before_it_on_its_line() -> None:
    picture = f'<a href="/yw/20261118/50102.html"><img src="/1.jpg" alt="{FIRST[1]}，摊主今晨进场"></a>'
    assert labels(f"<div><p>相关新闻：</p><p>{picture}</p></div>") == [("相关新闻", 1)]
    assert labels(f"<div>相关新闻：{picture}</div>") == [("", 1)]


def test_a_row_of_names_before_a_list_is_not_its_label() -> None:
    names = "".join(
        f"<a class='photo' href='/u/{n}/'>{name}</a>" for n, name in enumerate(("沈牧云", "韩明澈", "旧书摊"))
    )
    assert labels(f"<div>{names}{items(FIRST)}</div>") == [("", 3)]
    assert labels(f"<div><a class='photo' href='/u/'>旧书摊</a>{items(FIRST)}</div>") == [("旧书摊", 3)]
    assert labels(f"<div><div><b>名家</b></div>{names}{items(FIRST)}</div>") == [("名家", 3)]


def test_numbers_beside_a_heading_turn_its_pages_and_are_no_labels() -> None:
    head = "<div class='hd'><strong class='name'>本地要闻</strong><span><a>1</a><a>2</a></span></div>"
    pages = f"<div class='wrap'>{listed(FIRST)}{listed(SECOND, 17)}</div>"
    assert labels(f"<div>{head}{pages}</div>") == [("本地要闻", 3), ("本地要闻", 3)]


def test_the_heading_of_an_article_is_no_label_of_what_follows_it() -> None:
    inside = '<p><a href="/n/20261118/50107.html">老码头改成旧书市集，摊主今晨进场</a></p>'
    text = f"<div class=text>{inside}{paragraphs()}{inside}</div><div class=more>{listed(SECOND)}</div>"
    found = read(page(text, heading="旧书市集今天开张")).blocks
    assert {block.label for block in found} == {""}
    assert SECOND[0] in [headline.text for block in found for headline in block.headlines]


def lead(words: str, n: int) -> str:
    """A picture and a heading that link to one item."""
    link = f'<a href="/yw/20261118/{n}.html">'
    return f"<div>{link}<img src='{n}.jpg' alt='{words}'></a><h3>{link}{words}</a></h3></div>"


def test_the_headline_that_leads_a_list_is_not_its_label() -> None:
    two = f"{lead('青亭大桥今晚合龙', 60_001)}{listed(FIRST)}{lead('百年灯塔重新点亮', 60_002)}{listed(SECOND, 19)}"
    assert labels(f"<div><h2>本地要闻</h2>{two}</div>") == [("本地要闻", 8)]
    assert labels(f"<div>{two}</div>") == [("", 8)]


def test_a_heading_that_no_headline_says_is_a_label_though_it_is_as_long() -> None:
    for heading in ("<h3>青亭大桥今晚合龙</h3>", "<h3><a href='/special/bridge/'>青亭大桥今晚合龙</a></h3>"):
        html = f"<div><h2>本地要闻</h2>{listed(SECOND, 19)}{heading}{listed(FIRST)}</div>"
        assert labels(html) == [("本地要闻", 3), ("青亭大桥今晚合龙", 3)]


def test_a_topic_is_the_label_of_its_column_though_another_link_to_it_is_a_headline() -> None:
    topic = '<a href="/zt/bridge/">青亭大桥特别报道</a>'
    html = f"<ul><li>{topic}</li>{items(SECOND, 19)}</ul><div><h3>{topic}</h3>{listed(FIRST)}</div>"
    assert labels(f"<div><h2>本地要闻</h2>{html}</div>")[-1] == ("青亭大桥特别报道", 3)


def test_a_channel_s_name_is_a_label_though_a_headline_is_called_so() -> None:
    named = '<li><a href="/yw/20261117/50009.html">大国匠人</a></li>'
    html = f"<ul>{named}{items(SECOND, 19)}</ul><h3><a href='/special/craft/'>大国匠人</a></h3>{listed(FIRST)}"
    assert labels(f"<div><h2>本地要闻</h2>{html}</div>")[-1] == ("大国匠人", 3)
