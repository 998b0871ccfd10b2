"""Whether an article says what it said at an earlier reading."""

from __future__ import annotations

from newsportal.items import Visit
from newsportal.state.pages import KnownPage
from newsportal.state.walk import KnownPages


def settle(visit: Visit, before: KnownPage | None, pages: KnownPages) -> None:
    """Tell a visit whether its article is known as it is, by what was known of its page `before`."""
    article, visit.known_article = visit.article, None
    visit.fetch.known = False
    if article is None or before is None or before.revision <= 0:
        return
    content = article.content_hash
    if content == before.hash or content in pages.versions(article.url):
        visit.fetch.known, visit.article, visit.known_article = True, None, article
