"""The summary of a crawl in a few lines for the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from newsportal.crawl.counters import OTHERS
from newsportal.health import words as health
from newsportal.health.words import in_words
from newsportal.items import Crawl
from newsportal.messages import counted, duration, listed, row, say

_LISTED = 12
"""Most figures by name that one line lists."""

_SHOWN = "demo"
"""The spider whose summary says what to do next: it is what a user tries first."""
_DOUBTS = {
    "shared_titles": health.SHARED_TITLES,
    "without_time": health.WITHOUT_TIME,
    "doubled_paragraphs": health.DOUBLED,
    "dated_by_crawl": health.DATED_BY_CRAWL,
    "unlabelled": health.UNLABELLED,
    "mislabelled": health.MISLABELLED,
}
"""Figures that tell without any truth that something may be read wrong, each with its words."""


def _label(name: str) -> str:
    return say(OTHERS) if name == OTHERS else name or say("(no label)")


def _parts(figures: dict[str, int], named: Callable[[str], str] = str) -> str:
    """The largest figures, each with its name: as the record has it, or as `named` tells it."""
    ordered = sorted(figures.items(), key=lambda item: -item[1])
    shown = listed([f"{named(name)} {value:,}" for name, value in ordered[:_LISTED]])
    if (more := len(ordered) - _LISTED) > 0:
        return say("{list} and {more:,} more", list=shown, more=more)
    return shown or say("none")


def lines(crawl: Crawl, files: str, *, kept: bool = True) -> Iterator[str]:
    """The lines that `scrapy crawl` prints at its end; `files` says where the records are.

    `kept`: whether its process kept the records itself; else others know what was new.
    """
    yield say(
        "{portal}: {outcome} (exit code {code}, {reason}, {duration}, {requests:,} requests)",
        portal=crawl.portal,
        outcome=say(crawl.outcome),
        code=crawl.exit_code,
        reason=crawl.reason,
        duration=duration(crawl.end - crawl.begin),
        requests=crawl.requests,
    )
    yield row(say("pages"), say("{n:,} read, {unchanged:,} unchanged", n=crawl.pages, unchanged=crawl.unchanged))
    if kept:
        yield from _kept(crawl)
    if crawl.dropped:
        yield row(say("left out"), _parts(crawl.dropped, say))
    if crawl.errors:
        yield row(say("errors"), _parts(crawl.errors, say))
    yield from _browser(crawl)
    yield from _left(crawl)
    for url in crawl.set_aside:
        yield row(say("set aside"), url)
    for alarm in crawl.alarms:
        yield row(say("alarm"), in_words(alarm))
    yield row(say("files"), files)
    if kept and crawl.spider == _SHOWN:
        yield row(say("to look at"), "scrapy report")


def _kept(crawl: Crawl) -> Iterator[str]:
    yield from _read(crawl)
    kinds = say(": ") + _parts(crawl.sightings_by_kind) if crawl.sightings else ""
    yield row(say("sightings"), f"{crawl.sightings:,}{kinds}")
    yield row(say("repeats"), _parts(crawl.repeats))
    yield row(say("blocks"), _parts(crawl.blocks, _label))
    if doubts := {name: count for field, name in _DOUBTS.items() if (count := getattr(crawl, field))}:
        yield row(say("doubtful"), _parts(doubts, say))


def _read(crawl: Crawl) -> Iterator[str]:
    new, changed = crawl.articles_new, crawl.articles_changed
    yield row(say("articles"), say("{new:,} new, {changed:,} changed", new=new, changed=changed))
    words = say("{new:,} new and distinct", new=crawl.headlines_new)
    yield row(say("headlines"), words if new + changed + crawl.headlines_new else say("{n} (nothing new)", n=words))


def _browser(crawl: Crawl) -> Iterator[str]:
    needs, rendered = crawl.needs_browser or 0, crawl.rendered or 0
    if rendered:
        words = counted("{n:,} page read as a browser shows it", "{n:,} pages read as a browser shows them", rendered)
        yield row(say("browser"), words)
    if left := needs - rendered:
        words = counted("{n:,} page needs a browser", "{n:,} pages need a browser", left)
        if any(reason.startswith("browser ") for reason in crawl.errors) or rendered:
            words = counted("{n:,} page gave nothing in it", "{n:,} pages gave nothing in it", left)
        else:
            how = say("install newsportal[browser] and set NEWSPORTAL_BROWSER=True (docs/browser.md)")
            words = say(": ").join((words, how))
        yield row(say("browser"), words)


def _left(crawl: Crawl) -> Iterator[str]:
    if crawl.left:
        words = counted(
            "{n:,} address found, the crawl ended before; the next one finds it again",
            "{n:,} addresses found, the crawl ended before; the next one finds them again",
            crawl.left,
        )
        yield row(say("not asked"), words)
    if crawl.waiting:
        words = counted(
            "{n:,} address of a host that did not answer, for the next crawl",
            "{n:,} addresses of hosts that did not answer, for the next crawl",
            crawl.waiting,
        )
        yield row(say("waiting"), words)
