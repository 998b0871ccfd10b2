"""Reading a page, step by step: bytes and an address in, a `Page` out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from newsportal.collector import paused
from newsportal.extraction import main_article, page_kind
from newsportal.extraction.article import printed
from newsportal.extraction.article.known_as import wordings
from newsportal.extraction.article.pagination import pagination
from newsportal.extraction.blocks.assemble import blocks
from newsportal.extraction.document import charset as encoding
from newsportal.extraction.document import data_lists, link_carriers, links, parser, redirects
from newsportal.extraction.document.tree import Tree
from newsportal.extraction.embedded import headlines
from newsportal.extraction.page import Block, Link, MainContent, Page
from newsportal.extraction.page_quality import NEEDS_BROWSER, flags, is_blocked, is_garbled, is_shell
from newsportal.extraction.portal_memory import PortalMemory
from newsportal.extraction.portal_traits import Traits
from newsportal.extraction.titled_page import Beside, Document, document, is_named, is_plain, shown
from newsportal.text.china_time import CHINA


def extract(
    body: bytes,
    url: str,
    charset: str | None = None,
    *,
    fetched: datetime | None = None,
    known_as: Iterable[str] = (),
    portal: PortalMemory | None = None,
) -> Page:
    """What a reader sees on a page. `charset` is the one of its Content-Type, `fetched` when it was read (aware).

    `known_as`: the headlines under which other pages link to it, as shown and in full. They decide its title where
    none of them says what it says by itself. `portal`: what the portal's other pages told (`read_portal` has both).
    """
    with paused():  # what a reading makes holds no cycles, and to look for some meanwhile costs a twentieth of it
        return _page(body, url, charset, _in_china(fetched), Beside(wordings(known_as), portal))


def read_article(
    body: bytes,
    url: str,
    charset: str | None = None,
    *,
    fetched: datetime | None = None,
    known_as: Iterable[str] = (),
    portal: PortalMemory | None = None,
    if_named: bool = False,
) -> tuple[MainContent | None, Traits | None]:
    """The article and the traits of the page that `extract` gives, without what stands around it.

    None, None where it has none or, `if_named`, where these words give it no title but its own: it is as read alone.
    """
    with paused():
        read = _read(body, url, charset, _in_china(fetched), Beside(wordings(known_as), portal), if_named=if_named)
        return read.article, read.traits


def _in_china(fetched: datetime | None) -> datetime | None:
    """The time in the zone of most that pages state, for times of one zone are compared in a tenth of the time."""
    return fetched.astimezone(CHINA) if fetched else None


class _Read(NamedTuple):
    """A page parsed, and its article."""

    decoded: encoding.Decoded
    cut: bool
    """Whether it was too long to be read whole."""
    page: Document
    base: links.Base
    anchors: dict[int, Link]
    shown: Document | None
    """The page where it shows an article by itself."""
    blocked: bool
    article: MainContent | None
    traits: Traits | None


def _read(
    body: bytes, url: str, charset: str | None, fetched: datetime | None, beside: Beside, *, if_named: bool = False
) -> _Read:
    bounded = parser.bounded(body)
    decoded = encoding.decode(bounded, charset)
    tree = _parsed(decoded.text)
    page, base = document(tree), links.Base(tree, url, decoded.charset)
    anchors = links.anchors(tree, base)
    told_here = shown(page, url, beside)
    told = told_here
    if not told_here or is_plain(told_here):
        told = main_article.hidden(page, decoded.text, url, beside) or told_here
        told_here = told_here if told is told_here else None
    blocked = is_blocked(tree, page.meta.title, told is not None)
    article, traits = (
        main_article.read(told, base, fetched, pagination(tree, anchors, base.url), beside)
        if told and (is_named(told) or not if_named) and not blocked and not is_garbled(decoded, tree)
        else (None, None)
    )
    if article and any(place := printed.printed(page.lines, url)):
        article = replace(article, print_page=place.page, print_section=place.section)
    return _Read(decoded, len(bounded) < len(body), page, base, anchors, told_here, blocked, article, traits)


def _page(body: bytes, url: str, charset: str | None, fetched: datetime | None, beside: Beside) -> Page:
    decoded, cut, page, base, anchors, told_here, blocked, article, traits = _read(body, url, charset, fetched, beside)
    tree = page.tree
    around = blocks(tree, told_here.main if article and told_here else None, anchors, fetched)
    found = links.links(anchors)
    shows_few = sum(len(block.headlines) for block in around) < page_kind.LEAST_HEADLINES
    if not told_here and not blocked and shows_few:
        around, found = _with_data(around, found, tree, base, fetched)
    kind = "other" if blocked else page_kind.kind(article is not None, around, page.lines, page.heading, url)
    asks_scripts = shows_few and not article and not around
    data = data_lists.named(tree, base, scripts=asks_scripts)
    refresh = redirects.refresh(tree, base)
    hurt = flags(decoded, tree, blocked=blocked, cut=cut)
    leads = refresh or any(not name.in_script for name in data) or any(block.headlines for block in around)
    if not (article or blocked or leads) and is_shell(tree):
        hurt = (*hurt, NEEDS_BROWSER)
    return Page(
        url=url, kind=kind, charset=decoded.charset, article=article, blocks=around, links=found, traits=traits,
        canonical=links.canonical(tree, base), feeds=links.feeds(tree, base),
        data_lists=tuple(name.url for name in data), refresh=refresh, flags=hurt,
    )  # fmt: skip


def _parsed(text: bytes) -> Tree:
    """The tree of a page, with the links that stand in what a browser does not show until a script opens it."""
    tree = parser.parse(text)
    if link_carriers.are_closed(tree) and (opened := link_carriers.opened(text)) != text:
        return parser.parse(opened)
    return tree


def _with_data(
    around: tuple[Block, ...], found: tuple[Link, ...], tree: Tree, base: links.Base, fetched: datetime | None
) -> tuple[tuple[Block, ...], tuple[Link, ...]]:
    """The blocks and links of a page that shows hardly any, with those of its data."""
    written = headlines.markup(tree)
    if written is None:
        return around, found
    lists = parser.parse(written)
    anchors = links.anchors(lists, base)
    known = {link.url for link in found}
    return (
        around + blocks(lists, None, anchors, fetched),
        found + tuple(link for link in links.links(anchors) if link.url not in known),
    )
