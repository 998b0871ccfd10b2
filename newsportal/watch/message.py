"""How what happened is told: entries of a message, as Markdown or as plain text. Pure.

Headlines, labels and alarms were written by strangers. What could be markup, a mention or a link in them is shown by
the full-width sign that looks like it, in whatever a receiver takes for these.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote

from newsportal.messages import counted, listed, marked, say
from newsportal.text.sanitize import clean

_LONGEST = 200
"""Characters of a headline that are shown."""
_WORDINGS = 3
"""Other wordings that are shown."""
_WORDS = {what: what for what in (marked("changed"), marked("gone"), marked("spread"), marked("silent"))}
_SIGNS = str.maketrans("[]<>*_`~#|\\@&{}", "［］＜＞＊＿｀～＃｜＼＠＆｛｝")
_LINK = re.compile(r"://|(?<=[A-Za-z0-9-])\.(?=[A-Za-z])")
"""What makes of a piece of text a link in many receivers: a scheme, or a dot in a host's name."""


def harmless(text: str, longest: int = _LONGEST) -> str:
    """A stranger's text on one line, which no receiver can take for markup, a mention or a link.

    >>> harmless("<@all> [领奖](http://evil.example)")
    '＜＠all＞ ［领奖］(http：//evil．example)'
    """
    line = " ".join(clean(text).split())
    line = line if len(line) <= longest else f"{line[: longest - 1]}…"
    return _LINK.sub(lambda found: "．" if found[0] == "." else "：//", line.translate(_SIGNS))


def link(url: str) -> str:
    """An address that can stand in Markdown, "" where it is none of the web's, or too long."""
    if not url.startswith(("http://", "https://")) or len(url) > 1024:
        return ""
    return quote(url, safe="/:?&=%#@+,;!$*~.-_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is told of one story."""

    matches: tuple[int, ...] = ()
    """The matches that it tells of."""
    what: str
    text: str
    before: str = ""
    """The words that were changed."""
    portal: str
    block: str = ""
    rank: int = 0
    time: str = ""
    """ISO 8601, in China's time."""
    url: str = ""
    portals: int = 1
    """On how many portals it stands."""
    wordings: list[str] = field(default_factory=list)
    """Its other wordings."""
    maybe: str | None = None
    """The words of the headline that it is perhaps the same as; "" where they are not known any more."""

    def facts(self) -> str:
        """Where and when, on one line."""
        place = (
            say("{block} no. {rank}", block=harmless(self.block), rank=self.rank) if self.rank else harmless(self.block)
        )
        on = counted("on {n:,} portal", "on {n:,} portals", self.portals) if self.portals > 1 else ""
        when = f"{self.time[5:10]} {self.time[11:16]}" if self.time else ""
        return " · ".join(filter(None, (harmless(self.portal), place.strip(), when, on)))

    def notes(self) -> list[str]:
        """What else there is to say, a line each."""
        told = []
        if self.before:
            told.append(say("before: {text}", text=harmless(self.before)))
        if self.maybe is not None:
            told.append(say("perhaps the same as: {text}", text=harmless(self.maybe or say("an earlier headline"))))
        if self.wordings:
            shown = [harmless(text, 80) for text in self.wordings[:_WORDINGS]]
            told.append(say("also: {wordings}", wordings=listed(shown)))
        return told

    def kind(self) -> str:
        """What happened, in a word; "" for a new headline."""
        return f"【{say(_WORDS[self.what])}】" if self.what in _WORDS else ""


def markdown(entry: Entry, *, notes: bool = True) -> str:
    """An entry in the Markdown that 企业微信 and 钉钉 show: a link, and a quotation."""
    text, address = harmless(entry.text), link(entry.url)
    lines = [entry.facts(), *(entry.notes() if notes else ())]
    return "\n> ".join(
        [f"{entry.kind()}[{text}]({address})" if address else f"{entry.kind()}{text}", *filter(None, lines)]
    )


def plain(entry: Entry, *, notes: bool = True) -> str:
    """An entry as plain text, its address on a line of its own."""
    lines = [entry.facts(), *(entry.notes() if notes else ()), link(entry.url)]
    return "\n".join([f"{entry.kind()}{harmless(entry.text)}", *filter(None, lines)])


def heading(name: str, count: int, part: int, parts: int) -> str:
    """The first line of a message: the watch, how many entries, and which part of how many."""
    told = counted("{name}: {n:,} entry", "{name}: {n:,} entries", count, name=harmless(name, 60))
    return f"{told} ({part}/{parts})" if parts > 1 else told


def doubtful(title: str) -> str:
    """The heading of a message that may have arrived already."""
    return say("{title} (may be a repeat)", title=title)


def fitting(entry: Entry, room: int, size: Callable[[str], int], *, marked_up: bool) -> str:
    """An entry that takes at most so much room: without its notes, or its link, or cut, where it must be."""
    form = markdown if marked_up else plain
    for notes in (True, False):
        if size(text := form(entry, notes=notes)) <= room:
            return text
    text = f"{entry.kind()}{harmless(entry.text)}"
    if size(text) <= room:
        return text
    while size(f"{text}…") > room and text:
        text = text[:-1]
    return f"{text}…"


def parts(texts: list[str], room: int, size: Callable[[str], int]) -> list[list[int]]:
    """Texts, by their numbers, in as few messages as their order allows, each of at most so much room.

    They stand a blank line apart. A text alone takes more room than that where it is larger itself.
    """
    found: list[list[int]] = []
    taken = room + 1
    for number, text in enumerate(texts):
        more = size(f"\n\n{text}")
        if taken + more > room:
            found.append([])
            taken, more = 0, size(text)
        found[-1].append(number)
        taken += more
    return found
