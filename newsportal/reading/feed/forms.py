"""Entries as an Atom feed (RFC 4287) and as a JSON Feed (version 1.1). Pure."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import ModuleType
from urllib.parse import quote, urljoin

from newsportal.messages import needs
from newsportal.reading.feed.choose import Entry

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot say, not even by a reference (section 2.2, Char)."""
_LANGUAGE = "zh"


class NoFeedgenerator(Exception):
    """The library that writes Atom is not installed; the message says how it is, in one line."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a feed says of itself."""

    name: str
    """The name of its files; by it the feed is known, wherever it lies."""
    title: str
    folder: str
    """The address under which its files are served."""

    @property
    def id(self) -> str:
        """What feed readers know it by."""
        return f"urn:newsportal:feed:{quote(self.name, safe='')}"

    def address(self, suffix: str) -> str:
        """Where one of its files is served."""
        return urljoin(self.folder, quote(self.name) + suffix)


def atom(head: Head, entries: Sequence[Entry]) -> bytes:
    """The Atom feed: the same bytes for the same entries. NoFeedgenerator where feedgenerator is not installed."""
    feed = _feedgenerator().Atom1Feed(
        title=_clean(head.title),
        link=head.folder,
        description=None,
        language=_LANGUAGE,
        author_name="newsportal",
        feed_url=head.address(".atom"),
        feed_guid=head.id,
    )
    feed.latest_post_date = lambda: _updated(entries)  # its own is the time of writing where there is no entry
    for entry in entries:
        feed.add_item(
            title=_clean(entry.title),
            link=_clean(entry.first.url),
            description=html.escape(_place(entry)),  # it is written as HTML
            content=_content(entry),
            unique_id=_id(entry),
            pubdate=entry.published,
            updateddate=entry.updated,
            author_name=_author(entry),
            categories=_tags(entry),
        )
    return bytes(feed.writeString("utf-8").encode())


def json_feed(head: Head, entries: Sequence[Entry]) -> bytes:
    """The JSON Feed, in which each entry is as in the Atom feed."""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _clean(head.title),
        "home_page_url": head.folder,
        "feed_url": head.address(".json"),
        "language": _LANGUAGE,
        "authors": [{"name": "newsportal"}],
        "items": [_item(entry) for entry in entries],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _item(entry: Entry) -> dict[str, object]:
    content = _content(entry)
    return {
        "id": _id(entry),
        "url": _clean(entry.first.url),
        "title": _clean(entry.title),
        **({"content_html": content} if content else {"content_text": _place(entry)}),
        "summary": _place(entry),
        "date_published": entry.published.isoformat(timespec="seconds"),
        "date_modified": entry.updated.isoformat(timespec="seconds"),
        "authors": [{"name": _author(entry)}],
        "tags": _tags(entry),
    }


def _feedgenerator() -> ModuleType:
    try:
        import feedgenerator
    except ImportError:
        raise NoFeedgenerator(needs("feedgenerator", "read")) from None
    return feedgenerator  # type: ignore[no-any-return]


def _updated(entries: Sequence[Entry]) -> datetime:
    return max((entry.updated for entry in entries), default=datetime.fromtimestamp(0, UTC))


def _id(entry: Entry) -> str:
    return f"urn:newsportal:{quote(entry.first.id, safe='')}"


def _place(entry: Entry) -> str:
    first = entry.first
    return _clean(" · ".join(filter(None, (first.portal, first.block, f"#{first.rank}" if first.rank else ""))))


def _author(entry: Entry) -> str:
    """The outlet that the article credits; the portal where none is known."""
    return _clean((entry.article or {}).get("source") or "").strip() or entry.first.portal


def _tags(entry: Entry) -> list[str]:
    maybe = "maybe" if entry.first.kind == "maybe" else ""
    return [*filter(None, (entry.first.portal, _clean(entry.first.block).strip(), maybe))]


def _content(entry: Entry) -> str | None:
    """The article's text as HTML, a paragraph a line; its pictures stay where they are."""
    if not entry.article:
        return None
    return "".join(f"<p>{html.escape(line)}</p>" for line in _clean(entry.article["text"]).split("\n"))


def _clean(text: str) -> str:
    """A text that XML can say."""
    return _NO_XML.sub("", text)
