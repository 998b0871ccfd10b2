"""What a reader sees on a page, as plain values: the answer of `extract()`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from newsportal.extraction.portal_traits import Traits

Kind = Literal["article", "hub", "other"]
Precision = Literal["second", "minute", "day"]
TitleFrom = Literal["heading", "stated", "link", "embedded"]
Role = Literal["related", "ranking", "latest", "recommended", "list"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture of the article."""

    url: str
    """Absolute address."""
    caption: str | None = None
    """The words under it, None where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A field of an article that is read otherwise than its page alone says."""

    field: str
    """The field's name."""
    by: Literal["links", "portal"]
    """What decided it: the links to the page, or the portal's other pages."""
    was: str | None = None
    """What the page alone says, of a text the lines that were taken away; None where it says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MainContent:
    """The article itself. A value that the page does not say is None."""

    title: str
    """The heading as shown, without the site's name."""
    title_from: TitleFrom = "heading"
    """Where the title was read: a line over the text, the head alone, a line that links to the page name, its data."""
    text: str
    """The main text, one paragraph, subhead, caption or table row a line."""
    published: datetime | None = None
    """When it came out; aware, +08:00 unless the page says another zone."""
    published_precision: Precision | None = None
    """How exact `published` is; what lies below it is zero."""
    source: str | None = None
    """来源: the outlet credited."""
    author: str | None = None
    """作者 or 记者, several joined by 、"""
    editor: str | None = None
    """责任编辑 or 编辑, several joined by 、"""
    dateline: str | None = None
    """电头, such as 新华社北京11月22日电"""
    original_title: str | None = None
    """原标题: the title before the portal changed it."""
    kicker: str | None = None
    """引题: the line above the heading."""
    subtitle: str | None = None
    """副题: the line below the heading."""
    print_page: str | None = None
    """版: the page of the newspaper in print, such as 01 or A08."""
    print_section: str | None = None
    """版名: the name of that page, such as 要闻."""
    images: tuple[Image, ...] = ()
    """Pictures inside the main text, in reading order."""
    pages: int = 1
    """Of how many pages the article is made."""
    next_page: str | None = None
    """Absolute address of the article's next page (下一页), None on its last."""
    evidence: tuple[Change, ...] = ()
    """What links and other pages of the portal changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockHeadline:
    """One entry of a block: a link that names another item of content."""

    text: str
    """The headline's own words, in full where `title=` or a second link gives them."""
    url: str
    """Absolute address."""
    rank: int
    """Place in the block, from 1."""
    shown: str
    """The words as shown, cut or not; equal to `text` unless that came from elsewhere."""
    text_from: Literal["shown", "title", "alt"] = "shown"
    """Where `text` was read: the shown words, a title attribute, a picture's alt."""
    published: datetime | None = None
    """A time that stands beside the headline; aware."""
    published_precision: Precision | None = None
    """How exact `published` is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A list of headlines outside the main text, as a reader sees it."""

    label: str
    """The heading over it, "" where it has none."""
    role: Role
    """What the block offers; "list" where nothing tells more."""
    headlines: tuple[BlockHeadline, ...]
    """In reading order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Any http(s) link of the page, navigation included: what a spider may follow."""

    url: str
    """Absolute address without its fragment."""
    text: str
    """Its words, white space folded, at most 200 characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that one page says."""

    url: str
    """The address that was handed in."""
    kind: Kind
    """"article", "hub" (home, channel, list, ranking: all blocks) or "other"."""
    charset: str
    """The encoding that decoded the bytes."""
    article: MainContent | None = None
    """The article, None where the page is not one's."""
    blocks: tuple[Block, ...] = ()
    """The headline blocks in reading order."""
    links: tuple[Link, ...] = ()
    """Every distinct link in document order, bounded."""
    traits: Traits | None = None
    """What the article's page tells of its portal, read alone."""
    canonical: str | None = None
    """Absolute address of link rel=canonical."""
    feeds: tuple[str, ...] = ()
    """Absolute addresses of link rel=alternate RSS and Atom feeds."""
    data_lists: tuple[str, ...] = ()
    """Absolute addresses of files beside the page from which its script fills its lists."""
    refresh: str | None = None
    """Absolute target of a meta refresh."""
    flags: tuple[str, ...] = ()
    """What may have hurt the reading: "deep", "cut", "attributes", "replaced", "blocked", "empty" …"""
