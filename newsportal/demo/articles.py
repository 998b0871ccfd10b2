"""The pages of an article of the demo portal."""

from __future__ import annotations

import json
from html import escape

from newsportal.demo import blocks
from newsportal.demo.edition import Edition
from newsportal.demo.markup import BASE, labels, link, navigation, template
from newsportal.demo.stories import Story, data


def info(told: Story) -> str:
    """The line of time and credits, in the form of `told`."""
    when, source, author = told.published, told.source, told.author
    minute = f"{when:%Y-%m-%d %H:%M}"
    line = {
        "second": f"<span>{minute}:{when:%S}</span> <span>来源：{source}</span> <span>作者：{author}</span>",
        "labelled": f"{when.year}年{when.month}月{when.day}日 {when:%H:%M} | 来源：{source}",
        "minute": f"发布时间：{when:%Y/%m/%d %H:%M}　来源：{source}　记者 {author}　编辑 {told.editor}",
        "seed": f"<span>{minute}:{when:%S}</span>",
        "day": f"<em>{when:%Y-%m-%d}</em> <em>来源：{link('http://www.example.org/', source)}</em>",
        "metadata": f"<span>来源：{source}</span> <span>作者：{author}</span>",
        "yearless": f"{when.month:02}月{when.day:02}日 {when:%H:%M} 来源：{source} 作者：{author}",
        "bare": minute,
    }[told.form]
    changed = f" <span>最后更新：{told.updated:%Y-%m-%d %H:%M}</span>" if told.updated else ""
    return f'<div class="info">{line}{changed}</div>'


def metadata(told: Story) -> str:
    """What the head says; only the form "metadata" gives its time there."""
    if told.form != "metadata":
        return f'<meta name="description" content="{escape(told.prose[0][:60])}">'
    facts = {"@type": "NewsArticle", "headline": told.title, "datePublished": told.published.isoformat()}
    return f'<script type="application/ld+json">{json.dumps(facts, ensure_ascii=False)}</script>'


def signature(told: Story) -> str:
    """The line below the text that names the editor or the source."""
    if told.form in {"second", "labelled"}:
        return f'<p class="editor">（责任编辑：{told.editor}）</p>'
    return f'<p class="editor">(文章来源：{told.source})</p>' if told.form == "seed" else ""


def credits(told: Story) -> dict[str, str | None]:
    """What a reader can know of its credits, absent values None."""
    form = told.form
    return {
        "source": None if form == "bare" else told.source,
        "author": told.author if form in {"second", "minute", "metadata", "yearless"} else None,
        "editor": told.editor if form in {"second", "labelled", "minute"} else None,
    }


def parts(told: Story) -> list[list[str]]:
    """The lines of each page of the article."""
    size = -(-len(told.lines) // told.pages)
    return [list(told.lines[at : at + size]) for at in range(0, len(told.lines), size)]


def _body(told: Story, lines: list[str]) -> str:
    """Paragraphs, with table and captioned pictures where they stand."""
    pictures = iter(enumerate(told.captions, 1))
    out = []
    for line in lines:
        if line == "@table":
            rows = ("".join(f"<td>{cell}</td>" for cell in row) for row in told.table)
            out.append("<table>\n" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "\n</table>")
        elif line == "@picture":
            place, caption = next(pictures)
            image = f'<img src="/img/{told.number}-{place}.png" width="550" height="366">'
            out.append(f"<figure>{image}<figcaption>{caption}</figcaption></figure>")
        else:
            out.append(f"<p>　　{escape(line, quote=False)}</p>")
    return "\n".join(out)


def page_path(told: Story, page: int) -> str:
    """The address of one page of an article, from 1."""
    return told.path if page == 1 else told.path.replace(".html", f"_{page}.html")


def _pager(told: Story, page: int) -> str:
    if told.pages == 1:
        return ""
    entries = [link(page_path(told, page - 1), "上一页")] if page > 1 else []
    for other in range(1, told.pages + 1):
        entries.append(f"<strong>{other}</strong>" if other == page else link(page_path(told, other), str(other)))
    if page < told.pages:
        entries.append(link(page_path(told, page + 1), "下一页"))
    return f'<div class="page">{" ".join(entries)}</div>'


def article(edition: Edition, told: Story, page: int, charset: str) -> str:
    """One page of an article as HTML; `charset` is the line that declares its encoding."""
    names, number = data("words"), told.number
    changed = edition.template == "changed"
    return template("article-changed" if changed else "article").substitute(
        charset=charset,
        title=escape(told.title),
        number=number,
        channel=labels()[told.channel],
        slug=told.channel,
        portal=names["portal"],
        keywords=",".join(told.tags),
        meta=metadata(told),
        canonical=BASE + page_path(told, page),
        today=f"{edition.now.year}年{edition.now.month}月{edition.now.day}日",
        navigation=navigation(),
        info=info(told),
        body=_body(told, parts(told)[page - 1]),
        pager=_pager(told, page),
        editor=signature(told) if page == told.pages else "",
        tags=blocks.tags(told.tags),
        related="" if changed else blocks.related(edition, number),
        side="" if changed else blocks.side(edition, number),
        foot="" if changed else blocks.foot(edition),
    )
