"""What a page comes to before anything is asked of what crawls know.

So any process can read it: the crawl's own, or one beside it (`newsportal.crawl.readers`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple

from newsportal.crawl.page_hashes import headlines_hash, shown_hash
from newsportal.crawl.readers.wire import Names, PageTask
from newsportal.crawl.tidying import tidy
from newsportal.extraction.page import MainContent, Page
from newsportal.items import Fetch, Visit
from newsportal.loaders import VisitLoader

_LINKS = 3_000
"""Links and headlines of one page that are followed, so many of each."""


class Leads(NamedTuple):
    """Where a page leads, each address as the page has it."""

    refresh: str | None
    """What it is forwarded to."""
    urls: list[str]
    """Its links and then its headlines, each address once."""
    feeds: tuple[str, ...]
    """Feeds that it names."""
    data_lists: tuple[str, ...]
    """Files from which its lists are filled."""


@dataclass(slots=True)
class Reading:
    """What a page says, as records but for what a crawl knows."""

    visit: Visit
    """Its visit, tidied, `fetch` still to be filled; without the article where that is to be joined of several pages.
    """
    title: str
    """Title of its article, as read."""
    content: MainContent | None
    """Its article, where that is one page of several."""
    hash: str
    """What it says where it has no article, as 16 hexadecimal digits; else ""."""
    shown: str
    """What it shows where it has no article, as 16 hexadecimal digits; else ""."""
    leads: Leads
    """Where it leads."""


def reading_of(page: Page, task: PageTask, names: Names) -> Reading:
    """What a page comes to that was read of a task; of a further page of an article only that page's part of it."""
    article, blocks = page.article, page.blocks
    one_of_several = article is not None and bool(article.next_page or not task.page)
    started = Fetch(asked=task.page, kind=page.kind, flags=page.flags)
    visit = Visit(url=task.page, role=page.kind, fetched=task.fetched, fetch=started, traits=page.traits)
    if task.page:
        loader = VisitLoader(visit, portal=names.portal, crawl=names.crawl, top=names.keywords)
        loader.add_headlines(page)
        if article is not None and not one_of_several:
            loader.add_content(article)
        visit = loader.load()
        tidy(visit)
    headlines = (headline.url for block in blocks for headline in block.headlines)
    urls = dict.fromkeys(chain((link.url for link in page.links[:_LINKS]), islice(headlines, _LINKS)))
    return Reading(
        visit=visit, title=article.title if article else "", content=article if one_of_several else None,
        hash="" if article else headlines_hash(page), shown="" if article else shown_hash(page, task.body),
        leads=Leads(page.refresh, [*urls], page.feeds, page.data_lists),
    )  # fmt: skip
