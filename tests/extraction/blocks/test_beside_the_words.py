"""What stands in a link beside the words of its headline, and links that name no item."""

from __future__ import annotations

from datetime import datetime

from newsportal.text.china_time import CHINA
from tests.extraction.blocks.lists import LIST, entry, read, words

HEADLINE = "青亭渡口停航首日"


def first(text: str, more: str = "") -> str:
    """The first headline of a list that begins with such an entry."""
    return words(read(f"<h3>要闻</h3><ul>{entry(50, text, more)}{LIST}</ul>"))[0]


def test_characters_that_no_reader_sees_are_not_the_headlines() -> None:
    block = read(f"<ul>{entry(50, f'&#8203;{HEADLINE[:2]}&#8203;{HEADLINE[2:]} &#65279;')}{LIST}</ul>")[0]
    assert (block.headlines[0].text, block.headlines[0].shown) == (HEADLINE, HEADLINE)


def test_the_length_of_a_film_and_the_number_of_pictures_are_not_the_headlines_words() -> None:
    for html in (
        f"{HEADLINE}<span><b>收听</b><b>05:02</b></span>",
        f"{HEADLINE}<i>视频 1:20:05</i>",
        f"<span>{HEADLINE}<em>(22张)</em></span>",
        f"<span><em>2<i>|5</i></em>{HEADLINE}</span>",
    ):
        assert first(html) == HEADLINE


def test_a_clock_or_a_number_of_the_headline_itself_stays() -> None:
    for text in (
        "青亭渡口末班船改为23:30",
        "青亭地铁末班车<em>延至23:30</em>",
        "<b>渡口</b>摆渡四十年<b>从未停过</b>",
        "<b>青亭渡口船票涨至<em>3元</em></b>",
        "<b><em>3万</em>人一夜涌入青亭渡口</b>",
    ):
        plain = text.replace("<em>", "").replace("</em>", "").replace("<b>", "").replace("</b>", "")
        assert first(text) == plain


def test_who_made_a_film_and_how_long_it_is_are_not_its_headline() -> None:
    card = '<li><a href="/v/20261118/{0}.html"><div>青亭汽车原创 <i><b>icon-play</b>10:40</i></div><p>{1}</p></a></li>'
    html = card.format(81, "老渡轮上的最后一班岗") + card.format(82, "八旬裁缝和她的缝纫机")
    assert words(read(f"<ul>{html}</ul>")) == ["老渡轮上的最后一班岗", "八旬裁缝和她的缝纫机"]


def test_a_picture_named_as_a_file_gives_no_headline_and_the_systems_part_of_its_name_is_cut() -> None:
    pictures = (
        "渡口晨雾里的摆渡人_upload_20190918174517",
        "轮渡停航前的最后一夜_QQ",
        "微信图片_20190308093320",
        "QQ截图20190925141142",
        "1550711825718",
        "截图工具停止更新引发热议",
        "截图2张揭穿网购骗局",
    )
    html = "".join(
        f'<li><a href="/tu/{n}.html"><img src="{n}.jpg" alt="{alt}"></a></li>' for n, alt in enumerate(pictures, 60_001)
    )
    assert words(read(f"<ul>{html}</ul>")) == [
        "渡口晨雾里的摆渡人",
        "轮渡停航前的最后一夜_QQ",
        "截图工具停止更新引发热议",
        "截图2张揭穿网购骗局",
    ]


def test_a_link_to_the_whole_list_and_one_of_an_unfilled_template_are_no_headlines() -> None:
    for text, more in (("全部推荐博文", "&gt;&gt;"), ("全部推荐博文&gt;&gt;", ""), ("${青亭焦点图标题2}", "")):
        assert first(text, more) == "梧江水位连降三天"
    for text in ("全部停航！青亭渡口封渡", "全部航班恢复正常", "$100一晚的渡口民宿火了"):
        assert first(text) == text


def test_a_day_beside_a_headline_is_read_whatever_the_width_of_its_digits() -> None:
    for day in ("2026年11月18日", "２０２６年１１月１８日"):
        (block,) = read(f"<ul>{entry(50, HEADLINE, f'<span>{day}</span>')}{LIST}</ul>")
        assert block.headlines[0].published == datetime(2026, 11, 18, tzinfo=CHINA)
