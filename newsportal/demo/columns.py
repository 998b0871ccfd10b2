"""Two columns of the demo portal whose pages are made in their own ways, the same every day.

`hepan`: over each page stand the column's name and a time and source of the column; half of them do not say their
titles in the head, the others say them with keywords behind, and half of the links to them say nothing. Their texts
stand twice, with links inside sentences, and end with lines of the portal; a hotline stands over a list.
`haijiao`: an edition in Traditional Chinese, in Big5, its pages made as newspapers of Taiwan make theirs.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from newsportal.demo.edition import Edition
from newsportal.demo.markup import labels, link, listed, navigation, template
from newsportal.demo.stories import Story, data
from newsportal.text.china_time import CHINA

COLUMNS = ("hepan", "haijiao")
"""Their short names."""
_FIRST = {"hepan": 90001, "haijiao": 91001}
"""The numbers of their first articles."""


@cache
def stories(name: str) -> tuple[Story, ...]:
    """The articles of a column as a perfect reader finds them."""
    entries: list[dict[str, Any]] = data("columns")[name]["article"]
    return tuple(_story(name, number, entry) for number, entry in enumerate(entries, _FIRST[name]))


def _story(name: str, number: int, entry: dict[str, Any]) -> Story:
    first, *others = entry["text"]
    return Story(
        number=number,
        channel=name,
        title=entry["title"],
        former=None,
        lines=(entry.get("lead", "") + first, *others),
        pages=1,
        table=(),
        captions=(entry["caption"],) if "caption" in entry else (),
        tags=tuple(entry.get("tags", ())),
        published=entry["when"].replace(tzinfo=CHINA),
        updated=None,
        source=entry.get("source", ""),
        author=entry["author"],
        editor=entry.get("editor", ""),
    )


def is_silent(told: Story) -> bool:
    """Whether the head of its page says the column's name alone."""
    return told.channel == "hepan" and told.number % 4 in {1, 2}


def column_path(name: str) -> str:
    """The address of the list of a column's articles."""
    return f"/{name}/"


def article(edition: Edition, told: Story, charset: str) -> str:
    """The page of an article of a column."""
    return _silent(edition, told, charset) if told.channel == "hepan" else _traditional(told, charset)


def _silent(edition: Edition, told: Story, charset: str) -> str:
    """A page of `hepan`."""
    column, portal = data("columns")["hepan"], data("words")["portal"]
    lines = [_with_keywords(line, told.tags) for line in told.lines]
    newest = [link(edition.story(n).path, edition.story(n).title) for n in edition.newest(3)]
    return template("column").substitute(
        _frame(told, charset),
        head=f"{column['label']}_{portal}" if is_silent(told) else f"{told.title}-{','.join(told.tags)}",
        portal=portal,
        title=told.title,
        info=f"{told.published:%Y-%m-%d %H:%M} 来源：{told.source} 作者：{told.author}",
        wide=_paragraphs([*lines, column["about"], column["hotline"]]),
        phone=_paragraphs(lines),
        newest=listed(newest, "newest"),
    )


def _traditional(told: Story, charset: str) -> str:
    """A page of `haijiao`."""
    entry = data("columns")["haijiao"]["article"][told.number - _FIRST["haijiao"]]
    others = [other for other in stories("haijiao") if other is not told]
    further = others[told.number % len(others)]
    over = [entry["over"]] if "over" in entry else []
    beside = f"　來源：{told.source}" if told.source else f"　{entry['beside']}" if "beside" in entry else ""
    hour = f"{'上午' if told.published.hour < 12 else '下午'}{told.published:%I:%M}"
    picture = "".join(
        f'<figure><img src="/img/{told.number}.png" width="800" height="450"><figcaption>{words}</figcaption></figure>'
        for words in told.captions
    )
    return template("edition").substitute(
        _frame(told, charset),
        title=told.title,
        info=f"發佈時間：{told.published:%Y/%m/%d} {hour}　更新時間：{told.published:%Y/%m/%d} 下午11:30{beside}",
        picture=picture,
        body=_paragraphs([*over, *told.lines]),
        further=link(further.path, further.title),
        more=listed([link(other.path, other.title) for other in others[:3]], "more"),
        hot=listed([f"<i>{at}</i> {link(one.path, one.title)}" for at, one in enumerate(others[3:], 1)], "hot"),
    )


def _frame(told: Story, charset: str) -> dict[str, str]:
    """What the pages of both columns show around an article."""
    return {
        "charset": charset,
        "slug": told.channel,
        "label": labels()[told.channel],
        "navigation": navigation(),
    }


def _paragraphs(lines: list[str]) -> str:
    return "\n".join(f"<p>　　{line}</p>" for line in lines)


def _with_keywords(line: str, tags: tuple[str, ...]) -> str:
    """A line in which the first mention of each tag is a link, as portals put them into their texts."""
    for tag in tags:
        line = line.replace(tag, f'<a class="keyword" href="/so/?q={tag}">{tag}</a>', 1)
    return line
