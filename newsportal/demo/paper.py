"""The demo portal's newspaper in print: each day's issue page by page (版), made of the stories of the day before."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import escape

from newsportal.demo.edition import Edition
from newsportal.demo.markup import link, listed, template
from newsportal.demo.stories import Story, data

FOLDER = "/paper"
PAGES = "要闻", "综合", "文体", "副刊"
"""The names of an issue's pages, from 01."""
_PLACE = re.compile(r"/paper/(layout|content)/(\d{4})(\d\d)/(\d\d)/(?:node|content)_(\d{1,5})\.html\Z")


def issue(edition: Edition, day: date) -> list[list[Story]]:
    """The stories of an issue, page by page; empty where there is none on that day."""
    told = [edition.story(number) for number in range(1, edition.total + 1)]
    yesterday = [one for one in told if one.published.date() == day - timedelta(days=1)]
    if not yesterday or day > edition.now.date():
        return []
    return [yesterday[place :: len(PAGES)] for place in range(len(PAGES))]


def page(edition: Edition, path: str, charset: str) -> str | None:
    """The page at an address below /paper/; None where there is none."""
    found = _PLACE.match(path)
    try:
        day = date(*map(int, found.groups()[1:4])) if found else None
    except ValueError:
        day = None
    pages = issue(edition, day) if day else []
    if not found or not day or not pages:
        return None
    if found[1] == "layout":
        place = int(found[5])
        return _layout(day, pages, place, charset) if 1 <= place <= len(pages) else None
    at = {told.number: place for place, stories in enumerate(pages, 1) for told in stories}
    number = int(found[5])
    return _article(day, edition.story(number), at[number], charset) if number in at else None


def _address(kind: str, day: date, number: int) -> str:
    name = f"node_{number:02d}" if kind == "layout" else f"content_{number}"
    return f"{FOLDER}/{kind}/{day:%Y%m/%d}/{name}.html"


def _named(place: int) -> str:
    return f"第{place:02d}版：{PAGES[place - 1]}"


def _shown(day: date, title: str, place: int, inner: str, charset: str) -> str:
    beside = [link(_address("layout", day, n), f"{step}一版") for step, n in (("上", place - 1), ("下", place + 1))
              if 1 <= n <= len(PAGES)]  # fmt: skip
    earlier = day - timedelta(days=1)
    return template("paper").substitute(
        charset=charset,
        title=f"{title}_{data('words')['portal']}数字报",
        place=_named(place),
        beside=" ".join([*beside, link(_address("layout", earlier, 1), "上一期")]),
        day=f"{day.year}年{day.month:02d}月{day.day:02d}日",
        pages=listed([link(_address("layout", day, n), _named(n)) for n in range(1, len(PAGES) + 1)], "pages"),
        inner=inner,
    )


def _layout(day: date, pages: list[list[Story]], place: int, charset: str) -> str:
    stories = [link(_address("content", day, told.number), told.title) for told in pages[place - 1]]
    return _shown(day, _named(place), place, f"<h3>{_named(place)}</h3>\n{listed(stories, 'news')}", charset)


def _article(day: date, told: Story, place: int, charset: str) -> str:
    text = "\n".join(f"<p>{escape(line)}</p>" for line in told.prose)
    where = f"（{day.year}年{day.month:02d}月{day.day:02d}日 第{place:02d}版）"
    head = f'<h1>{escape(told.title)}</h1>\n<p class="sec">本报记者 {told.author} 来源：{told.source} {where}</p>'
    return _shown(day, told.title, place, f'{head}\n<div id="ozoom">\n{text}\n</div>', charset)
