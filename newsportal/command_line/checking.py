"""What of a portal's data is stale: by a look at it today, or by what its own crawls read."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Sequence

from newsportal.command_line.looking import Look, Seen
from newsportal.command_line.proposing import headlines
from newsportal.extraction.page_quality import NEEDS_BROWSER
from newsportal.items import Crawl
from newsportal.messages import counted, marked, say
from newsportal.spiders.portal_data import PortalData
from newsportal.urls.canonical import canonical
from newsportal.urls.pattern import patterns

LEAST = 10
"""Addresses of articles by which a shape is judged."""

Stale = tuple[str, str]
"""A field of the portal's data, and what is wrong with it, in the user's words."""


async def check(
    look: Look, portal: type[PortalData], seeds: Iterable[str], blocks: Collection[str]
) -> AsyncIterator[Stale]:
    """Ask for the seeds and feeds, one after another, then judge what they showed together.

    `blocks`: labels that stood on them in each of its last crawls.
    """
    links: list[str] = []
    labels: set[str] = set()
    for field, urls in (("seeds", seeds), ("feeds", portal.feeds)):
        for url in urls:
            seen = await look(url)
            for words in _address(seen, field):
                yield field, words
            links += headlines(seen.page) if seen.page else seen.listed
            labels |= {block.label for block in seen.page.blocks} if seen.page else set()
    for stale in article(portal, links):
        yield stale
    for label in sorted({*blocks, *portal.bounds.get("blocks", ())} - labels) if labels else ():
        yield "blocks", say("{label} stands on none of its seeds any more", label=label)


def _address(seen: Seen, field: str) -> Iterator[str]:
    if seen.why:
        yield say("{url} cannot be read: {why}", url=seen.asked, why=seen.why)
    elif seen.url.rstrip("/") != canonical(seen.asked).rstrip("/"):
        yield say("{url} leads to {there}", url=seen.asked, there=seen.url)
    if seen.page and NEEDS_BROWSER in seen.page.flags:
        yield say("{url} needs a browser: a plain answer shows nothing", url=seen.asked)
    elif not seen.why and not (seen.listed or (field == "seeds" and seen.page and headlines(seen.page))):
        yield say("{url} shows no headlines", url=seen.asked)


def article(portal: type[PortalData], urls: Iterable[str]) -> list[Stale]:
    """Each alternative of `article` that none of these addresses matches; all of it, where it matches none at all."""
    own = portal.addresses()
    inside = [url for url in dict.fromkeys(map(canonical, urls)) if url and own.holds(url)]
    if not portal.article or len(inside) < LEAST:
        return []
    parts = alternatives(portal.article)
    idle = [part for part in parts if not any(re.search(part, url) for url in inside)]
    if not idle:
        return []
    count = len(inside)
    if len(idle) < len(parts):
        words = counted(
            "{part} matches no one of {n:,} link", "{part} matches none of {n:,} links", count, part="|".join(idle)
        )
        return [("article", words)]
    words = counted("matches no one of {n:,} link", "matches none of {n:,} links", count)
    other = next((shape for shape, alike in patterns(inside) if len(alike) * 2 > count), "")
    return [("article", say("{words}; most have the shape {shape}", words=words, shape=other) if other else words)]


def alternatives(pattern: str) -> list[str]:
    """The alternatives of an expression, split at the bars outside of all brackets; its flags, `(?i)`, go with each."""
    flags = re.match(r"(?:\(\?[a-z]+\))?", pattern)[0]  # type: ignore[index]
    parts, depth = [""], 0
    for piece in re.split(r"(\\.|\[(?:\\.|[^\]])*\]|[()|])", pattern[len(flags) :]):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += piece
    return [flags + part for part in parts]


def unfit(portal: type[PortalData], crawls: Sequence[Crawl], urls: Iterable[str]) -> Iterator[Stale]:
    """What no longer fits by the portal's own history: its crawls, oldest first, and the addresses of its articles
    that were read last."""
    last = crawls[-1]
    for seed in portal.seeds:
        url = canonical(seed)
        if url in last.hubs_failed:
            yield "seeds", say("{url} cannot be read", url=seed)
        elif url in last.hubs and not sum(last.hubs[url].values()):
            yield "seeds", say("{url} shows no headlines", url=seed)
    found = [url for url in dict.fromkeys(urls) if portal.addresses().holds(url)]
    if portal.article and len(found) >= LEAST and not any(re.search(portal.article, url) for url in found):
        words = marked("matches none of the last {n:,} articles that were read")
        yield "article", say(words, n=len(found))
    labels = {label for blocks in last.hubs.values() for label in blocks}
    for label in sorted(set(portal.bounds.get("blocks", ())) - labels) if last.hubs else ():
        yield "bounds", say("{label} stands on none of its seeds any more", label=label)


def steady(crawls: Sequence[Crawl], seeds: Iterable[str]) -> set[str]:
    """The labels that stood on a seed in each of its last crawls, three at least."""
    read = [[set(crawl.hubs[url]) for crawl in crawls if url in crawl.hubs][-5:] for url in map(canonical, seeds)]
    return {label for each in read if len(each) >= 3 for label in set.intersection(*each) if label}
