"""Names of people in a line of credits: 记者 张三 实习生 李四 → 张三, 李四."""

from __future__ import annotations

import re

from newsportal.text.han import HAN, han
from newsportal.text.scripts import forms
from newsportal.text.strings import bare
from newsportal.text.wordlists import any_of, either, listed, whole_words

__all__ = ["ABBREVIATION", "is_likely", "is_name", "is_person", "people"]

_FAMILY_NAMES = listed("surnames.txt")
_SURNAMES = whole_words(_FAMILY_NAMES["surnames"])
"""未完待续 has a name's form, and is none for want of a family name."""
_FREQUENT = whole_words(_FAMILY_NAMES["surnames"][:300])
_COMPOUND = whole_words(_FAMILY_NAMES["compound-surnames"])
"""Family names of two characters; only with one has a name four."""
_WORDS = listed("credits.txt")
_WRITERS = (*_WORDS["reporters"], *_WORDS["writers"], *_WORDS["columnists"], *_WORDS["writing"])
_ROLE_WORDS = re.compile(
    rf"([^\s、，,;；/／|（）()]{{0,20}}?)\s?{either(_WORDS['writer-ranks'])}?{either(_WRITERS)}[:：]?"
)
_ROLE_SIGNS = re.compile("[" + "".join({forms(word[-1]) for word in _WRITERS}) + "]")
_NOT_WRITERS = any_of(_WORDS["no-writers"])
_GROUPS = re.compile("[、,，;；&]")
_PARTS = re.compile("[/／|｜丨│︱┃\\s\x1f]+")
_CODE = re.compile(r"(?P<parted>[-—–(（\[【]{0,2})(?:[A-Za-z]{1,4}[-_]?\d{2,8}|(?<=[-—–(（\[【])\d{3,8})[)）\]】]?")
"""What some publishing systems add to an editor's name: 张三(UN002), 张三-NB123. What a _ joins stays as shown."""
_LONGEST_OFFICE = 120
_HANDS = frozenset({"文", "图", "摄", "图文", "文图", "圖", "攝", "圖文", "文圖"})
"""张三 文/图: whose hand did what, no names."""
_LATIN = re.compile("[A-Za-z][A-Za-z.' -]{2,39}")
ABBREVIATION = re.compile("[A-Z]{3,12}[a-z]{0,6}")
"""An outlet's name in capitals, such as BBC, which signs like a writer: 文／BBC."""
_OFFICES = frozenset("报网社台线闻刊報網臺線聞")
"""Signs of an outlet's name with a dot (青年报·青春上海), which else has the form of a foreign person's."""
_NOBODY = whole_words(_WORDS["nobody"])
_TITLE = any_of(_WORDS["titles"])
_HOLDER = re.compile(rf"\s{{0,3}}([{HAN}]{{2,4}})\s{{0,3}}(?:[）)]|$)")
_NAME = re.compile(f"(?:[{HAN}](?: ?[{HAN}]){{1,3}}|[{HAN}]{{1,8}}·[{HAN}]{{1,8}})")


def is_name(text: str) -> bool:
    """Whether the text has the form of a person's name in Chinese: two to four Han characters, or 阿·别名.

    >>> is_name("欧阳修"), is_name("柳 洁"), is_name("约翰·史密斯"), is_name("记者张三从某地发回报道"), is_name("AI")
    (True, True, True, False, False)
    """
    return len(text) <= 17 and _NAME.fullmatch(text) is not None


def is_person(name: str) -> bool:
    """Whether a text is a name with a frequent family name, or a foreign one with its dot."""
    if "·" in name:
        return is_name(name) and not any(c in _OFFICES for c in name)
    bare_name = name.replace(" ", "")
    long = len(bare_name) == 4 and bare_name[:2] not in _COMPOUND
    if name[-1:] in {"报", "社", "网", "台", "刊", "報", "網", "臺"}:
        return False
    return is_name(name) and (name[0] in _SURNAMES or bare_name[:2] in _COMPOUND) and not long and name not in _NOBODY


def is_likely(name: str) -> bool:
    """Whether a name has one of the 300 most frequent family names, so that it is one where nothing says so."""
    return is_person(name) and name[0] in _FREQUENT


def people(text: str, *, strict: bool = False) -> list[str]:
    """The people that a text begins with, photographers not: names, or one pen name or office of at most 20 characters.

    With `strict` only names of people, and [] where the text holds aught else.
    """
    if strict and text.isalpha() and not (is_person(text) or _ROLE_SIGNS.search(text)):
        return []  # one word that is none
    words = " ".join(text.split())
    if ABBREVIATION.fullmatch(words):
        return []
    if _LATIN.fullmatch(words) and words.lower() not in _NOBODY:
        return [] if strict else [words]
    if not strict and (holder := _holder(text[:_LONGEST_OFFICE])):
        return [holder]
    found: list[str] = []
    if _ROLE_SIGNS.search(text):
        text = _ROLE_WORDS.sub(_kept, text[:300])
    for group in _GROUPS.split(text):
        parts = ["图片" if part in _HANDS else part for part in _PARTS.split(group)]
        for place, part in enumerate(_joined(parts)):
            name = bare(_without_code(part.strip("#＃")))
            if not name:
                continue
            if name in _NOBODY:
                if found:
                    return found[:12]
                continue
            photographer = _NOT_WRITERS.fullmatch(name) or (name[-1] in "摄攝" and is_name(name))
            listed = is_person(name) or (place == 0 and bool(found) and is_name(name) and len(name) < 4)
            if strict and not (listed or photographer):
                return []
            if found and not listed:
                return found[:12]
            if not photographer and 1 < len(name) <= 20 and name.lower() not in _NOBODY and name not in found:
                found.append(name)
    return found[:12]


def _holder(text: str) -> str | None:
    """Who holds an office, where a text is an office or several and one name: 某研究院院长、研究员张三."""
    titles = list(_TITLE.finditer(text))
    found = _HOLDER.match(text, titles[-1].end()) if titles else None
    return found[1] if found and is_person(found[1]) else None


def _without_code(part: str) -> str:
    """A name without the code of a publishing system behind it; pen names that end in digits stay whole."""
    found = _CODE.search(part) if part[-1:].isdecimal() or part[-2:-1].isdecimal() else None
    if not found or found.end() != len(part):
        return part
    name = part[: found.start()]
    return name if (is_name if found["parted"] else is_person)(name) else part


def _kept(found: re.Match[str]) -> str:
    """What stays of a role and the words before it: a person's name, not the outlet's (某某日报记者)."""
    return f"{found[1]} " if is_person(found[1]) and found[1][-1] not in "报网社台報網臺" else " "


def _joined(parts: list[str]) -> list[str]:
    """Parts with names of two characters set wide (柳 洁) made one."""
    out: list[str] = []
    half = False
    for part in parts:
        single = len(part) == 1 == han(part)
        if single and half:
            out[-1] += part
        elif part:
            out.append(part)
        half = single and not half
    return out
