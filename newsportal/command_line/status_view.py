"""What `scrapy status` shows: a table of all portals, the lines about one, and the channels that refused a message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from rich.table import Table

from newsportal.messages import age, counted, marked, row, say

if TYPE_CHECKING:
    from newsportal.health.overview import Overview
    from newsportal.health.portal_status import PortalStatus
    from newsportal.watch.queue import ChannelState

_REST = 56
"""Columns that all but the portal's name take at most."""
_CRAWLS = 10
"""How many crawls of a portal are listed."""
_STYLES = {
    marked("well"): "green",
    marked("learning"): "green",
    marked("alarm"): "bold red",
    marked("failed"): "bold red",
    marked("late"): "yellow",
}
"""How each health is shown in a terminal."""
_DOING = {"running": marked("running"), "waiting": marked("waiting"), "": ""}


def table(statuses: list[PortalStatus], now: datetime, width: int) -> Table:
    """The table, a row a portal, within so many columns: only a portal's name is cut."""
    shown = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    shown.add_column(say("portal"), no_wrap=True, overflow="ellipsis", max_width=max(10, width - _REST))
    figures = say("articles"), say("headlines")
    for name in (say("health"), say("last crawl"), *figures, say("newest"), say("now")):
        shown.add_column(name, justify="right" if name in figures else "left", no_wrap=True)
    for status in statuses:
        last = status.last
        ended = say("none yet"), "", ""
        if last:
            ended = say("{age} ago", age=age(now - last.end)), f"{last.articles_new:,}", f"{last.headlines_new:,}"
        newest = age(now - status.newest) if status.newest else ""
        health = f"[{_STYLES[status.health]}]{say(status.health)}[/]"
        doing = say(_DOING[status.doing])
        shown.add_row(status.portal, health, *ended, newest, doing)
    return shown


def details(status: PortalStatus, known: Overview, files: str, now: datetime) -> Iterator[str]:
    """The lines about one portal; `files` says where the records are."""
    yield say(": ").join(filter(None, (status.portal, say(status.health), status.why)))
    if status.newest:
        yield row(say("newest"), say("{age} old", age=age(now - status.newest)))
    if status.doing == "running":
        yield row(say("running"), known.running[status.portal])
    if status.doing == "waiting":
        crawl, waiting = known.waiting[status.portal]
        again = " ".join([crawl.spider, *(f"-a {name}={value}" for name, value in crawl.arguments.items())])
        words = counted(
            "begun {begin}, {n:,} address waits; scrapy crawl {again} goes on",
            "begun {begin}, {n:,} addresses wait; scrapy crawl {again} goes on",
            waiting,
            begin=when(crawl.begin),
            again=again,
        )
        yield row(say("waiting"), words)
    if status.last:
        from newsportal.extensions.summary import lines

        yield from lines(status.last, files)
        yield ""
        yield say("begin of its last crawls, new articles, new headlines, how each ended")
    for ended in [one for one in known.crawls if one.portal == status.portal][-_CRAWLS:]:
        yield f"  {when(ended.begin)}  {ended.articles_new:>7,}  {ended.headlines_new:>7,}  {say(ended.outcome)}"


def refusing(states: Iterable[ChannelState]) -> Iterator[str]:
    """The channels of watches that did not take a message, a line each."""
    for state in states:
        if not state.refused and not state.error:
            continue
        yield say(
            "channel {name}: messages refused {refused:,}, that wait {waiting:,}: {why} (scrapy watch --again)",
            name=state.name,
            refused=state.refused,
            waiting=state.waiting,
            why=state.error,
        )


def when(time: datetime) -> str:
    """A time to the minute, as the machine's clock shows it."""
    return f"{time.astimezone():%Y-%m-%d %H:%M}"
