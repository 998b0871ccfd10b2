"""Finds in the output files what watches are to be told of, and notes it in the outbox."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from operator import itemgetter

from newsportal.exit_codes import Exit
from newsportal.health import words as health
from newsportal.items import Crawl, item_of
from newsportal.messages import say
from newsportal.reading.records import LONGEST, Records
from newsportal.reading.shape import Line
from newsportal.text.china_time import iso
from newsportal.text.keys import key_of, words_key
from newsportal.watch.config import Config
from newsportal.watch.known import Known
from newsportal.watch.matching import Event, Matcher, headline_event
from newsportal.watch.outbox import Outbox
from newsportal.watch.watch_file import WatchFile

_LOOK = "page"
"""The spider by which somebody looks at pages: it says nothing of how a portal is."""
_PLACE = ("text", "url", "portal", "block", "rank", "other")
_READ = {
    "headlines": ("id", "first_seen", *_PLACE),
    "sightings": ("headline", "kind", "seen", "full_text", "verdict", *_PLACE),
    "articles": ("url", "fetched", "portal", "title", "story"),
    "crawls": (),
}
"""The fields that are read, by kind of record; (): all."""
_BATCH = 5_000
_SEEN = 1_000_000
_WELL = (Exit.OK, Exit.ALARM, Exit.INTERRUPTED)


class Gatherer:
    """Reads what is new in the output files, in one transaction with what it finds there."""

    def __init__(self, file: WatchFile, config: Config) -> None:
        self._known, self._outbox = Known(file), Outbox(file)
        self._matcher = Matcher(config.watches.values())
        spreads = [watch.spread for watch in config.watches.values() if "spread" in watch.what]
        self._least = min(spreads, default=0)
        """On how many portals something must stand that a watch is told of; 0: no watch asks."""
        self._now = datetime.now(UTC)
        self._found = 0
        self._seen: set[int] = set()
        """What was noted of late: most sightings say nothing new."""

    def gather(self, records: Records, now: datetime, since: datetime | None = None) -> int:
        """Take what is new, or with `since` all from then on; gives how much is to be told that was not known.

        In a transaction of the caller's. The first time, without `since`, only the place is noted: what stood in the
        files before a watcher began is no news.
        """
        self._now, self._found = now, 0
        marks = self._known.marks()
        takers: dict[str, Callable[[Iterable[Line]], None]] = {
            "headlines": self._headlines,
            "sightings": self._sightings,
            "articles": self._articles,
            "crawls": self._crawls,
        }
        for kind, take in takers.items():
            mark, read = marks.get(kind, (None, 0.0))
            if since is not None:
                take(records.read(kind, since, only=_READ[kind]))
            elif mark is not None and records.continues(kind, mark):
                take(records.read(kind, start=mark.end, only=_READ[kind]))
            elif mark is not None:  # begun anew, or cut by a crawl that went on after a kill
                take(records.read(kind, datetime.fromtimestamp(read, UTC) - LONGEST, only=_READ[kind]))
            self._known.mark(kind, records.mark(kind), now.timestamp())
        return self._found

    def forget(self) -> None:
        """Forget what was noted of late, where its transaction was rolled back."""
        self._seen.clear()

    def _tell(self, events: Iterable[Event]) -> None:
        found = [(watch, event) for event in events for watch in self._matcher.found(event)]
        if found:
            due = {rhythm: rhythm.due(self._now).timestamp() for rhythm in {watch.rhythm for watch, _ in found}}
            to_tell = [(watch, event, due[watch.rhythm]) for watch, event in found]
            self._found += self._outbox.add(to_tell, self._now.timestamp())

    def _headlines(self, lines: Iterable[Line]) -> None:
        for some in batched(lines):
            self._tell(headline_event(line) for line in some if self._matcher.near("new", line["text"]))
            self._see("id", "text", some)

    def _sightings(self, lines: Iterable[Line]) -> None:
        moves = {what for what in ("changed", "gone") if self._matcher.asked(what)}
        for some in batched(lines):
            moved = []
            for line in some:
                if line["kind"] in moves:
                    if line["kind"] == "changed" or self._matcher.near("gone", line["full_text"] or line["text"]):
                        moved.append(_moved(line))
                elif line["kind"] == "settled":
                    self._tell(moved)  # now, while their headline is what it was
                    moved = []
                    self._known.settle(line["headline"], line["other"] if line["verdict"] == "same" else None)
            self._tell(moved)
            self._see("headline", "full_text", [line for line in some if line["kind"] not in ("settled", "gone")])

    def _see(self, name: str, text: str, lines: list[Line]) -> None:
        """Note on which portals headlines stand, and tell of those that stand on many."""
        rows = [*map(itemgetter(name, "portal", text), lines)]
        new = {number: row for number, row in zip(map(hash, rows), rows, strict=True) if number not in self._seen}
        if len(self._seen) > _SEEN:
            self._seen.clear()
        self._seen.update(new)
        mark = self._known.see(new.values(), self._now.timestamp())
        found = self._known.spread(mark, self._least) if self._least else []
        many = dict(found)
        last = {line[name]: line for line in lines if line[name] in many} if many else {}
        self._tell(
            _spread(last[headline], headline, self._known.wordings(headline, None)[0], portals)
            for headline, portals in many.items()
        )

    def _articles(self, lines: Iterable[Line]) -> None:
        for some in batched(line for line in lines if line["story"]):
            rows = [(key_of(line["url"]), line["story"], line["portal"], line["title"] or "") for line in some]
            self._known.read_articles(rows, self._now.timestamp())
            last = {line["story"]: line for line in some}
            found = self._known.spread_stories(last, self._least) if self._least else []
            self._tell(
                _spread(last[story], story, self._known.wordings("", story)[0], portals) for story, portals in found
            )

    def _crawls(self, lines: Iterable[Line]) -> None:
        for line in lines:
            try:
                crawl = item_of(Crawl, line)
            except (ValueError, TypeError, AttributeError):
                continue
            if crawl.spider != _LOOK and crawl.exit_code != Exit.INTERRUPTED:
                self._judge(crawl)

    def _judge(self, crawl: Crawl) -> None:
        """Tell of the alarms that the portal's crawl before did not raise, and of a crawl that did not do its job."""
        told = {f"{alarm['what']}: {alarm['where']}": health.in_words(alarm) for alarm in crawl.alarms}
        if crawl.exit_code not in _WELL:
            told[crawl.outcome] = say(crawl.outcome)
        self._tell(
            Event("silent", f"silent {crawl.id} {name}", (told[name],), crawl.portal, time=iso(crawl.end))
            for name in sorted(self._known.alarms(crawl.portal, told))
        )


def batched(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Some thousand lines at once."""
    iterator = iter(lines)
    while some := list(islice(iterator, _BATCH)):
        yield some


def _moved(line: Line) -> Event:
    """A sighting that says that a headline was changed, or is gone."""
    what, text = line["kind"], line["full_text"] or line["text"]
    key = words_key(text) if what == "changed" else f"{line['portal']} {line['block']}"
    return Event(
        what=what,
        key=f"{what} {line['headline']} {key}",
        texts=(text, line["other"]) if what == "changed" and line["other"] else (text,),
        portal=line["portal"],
        block=line["block"],
        rank=line["rank"],
        time=line["seen"],
        url=line["url"],
        headline=line["headline"],
    )


def _spread(line: Line, name: str, texts: list[str], portals: int) -> Event:
    """A headline, or the story of an article, that stands on many portals; `line` is the last one that says so."""
    return Event(
        what="spread",
        key=f"spread {name}",
        texts=tuple(texts),
        portal=line["portal"],
        block=line.get("block", ""),
        time=line.get("seen") or line.get("first_seen") or line["fetched"],
        url=line["url"],
        headline=name if "block" in line else "",
        portals=portals,
    )
