"""What an address alone says: whether it lies inside the portal, and whether it looks like an article's or a hub's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

Kind = Literal["article", "hub"]

_NOT_PAGES = frozenset(
    re.findall(
        r"\w+",
        "jpg jpeg png gif webp svg ico bmp css js json xml rss atom txt doc docx xls xlsx ppt pptx pdf zip rar gz 7z "
        "exe apk ipa dmg mp3 mp4 m3u8 flv avi wmv swf woff ttf",
    )
)
# An article's address names one thing: a date, a long number or an id of letters and digits; a hub's names a place.
_ARTICLE = re.compile(
    r"(?:19|20)\d\d[-/_]?(?:0[1-9]|1[0-2])(?:[-/_]?[0-3]\d)?[/_.-]"  # /2019-09/08/, /201909/, /2019/0908/
    r"|\d{6}|[/_-](?:doc|content|detail|articles?|forward|post|story|view|show|blog)[-_/]\w{3}"
    r"|[/_-][ctn][-_/](?=\w{0,20}\d)\w{3}"  # c_1310001, n/20001, but not n_bd_gz
    r"|/(?=[A-Z]{0,40}\d)[A-Z0-9]{12,}(?:\.|$)|[?&](?:id|aid|newsid|article_?id|contentid|nid)=\w{2}"
    r"|/(?=\w{0,60}\d\d)\w{2,80}\.s?html?$",
    re.IGNORECASE,
)
_LIST_PAGE = re.compile(
    r"(?:index|list|default|node|p|page)[-_]?\d{0,4}(?:_\d{1,4})?\.\w{3,5}$|[?&](?:\w{0,40}page|p)=\d{1,4}$"
    r"|/(?:node|lists?|channel|column|category|tags?)[-_/]\d{1,9}(?:[-_]\d{1,4})?(?:\.\w{3,5}|/)?$"  # /node_156667.htm
    r"|/(?:lists?|rank|category|topics?|members?|users?|u|authors?)/[^/?_-]{1,40}/?$"  # who and what, not an item
    r"|/lists?/(?:[^/?]{1,40}/){0,2}(?:19|20)\d\d-?[01]\d-?[0-3]\d(?:\.\w{3,5}|/)?$"  # what came on one day
    r"|/lists?\.\w{3,5}\?"  # list.html?id=178
    r"|/[st]-\d{1,9}/?$"  # /topic/t-19084535, a section or topic with its number
    r"|/tags?/[^/?]{1,80}/?$"  # /tag/windows_11.htm
    r"|/nbs\.\w{1,40}\.html?$",  # a page of a newspaper in print
    re.IGNORECASE,
)


def within(host: str, domains: Iterable[str]) -> bool:
    """Whether a host is one of these, or below one of them."""
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def under(path: str, paths: tuple[str, ...]) -> bool:
    """Whether a path lies under one of these, /zh and /zh/a under /zh/; any does where there are none."""
    return not paths or f"{path.rstrip('/')}/".startswith(paths)


@dataclass(frozen=True, slots=True)
class PortalUrls:
    """How a portal's addresses are told apart: by its domains and paths, and patterns of its articles and hubs."""

    domains: frozenset[str]
    """Registered domains, or hosts, that belong to the portal."""
    article: re.Pattern[str] | None = field(default=None)
    """What an article's address matches; of others, and where it is None, the general shape tells."""
    paths: tuple[str, ...] = ()
    """What the path of each of its addresses begins with, one of these; none: any path is the portal's."""
    hub: re.Pattern[str] | None = None
    """What an address of its lists matches, whatever else it looks like."""

    def inside(self, host: str) -> bool:
        """Whether a host belongs to the portal."""
        return within(host, self.domains)

    def holds(self, url: str) -> bool:
        """Whether an address belongs to the portal: its host, and its path where the portal shares its hosts."""
        try:
            parts = urlsplit(url)
            return self.inside(parts.hostname or "") and under(parts.path, self.paths)
        except ValueError:
            return False

    def unmatched(self, *urls: str) -> bool:
        """Whether the portal says what its articles' addresses match, and none of these does."""
        return self.article is not None and not any(self.article.search(url) for url in urls)

    def kind(self, url: str) -> Kind | None:
        """What an address seems to lead to; None: to no page at all (a picture, a program, a document)."""
        path = urlsplit(url)
        name = path.path.rsplit("/", 1)[-1]
        if "." in name and name.rsplit(".", 1)[1].lower() in _NOT_PAGES:
            return None
        if self.hub is not None and self.hub.search(url):
            return "hub"
        if self.article is not None and self.article.search(url):
            return "article"
        tail = f"{path.path}?{path.query}" if path.query else path.path
        if len(tail) < 2 or _LIST_PAGE.search(tail[-80:]):
            return "hub"
        return "article" if _ARTICLE.search(tail[:300]) else "hub"
