"""What an address alone says of the item behind it: an article, a channel, a shop."""

from __future__ import annotations

import re
from functools import lru_cache

from newsportal.extraction.blocks.block_words import ADVERT, ARTICLE_FOLDERS, CHANNEL_FOLDERS, SERVICE_HOST, TOPIC_HOST

__all__ = ["url_points"]

_AFTER_YEAR = frozenset("-/_.0123456789")
_NUMBERED = re.compile(
    r"[0-9/](?:(?<=/)[0-9]{3,4}/|(?<=[0-9])[0-9](?:[0-9]{3}|(?<=19|20)[0-9][0-9][-/_.]?[01][0-9]|\.s?htm))"
)
"""A date or a number as articles have them: 2019-09, /1234/, 12.htm, 12345. It begins with one set, for then `re`
passes over what can begin none."""
_IDENTIFIED = re.compile(r"(?:id|doc)=[\w-]{0,60}\d", re.I)
_MIXED = re.compile(r"\d\D{0,2000}\d\D{0,2000}\d")
"""Three digits among the letters of a name that is a key, such as 7pldiU65MNU1, however long an address may be."""
_CHANNEL_QUERY = re.compile(
    r"[?&](?:q|wd|word|kw|keyword|key|query|qtext|tag|searchword|category|catid|channel|columnid|nodeid)=", re.I
)
_ITEM_QUERY = re.compile(r"(?:^|&)(?:id|p|aid|newsid|articleid|contentid)=\d{3,}(?:&|$)", re.I)
"""An item that has a number and no path; lists and channels have numbers of few digits, or by another name."""
_LIST_QUERY = re.compile(r"=\w{0,20}(?:lists?|category|channel|column)(?:&|$)", re.I)
"""The same of a list or channel that says so: ?action=morelist&contentid=7141440."""
_REDIRECT = re.compile(r"[?&](?:target|goto|redirect)=http", re.I)
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")
_INDEX = ("index.", "node_", "list", "default.")
_DATED = re.compile(r"(?:19|20)\d\d|\d{6}")


@lru_cache(1_000)  # the links around an article are mostly those around the one before
def url_points(url: str) -> float:
    """From -2.5 (an advert) and -2 (a site's home page) over 0 (nothing known) to 1 (an article)."""
    start = url.find("/", 8)
    if start < 0 or start == len(url) - 1:
        return -2.0
    host = url[:start]
    service = _host(host)
    if service < -1:
        return service
    path, _, query = url[start + 1 :].partition("?")
    folders = path.split("/")
    name = folders[-1]
    if name[-1:] in "fgp" and name.endswith(_PICTURES):
        return -2.0
    year = url.find("/20", start)
    article = (
        (year > 0 and url[year + 3 : year + 5].isdigit() and url[year + 5 : year + 6] in _AFTER_YEAR)
        or _MIXED.search(name) is not None  # as two of three
        or not ARTICLE_FOLDERS.isdisjoint(folders)
        or _NUMBERED.search(url, start, start + 120) is not None
        or ("=" in query and _IDENTIFIED.search(query) is not None)
    )
    if service or path.isdigit() or not CHANNEL_FOLDERS.isdisjoint(folders):
        return -0.5 if article else -1.0
    if "=" in query:
        if _CHANNEL_QUERY.search(url, start):
            return -0.5 if article else -1.0
        if _REDIRECT.search(url, start):
            return -1.5
    if not name or name.startswith(_INDEX):
        if len(folders) == 1:
            if query and _ITEM_QUERY.search(query) and not (name.startswith("list") or _LIST_QUERY.search(query)):
                return 1.0
            return 0.3 if TOPIC_HOST.search(host) else -0.8 if _DATED.search(name) else -2.0
        return 0.5 if article and not name else 0.3 if _DATED.search(path) else -0.8
    return float(article)


@lru_cache(1024)
def _host(host: str) -> float:
    if ADVERT.search(host):
        return -2.5
    return -1.0 if SERVICE_HOST.search(host) else 0.0
