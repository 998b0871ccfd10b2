"""One line of articles.jsonl."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from newsportal.items.entries import entries
from newsportal.items.fields import LINES


@dataclass(slots=True, kw_only=True)
class Article:
    """One line of articles.jsonl: an article as one portal shows it, a new line for each revision."""

    url: str
    """Canonical URL of its first page."""
    portal: str
    """The portal crawled: a known portal's name, else its registered domain."""
    crawl: str
    """The crawl that read it."""
    fetched: datetime
    """When it was read."""
    title: str | None = None
    """The heading as shown, without the site's name."""
    title_from: str | None = None
    """heading (a line over the text), stated (in the head alone), link (as links call it), embedded (in its data)."""
    text: str | None = field(default=None, metadata={LINES: True})
    """The main text, one paragraph a line; all pages of a multi-page article joined."""
    published: datetime | None = None
    """When the page says that it came out."""
    published_precision: str | None = None
    """How exact `published` is: second, minute or day."""
    source: str | None = None
    """来源: the outlet credited."""
    author: str | None = None
    """作者 or 记者, several joined by 、"""
    editor: str | None = None
    """责任编辑 or 编辑, several joined by 、"""
    dateline: str | None = None
    """电头, such as 新华社北京11月22日电."""
    original_title: str | None = None
    """原标题: the title before the portal changed it."""
    kicker: str | None = None
    """引题: the line above the heading."""
    subtitle: str | None = None
    """副题: the line below the heading."""
    print_page: str | None = None
    """版: the page of the newspaper on which it stands in print, as the paper writes it: 01, A08."""
    print_section: str | None = None
    """版名: the name of that page, such as 要闻."""
    images: list[dict[str, str | None]] = field(default_factory=list, metadata=entries(url=str, caption=str))
    """Pictures of the article, each {"url", "caption"}."""
    keywords: list[str] = field(default_factory=list)
    """The words that mark the text most, by jieba's TF-IDF, weightiest first."""
    pages: int = 1
    """Of how many pages the article is made."""
    missing_pages: int = 0
    """How many of them could not be read; the text lacks these."""
    evidence: list[dict[str, str | None]] = field(default_factory=list, metadata=entries(field=str, by=str, was=str))
    """Fields that links to the page or other pages of the portal decided, each {"field", "by", "was"}."""
    story: str | None = None
    """Id shared by all articles that tell one story (reprints, 转载)."""
    story_rule: str | None = None
    """The rule that put it into that story; null where it opened the story."""
    story_evidence: str | None = None
    """What that rule saw."""
    revision: int = 1
    """1 when first read, one more each time its title or text changed to what it had not said before."""
    reread: datetime | None = None
    """When the kept page came from which `scrapy reread` read this revision; null where it was read as it came."""
    rules_before: str | None = None
    """Of such a revision: the version of the rules that read the one before, such as 0.1.0+3f2a9c1d."""
    rules_after: str | None = None
    """Of such a revision: the version of the rules that read it."""
    content_hash: str | None = None
    """SHA-256 of title and text, 16 hexadecimal digits."""
