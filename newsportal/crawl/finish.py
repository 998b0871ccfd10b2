"""How a crawl ends: its sightings are written, what left a block is noted, and its record is stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from newsportal.crawl.session import CrawlSession
from newsportal.dedup import decide
from newsportal.dedup.model import Gone
from newsportal.dedup.stories import STORY_DAYS
from newsportal.exit_codes import MEANING, Exit
from newsportal.health import alarms
from newsportal.items import Crawl, record
from newsportal.messages import marked
from newsportal.output import history
from newsportal.urls.canonical import canonical

_CHUNK = 200
"""Sightings a transaction: a kill in between loses none and doubles none, other crawls wait milliseconds. A crawl takes
the most memory here: each is some 3 KB."""
_GONE = 5_000
"""Headlines that left their blocks that are asked for at once, some 4 MB: each time all that stands is looked through.
"""


def end(session: CrawlSession, reason: str, code: Exit) -> Crawl:
    """Close the open crawl; gives its record, as written. An alarm turns the code OK into ALARM."""
    state = session.memory
    _clear_frontier(session)
    if session.spider.archived or not session.spider.partial:
        from newsportal.crawl import second_reading

        second_reading.read_again(session)
    _write_sightings(session)
    count_rest(session)
    _write_gone(session)
    # What was archived lies years behind: by today's clock all of it would be forgotten.
    if not session.spider.archived and state.file.daily("purged", session.now().date()):
        _purge(session)
    crawl = crawl_record(session, reason, code)
    state.stats.fill(crawl)
    # Of a page whoever asked for it sees by himself what it gives.
    if code is Exit.OK and not session.spider.partial:
        _judge(session, crawl)
    session.store.append("crawls", [crawl])
    state.crawls.close()
    state.stats.clear()
    state.link_words.clear()
    state.seen_links.clear()
    state.file.commit()
    return crawl


def _clear_frontier(session: CrawlSession) -> None:
    # First of all: a crawl that ends by a bound and is killed while it ends must not be resumed to see all this again.
    state = session.memory
    state.file.begin()
    take_out(session)
    state.crawls.save_counts(session.counters.crawl)
    if session.archive:
        session.archive.end(state.crawl)
    state.file.commit()
    if session.archive:
        session.archive.committed()


def take_out(session: CrawlSession) -> None:
    """Take out all addresses that wait, and count them; those whose host did not answer wait for later crawls."""
    walk, counts = session.walk, session.counters.crawl
    if given_up := session.defer():
        counts[f"dropped/{marked('host did not answer')}"] += given_up
    if left := walk.frontier.left_over():
        walk.pages.forget_answers()
        counts["left"] += left
    walk.frontier.clear()


def count_rest(session: CrawlSession) -> None:
    """Count the last requests, and what was refused as a trap."""
    session.counters.count_requests()
    for (kind, where), refused in session.traps.found.items():
        session.counters.crawl[f"dropped/trap {kind}: {where}"] += refused


def _write_sightings(session: CrawlSession) -> None:
    """Write the sightings, a transaction for each _CHUNK; leaves the last transaction, an empty one, open."""
    state, counters = session.memory, session.counters
    while True:
        state.file.begin()
        sightings = list(state.pending_sightings.take(_CHUNK))
        if not sightings:
            return
        for sighting in sightings:
            counters.count_sighting(sighting)
        state.page.stood(sightings)
        state.crawls.save_counts(counters.crawl)
        session.store.append("sightings", sightings)
        state.file.commit()


def _write_gone(session: CrawlSession) -> None:
    """Write what left a block that it stood in, as far as the crawl could see that."""
    if session.spider.partial:
        return
    portal, crawl, gone = session.portal, session.memory.crawl.id, _gone(session)
    while some := list(islice(gone, _CHUNK)):
        lines = [record(decide.gone_sighting(left, portal=portal, crawl=crawl, seen=session.now())) for left in some]
        for line in lines:
            session.counters.count_sighting(line)
        session.store.append("sightings", lines)


def _gone(session: CrawlSession) -> Iterator[Gone]:
    while gone := session.memory.identity.gone(session.portal, session.memory.crawl.id, _GONE):
        yield from gone
        if len(gone) < _GONE:
            return


def _purge(session: CrawlSession) -> None:
    """Forget headlines' words behind the window, and articles that nobody reads again or takes for a reprint's source.

    A day more than either asks for, since days are counted in China's time.
    """
    now = session.now() - timedelta(days=1)
    kept = max(timedelta(seconds=max(session.revisit, default=0)), timedelta(days=STORY_DAYS))
    session.memory.identity.purge(now - timedelta(days=session.window_days), now - kept)


def _judge(session: CrawlSession, crawl: Crawl) -> None:
    earlier = history.crawls(session.store, crawl.portal, last=alarms.CRAWLS)
    # Those of its data: where a crawl is told to begin is no line of it.
    seeds = frozenset(map(canonical, type(session.spider).seeds))
    crawl.alarms = alarms.alarms(earlier, crawl, session.spider.bounds, seeds)
    if crawl.alarms:
        crawl.exit_code, crawl.outcome = int(Exit.ALARM), MEANING[Exit.ALARM]


def crawl_record(session: CrawlSession, reason: str, code: Exit) -> Crawl:
    """The record of the crawl."""
    counters, crawl = session.counters, session.walk.crawl
    counts = counters.crawl
    return Crawl(
        id=crawl.id, portal=session.portal, spider=crawl.spider, arguments=crawl.arguments,
        begin=crawl.begin, end=session.now(), reason=reason, exit_code=int(code), outcome=MEANING[code],
        starts=crawl.starts, repeats=counters.under("sightings/rule/"), blocks=counters.under("sightings/block/"),
        dropped=counters.under("dropped/"), errors=counters.under("errors/"), set_aside=list(counters.under("aside/")),
        requests=counts["requests"], pages=counts["pages"], unchanged=counts["unchanged"],
        articles_new=counts["articles_new"], articles_changed=counts["articles_changed"],
        shared_titles=counts["shared_titles"], articles_reread=counts["articles_reread"],
        doubled_paragraphs=0, dated_by_crawl=0, unmatched=0,
        unlabelled=counts["unlabelled"], mislabelled=counts["mislabelled"],
        headlines_new=counts["headlines_new"], sightings=counts["sightings"],
        left=counts["left"], waiting=len(session.walk.frontier.deferred()),
        sightings_by_kind=counters.under("sightings/kind/"), needs_browser=counts["needs_browser"],
        rendered=counts["rendered"],
    )  # fmt: skip
