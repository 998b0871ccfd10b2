"""The article of a page: where it is told, and its fields."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from newsportal.extraction.article.credit_lines import credit_lines
from newsportal.extraction.article.credits import credits
from newsportal.extraction.article.images import images
from newsportal.extraction.article.pagination import Pagination
from newsportal.extraction.article.paragraphs import paragraphs
from newsportal.extraction.article.published import published
from newsportal.extraction.document import links, parser
from newsportal.extraction.embedded import carriers
from newsportal.extraction.embedded.article import article as article_in_data
from newsportal.extraction.embedded.markup import markup
from newsportal.extraction.embedded.rest import rest
from newsportal.extraction.embedded.sources import is_shell
from newsportal.extraction.page import MainContent
from newsportal.extraction.portal_evidence import changes, cleaned, traits
from newsportal.extraction.portal_places import moved, noted, timed
from newsportal.extraction.portal_traits import Traits
from newsportal.extraction.titled_page import Beside, Document, document, is_article, titled

__all__ = ["hidden", "read"]


def read(
    told: Document, base: links.Base, fetched: datetime | None, pages: Pagination, beside: Beside
) -> tuple[MainContent | None, Traits | None]:
    """The article that a page tells, and what the page tells of its portal; None, None where it has no title."""
    content = _article(told, base, fetched, pages)
    if content is None or told.main is None:
        return None, None
    alone = _article(told.alone, base, fetched, pages) if told.alone else None
    if told.alone or told.title_from == "link":
        content = replace(content, evidence=changes(alone, content, told.by))
    page, said = (told, content) if told.by == "links" else (told.alone or told, alone or content)
    of = noted(traits(told.alone or told, said, told), said, page, base.url, fetched)
    if not beside.portal:
        return content, of
    if (other := moved(told, of, beside.portal)) is not told and (found := _article(other, base, fetched, pages)):
        content = replace(found, evidence=changes(alone or content, found, "portal"))
    return cleaned(timed(content, of, page, base.url, beside.portal), of.text, beside.portal), of


def hidden(page: Document, text: bytes, url: str, beside: Beside) -> Document | None:
    """The article of a page that shows none, from its data or from an element that is not shown."""
    told = _unpacked(page, text, url)
    if told is None:
        return None
    told = titled(told, beside)
    return told._replace(in_data=True, title_from=told.title_from if told.alone else "embedded")


def _unpacked(page: Document, text: bytes, url: str) -> Document | None:
    if found := article_in_data(page.tree, page.meta, url):
        after = range(page.heading + 1, min(page.heading + 4, len(page.lines))) if page.heading >= 0 else ()
        return document(parser.parse(markup(found, page.meta, [page.lines.text(k) for k in after])))
    if (page.heading >= 0 or is_shell(page.tree)) and (unpacked := carriers.unpacked(text, page.tree)):
        told = document(parser.parse(unpacked))
        return told if is_article(told, url) else None
    return None


def _article(page: Document, base: links.Base, fetched: datetime | None, pages: Pagination) -> MainContent | None:
    """The article of a page whose title was looked for, None where it has none."""
    tree, main, meta, heading = page.tree, page.main, page.meta, page.title
    if not main or not heading.text:
        return None
    around = credit_lines(tree, main, heading.end)
    time, precision = published(tree, around, meta, base.url, fetched)
    who = credits(tree, around, heading.text, meta)
    read = MainContent(
        title=heading.text,
        title_from=page.title_from,
        text="\n".join(paragraphs(tree, main)),
        published=time,
        published_precision=precision,
        source=who.source,
        author=who.author,
        editor=who.editor,
        dateline=who.dateline,
        original_title=who.original_title,
        kicker=heading.kicker,
        subtitle=heading.subtitle,
        images=images(tree, page.lines, main, base),
        pages=pages.pages,
        next_page=pages.next_page,
    )
    return read if page.in_data else _whole(read, page, base)


def _whole(read: MainContent, page: Document, base: links.Base) -> MainContent:
    """The article with its whole text, where the markup shows only the beginning of what the page's data hold."""
    if read.pages > 1 or not (found := rest(page.tree, page.meta, base.url, read.text)):
        return read
    page = document(parser.parse(markup(found, page.meta)))._replace(in_data=True)
    held = _article(titled(page, Beside()), base, None, Pagination(1, None))
    return replace(read, text=held.text, images=held.images) if held else read
