"""Headlines and articles without end, made up of real words: what benchmarks/dedup.py measures with.

Two thirds of the headlines are common words of jieba's dictionary in a row; one third fills six templates (place,
office, act, thing, figure, reaction), so that beginnings and ends recur as they do in print and the near and
the jieba path are in the figure.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import jieba

from newsportal.dedup.identity import Seen
from newsportal.text.han import han
from newsportal.text.word_files import read
from newsportal.text.wordlists import shipped

START = datetime(2026, 11, 1, tzinfo=UTC)
PORTALS, CRAWL = 7, 40_000
"""Portals, and headlines of one crawl of each."""
FILE = Path(__file__).with_name("headline_words.txt")
PIECES = {name: [word for line in lines for word in line] for name, lines in read(FILE).items()}
PLACES = sorted(word for word in shipped().of("cities") if len(word) > 1)


@cache
def common_words() -> list[str]:
    """The 20,000 most frequent words of two Han characters and more in jieba's dictionary."""
    found = []
    with jieba.dt.get_dict_file() as lines:
        for line in lines:
            word, count, *_ = line.decode("utf-8").split(" ")
            if len(word) > 1 and han(word) == len(word):
                found.append((int(count), word))
    return [word for _, word in sorted(found, reverse=True)[:20_000]]


def headlines(seed: int) -> Iterator[str]:
    """Made-up headlines without end."""
    chance = random.Random(seed)
    words = common_words()
    while True:
        if chance.randrange(3):
            picked = chance.choices(words, k=chance.randrange(6, 10))
            yield "".join(picked[:4]) + chance.choice((" ", "，", "：")) + "".join(picked[4:])
        else:
            yield template(chance)


def template(chance: random.Random) -> str:
    """A headline by one of six templates."""
    place = chance.choice(PLACES)
    office, act, thing, reaction = (chance.choice(PIECES[name]) for name in ("offices", "acts", "things", "reactions"))
    forms = (
        f"{place}{office}{act}{thing} {reaction}",
        f"{place}{act}{chance.randrange(2, 900)}处{thing}：{reaction}",
        f"{reaction}！{place}{office}{thing}{act}",
        f"{chance.randrange(1, 13)}月{chance.randrange(1, 29)}日{place}{office}{act}{thing}",
        f"{thing}怎么办？{place}{office}{chance.randrange(2, 99)}项举措{act}",
        f"{office}{act}{thing} {place}{reaction}",
    )
    return chance.choice(forms)


def sighting(number: int, text: str) -> Seen:
    """One of a day's 35,000 headlines on seven portals."""
    return Seen(
        text=text,
        text_from="shown",
        url=f"https://portal{number % PORTALS}.example/a/{number}.html",
        portal=f"portal{number % PORTALS}",
        crawl=f"crawl{number // CRAWL}",
        when=START + timedelta(seconds=number * 2.5),
        block="要闻",
    )


def body(chance: random.Random) -> str:
    """An article of some 480 Han characters."""
    source = headlines(chance.randrange(1 << 30))
    return "\n".join("，".join(next(source) for _ in range(3)) + "。" for _ in range(8))
