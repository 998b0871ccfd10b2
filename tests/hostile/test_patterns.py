"""Each regular expression of ours is given the worst inputs that its parts suggest: none takes more than linear time.

Those in `BOUNDED` may, since what they are given is short: the worst input of that length must cost next to nothing.
"""

from __future__ import annotations

import importlib
import itertools
import pkgutil
import random
import re
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import signal
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

import newsportal
from tests.cpu import costs_at_most, cpu_seconds, grows_at_most

SIZES = (1_000, 4_000, 16_000)
SLOW = 0.03
"""CPU seconds below which growth is noise: a linear pattern reads 16,000 characters in about 2 ms."""
PIECES = 12
"""Pieces that a pattern is tried with."""


BOUNDED = {
    "dedup.headlines.affixes": 300,  # headlines, which extraction cuts at 200 characters
    "urls.shape": 1_024,  # the path of an address: URLLENGTH_LIMIT
    "urls.pattern": 1_024,
    "extraction.blocks.anchor_text": 300,  # the words of a link: 200
    "extraction.blocks.assemble": 300,
    "extraction.blocks.same_address": 300,
    "extraction.document.metadata": 1_000,  # the words of <title>
    "extraction.article.byline": 300,  # the beginning of a line
    "warc.files": 255,  # a file's name
}
"""Module → characters that its patterns are given at most."""
CHEAP = 4
"""Yardsticks of `tests/cpu.py` that the worst input of a bounded length may take."""


def patterns() -> dict[str, list[re.Pattern[Any]]]:
    """Every compiled pattern of the package once, by the module that holds it, also inside tuples, lists and dicts."""
    found: dict[str, list[re.Pattern[Any]]] = {}
    seen: set[tuple[Any, int]] = set()
    for module in pkgutil.walk_packages(newsportal.__path__, "newsportal."):
        if ".templates" in module.name or module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            for pattern in _within(value):
                if (pattern.pattern, pattern.flags) not in seen:
                    seen.add((pattern.pattern, pattern.flags))
                    found.setdefault(module.name.removeprefix("newsportal."), []).append(pattern)
    return found


def _within(value: Any, depth: int = 3) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict):
        yield from itertools.chain(*(_within(entry, depth - 1) for entry in value.values()))
    elif depth and isinstance(value, (tuple, list, set, frozenset)):
        yield from itertools.chain(*(_within(entry, depth - 1) for entry in value))


CATEGORY = {
    codes.CATEGORY_DIGIT: "7", codes.CATEGORY_NOT_DIGIT: "x", codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_NOT_SPACE: "x", codes.CATEGORY_WORD: "a", codes.CATEGORY_NOT_WORD: "-",
}  # fmt: skip


def sample(tree: Any, rng: random.Random) -> str:
    """A text that the parsed pattern matches, more or less: one branch at random, each repeat a few times."""
    return "".join(_one(op, value, rng) for op, value in tree)


def _one(op: Any, value: Any, rng: random.Random) -> str:
    if op is codes.LITERAL:
        return chr(value)
    if op is codes.NOT_LITERAL or op is codes.ANY:
        return rng.choice("x字 7")
    if op is codes.IN:
        return _member(value, rng)
    if op is codes.BRANCH:
        return sample(rng.choice(value[1]), rng)
    if op in (codes.SUBPATTERN, codes.ATOMIC_GROUP):
        return sample(value[-1] if op is codes.SUBPATTERN else value, rng)
    if op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        low, high, inner = value
        return "".join(sample(inner, rng) for _ in range(min(max(low, rng.choice((0, 1, 3))), high, 40)))
    return ""


def _member(members: Any, rng: random.Random) -> str:
    if members[0][0] is codes.NEGATE:
        return rng.choice("x字 7-\n")
    op, value = rng.choice(members)
    if op is codes.RANGE:
        return chr(rng.randint(*value))
    return chr(value) if op is codes.LITERAL else CATEGORY.get(value, "a")


def repeats(tree: Any) -> Iterator[Any]:
    """The parts of a parsed pattern that may repeat: what a worst input is made of."""
    for op, value in tree:
        if op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            yield value[2]
            yield from repeats(value[2])
        elif op in (codes.SUBPATTERN, codes.ATOMIC_GROUP, codes.ASSERT, codes.ASSERT_NOT):
            yield from repeats(value[-1] if op is not codes.ATOMIC_GROUP else value)
        elif op is codes.BRANCH:
            yield from itertools.chain(*(repeats(branch) for branch in value[1]))


def worst(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """Pairs of a beginning and a piece: the piece many times over makes a pattern try most."""
    rng = random.Random(5)
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(source, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)
    parts = list(repeats(tree))
    pieces = {sample(part, rng) for part in parts for _ in range(3)} | {sample(tree, rng)[:-1] for _ in range(4)}
    pieces |= {a + b for a, b in itertools.islice(itertools.permutations(sorted(pieces), 2), 6)}
    chosen = sorted(piece for piece in pieces if piece)
    for number, piece in enumerate(rng.sample(chosen, min(PIECES, len(chosen)))):
        yield "" if number % 3 else sample(tree, rng)[: rng.randrange(9)], piece


def seconds(pattern: re.Pattern[Any], text: str) -> float:
    """CPU seconds that a pattern takes for a text; TimeoutError after one."""
    data: Any = text if isinstance(pattern.pattern, str) else text.encode("utf-8", "replace")
    signal.signal(signal.SIGVTALRM, _too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, 1)
    try:
        return cpu_seconds(lambda: (sum(1 for _ in pattern.finditer(data)), pattern.match(data)))
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def superlinear(pattern: re.Pattern[Any], begin: str, piece: str) -> bool:
    """Whether four times the input takes much more than four times the time, at the first size that can be measured."""
    try:
        for half, size in itertools.pairwise(SIZES):
            if seconds(pattern, fill(begin, piece, size)) > SLOW:
                few, many = (partial(seconds, pattern, fill(begin, piece, n)) for n in (half, size))
                return not grows_at_most(few, many, 8)
    except TimeoutError:
        return True
    return False


def _too_long(number: int, frame: object) -> None:
    raise TimeoutError


def fill(begin: str, piece: str, size: int) -> str:
    return begin + piece * (size // len(piece)) + "\x00"


PATTERNS = patterns()


@pytest.mark.parametrize("module", PATTERNS)
def test_they_are_linear_or_their_input_is_short(module: str) -> None:
    bound = BOUNDED.get(module)
    for pattern in PATTERNS[module]:
        for begin, piece in worst(pattern):
            if bound:
                text = fill(begin, piece, bound)
                assert costs_at_most(lambda text=text, tried=pattern: seconds(tried, text), CHEAP), (
                    pattern,
                    begin,
                    piece,
                )
            else:
                assert not superlinear(pattern, begin, piece), f"{pattern!r} on {begin!r} and many times {piece!r}"


def test_no_module_is_excused_without_a_pattern() -> None:
    assert set(BOUNDED) <= set(PATTERNS)


@pytest.mark.parametrize("bad", [r"\s+$", r"(a+)+b", r"a.*b.*c"])
def test_the_generator_finds_what_is_not_linear(bad: str) -> None:
    pattern = re.compile(bad)
    assert any(superlinear(pattern, begin, piece[:20]) for begin, piece in worst(pattern))
