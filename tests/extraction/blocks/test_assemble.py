from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsportal.extraction import extract
from tests.extraction.blocks.lists import HOME, LIST, entry, read, words

BEIJING = ZoneInfo("Asia/Shanghai")
STORY = "".join(
    f"<p>青亭市第{n}座社区书房昨天开门，书架由居民自己打的木料做成，管理员每天开到夜里十点。来的人说，这里比家里还安静。</p>"
    for n in range(1, 7)
)


def test_a_list_of_headlines_is_a_block_ranked_in_reading_order() -> None:
    (block,) = read(f"<div><h2>本地要闻</h2><ul>{LIST}</ul></div>")
    assert block.label == "本地要闻"
    assert [(h.rank, h.text) for h in block.headlines] == [
        (1, "梧江水位连降三天"),
        (2, "老码头改成旧书市集"),
        (3, "八旬裁缝免费补校服"),
    ]
    assert block.headlines[0].url == "http://www.qingting-news.example/yw/20261118/50101.html"


@pytest.mark.parametrize(
    "html",
    [
        '<div class="nav"><a href="/">首页</a><a href="/news/">新闻</a><a href="/a/">汽车</a></div>',
        '<div class="crumb"><a href="/">青亭新闻网</a> &gt; <a href="/shehui/">社会新闻</a> &gt; 正文</div>',
        '<div class="tags">标签：<a href="/tag/1/">社区书房</a> <a href="/tag/2/">老旧小区改造</a></div>',
        '<div class="page"><a href="2.html">2</a><a href="3.html">3</a><a href="2.html">下一页</a></div>',
        '<div class="top"><a href="/login">登录</a><a href="/reg">注册</a><a href="/app/">下载客户端</a></div>',
        '<div class="foot"><a href="/about/">关于我们</a><a href="/law/">法律声明</a><a href="/jobs/">诚聘英才</a>'
        '<a href="http://www.miit.example/">青ICP备20261118号</a></div>',
        '<h3>友情链接</h3><ul><li><a href="http://www.a.example/">梧江新闻网</a></li><li><a href="http://www.b.example/">'
        '泊川市人民政府</a></li><li><a href="http://www.c.example/">青亭人才招聘网</a></li></ul>',
        '<p>来源：<a href="http://paper.qingting.example/">青亭日报</a> 作者：<a href="/author/7/">林晚舟</a></p>',
        '<div class="ad"><a href="https://ad.example/click?x=1">广告 | 家用道闸 工厂直销 三年质保</a></div>',
        '<p>上一篇：<a href="/yw/20261117/50090.html">今年首场雪落在青亭山顶</a></p>',
        '<div class="notification-panel"><h4>今日</h4><ul>'
        '<li><a href="/n/2026/11/18/501.html"><p>快讯 • 3 小时前</p>青亭市今年第三次上调补贴标准</a></li></ul></div>',
        '<div class="download"><a href="https://play.google.com/store/apps/x"><span>点击下载安卓版青亭新闻</span></a></div>',
        '<div class="privacy-area">为了改善体验 <a href="/privacy.html">了解最新的青亭网隐私声明全文</a></div>',
        '<a class="logo" href="/cn/"><span>青亭在线 - 青亭新闻与直播 - 青亭广播电台</span></a>',
        '<a href="/news/index" title="回青亭新闻网首页"><img src="l.png"></a>',
        '<ul class="lang-list"><li><a href="/news/english">English news of Qingting</a></li></ul>',
    ],
    ids=[
        *("navigation", "breadcrumbs", "tags", "pages", "login", "footer", "friends", "credits", "advert", "neighbour"),
        *("notifications", "apps", "privacy", "logo", "home", "languages"),
    ],
)
def test_what_leads_elsewhere_is_no_headline(html: str) -> None:
    assert words(read(html)) == []


def test_entries_without_words_or_of_a_bare_date_are_no_headlines() -> None:
    html = "".join(
        (
            entry(1, ""),
            entry(2, "2026-11-18 09:30"),
            entry(3, "【更多】"),
            entry(4, "11月18日"),
            entry(5, "旧书市集开张"),
        )
    )
    assert words(read(f"<ul>{LIST}{html}</ul>"))[3:] == ["旧书市集开张"]


def test_goods_are_no_headlines() -> None:
    goods = "".join(f'<li><a href="/item/{n}.html">青亭好物电热水壶 ￥{n}9.9</a></li>' for n in range(11, 15))
    assert words(read(f"<ul>{goods}</ul>")) == []


def test_a_sum_at_the_end_of_a_long_headline_makes_it_no_goods() -> None:
    story = "".join(entry(n, f"青亭法院：家具厂拖欠第{n}名木匠工钱被判赔偿295万元") for n in range(50_001, 50_005))
    assert len(words(read(f"<ul>{story}</ul>"))) == 4


