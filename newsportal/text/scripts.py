"""Scripts: what Taiwan, Hong Kong and overseas print in traditional characters, read in simplified ones."""

from __future__ import annotations

import re
from functools import cache

from newsportal.text.word_files import DATA, read

__all__ = ["simplified"]


@cache
def _tables() -> tuple[re.Pattern[str], dict[int, str], re.Pattern[str], dict[str, str]]:
    """What is traditional, what stands for it, and the same for characters that both scripts have."""
    sections = read(DATA / "characters.txt")
    table = {ord(other): group[0] for line in sections["characters"] for group in line for other in group[1:]}
    beside = {other: one for one, other, *_ in sections["beside-traditional"]}
    kept = "|".join(word for _, _, *words in sections["beside-traditional"] for word in words)
    return re.compile(f"[{''.join(map(chr, table))}]"), table, re.compile(f"(?:{kept})|[{''.join(beside)}]"), beside


def simplified(text: str) -> str:
    """The text in simplified characters: one for one, so that its length and all else stays.

    Character by character, without the words of the regions (川普 stays 川普). 著, 乾 and 瞭 belong to both scripts:
    they are read as 着, 干 and 了 only beside a character that is traditional, and not in words such as 著名.

    >>> simplified("頭髮乾了又濕，著名作家看著窗外")
    '头发干了又湿，著名作家看着窗外'
    >>> simplified("乾燥的著作")
    '乾燥的著作'
    """
    traditional, table, both, beside = _tables()
    if not traditional.search(text):
        return text
    return both.sub(lambda found: beside.get(found[0], found[0]), text.translate(table))
