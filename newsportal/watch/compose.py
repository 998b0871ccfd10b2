"""Makes messages of what is due for a channel: one entry a story, the newest first, within what the channel takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from newsportal.messages import say
from newsportal.watch import message
from newsportal.watch.config import Config
from newsportal.watch.known import Known
from newsportal.watch.message import Entry
from newsportal.watch.outbox import Outbox, Waiting
from newsportal.watch.watch_file import WatchFile


@dataclass(frozen=True, slots=True)
class Limits:
    """What a channel takes."""

    most: int
    """The longest message, by `size`."""
    size: Callable[[str], int]
    """How long a text is, in the receiver's own unit."""
    markdown: bool = False
    a_minute: int = 20
    """Messages that a receiver takes in a minute; 0: any number."""


class Composer:
    """Makes the messages of one file."""

    def __init__(self, file: WatchFile, config: Config, titles: Mapping[str, str]) -> None:
        self._known, self._outbox, self._config, self._titles = Known(file), Outbox(file), config, titles

    def compose(self, channel: str, limits: Limits, now: float) -> bool:
        """Put what is due for a channel into messages; False where nothing is. In a transaction of the caller's."""
        by_watch: dict[str, list[Waiting]] = {}
        for one in self._outbox.waiting(channel, now):
            by_watch.setdefault(one.watch, []).append(one)
        for name, due in by_watch.items():
            stories = self._stories(channel, due)
            entries = sorted(map(self._entry, stories), key=lambda entry: entry.time, reverse=True)
            if entries:
                self._put(channel, name, entries, limits, now)
        return bool(by_watch)

    def _stories(self, channel: str, due: Iterable[Waiting]) -> list[list[Waiting]]:
        """What tells of one story, together; what was told already is left out."""
        groups: dict[str, list[Waiting]] = {}
        again = []
        for one in due:
            names = [f"{one.what} {name}" for name in (one.headline, one.story) if name]
            group = next((groups[name] for name in names if name in groups), None)
            if group is None and one.what in ("new", "spread") and one.told:
                again.append(one.id)
                continue
            group = [] if group is None else group
            group.append(one)
            groups |= dict.fromkeys(names or [str(one.id)], group)
        self._outbox.assign(channel, again, 0)
        return list({id(group): group for group in groups.values()}.values())

    def _entry(self, group: list[Waiting]) -> Entry:
        first, last = group[0], group[-1]
        event = last.event if first.what == "changed" else first.event
        words, portals = self._known.wordings(first.headline, first.story)
        told = {event.texts[0]} if event.texts else set()
        before = event.texts[1] if event.what == "changed" and len(event.texts) > 1 else ""
        return Entry(
            matches=tuple(one.id for one in group),
            what=event.what,
            text=event.texts[0] if event.texts else "",
            before=before,
            portal=self._titles.get(event.portal, event.portal),
            block=event.block,
            rank=event.rank,
            time=event.time,
            url=event.url,
            portals=max(portals, event.portals),
            wordings=[text for text in words if text not in told | {before}],
            maybe=self._known.text_of(first.other) if first.other else None,
        )

    def _put(self, channel: str, name: str, entries: list[Entry], limits: Limits, now: float) -> None:
        watch = self._config.watches.get(name)
        most = watch.at_most if watch and watch.at_most else len(entries)
        shown, left = entries[:most], entries[most:]
        # Room for the longest heading, which numbers the parts and says that a message may be a repeat.
        head = message.doubtful(message.heading(name, len(entries), 99_999, 99_999))
        more = say("and {more:,} more", more=len(left)) if left else ""
        room = limits.most - limits.size(f"{head}\n\n") - limits.size(f"\n\n{more}")
        texts = [message.fitting(entry, room, limits.size, marked_up=limits.markdown) for entry in shown]
        pieces = message.parts(texts, room, limits.size)
        for number, piece in enumerate(pieces, start=1):
            told = [shown[index] for index in piece]
            body = [texts[index] for index in piece]
            if left and number == len(pieces):
                told, body = [*told, *left], [*body, more]
            title = message.heading(name, len(entries), number, len(pieces))
            matches = [match for entry in told for match in entry.matches]
            self._outbox.put(channel, title, "\n\n".join(body), matches, len(told), now)
