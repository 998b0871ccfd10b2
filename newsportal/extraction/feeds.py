"""Feeds and sitemaps, read for the addresses they name. Pure: bytes in, addresses out; never raises on any bytes.

RSS 2.0, RSS 1.0, Atom (RFC 4287), JSON Feed and other JSON lists, sitemaps.org sitemaps and indexes, Google News
sitemaps, text sitemaps; by what a file is, not by what was asked for. What they say of dates is a hint only: it orders
the frontier, it is never taken for a page's own time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from itertools import chain

from newsportal.extraction import listing_json
from newsportal.extraction.listing_markup import Entry, entries, is_listing
from newsportal.extraction.listing_text import read
from newsportal.text.china_time import CHINA
from newsportal.urls.ends import ends

MAX_ENTRIES = 5_000
"""Entries kept of one file, the newest."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed or sitemap names."""

    pages: tuple[str, ...] = ()
    """Absolute addresses of pages, newest first where the file tells times, else in its order, each once."""
    sitemaps: tuple[str, ...] = ()
    """Absolute addresses of further sitemaps, in the same order."""
    newest_first: bool = False
    """Whether times told their order; if not, the newest may be the last."""
    unread: int = 0
    """Entries without an address that could be read."""
    flags: tuple[str, ...] = ()
    """What may have hurt the reading: "cut" (too long or damaged), "replaced" (unreadable bytes), "unknown" (neither a
    feed nor a sitemap nor a web page)."""


_OF_A_FEED = frozenset(("item", "entry"))
_MOST = 20
"""So many times the entries that are kept are held at once; the sitemap protocol allows 50,000 in a file."""
_HEAD = 4_000
"""Characters in which a web page shows that it is one."""
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_LINE = re.compile(r"^[ \t]{0,99}(https?://[^\s<>]+)[ \t]{0,99}$", re.MULTILINE | re.IGNORECASE)
_MOMENT = re.compile(
    r"([0-9]{4})[^0-9]{1,3}([0-9]{1,2})(?:[^0-9]{1,3}([0-9]{1,2})"
    r"(?:[^0-9]{1,3}([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?:\s?([+-])([0-9]{2}):?([0-9]{2}))?)?)?"
)
_LONGEST = 40
"""Characters of a time."""


def feed(body: bytes, url: str, charset: str | None = None) -> Listing:
    """The pages that a feed names, in its order or newest first; an empty listing for anything that lists nothing.

    `charset` is the one of its Content-Type.
    """
    words, flags = read(body, charset)
    told: Iterable[Entry] | None = ()
    if is_listing(words):
        told = entries(words, url)
    elif words and not _PAGE.search(words[:_HEAD]):
        told = listing_json.entries(words, url) if listing_json.is_data(words) else _bare(words, url)
    return _listing(told or (), flags if told is not None else (*flags, "unknown"))


def is_feed(body: bytes, content_type: str) -> bool:
    """Whether an answer to the request for a page is a feed or a list of data instead, by its beginning."""
    start = body[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").decode("latin-1")
    if is_listing(start) and not _PAGE.search(start):
        return True
    return listing_json.is_data(start) and (start[0] in "{[" or "script" in content_type or "json" in content_type)


def sitemap(body: bytes, url: str, charset: str | None = None) -> Listing:
    """The pages and further sitemaps that a sitemap, sitemap index or feed names (gzip too); the same as `feed()`."""
    return feed(body, url, charset)


def _bare(words: str, url: str) -> Iterable[Entry] | None:
    """The entries of markup without its root, or of a text sitemap, an address a line; None for what is neither."""
    found = entries(words, url)
    if first := next(found, None):
        return chain((first,), found)
    return [Entry("line", line[1], "") for line in _LINE.finditer(words.replace("\r", "\n"))] or None


def _listing(told: Iterable[Entry], flags: tuple[str, ...]) -> Listing:
    pages: dict[str, float | None] = {}
    sitemaps: dict[str, float | None] = {}
    unread, is_feed = 0, False
    for entry in told:
        is_feed |= entry.name in _OF_A_FEED
        if entry.url:
            found = sitemaps if entry.name == "sitemap" else pages
            found.setdefault(entry.url, _when(entry.time))
            if len(found) >= _MOST * MAX_ENTRIES:
                kept = {page: found[page] for page in _ordered(found, is_feed)}
                found.clear()
                found.update(kept)
        else:
            unread += 1
    newest_first = _tells(pages, is_feed) or _tells(sitemaps, is_feed)
    return Listing(_ordered(pages, is_feed), _ordered(sitemaps, is_feed), newest_first, unread, flags)


def _tells(times: dict[str, float | None], is_feed: bool) -> bool:
    """Do the times of entries tell which is newer? A feed's do if all have one: its own order says something too."""
    return len(set(times.values())) > 1 and not (is_feed and None in times.values())


def _ordered(times: dict[str, float | None], is_feed: bool) -> tuple[str, ...]:
    """Addresses newest first, at most MAX_ENTRIES; where nothing tells, in their order, those at both ends."""
    if _tells(times, is_feed):
        return tuple(sorted(times, key=lambda url: -(times[url] or 0.0))[:MAX_ENTRIES])
    return ends(tuple(times), MAX_ENTRIES, newest_first=False)


def _when(text: str) -> float | None:
    """A time in seconds since 1970, China's where no zone is said; None where the text states none."""
    text = text.strip()[:_LONGEST].replace("CST", "+0800")  # China Standard Time
    for reader in (datetime.fromisoformat, _by_numbers, parsedate_to_datetime) if text else ():
        try:
            moment = reader(text)
            return (moment if moment.tzinfo else moment.replace(tzinfo=CHINA)).timestamp()
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None


def _by_numbers(text: str) -> datetime:
    """2026/11/16, 2026年11月16日 8:30 +0800, 2026-11, seconds or milliseconds since 1970; ValueError for others."""
    if text.isascii() and text.isdigit() and len(text) in (10, 13):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    found = _MOMENT.match(text)
    if not found:
        raise ValueError(text)
    year, month, day, hour, minute, second = (int(number or 0) for number in found.groups()[:6])
    zone = CHINA
    if found[7]:
        zone = timezone(timedelta(hours=int(found[7] + found[8]), minutes=int(found[7] + found[9])))
    return datetime(year, month, day or 1, hour, minute, second, tzinfo=zone)