def test_a_directory_of_names_is_no_block() -> None:
    names = ("青亭大学", "泊川理工大学", "梧江师范大学", "磬州农业大学", "海棠医科大学", "渔浦学院")
    assert words(read("<ul>" + "".join(entry(n, name) for n, name in enumerate(names, 50_001)) + "</ul>")) == []


def test_words_that_are_an_address_are_no_headline() -> None:
    html = "".join(entry(n, f"http://www.qingting.example/{n}") for n in range(50_001, 50_006))
    assert words(read(f"<ul>{html}</ul>")) == []


def test_the_pages_of_a_paper_are_no_headlines() -> None:
    pages = "".join(f'<li><a href="node_{n}.htm">第0{n}版：青亭要闻</a></li>' for n in range(1, 6))
    assert words(read(f"<ul>{pages}</ul>")) == []


def test_one_address_at_two_places_of_a_list_is_two_entries() -> None:
    again = entry(50_101, "梧江水位连降三天 防汛响应解除")
    assert words(read(f"<ul>{LIST}{again}</ul>")) == [*words(read(f"<ul>{LIST}</ul>")), "梧江水位连降三天 防汛响应解除"]


def test_links_in_the_prose_of_a_story_are_no_headlines_but_the_list_inside_its_element_is_a_block() -> None:
    page = (
        "<html><body><h1>青亭六座社区书房同日开门迎客</h1><p>2026-11-18 09:30 来源：青亭日报</p><div id='text'>"
        f"{STORY}<p>此前，<a href='/yw/20261001/40001.html'>青亭市出台社区书房管理办法</a>，"
        "规定每天至少开放十个小时，并配一名管理员。</p>"
        f"<div><b>相关阅读</b></div><ul>{LIST}</ul></div></body></html>"
    )
    found = extract(page.encode(), HOME + "yw/20261118/50100.html").blocks
    assert [(block.label, block.role, len(block.headlines)) for block in found] == [("相关阅读", "related", 3)]


def hard_page() -> str:
    """An article page whose blocks are cut, dated, empty and pictured, as one portal's really were."""
    cards = "".join(
        f'<div class="card"><h4><a href="/n/2023/0804/{n}.html">{text}</a></h4><p>据青亭市外汇交易点8月4日消息，今天'
        f'<a href="/n/2023/0804/{n}.html">更多</a></p>'
        f"<span>2023-08-04 16:45:{n % 100}</span></div>"
        for n, text in enumerate(
            ("海棠糖业股东结构有变", "海棠糖业拟投两亿元建新线…", *(f"青亭交易所收盘播报第{k}期" for k in range(6))),
            9_020,
        )
    )
    pictures = "".join(
        f'<li><a href="/pic/{n}.html"><img src="{n}.jpg" alt="渡口第{n}天的晨雾与渔火"></a></li>'
        for n in range(8_001, 8_005)
    )
    dates = "".join(f'<li><a href="/n/2023/0804/{n}.html">2023-08-04</a></li>' for n in range(7_000, 7_050))
    news = "".join(entry(n, f"青亭县第{n % 100}座社区书房开门迎客") for n in range(60_100, 60_200))
    tags = (
        '<a href="/tag/haitang/">海棠糖业</a><a href="/tag/guzhi/">青亭指数基金</a><a href="/tag/duijia/">外汇兑价</a>'
    )
    blocks_of_page = (
        ("标签", f"<p>{tags}</p>"),
        ("相关阅读", "<ul>" + "".join(entry(n, "2023-08-03") for n in (1, 2, 3)) + "</ul>"),
        ("推荐阅读", cards),
        ("时尚热图", f"<ul>{pictures}</ul>"),
        ("热门标签", f"<p>{tags}</p>"),
        ("精彩放送", f"<ul>{dates}</ul>"),
        ("今日必看", "<ul>" + entry(61_001, "八旬裁缝免费补校服十二年") + '<li><a href="#"></a></li></ul>'),
        ("精彩话题", f"<ul>{LIST}</ul>"),
        ("最新见闻", f"<ul>{news}</ul>"),
    )
    below = "".join(
        f'<div class="mod"><div class="hd"><h3>{label}</h3></div>{html}</div>' for label, html in blocks_of_page
    )
    head = "<h1>海棠糖业回应股东减持传闻：尚未收到通知</h1><p>2023-08-04 17:02:11　来源：青亭财经</p>"
    return f"<html><body>{head}{STORY}{below}</body></html>"


