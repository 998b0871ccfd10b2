"""Scripts: what Taiwan, Hong Kong and overseas print in traditional characters, read in simplified ones."""

from __future__ import annotations

import re
from functools import cache

from newsportal.text.word_files import DATA, read

__all__ = ["alike", "forms", "in_both", "is_traditional", "simplified"]


@cache
def _tables() -> tuple[re.Pattern[str], dict[int, str], re.Pattern[str], dict[str, str]]:
    """What is traditional, what stands for it, and the same for characters that both scripts have."""
    sections = read(DATA / "characters.txt")
    table = {ord(other): group[0] for line in sections["characters"] for group in line for other in group[1:]}
    beside = {other: one for one, other, *_ in sections["beside-traditional"]}
    kept = "|".join(word for _, _, *words in sections["beside-traditional"] for word in words)
    return re.compile(f"[{''.join(map(chr, table))}]"), table, re.compile(f"(?:{kept})|[{''.join(beside)}]"), beside


def traditional() -> str:
    """All characters that are read as others wherever they stand."""
    return "".join(map(chr, _tables()[1]))


def simplified(text: str) -> str:
    """The text in simplified characters: one for one, so that its length and all else stays.

    Character by character, without the words of the regions (川普 stays 川普). 著, 乾 and 瞭 belong to both scripts:
    they are read as 着, 干 and 了 only beside a character that is traditional, and not in words such as 著名.

    >>> simplified("頭髮乾了又濕，著名作家看著窗外")
    '头发干了又湿，著名作家看着窗外'
    >>> simplified("乾燥的著作")
    '乾燥的著作'
    """
    folded, table, both, beside = _tables()
    if text.isascii() or not folded.search(text):
        return text
    return both.sub(lambda found: beside.get(found[0], found[0]), text.translate(table))


_TRADITIONAL = 0.05
"""Share of a text's characters that are traditional from which on it is: of simplified texts a name has one or two, of
traditional ones every third is."""


def is_traditional(text: str) -> bool:
    """Whether a Chinese text is in traditional characters.

    >>> is_traditional("橋面上人來人往"), is_traditional("桥面上人来人往")
    (True, False)
    """
    found = sum(map(len, _tables()[0].findall(text)))
    return found > _TRADITIONAL * len(text)


@cache
def _alike() -> tuple[re.Pattern[str], dict[int, str]]:
    _, table, _, beside = _tables()
    table = table | {ord(other): one for other, one in beside.items()}
    return re.compile(f"[{''.join(map(chr, table))}]"), table


def alike(text: str) -> str:
    """Each character as the simplified one that it may stand for, whatever stands beside it.

    For search, where a word must come out the same alone and inside a text: 著名 and 着名 are one.

    >>> alike("乾隆"), alike("乾")
    ('干隆', '干')
    """
    signs, table = _alike()
    return text.translate(table) if signs.search(text) else text  # to look first is four times as fast


@cache
def _forms() -> dict[str, str]:
    """For each simplified character that has others, it and these."""
    _, table, _, beside = _tables()
    found: dict[str, str] = {}
    for other, one in [*((chr(code), one) for code, one in table.items()), *beside.items()]:
        found[one] = found.get(one, one) + other
    return found


def forms(sign: str) -> str:
    """A character and those that stand for it in the other script.

    >>> forms("发"), forms("人")
    ('发發髮', '人')
    """
    one = simplified(sign)
    return _forms().get(one, one)


def in_both(pattern: str) -> str:
    """A regular expression that matches in both scripts what `pattern` does in simplified characters.

    >>> in_both("发布[时日]间")
    '[发發髮][布佈][时時日][间間]'
    """
    signs, inside, escaped = [], False, False
    for sign in simplified(pattern):
        known = sign if escaped else forms(sign)
        signs.append(known if inside or len(known) == 1 else f"[{known}]")
        inside = inside if escaped else sign == "[" or (inside and sign != "]")
        escaped = sign == "\\" and not escaped
    return "".join(signs)
