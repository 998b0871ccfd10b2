"""The stories of the demo portal: what each article says, drawn from data/stories.toml by its number alone."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal

from newsportal.text.china_time import CHINA

DATA = Path(__file__).parent / "data"
FIRST_DAY = datetime(2026, 11, 20, 17, 40, 21, tzinfo=CHINA)
"""When the newest article of edition 1 came out; each further edition is a day later."""
NEW_EACH_DAY = 6
"""How many articles an edition adds to the one before."""

Form = Literal["second", "labelled", "minute", "seed", "day", "metadata", "yearless", "bare"]
FORMS: tuple[Form, ...] = ("second", "labelled", "minute", "seed", "day", "metadata", "yearless", "bare")
"""How an article shows its time and credits, see `newsportal.demo.articles`; article n has form n modulo 8."""


@cache
def data(name: str) -> dict[str, Any]:
    """The content of data/`name`.toml."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article as its editors know it: what a perfect reader of its pages would find."""

    number: int
    """From 1, in order of appearance."""
    channel: str
    """Short name of its channel, such as caijing."""
    title: str
    """Its heading."""
    former: str | None
    """An older wording that other pages still show."""
    lines: tuple[str, ...]
    """Its text by paragraph; @table and @picture stand where these are."""
    pages: int
    """Over how many pages it goes."""
    table: tuple[tuple[str, ...], ...]
    """Rows of its table."""
    captions: tuple[str, ...]
    """The words under its pictures."""
    tags: tuple[str, ...]
    """Its 标签."""
    published: datetime
    """When it came out, to the second."""
    updated: datetime | None
    """When its text was corrected."""
    source: str
    """来源."""
    author: str
    """作者."""
    editor: str
    """责任编辑."""

    @property
    def form(self) -> Form:
        """How the page shows time and credits; "bare" and others leave some out."""
        return FORMS[self.number % len(FORMS)]

    @property
    def path(self) -> str:
        """Its address below the portal's host."""
        return f"/{self.channel}/{self.published:%Y%m%d}/{self.number:05d}.html"

    @property
    def prose(self) -> list[str]:
        """Its paragraphs without the marks for table and pictures."""
        return [line for line in self.lines if not line.startswith("@")]


def template_of(number: int) -> dict[str, Any]:
    """The entry of stories.toml that article `number` is drawn from; 26 neighbours have 26 different ones."""
    entries: list[dict[str, Any]] = data("stories")["story"]
    return entries[number * 7 % len(entries)]


def reprinted(number: int) -> int | None:
    """The number of the article that article `number` reprints (转载), None for its own writing."""
    return number - 19 if number % 97 == 31 else None


def published(number: int, articles: int) -> datetime:
    """When article `number` came out on a portal that began with `articles`."""
    if number <= articles:
        return FIRST_DAY - timedelta(minutes=17 * (articles - number), seconds=7 * (number % 5))
    day, place = divmod(number - articles - 1, NEW_EACH_DAY)
    return FIRST_DAY + timedelta(days=day, hours=13 + place, minutes=7 * place, seconds=number % 60)


def _words(number: int, reworded: bool, recounted: bool) -> dict[str, str]:
    """The names and numbers of one article; (town, a) differs between any two articles of one template."""
    names, bounds = data("words"), template_of(number)["numbers"]
    random, turn = Random(number), (number - 1) // len(data("stories")["story"])
    towns = names["towns"]
    words = {"town": towns[(turn + 7 * number) % len(towns)]}
    low, high = bounds[0]
    words["a"] = str(low + (turn // len(towns) + 7 * turn + number % 26 + reworded) % (high - low + 1))
    for letter, (low, high) in zip("bcd", bounds[1:], strict=True):
        words[letter] = str(low + int(random.random() * (high - low + 1)) + (recounted and letter == "c"))
    c, d = int(words["c"]), int(words["d"])
    words |= {"e": str(c * 3 // 5 + 2), "g": str(c * 7 // 5 + 3), "f": str(d * 2 // 3 + 2), "h": str(d + 5)}
    for name in ("person", "person2", "person3", "person4"):
        surname = names["surnames"][int(random.random() * len(names["surnames"]))]
        words[name] = surname + names["given"][int(random.random() * len(names["given"]))]
    words["firm"] = names["firms"][int(random.random() * len(names["firms"]))]
    return words


def _lines(entry: dict[str, Any], turn: int, words: dict[str, str]) -> tuple[str, ...]:
    """The paragraphs; what continues a story over further pages is told only the first time round."""
    lines: list[str] = []
    for line in entry["text"]:
        if line != "@more":
            lines.append(line.format_map(words))
        elif turn == 0:
            lines.extend(further.format_map(words) for further in entry["more"])
    return tuple(lines)


def _table(words: dict[str, str]) -> tuple[tuple[str, ...], ...]:
    """The rows of a story's table, their figures from the story's own."""
    kinds = ("专用设备制造业", "纺织业", "食品加工业", "交通运输业")
    rows = [(kind, str(int(words["c"]) * (52 - 7 * i)), f"{int(words['f']) - i}") for i, kind in enumerate(kinds)]
    return (("行业", "用电量（万千瓦时）", "同比（%）"), *rows)


def _heading(entry: dict[str, Any], turn: int, words: dict[str, str], reworded: bool) -> str:
    wordings: list[str] = entry["headlines"]
    return wordings[-1 if reworded else min(turn, len(wordings) - 1)].format_map(words)


def story(number: int, articles: int, *, reworded: bool = False, recounted: bool = False) -> Story:
    """Article `number` of a portal that began with `articles`; with its heading corrected, or a figure of its text."""
    origin = reprinted(number)
    entry, turn = template_of(origin or number), ((origin or number) - 1) // len(data("stories")["story"])
    words = _words(origin or number, reworded, recounted)
    words |= {"month": str((when := published(origin or number, articles)).month), "day": str(when.day)}
    random, names = Random(-number), data("words")
    title = _heading(entry, turn, words, reworded)
    people = [surname + given for surname in names["surnames"] for given in names["given"]]
    sources = names["sources"]
    return Story(
        number=number,
        channel=template_of(number)["channel"],
        title=title if origin is None else f"关注｜{title}",
        former=entry["former"].format_map(words) if "former" in entry and turn == 0 and origin is None else None,
        lines=_lines(entry, turn, words),
        pages=3 if "more" in entry and turn == 0 and origin is None else 1,
        table=_table(words) if entry.get("table") else (),
        captions=tuple(caption.format_map(words) for caption in entry.get("pictures", ())),
        tags=tuple(entry["tags"]),
        published=published(number, articles),
        updated=published(number, articles) + timedelta(hours=19) if recounted else None,
        source=sources[int(Random(origin or number).random() * len(sources))],
        author=people[int(random.random() * len(people))],
        editor=people[int(random.random() * len(people))],
    )
