"""Kept pages read as a crawl would read them today: further pages joined, with the portal's memory and links' words."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy.http import Response

from newsportal import loaders
from newsportal.crawl.multipage import MultipageArticle
from newsportal.extraction import extract
from newsportal.extraction.article.known_as import wordings
from newsportal.extraction.page import Page
from newsportal.items import Article, Fetch, Visit
from newsportal.items.tidy import tidied
from newsportal.reread.kept_pages import KeptPage, KeptPages
from newsportal.state.frontier import Entry
from newsportal.state.portal_state import PortalState
from newsportal.warc.answer import Answer


class KeptReader:
    """Reads kept pages of one portal. `top` keywords are taken of an article, `limit` bytes of a page at most."""

    def __init__(self, pages: KeptPages, memory: PortalState, portal: str, *, top: int, limit: int) -> None:
        self._pages, self._memory, self._portal, self._top, self._limit = pages, memory, portal, top, limit

    def read(self, kept: KeptPage, before: Article | None) -> Article | None:
        """The article of a kept page; None where it has none, or lacks what makes one."""
        known = {words for url in kept.asked for words in self._memory.identity.known_as(url)}
        if before and before.title and before.title_from == "link":
            known.add(before.title)  # words that links said when it was read; of several the state keeps the longest
        words = wordings(known)
        page = self._extract(kept.answer, words)
        if page is None or page.article is None:
            return None
        entry = Entry(kept.url, urlsplit(kept.url).hostname or "", "article", 0)
        whole = MultipageArticle(entry, Response(kept.answer.url), [page.article])
        while url := whole.next_page(lambda _: True):
            answer = self._pages.get(url)
            further = self._extract(answer) if answer else None
            if further is None:
                whole.missing += 1
            else:
                whole.add(further.article)
        article = self._article(kept, whole, before)
        return None if tidied(article) else article

    def _extract(self, answer: Answer, words: tuple[str, ...] = ()) -> Page | None:
        body, portal = self._pages.body(answer, self._limit), self._memory.readings.memory
        if body is None:
            return None
        return extract(body, answer.url, answer.charset, fetched=answer.date, known_as=words, portal=portal)

    def _article(self, kept: KeptPage, whole: MultipageArticle, before: Article | None) -> Article:
        if before and whole.missing > before.missing_pages:
            # Further pages that are kept no more: what they said stays.
            return loaders.read_again(before, whole.parts[0], top=self._top)
        fetch = Fetch(asked=kept.url, kind="article")
        visit = Visit(url=kept.url, role="article", fetched=kept.answer.date, fetch=fetch)
        loader = loaders.VisitLoader(visit, portal=self._portal, crawl=kept.crawl, top=self._top)
        return loader.article(whole.parts[0], whole.parts[1:], whole.missing)
