"""What a look at a portal proposes for its spider: seed, domain, feeds, and the shape of its articles' addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from newsportal.command_line.looking import Look, Seen
from newsportal.extraction.document.charset import decode
from newsportal.extraction.page import Page
from newsportal.extraction.page_quality import NEEDS_BROWSER
from newsportal.messages import say
from newsportal.text.han import han
from newsportal.urls.canonical import canonical, registered_domain
from newsportal.urls.kind import PortalUrls
from newsportal.urls.pattern import patterns

_HAN = 8
"""Han characters of a link that may be a headline."""
_SHAPES = 3
"""Shapes that are tried, and that an article may have."""
_FEEDS = 3
_TITLE = re.compile(rb"<title[^>]*>([^<]{1,200})</title", re.I)
_SITE = re.compile(r"[_|\-—–－,，·\s]")


@dataclass(slots=True)
class Proposal:
    """The data of a spider, as far as the portal itself tells them."""

    seed: str
    """The address given, then where it led."""
    title: str = ""
    """The portal's name; "" where its page has none."""
    feeds: list[str] = field(default_factory=list)
    """Feeds and sitemaps that list something."""
    shapes: list[str] = field(default_factory=list)
    """Regular expressions of its articles' addresses."""
    examples: list[str] = field(default_factory=list)
    """An article of each, which was read."""
    told: list[str] = field(default_factory=list)
    """What was found and what could not be told, in sentences for the user."""

    @property
    def domain(self) -> str:
        """The registered domain."""
        return registered_domain(self.seed)


async def propose(look: Look, made: Proposal) -> None:
    """Look at its seed, its feeds and an article of each shape, a dozen requests at most; fill in what they tell."""
    url = made.seed
    home = await look(url)
    if home.why:
        words = say("{url} could not be looked at ({why}): seeds and domains are as given", url=url, why=home.why)
        made.told.append(words)
        return
    made.seed = home.url or url
    made.title = _title(home)
    if made.seed != canonical(url):
        made.told.append(say("{url} leads to {there}", url=url, there=made.seed))
    if home.page and NEEDS_BROWSER in home.page.flags:
        words = say("the page needs a browser: a plain answer shows nothing; `browser = True` has it shown by one")
        made.told.append(words)
    listed = await _feeds(look, home, made)
    shown = headlines(home.page) if home.page else home.listed
    await _articles(look, (*shown, *listed), made)


async def _feeds(look: Look, home: Seen, made: Proposal) -> list[str]:
    """The addresses that its feeds list; those that list something are proposed."""
    found: list[str] = []
    named = (*home.page.feeds, *home.page.data_lists) if home.page else ()
    for url in dict.fromkeys((*named, *home.sitemaps)):
        if len(made.feeds) == _FEEDS:
            break
        seen = await look(canonical(url))
        if seen.listed:
            made.feeds.append(canonical(url))
            found += seen.listed
    if not made.feeds:
        made.told.append(say("no feed or sitemap was found that lists anything"))
    return found


async def _articles(look: Look, shown: Iterable[str], made: Proposal) -> None:
    """Shapes of articles' addresses, each with one that was read as an article."""
    own = PortalUrls(frozenset((made.domain,)))
    urls = [url for url in map(canonical, shown) if url and own.holds(url)]
    for shape, alike in patterns(urls)[:_SHAPES]:
        if re.search(shape, made.seed):
            continue
        seen = await look(alike[0])
        if seen.page and seen.page.kind == "article":
            made.shapes.append(shape)
            made.examples.append(alike[0])
    if not made.shapes:
        made.told.append(say("the shape of its articles' addresses could not be told: article stays None"))


def headlines(page: Page) -> list[str]:
    """The addresses under the words of a page that may be headlines, each once."""
    shown = [(one.url, one.text) for block in page.blocks for one in block.headlines]
    shown += [(link.url, link.text) for link in page.links]
    return list(dict.fromkeys(url for url, words in shown if han(words) >= _HAN))


def _title(home: Seen) -> str:
    found = _TITLE.search(decode(home.body, None).text)
    words = found[1].decode("utf-8", "replace").strip() if found else ""
    return next((part for part in _SITE.split(words) if part), "")[:20].replace('"', "").replace("\\", "")
