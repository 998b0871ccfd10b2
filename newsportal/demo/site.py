"""The demo portal as a pure function: a path in, an answer out; pages are made when asked for."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import format_datetime
from zlib import crc32

from newsportal.demo import columns, feeds, hubs, paper
from newsportal.demo.articles import article, page_path
from newsportal.demo.edition import UNLISTED, Edition, Template
from newsportal.demo.stories import Story

FORBIDDEN = "/neibu/draft.html"
"""A page that every page links to and robots.txt forbids."""
SEARCH = "/so/"
"""The search that tags lead to, forbidden too."""
CHARSETS = {"shehui": ("gb2312", "gb18030"), "tiyu": (None, "gb18030"), "wenhua": ("utf-8", "utf-8")}
CHARSETS |= {"haijiao": ("big5", "cp950")}
"""Channels whose header names no charset: what their pages declare, and what encodes them."""

_ARTICLE = re.compile(r"/([a-z]{2,12})/(\d{8})/(\d{5})(?:_([23]))?\.html\Z")
_CHANNEL = re.compile(r"/([a-z]{2,12})/(?:(\d{1,5})\.html)?\Z")
_SITEMAP = re.compile(r"/sitemap-(\d{1,4})\.xml\Z")
_PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the portal answers to one request."""

    status: int
    """200 or 404."""
    headers: dict[str, str] = field(default_factory=dict)
    """Content-Type, and for what exists ETag and Last-Modified."""
    body: bytes = b""
    """The page's bytes."""


@dataclass(frozen=True)
class Site:
    """The demo portal of one day."""

    edition: Edition
    """Its stories."""

    def story(self, number: int) -> Story:
        """Article `number` as a perfect reader finds it, from 1 to `self.edition.total`."""
        return self.edition.story(number)

    def stories(self) -> list[Story]:
        """All articles, oldest first."""
        return [self.edition.story(number) for number in range(1, self.edition.total + 1)]

    def paths(self, *, linked: bool = False) -> list[str]:
        """All pages that a crawler may fetch: hubs, articles page by page; `linked` leaves the unlisted out."""
        found = ["/", "/top.html", "/about.html"]
        for name in self.edition.listed:
            pages = range(1, hubs.channel_pages(self.edition, name) + 1)
            found += [hubs.channel_path(name, page) for page in pages]
        for told in self.stories():
            if not (linked and told.number == UNLISTED):
                found += [page_path(told, page) for page in range(1, told.pages + 1)]
        for name in columns.COLUMNS:
            found += [columns.column_path(name), *(told.path for told in columns.stories(name))]
        return found

    def column_stories(self) -> list[Story]:
        """The articles of the columns, which are the same every day and in no feed or sitemap."""
        return [told for name in columns.COLUMNS for told in columns.stories(name)]

    def get(self, path: str) -> Answer:
        """The answer for a path such as /caijing/2.html; a query is ignored."""
        path = path.partition("?")[0]
        if path in _FILES:
            kind, make = _FILES[path]
            return self._answer(kind, make(self.edition).encode())
        if path in _PAGES:
            return self._page(_PAGES[path](self.edition, _declared("utf-8")))
        if path.startswith("/img/") and path.endswith(".png"):
            return self._answer("image/png", _PIXEL)
        if match := _ARTICLE.match(path):
            return self._article(path, int(match[3]), int(match[4] or 1))
        if match := _CHANNEL.match(path):
            return self._channel(match[1], int(match[2] or 1))
        if (match := _SITEMAP.match(path)) and 1 <= int(match[1]) <= feeds.sitemaps(self.edition):
            return self._answer("application/xml", feeds.sitemap(self.edition, int(match[1])).encode())
        if printed := paper.page(self.edition, path, _declared("utf-8")):
            return self._page(printed)
        return _MISSING

    def _article(self, path: str, number: int, page: int) -> Answer:
        column = next((told for told in self.column_stories() if told.path == path), None)
        if not column and not 1 <= number <= self.edition.total:
            return _MISSING
        told = column or self.story(number)
        if page > told.pages or page_path(told, page) != path:
            return _MISSING
        charset = _declared(CHARSETS.get(told.channel, ("utf-8", "utf-8"))[0])
        if column and self.edition.template == "portal":
            return self._page(columns.article(self.edition, told, charset), told.channel)
        return self._page(article(self.edition, told, page, charset), told.channel)

    def _channel(self, name: str, page: int) -> Answer:
        declared = CHARSETS.get(name, ("utf-8", "utf-8"))[0]
        if name in columns.COLUMNS and page == 1:
            return self._page(hubs.column(self.edition, name, _declared(declared)), name)
        if name not in self.edition.listed or not 1 <= page <= hubs.channel_pages(self.edition, name):
            return _MISSING
        return self._page(hubs.channel(self.edition, name, page, _declared(declared)), name)

    def _page(self, html: str, channel: str | None = None) -> Answer:
        """An HTML answer, in its channel's encoding."""
        if channel in CHARSETS:
            return self._answer("text/html", html.encode(CHARSETS[channel][1], "xmlcharrefreplace"))
        return self._answer("text/html; charset=utf-8", html.encode())

    def _answer(self, kind: str, body: bytes) -> Answer:
        """An answer with validators; every page carries blocks that change daily, so none is older than its edition."""
        headers = {
            "Content-Type": kind,
            "ETag": f'"{crc32(body):08x}-{len(body):x}"',
            "Last-Modified": format_datetime(self.edition.now.astimezone(UTC), usegmt=True),
        }
        return Answer(200, headers, body)


def _declared(charset: str | None) -> str:
    """The line of a page's head that declares its encoding."""
    return f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""


def _sitemap(edition: Edition) -> str:
    return feeds.sitemap(edition, 1) if feeds.sitemaps(edition) == 1 else feeds.sitemap_index(edition)


def _forbidden(edition: Edition) -> str:
    return "<h1>编辑部草稿</h1><p>robots.txt 不许抓取本页。</p>"


_MISSING = Answer(404, {"Content-Type": "text/html; charset=utf-8"}, "<h1>页面不存在</h1>".encode())
_PAGES: dict[str, Callable[[Edition, str], str]] = {"/": hubs.home, "/top.html": hubs.top, "/about.html": hubs.about}
_FILES: dict[str, tuple[str, Callable[[Edition], str]]] = {
    "/robots.txt": ("text/plain; charset=utf-8", lambda edition: feeds.ROBOTS),
    "/sitemap.xml": ("application/xml", _sitemap),
    "/sitemap-news.xml": ("application/xml", feeds.news_sitemap),
    "/rss.xml": ("application/rss+xml", feeds.rss),
    "/css/portal.css": ("text/css", lambda edition: "body { width: 1000px; margin: 0 auto }\n"),
    "/js/app.js": ("text/javascript", lambda edition: "fetch(document.body.dataset.source);\n"),
    FORBIDDEN: ("text/html; charset=utf-8", _forbidden),
    SEARCH: ("text/html; charset=utf-8", _forbidden),
}


def site(*, articles: int = 60, edition: int = 1, template: Template = "portal") -> Site:
    """The portal that began with `articles` articles, on day `edition`.

    Each edition after the first adds six articles, corrects one heading and one text, and changes a part of 最新见闻.
    "changed" is the portal after a redesign: article text, times and most blocks come by script only.
    Raises ValueError for fewer than 52 articles (each of the 26 stories twice) or an edition below 1.
    """
    if articles < 52 or edition < 1:
        raise ValueError("the demo portal needs at least 52 articles and an edition from 1")
    return Site(Edition(articles, edition, template))
