"""The blocks around an article of the demo portal, in the markup of a portal of 2023."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from urllib.parse import quote

from newsportal.demo.edition import UNLISTED, Edition
from newsportal.demo.markup import block, link, listed


def tags(names: tuple[str, ...]) -> str:
    """Links to a search for each tag; robots.txt forbids them."""
    return " ".join(link(f"/so/?q={quote(name)}", name) for name in names)


def day_entry(href: str, words: str, day: str) -> str:
    """One entry of 相关阅读 or 精彩放送: a link, perhaps without words, and a day."""
    return f"{link(href, words)}<span>{day}</span>"


def dated(edition: Edition, numbers: list[int], *, worded: bool) -> str:
    """Headlines with a month and day; not `worded`, the links hold no words and only the dates show."""
    entries = []
    for number in numbers:
        told = edition.story(number)
        words = told.title if worded else ""
        entries.append(day_entry(told.path, words, f"{told.published:%m-%d}"))
    return listed(entries, "dated")


def related(edition: Edition, number: int) -> str:
    """相关阅读: on odd pages three headlines of the channel, on even ones three entries that hold only a date."""
    channel = edition.listed[edition.story(number).channel]
    others = [n for n in channel[:5] if n != number][:3]
    return block("相关阅读", dated(edition, others, worded=number % 2 == 1), "related")


def card(href: str, words: str, summary: str, time: str, *, title: str | None = None) -> str:
    """One entry of 推荐阅读: a headline, a summary that 更多 cuts off, a time."""
    more = link(href, "更多")
    return (
        f"<h4>{link(href, words, title=title)}</h4><p>{escape(summary, quote=False)}{more}</p>"
        f'<span class="time">{time}</span>'
    )


def recommended(edition: Edition, number: int) -> str:
    """推荐阅读: eight cards; long headlines are cut without a sign, and whole in the link's title."""
    cards = []
    for other in edition.recommended(number):
        told, words = edition.story(other), edition.shown(other, page=number)
        cut = words[:24]
        time = f"{told.published:%Y-%m-%d %H:%M:%S}"
        cards.append(card(told.path, cut, told.prose[0][:34], time, title=words if cut != words else None))
    return block("推荐阅读", listed(cards, "cards"), "recommend")


@lru_cache(maxsize=4)
def pictured(edition: Edition) -> str:
    """时尚热图: pictures whose only words are their alt texts."""
    entries = []
    for number in edition.listed["wenhua"][:4]:
        told = edition.story(number)
        entries.append(f'<a href="{told.path}"><img src="/img/hot{number}.png" alt="{escape(told.title)}"></a>')
    return block("时尚热图", listed(entries, "pictures"), "hotpic")


def today(edition: Edition) -> str:
    """今日必看: one headline and an empty entry."""
    newest = edition.story(edition.newest(1)[0])
    return block("今日必看", listed([link(newest.path, newest.title), '<a href="#"></a>'], "must"), "today")


def topics(edition: Edition) -> str:
    """精彩话题: the newest headline of three channels."""
    numbers = [edition.listed[name][0] for name in ("yaowen", "keji", "tiyu")]
    return block(
        "精彩话题", listed([link(edition.story(n).path, edition.shown(n)) for n in numbers], "topics"), "topic"
    )


def latest(edition: Edition) -> str:
    """最新见闻: a hundred headlines."""
    return block("最新见闻", listed([link(url, words) for url, words in edition.latest], "latest"), "news")


@lru_cache(maxsize=8)
def ranking(edition: Edition, count: int) -> str:
    """热点排行: headlines with the number of their place."""
    numbers = [n for n in range(edition.total, 0, -3) if n != UNLISTED][:count]
    entries = [f"<i>{place}</i>{link(edition.story(n).path, edition.shown(n))}" for place, n in enumerate(numbers, 1)]
    return block("热点排行", listed(entries, "rank"), "ranking")


def side(edition: Edition, number: int) -> str:
    """The column beside an article: 推荐阅读, 时尚热图, 热门标签."""
    hot = ("夜市", "托育", "马拉松", "渔鼓戏", "探空气球", "预付卡")
    return "\n".join([recommended(edition, number), pictured(edition), block("热门标签", tags(hot), "hottags")])


@lru_cache(maxsize=4)
def foot(edition: Edition) -> str:
    """What stands below every article: 精彩放送 with dates only, 今日必看, 精彩话题, 最新见闻."""
    shows = block("精彩放送", dated(edition, edition.newest(12), worded=False), "shows")
    return "\n".join([shows, today(edition), topics(edition), latest(edition)])
