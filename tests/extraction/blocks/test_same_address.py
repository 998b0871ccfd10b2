"""Two links to one address, of which the second has the headline, or has not."""

from __future__ import annotations

from collections.abc import Iterable

from tests.extraction.blocks.lists import read, words

ITEMS = ("梧江水位连降三天 渡口恢复通航", "老码头改成旧书市集", "八旬裁缝免费补校服")


def cards(markup: str, pairs: Iterable[tuple[str, str]], address: str = "/yw/20261118/5010{n}.html") -> list[str]:
    """The headlines of a list of such entries, each of a first and a second text."""
    html = "".join(
        f"<li>{markup.format(url=address.format(n=n), first=first, second=second)}</li>"
        for n, (first, second) in enumerate(pairs, 1)
    )
    return words(read(f"<h3>要闻</h3><ul>{html}</ul>"))


def test_behind_a_channels_name_stands_the_headline() -> None:
    for markup in (
        '<a href="{url}">[{first}]</a><a href="{url}">{second}</a>',
        '<p><a href="{url}">{first}</a> <a href="{url}">{second}</a></p>',
        '<a href="{url}"><img src="a.jpg"><span>{first}</span></a><h3><a href="{url}">{second}</a></h3>',
    ):
        assert cards(markup, zip(("水务", "文化", "人物"), ITEMS, strict=True)) == list(ITEMS)


def test_a_channels_name_in_a_heading_stays_the_label_of_what_stands_below_its_first_headline() -> None:
    column = (
        '<li><div><h3><a href="/yw/20261118/50{n}1.html">{name}</a></h3></div>'
        '<a href="/yw/20261118/50{n}1.html"><img src="a.jpg"><span>{first}</span></a>'
        '<div><p><a href="/yw/20261118/50{n}2.html">{second}</a></p>'
        '<p><a href="/yw/20261118/50{n}3.html">{third}</a></p></div></li>'
    )
    names = ("水务要情", "文化动态")
    first, second, third = ITEMS
    columns = "".join(
        column.format(n=n, name=name, first=first, second=second, third=third) for n, name in enumerate(names)
    )
    found = read(f"<h2>江城</h2><ul>{columns}</ul>")
    assert [block.label for block in found] == list(names)
    assert [words((block,)) for block in found] == [list(ITEMS), list(ITEMS)]


def test_a_summary_does_not_take_the_place_of_a_short_headline() -> None:
    names = ("旧书市集", "渡口停航", "裁缝老徐")
    markup = '<h4><a href="{url}">{first}</a></h4><p><a href="{url}">{second}</a></p>'
    summary = "老码头昨天改成了旧书市集，头一天就来了三千人"
    assert summary not in cards(markup, [(name, summary) for name in names])


def test_under_a_brands_name_in_a_heading_a_product_in_another_is_not_the_headline() -> None:
    markup = '<h3><a href="{url}">{first}</a></h3><h3><a href="{url}">{second}</a></h3>'
    found = cards(markup, [("梧江家居", "北欧布艺三人位沙发"), ("云岭", "实木静音卧室门套装")])
    assert "北欧布艺三人位沙发" not in found


def test_more_about_a_firm_or_a_comment_on_it_is_not_its_headline() -> None:
    markup = '<a href="{url}">{first}</a><em><a href="{url}">{second}</a></em>'
    for comment in ("查看{0}今天的股票行情", "东西很好，送货也快，还会再来", "店里的人很和气。下回再来买"):
        found = cards(markup, [(name, comment.format(name)) for name in ("梧江家居", "青亭衣柜", "云岭木门")])
        assert not any(len(text) > 4 for text in found)


def test_what_a_person_is_and_what_asks_to_act_is_not_the_headline_under_a_name() -> None:
    markup = '<h4><a href="{url}">{first}</a></h4><span><a href="{url}">{second}</a></span>'
    for words_below in ("松屿大学历史系教授、博士生导师", "查看全部二十三条新闻", "领取新手礼包和激活码"):
        assert words_below not in cards(markup, [(name, words_below) for name in ("叶望舒", "程一鸣", "邱远舟")])


def test_a_channels_name_in_a_cards_heading_is_a_label_of_no_other_card() -> None:
    markup = '<h4><a href="{url}">{first}</a></h4><div><a href="{url}">{second}</a></div>'
    html = "".join(
        f"<li>{markup.format(url=f'/yw/20261118/5020{n}.html', first=name, second=text)}</li>"
        for n, (name, text) in enumerate(zip(("水务", "文化", "人物"), ITEMS, strict=True))
    )
    assert [block.label for block in read(f"<h3>要闻</h3><ul>{html}</ul>")] == ["要闻"]


def test_a_product_of_a_brand_whose_address_says_nothing_does_not_take_its_place() -> None:
    pairs = [("梧江家居", "北欧布艺三人位小户型沙发"), ("云岭木门", "实木复合静音卧室门套装")]
    found = cards('<a href="{url}">{first}</a><a href="{url}">{second}</a>', pairs, "/goods/model-{n}")
    assert not any("沙发" in text for text in found)
