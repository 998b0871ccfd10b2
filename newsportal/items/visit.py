"""One page read, with its records: the item that passes the pipelines."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from newsportal.items.article import Article
from newsportal.items.headline import Headline
from newsportal.items.sighting import Sighting
from newsportal.items.written import Written


@dataclass(slots=True, kw_only=True)
class Fetch:
    """How a page was asked for and what came back: what the state keeps beside the page's records."""

    asked: str
    """The address asked for, as it waited in the frontier."""
    kind: str
    """What it was taken for there: seed, hub, article, feed or sitemap."""
    depth: int = 0
    """Links away from a seed."""
    etag: str | None = None
    """The server's ETag."""
    modified: str | None = None
    """The server's Last-Modified."""
    hash: str | None = None
    """Hash of what the page says, 16 hexadecimal digits; None where nothing was read."""
    shown: str | None = None
    """Hash of what a reader sees, whatever its links lead to; None where the address does not look like an article's.
    """
    unmatched: bool = False
    """Whether its portal's `article` says nothing of its address, though it says what articles' addresses match."""
    known: bool = False
    """Whether its article says what it said at an earlier reading."""
    unchanged: bool = False
    """Whether the server called it unchanged (304)."""
    reason: str = ""
    """Why it could not be read, in a word or two."""
    gone: bool = False
    """Whether the server has no such page (404, 410)."""
    answered: bool = True
    """Whether a server answered at all."""
    may_pass: bool = False
    """Whether a failure says nothing of the page, which is worth another try in a later crawl."""
    browser: str = ""
    """What a browser made of the page, in the words of `download.browser.middleware.outcome`; "": none was asked."""
    flags: tuple[str, ...] = ()
    """What is doubtful of the page, in the words of `Page.flags` or `Listing.flags`."""
    unread: int = 0
    """Entries of a feed or sitemap without an address that could be read."""
    further_pages: list[str] = field(default_factory=list)
    """Canonical URLs of the further pages of a multi-page article."""


@dataclass(slots=True, kw_only=True)
class Kept:
    """An article's page kept until the crawl's end, since what other pages tell may change what is read on it."""

    url: str
    """Canonical URL of its article."""
    asked: str
    """Canonical URL that was asked for, to which links lead."""
    address: str
    """The address that answered."""
    body: bytes = field(repr=False)
    """Its bytes."""
    charset: str | None
    """The charset of its Content-Type."""
    fetched: datetime
    """When it was read."""
    words: list[str]
    """The words of links that it was read with."""
    own_title: str
    """The title that it says by itself."""
    title: str
    """The title under which it was read."""


@dataclass(slots=True, kw_only=True)
class Visit:
    """One page read: the item that passes the pipelines, stored whole or not at all."""

    url: str
    """Canonical URL of the page."""
    role: str
    """Its kind: article, hub, other, feed or sitemap; unchanged or failed where nothing was read."""
    fetched: datetime
    """When it was read."""
    fetch: Fetch
    """How it was asked for and what came back."""
    # Left out of repr(): Scrapy logs an item whole.
    article: Article | None = field(default=None, repr=False)
    """Its article, if that is new or changed once deduplication has looked."""
    written: Written | None = field(default=None, repr=False)
    """What was written of its article where its page was read, while nobody may have changed that."""
    tidied: bool = False
    """Whether its article and headlines were tidied where its page was read (`newsportal.crawl.tidying`)."""
    known_article: Article | None = field(default=None, repr=False)
    """Its article, if deduplication found it known as it is: it is not stored again."""
    sightings: list[Sighting] = field(default_factory=list, repr=False)
    """The headlines that stood on it; `headline`, `kind` and `rule` are filled by deduplication."""
    headlines: list[Headline] = field(default_factory=list, repr=False)
    """The headlines that deduplication found new on it."""
    news: int = 0
    """How many headlines on it were not known."""
    dropped: list[str] = field(default_factory=list, repr=False)
    """Why parts of it were left out, a reason each."""
    traits: Any = field(default=None, repr=False)
    """What its article's page tells of the portal: `newsportal.extraction.portal_memory.Traits`."""
    body: Any = field(default=None, repr=False)
    """Its article's body, where that was read already: `newsportal.dedup.full_body.FullBody`."""
    kept: Kept | None = field(default=None, repr=False)
    """Its page, where no link says the title that it says by itself."""
    follow: list[Any] = field(default_factory=list, repr=False)
    """What the frontier gains by it: `newsportal.state.frontier.Entry`."""
