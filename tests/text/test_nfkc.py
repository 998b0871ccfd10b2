"""NFKC by parts is that of the whole."""

from __future__ import annotations

import random
import unicodedata

from newsportal.text.nfkc import nfkc


def test_any_neighbours_give_what_unicodedata_gives() -> None:
    chance = random.Random(1)
    letters = map(chr, (*range(0xD800), *range(0xE000, 0x110000)))
    changing = [one for one in letters if unicodedata.normalize("NFKC", one) != one or unicodedata.combining(one)]
    kinds = [
        changing,
        changing,
        "的一是不了在人“”‘’—、。〃《》【】々〆㐀䶿鿿",
        "aA0<=>., \n",
        [chr(n) for n in range(0x1100, 0x1200)],
    ]
    kinds.append([chr(n) for n in range(0x3040, 0x3100)])
    for _ in range(20_000):
        text = "".join(chance.choice(chance.choice(kinds)) for _ in range(chance.randrange(1, 9)))
        assert nfkc(text) == unicodedata.normalize("NFKC", text), ascii(text)
    assert nfkc("\ud800，") == "\ud800,"
