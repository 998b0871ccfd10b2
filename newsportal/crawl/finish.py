"""How a crawl ends: its sightings are written, what left a block is noted, and its line goes into crawls.jsonl."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from newsportal.crawl.traps import Traps
from newsportal.dedup.stories import STORY_DAYS
from newsportal.exit_codes import MEANING, Exit
from newsportal.health import alarms
from newsportal.items import Crawl, Sighting, line
from newsportal.output import history

if TYPE_CHECKING:
    from newsportal.crawl.session import Ledger
    from newsportal.dedup.identity import Gone

_CHUNK = 500
"""Sightings a transaction: a kill in between loses none and doubles none, other crawls wait milliseconds."""


def end(ledger: Ledger, reason: str, code: Exit) -> Crawl:
    """Close the open crawl in the books; gives its record, as written. An alarm turns the code OK into ALARM."""
    sightings = ledger.files["sightings.jsonl"]
    # First of all: a crawl that ends by a bound and is killed while it ends must not be resumed to see all this again.
    ledger.state.begin()
    if ledger.queue.hosts.total() > 0:
        ledger.pages.forget_answers()
    ledger.queue.clear()
    ledger.state.commit()
    while True:
        ledger.state.begin()
        lines = [line(row) for row in ledger.open_crawl.sighted(_CHUNK)]
        if not lines:
            break
        ledger.counts["sightings"] += len(lines)
        ledger.open_crawl.save_counts(ledger.counts)
        sightings.append(lines)
        ledger.state.commit()
    ledger.count_requests()
    for (kind, where), refused in getattr(ledger.spider, "traps", Traps()).found.items():
        ledger.counts[f"dropped/trap {kind}: {where}"] += refused
    gone = [line(_gone(ledger, left)) for left in ledger.identity.gone(ledger.portal, ledger.crawl.id)]
    ledger.counts["sightings"] += len(gone)
    sightings.append(gone)
    if ledger.state.daily("purged", ledger.now().date()):
        _purge(ledger)
    crawl = crawl_record(ledger, reason, code)
    ledger.figures.fill(crawl)
    if code is Exit.OK:
        _judge(ledger, crawl)
    ledger.files["crawls.jsonl"].append([line(crawl)])
    ledger.open_crawl.close()
    ledger.figures.clear()
    ledger.state.commit()
    return crawl


def _purge(ledger: Ledger) -> None:
    """Forget headlines' words behind the window, and articles that nobody reads again or takes for a reprint's source.

    A day more than either asks for, since days are counted in Beijing.
    """
    now = ledger.now() - timedelta(days=1)
    articles = timedelta(seconds=max(ledger.revisit, default=0))
    ledger.identity.purge(now - timedelta(days=ledger.window), now - max(articles, timedelta(days=STORY_DAYS)))


def _gone(ledger: Ledger, left: Gone) -> Sighting:
    return Sighting(
        headline=left.headline, kind="gone", portal=ledger.portal, crawl=ledger.crawl.id, seen=ledger.now(),
        text=left.text, full_text=left.text, text_from="shown", url="", page="", page_role="", block=left.block,
        block_role="", rank=0, pages=0, last_crawl=left.last_crawl,
    )  # fmt: skip


def _under(counts: Counter[str], prefix: str) -> dict[str, int]:
    return {name[len(prefix) :]: value for name, value in sorted(counts.items()) if name.startswith(prefix)}


def _judge(ledger: Ledger, crawl: Crawl) -> None:
    path = ledger.output / "crawls.jsonl"
    earlier = history.crawls(path, crawl.portal, last=alarms.CRAWLS)
    crawl.alarms = alarms.alarms(earlier, crawl, ledger.spider.bounds)
    if crawl.alarms:
        crawl.exit_code, crawl.outcome = int(Exit.ALARM), MEANING[Exit.ALARM]


def crawl_record(ledger: Ledger, reason: str, code: Exit) -> Crawl:
    """The crawl as one line of crawls.jsonl."""
    counts = ledger.counts
    return Crawl(
        id=ledger.crawl.id, portal=ledger.portal, spider=ledger.crawl.spider, arguments=ledger.crawl.arguments,
        begin=ledger.crawl.begin, end=ledger.now(), reason=reason, exit_code=int(code), outcome=MEANING[code],
        starts=ledger.crawl.starts, repeats=_under(counts, "repeats/"), blocks=_under(counts, "blocks/"),
        dropped=_under(counts, "dropped/"), errors=_under(counts, "errors/"), set_aside=list(_under(counts, "aside/")),
        requests=counts["requests"], pages=counts["pages"], unchanged=counts["unchanged"],
        articles_new=counts["articles_new"], articles_changed=counts["articles_changed"],
        headlines_new=counts["headlines_new"], sightings=counts["sightings"],
    )  # fmt: skip
