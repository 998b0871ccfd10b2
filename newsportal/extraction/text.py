"""Small truths about Chinese text: white space, width, Han characters, names."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["bare", "clean", "han", "is_name", "key"]

_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff]"
)
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ebef]")
_EDGES = " \t　:：|｜,，、。;；-－—–_/／·•>》<《[]【】()（）〔〕\"“”'‘’"
_NAME = re.compile("(?:[\u3400-\u9fff](?: ?[\u3400-\u9fff]){1,3}|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff]{1,8})")


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


def is_name(text: str) -> bool:
    """Whether the text has the form of a person's name in Chinese: two to four Han characters, or 阿·别名.

    >>> is_name("欧阳修"), is_name("柳 洁"), is_name("约翰·史密斯"), is_name("记者张三从某地发回报道"), is_name("AI")
    (True, True, True, False, False)
    """
    return len(text) <= 17 and _NAME.fullmatch(text) is not None
