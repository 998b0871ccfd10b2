"""One line of crawls.jsonl."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from newsportal.items.entries import entries

_COUNTS = entries(label=str, count=int)


@dataclass(slots=True, kw_only=True)
class Crawl:
    """One line of crawls.jsonl: what one run of a spider did."""

    id: str
    """The crawl's id: its begin as 20261122T080000123456Z, a dash, the portal."""
    portal: str
    """The portal crawled."""
    spider: str
    """The spider's name."""
    arguments: dict[str, str] = field(metadata=entries(name=str, value=str))
    """The spider's arguments, each {"name", "value"}."""
    begin: datetime
    """When it started; for a resumed crawl, when it first started."""
    end: datetime
    """When it ended."""
    reason: str
    """Why it ended, in Scrapy's words: finished, shutdown, closespider_timeout, closespider_articles …"""
    exit_code: int
    """The exit code (docs/operating.md)."""
    outcome: str
    """That code in words."""
    starts: int = 1
    """How many processes it took: more than 1 when it was resumed."""
    requests: int = 0
    """Requests sent, robots.txt and feeds included."""
    pages: int = 0
    """Pages read, feeds and sitemaps left out."""
    unchanged: int = 0
    """Pages that the server called unchanged (304), feeds and sitemaps left out."""
    articles_new: int = 0
    """Articles read for the first time."""
    articles_changed: int = 0
    """New revisions of known articles."""
    headlines_new: int = 0
    """Distinct headlines seen for the first time: lines added to headlines.jsonl, kinds new and maybe."""
    sightings: int = 0
    """Lines added to sightings.jsonl, of all kinds."""
    sightings_by_kind: dict[str, int] = field(default_factory=dict, metadata=_COUNTS)
    """The same lines by their `kind`, each {"label", "count"}; so are the figures by name that follow."""
    repeats: dict[str, int] = field(default_factory=dict, metadata=_COUNTS)
    """Those of kind repeat, by rule."""
    blocks: dict[str, int] = field(default_factory=dict, metadata=_COUNTS)
    """Those that stand in a block (not gone, not settled) by its label's first 40 characters; 1,000 labels at most."""
    dropped: dict[str, int] = field(default_factory=dict, metadata=_COUNTS)
    """What was dropped, by reason."""
    errors: dict[str, int] = field(default_factory=dict, metadata=_COUNTS)
    """What failed, by reason."""
    left: int = 0
    """Addresses found and not asked for, since the crawl ended before; the next crawl finds them again."""
    waiting: int = 0
    """Addresses that wait for the next crawl, since their host did not answer or asked to be left alone."""
    set_aside: list[str] = field(default_factory=list)
    """Addresses not tried again in this crawl, since they ended the process twice."""
    alarms: list[dict[str, str]] = field(
        default_factory=list, metadata=entries(what=str, where=str, expected=str, found=str)
    )
    """What looks wrong against the portal's own history, each {"what", "where", "expected", "found"}."""
    kinds: dict[str, int] = field(default_factory=dict, metadata=_COUNTS)
    """Pages read by kind: article, hub, other."""
    hubs: dict[str, dict[str, int]] = field(default_factory=dict, metadata=entries(hub=str, label=str, count=int))
    """Headlines of the hubs read (the first 60) by block label, each {"hub", "label", "count"}; one with "" and 0 for a
    hub that gave none."""
    hubs_unchanged: list[str] = field(default_factory=list)
    """Hubs that the server called unchanged (304)."""
    hubs_failed: list[str] = field(default_factory=list)
    """Hubs that could not be read."""
    article_blocks: dict[str, list[int]] = field(
        default_factory=dict, metadata=entries(label=str, pages=int, count=int)
    )
    """Blocks beside articles, each {"label", "pages", "count"}: the article pages it stood on, and its headlines."""
    articles_read: int = 0
    """Articles read, those known already included."""
    without_text: int = 0
    """How many of these have no text."""
    without_time: int = 0
    """How many of these have no time of publication."""
    shared_titles: int | None = None
    """How many of these share their title with articles of two other texts or more: a column's or the outlet's name."""
    doubled_paragraphs: int | None = None
    """How many of these say a paragraph (30 characters or more) twice."""
    dated_by_crawl: int | None = None
    """How many of these are dated on the day they were read, though address or server say that the page is older."""
    unmatched: int | None = None
    """How many of these stand at addresses that the portal's own `article` does not match."""
    articles_reread: int = 0
    """How many became a new revision at the crawl's end, since links or other pages told better."""
    unlabelled: int | None = None
    """Sightings that stand in a block (not gone, not settled) without a label."""
    mislabelled: int | None = None
    """Sightings under a label that holds a telephone number or a line of copyright."""
    article_addresses: int = 0
    """Pages read under addresses that look like articles' (the first 1,000)."""
    one_page: int = 0
    """The most of these that showed the very same page."""
    needs_browser: int | None = None
    """Pages that came whole and gave nothing to read, since their scripts would fill them: they need a browser."""
    rendered: int | None = None
    """How many of these were read as a browser shows them (NEWSPORTAL_BROWSER)."""
    newest: datetime | None = None
    """The latest time of publication among what was read, times that lie ahead left out."""