def test_the_blocks_of_a_hard_page_are_each_under_its_own_label() -> None:
    found = extract(hard_page().encode(), HOME + "n/2023/0804/9000.html").blocks
    assert [(block.label, len(block.headlines)) for block in found] == [
        ("推荐阅读", 8),
        ("时尚热图", 4),
        ("今日必看", 1),
        ("精彩话题", 3),
        ("最新见闻", 100),
    ]
    recommended = found[0].headlines
    assert recommended[0].text == "海棠糖业股东结构有变"
    assert recommended[1].text == "海棠糖业拟投两亿元建新线…"
    assert [h.published for h in recommended] == [
        datetime(2023, 8, 4, 16, 45, second, tzinfo=BEIJING) for second in range(20, 28)
    ]
    assert [h.rank for h in found[4].headlines] == list(range(1, 101))


TAGS = st.sampled_from(("div", "ul", "li", "a", "h3", "p", "span", "table", "tr", "td", "b", "img"))
TEXTS = st.sampled_from(
    ("", "更多", "青亭要闻", "梧江水位连降三天", "2026-11-18", "|", "　", "老码头改成旧书市集 街坊都来了")
)
PIECES = st.tuples(TAGS, TEXTS, st.sampled_from(("", "/n/2026/50101.html", "#", "//", "/tag/1/", "http://["))).map(
    lambda piece: f'<{piece[0]} href="{piece[2]}" alt="{piece[1]}" class="{piece[1]} hd">{piece[1]}'
)


@settings(max_examples=150)
@given(st.lists(st.one_of(PIECES, TAGS.map(lambda tag: f"</{tag}>")), max_size=40).map("".join))
def test_any_markup_gives_ranked_headlines_with_words_and_addresses(html: str) -> None:
    for block in read(html):
        assert [headline.rank for headline in block.headlines] == list(range(1, len(block.headlines) + 1))
        assert all(headline.text and headline.url.startswith("http") for headline in block.headlines)


def test_cards_whose_links_lead_to_one_address_are_judged_together() -> None:
    cards = "".join(
        f'<div class="card"><div class="pic"><a href="/n/2026/{n}.html"><img src="{n}.jpg"></a></div>'
        f'<div class="txt"><a class="title" href="/n/2026/{n}.html">{text}</a><div class="info"><a href="/u/{n}/">'
        f"青亭日报</a> 发布时间：04月24日</div></div></div>"
        for n, text in ((70_001, "林晚舟又去看老渡口了"), (70_002, "林某某同志简历"), (70_003, "跨市地铁要来了"))
    )
    assert words(read(f"<div>{cards}</div>")) == ["林晚舟又去看老渡口了", "林某某同志简历", "跨市地铁要来了"]


def test_special_topics_of_short_addresses_and_names_are_headlines() -> None:
    topics = "".join(
        f'<div class="li"><p><a href="http://topics.qingting.example/node_{n}.htm"><img src="{n}.jpg"></a></p>'
        f'<p><a href="http://topics.qingting.example/node_{n}.htm">{text}</a></p></div>'
        for n, text in ((150_001, "梧江两岸治水行"), (150_002, "青亭市两会专题"), (150_003, "百年渡口百年桥"))
    )
    (block,) = read(f"<div><h2>独家策划</h2>{topics}</div>")
    assert (block.label, words((block,))) == ("独家策划", ["梧江两岸治水行", "青亭市两会专题", "百年渡口百年桥"])


def test_a_series_name_before_a_headline_is_no_headline() -> None:
    html = '<li><a href="/a.html?type=a">青亭全媒头条丨</a><a href="/yw/20261118/9.html">梧江两岸协作纪事</a></li>'
    assert words(read(f"<ul>{html}{LIST}</ul>"))[0] == "梧江两岸协作纪事"


def test_names_of_organisations_are_no_headlines() -> None:
    names = ("青亭师范学院", "梧江航海职业技术学院", "泊川大学", "青亭市第二中学")
    directory = "".join(f'<li><a href="/college/c/{n}.shtml">{name}</a></li>' for n, name in enumerate(names, 10_001))
    assert words(read(f"<h3>青亭高校</h3><ul>{directory}</ul>")) == []
    firm = '<p><a href="/shop/2026/10009.html">青亭市海和家具有限公司</a></p>'
    assert words(read(f"<div>{firm}</div><h3>要闻</h3><ul>{LIST}</ul>"))[0] == "梧江水位连降三天"
    story = entry(50_109, "林晚舟回访青亭师范学院")
    assert "林晚舟回访青亭师范学院" in words(read(f"<ul>{LIST}{story}</ul>"))


def test_a_table_without_a_cell_before_a_list_is_no_label() -> None:
    links = "".join(f'<a href="/n/2026/5010{n}.html">青亭大桥第{n}段今天上午合龙</a>' for n in range(4))
    page = extract(f"<table class=hd>更多</table>{links}".encode(), "http://a.example/")
    assert [len(block.headlines) for block in page.blocks] == [4]
