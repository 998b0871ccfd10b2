"""The visits of an import, one after the other in the order of time: results become what a crawl's reader gives.

What needs the pages before is decided here and nowhere else: which words lead to a page, what its portal's pages tell,
which pages make up one article.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Any

from newsportal.archive.choice import Choice
from newsportal.archive.engine import Task
from newsportal.archive.page_line import article_of, told_of, visit_of
from newsportal.archive.readings import PortalReadings, archived_page, kept_place
from newsportal.archive.result import frame_here
from newsportal.archive.work import Order, Place
from newsportal.dedup.decide import host_of
from newsportal.extraction import extract
from newsportal.extraction.article.known_as import said, wordings
from newsportal.extraction.portal_memory import PortalMemory
from newsportal.items import Article, Kept, Visit
from newsportal.loaders import read_again, with_text
from newsportal.state.identity.ahead import Coming

MAX_PAGES = 50
"""Pages of a multi-page article that are read, as in a crawl."""
_AHEAD = 100
"""Pages that are told ahead."""
_FRAMES = 32
"""Frames that are held: pages of many files come in turns, and each frame has some of one file."""


def _coming(visit: Visit) -> Coming:
    links = [sighting.url for sighting in visit.sightings]
    return Coming(visit.url, links, host_of(visit.url), visit.body)


class Visits:
    """Makes visits of results. `known_as` gives the words of the links to an address, as known so far, and `saw` tells
    whether the import saw such a link.

    `expect` hears of the next pages, some at a time."""

    def __init__(
        self,
        order: Order,
        tasks: Sequence[Task],
        choice: Choice,
        readings: PortalReadings,
        known_as: Callable[[str], Collection[str]],
        saw: Callable[[str, str], bool],
        expect: Callable[[list[Coming]], None] = lambda _: None,
    ) -> None:
        self._expect = expect
        self._order, self._tasks, self._choice = order, tasks, choice
        self._readings, self._known_as, self._saw = readings, known_as, saw
        self._frame = lru_cache(_FRAMES)(self._read_frame)

    def _read_frame(self, task: int, begin: int) -> list[bytes]:
        with self._tasks[task].out.open("rb") as file:
            file.seek(begin)
            frame = frame_here(file)
        assert frame
        return frame.pages

    def _told(self, place: Place) -> dict[str, Any]:
        return told_of(self._frame(place.task, place.frame)[place.line])

    def visits(self, crawl: str, skip: int) -> Iterator[Visit | None]:
        """The visits behind the first so many pages; None for a page that is read with another."""
        places_left = self._order.places(skip)
        while places := list(islice(places_left, _AHEAD)):
            pages = [(place, told := self._told(place), visit_of(told, crawl)) for place in places]
            self._expect([_coming(visit) for _, _, visit in pages])
            for place, told, visit in pages:
                yield None if self._order.is_further(place) else self._named(visit, told, place)

    def _named(self, visit: Visit, told: dict[str, Any], place: Place) -> Visit:
        if visit.article and place.following:
            self._join(visit, visit.article, place)
        if visit.article and visit.traits:
            self._name(visit, visit.article, told, place)
        return visit

    def _join(self, visit: Visit, article: Article, place: Place) -> None:
        """Add the further pages of an article that are archived."""
        texts, seen, at = [article.text or ""], {place.key}, place
        while at.following and at.following not in seen and len(seen) < MAX_PAGES:
            seen.add(at.following)
            following = self._order.following(at)
            told = self._told(following) if following else None
            part = article_of(told) if told else None
            if following is None or told is None or part is None:
                article.missing_pages += 1
                break
            visit.fetch.further_pages.append(told["url"])
            texts.append(part.text or "")
            article.images = [*article.images, *part.images]
            at = following
        article.pages = max(article.pages, len(seen))
        visit.tidied, visit.written = False, None
        visit.article = with_text(article, "\n".join(filter(None, texts)), top=self._choice.keywords)
        visit.fetch.hash = visit.article.content_hash

    def _name(self, visit: Visit, article: Article, told: dict[str, Any], place: Place) -> None:
        """Read the page again where links call it otherwise than it does, or its portal's pages tell better."""
        traits, memory = visit.traits, self._readings.of(article.portal).memory
        known_as = self._known_as(visit.url)
        words = wordings(known_as) if known_as else ()
        borne_out = bool(words) and said(traits.title, words)
        if borne_out:
            visit.traits = traits = replace(traits, borne_out=True)
        if (words and not borne_out) or memory.changes(traits):
            self._again(visit, article, told, place, words, memory)
        if visit.traits.borne_out:  # by the words of links that the import saw: its end knows of others
            now = [line for line in words if self._saw(visit.url, line)]
            visit.traits.borne_out = len(now) == len(words) or said(visit.traits.title, now)
        if visit.traits.in_doubt:
            visit.kept = Kept(
                url=visit.url, asked=visit.url, address=told["asked"], charset=told["charset"], fetched=visit.fetched,
                body=kept_place(self._tasks[place.task].source, told["n"], told["at"], told["asked"]),
                words=list(words), own_title=visit.traits.title, title=(visit.article or article).title or "",
            )  # fmt: skip

    def _again(
        self,
        visit: Visit,
        article: Article,
        told: dict[str, Any],
        place: Place,
        words: tuple[str, ...],
        memory: PortalMemory,
    ) -> None:
        source = self._tasks[place.task].source
        body = archived_page(source, told["n"], told["at"], told["asked"], self._choice.page_size)
        page = extract(body, told["asked"], told["charset"], fetched=visit.fetched, known_as=words, portal=memory)
        if page.article and page.traits:
            visit.tidied, visit.written = False, None
            visit.article = read_again(article, page.article, top=self._choice.keywords)
            visit.fetch.hash, visit.traits = visit.article.content_hash, page.traits
