"""Small truths about Chinese text: white space, width, Han characters, names."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["bare", "clean", "han", "key"]

_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff]"
)
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ebef]")
_EDGES = " \t　:：|｜,，、。;；-－—–_/／·•>》<《[]【】()（）〔〕\"“”'‘’"


def clean(text: str) -> str:
    """The text on one line: each run of white space one blank, what has no width dropped.

    >>> clean(" 中新网\\u3000北京\\xa0电\\n\\u200b ")
    '中新网 北京 电'
    >>> clean("\\u200b\\ud800")
    ''
    """
    if text.isprintable():
        return " ".join(text.split())
    return " ".join(_HIDDEN.sub("", text).split())


def key(text: str) -> str:
    """The text for comparing: width folded (NFKC), no white space, lower case.

    >>> key("ＡＩ 时代：５Ｇ来了") == key("AI时代:5G来了")
    True
    """
    return "".join(unicodedata.normalize("NFKC", _HIDDEN.sub("", text)).split()).lower()


def han(text: str) -> int:
    """How many Han characters the text holds.

    >>> han("5G来了, really")
    2
    """
    return 0 if text.isascii() else len(_HAN.findall(text))


def bare(text: str) -> str:
    """The text without white space, separators, brackets and quotes at its ends.

    >>> bare(" | 来源：新华社】")
    '来源：新华社'
    """
    return text.strip(_EDGES)
