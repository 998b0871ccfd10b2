"""What was read of a page becomes its visit, with what the crawl knows of it."""

from __future__ import annotations

from newsportal.crawl.answer import fetched
from newsportal.crawl.follow import FollowPolicy
from newsportal.crawl.multipage import MultipageArticle
from newsportal.crawl.readers.wire import Names
from newsportal.crawl.session import CrawlSession
from newsportal.extraction.page_quality import NEEDS_BROWSER
from newsportal.items import Fetch, Visit
from newsportal.items.tidy import tidied
from newsportal.loaders import VisitLoader
from newsportal.urls.canonical import canonical


def visit_of(article: MultipageArticle, session: CrawlSession, policy: FollowPolicy, names: Names) -> Visit:
    """The visit of a page that was read, with the further pages of its article."""
    reading, response, entry = article.reading, article.response, article.entry
    assert reading is not None
    visit, known = reading.visit, entry.known
    if article.parts:
        _join(article, visit, names)
    visit.fetch = fetch = _fetch(article, visit.fetch.flags)
    fetch.hash = visit.article.content_hash if visit.article else reading.hash
    fetch.unmatched = policy.addresses.unmatched(entry.url, visit.url)
    if policy.addresses.kind(entry.url) == "article":
        fetch.shown = fetch.hash if visit.article else reading.shown
    if session.spider.partial:
        visit.traits = None
    _doubt(visit, article, session)
    visit.kept = article.kept()
    unchanged = known is not None and known.hash == fetch.hash
    visit.follow = policy.of_page(reading.leads, response.url, entry.depth, unchanged=unchanged)
    return visit


def _doubt(visit: Visit, article: MultipageArticle, session: CrawlSession) -> None:
    """Leave in doubt a title that no link of this crawl is known to say: at its end, its links decide.

    Words of earlier crawls' links may be such as no link says any more, and whether this crawl's are seen before the
    page is read must not decide.
    """
    traits, urls = visit.traits, {visit.url, article.entry.url}
    if traits and traits.borne_out:
        words = [words for words in article.words if any(session.walk.seen_links.holds(url, words) for url in urls)]
        if len(words) < len(article.words):
            from newsportal.extraction.article.known_as import said

            traits.borne_out = said(traits.title, words)


def _join(article: MultipageArticle, visit: Visit, names: Names) -> None:
    """Make the visit's article of its pages."""
    loader = VisitLoader(visit, portal=names.portal, crawl=names.crawl, top=names.keywords)
    loader.add_content(article.parts[0], article.parts[1:], article.missing)
    joined = loader.load().article
    assert joined is not None
    tidied(joined)


def _fetch(article: MultipageArticle, flags: tuple[str, ...]) -> Fetch:
    # An article's further pages are read with it, not as articles of their own.
    further = (canonical(part.next_page) for part in article.parts if part.next_page)
    fetch = fetched(article.entry, article.response, flags=flags, further_pages=[url for url in further if url])
    if NEEDS_BROWSER in flags:
        fetch.etag = fetch.modified = None  # the empty shell's: unchanged, it would never be filled
    return fetch
