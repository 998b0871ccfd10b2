"""The pages of the demo portal that are all blocks: home, channels by page, the ranking."""

from __future__ import annotations

from html import escape

from newsportal.demo import blocks, columns
from newsportal.demo.edition import PINNED, Edition
from newsportal.demo.markup import block, labels, link, listed, navigation, template
from newsportal.demo.stories import data


def _hub(edition: Edition, charset: str, title: str, main: str, side: str, foot: str = "") -> str:
    changed = edition.template == "changed"
    now = edition.now
    return template("hub").substitute(
        charset=charset,
        title=title,
        portal=data("words")["portal"],
        today=f"{now.year}年{now.month}月{now.day}日",
        navigation=navigation(),
        main=main,
        side='<div id="feed" data-source="/api/latest"></div>' if changed else side,
        foot="" if changed else foot,
    )


def _headline(edition: Edition, number: int) -> str:
    return link(edition.story(number).path, edition.shown(number))


def home(edition: Edition, charset: str) -> str:
    """The home page: 头条, the newest of each channel, 热点排行 and 最新见闻."""
    top = [PINNED, *edition.newest(2)]
    main = [block("头条", listed([_headline(edition, n) for n in top], "top"), "headline")]
    for name, label in data("words")["channels"].items():
        entries = [_headline(edition, n) for n in edition.listed[name][:6]]
        main.append(block(link(f"/{name}/", label), listed(entries, "channel"), name))
    title = f"{data('words')['portal']}_新闻，一早听见"
    return _hub(edition, charset, title, "\n".join(main), blocks.ranking(edition, 8), blocks.latest(edition))


def channel_pages(edition: Edition, name: str) -> int:
    """How many pages the list of a channel has."""
    return -(-len(edition.listed[name]) // edition.size)


def channel_path(name: str, page: int) -> str:
    """The address of one page of a channel's list, from 1."""
    return f"/{name}/" if page == 1 else f"/{name}/{page}.html"


def channel(edition: Edition, name: str, page: int, charset: str) -> str:
    """One page of a channel: cards with picture, headline, summary and time, and the pagination."""
    cards = []
    for number in edition.listed[name][(page - 1) * edition.size : page * edition.size]:
        told = edition.story(number)
        picture = f'<a class="pic" href="{told.path}"><img src="/img/{number}.png" alt=""></a>'
        summary = f"<p>{escape(told.prose[0][:48])}…</p>"
        time = f'<span class="time">{told.published:%Y-%m-%d %H:%M}</span>'
        cards.append(f"{picture}<h4>{_headline(edition, number)}</h4>{summary}{time}")
    label = data("words")["channels"][name]
    main = block(f"{label}新闻", listed(cards, "cards"), "list") + _pagination(edition, name, page)
    return _hub(edition, charset, f"{label}_{data('words')['portal']}", main, blocks.ranking(edition, 8))


def column(edition: Edition, name: str, charset: str) -> str:
    """The list of a column; in that of `hepan` every second entry is a summary, and its link says 详细."""
    entries = []
    for told in columns.stories(name):
        silent = name == "hepan" and told.number % 2 == 0
        summary = f"<p>{told.prose[0][:40]}……{link(told.path, '[详细]')}</p>"
        entries.append(summary if silent else f"<h4>{link(told.path, told.title)}</h4>")
    label = labels()[name]
    main = block(label, listed(entries, "cards"), "list")
    return _hub(edition, charset, f"{label}_{data('words')['portal']}", main, "")


def _pagination(edition: Edition, name: str, page: int) -> str:
    """First, previous, the pages around this one, next, last."""
    last = channel_pages(edition, name)
    around = range(max(1, page - 3), min(last, page + 3) + 1)
    entries = [link(channel_path(name, 1), "首页")]
    if page > 1:
        entries.append(link(channel_path(name, page - 1), "上一页"))
    entries += [f"<b>{n}</b>" if n == page else link(channel_path(name, n), str(n)) for n in around]
    if page < last:
        entries.append(link(channel_path(name, page + 1), "下一页"))
    entries.append(link(channel_path(name, last), "尾页"))
    return f'\n<div class="page">{" ".join(entries)}</div>'


def top(edition: Edition, charset: str) -> str:
    """The ranking page."""
    title = f"热点排行_{data('words')['portal']}"
    return _hub(edition, charset, title, blocks.ranking(edition, 20), blocks.pictured(edition))


def about(edition: Edition, charset: str) -> str:
    """A page that is neither article nor hub."""
    text = "<h1>关于我们</h1><p>本站为演示站点，所有城镇、人物与事件均为虚构。</p>"
    return _hub(edition, charset, f"关于我们_{data('words')['portal']}", text, "")
