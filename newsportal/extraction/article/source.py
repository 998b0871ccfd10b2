"""来源: the outlet that an article credits, with its label or without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsportal.extraction.article.credit_labels import BREAK, Credit, is_label, labelled
from newsportal.extraction.article.credit_lines import CreditLines
from newsportal.extraction.article.person_names import ABBREVIATION, is_person, people
from newsportal.extraction.article.surroundings import by_name, holder, inside, is_beside, link_folders
from newsportal.extraction.document.dates import scan
from newsportal.extraction.document.metadata import Metadata
from newsportal.extraction.document.tree import Tree
from newsportal.text.han import han
from newsportal.text.strings import one_line
from newsportal.text.wordlists import either, listed, whole_words

__all__ = [
    "account",
    "beside_date",
    "is_no_name",
    "labelled_outlets",
    "printed_newspaper",
    "signing_outlets",
    "stated_outlets",
    "with_writer",
    "without_time",
]

_WORDS = listed("credits.txt")
_ANY = {section: either(words) for section, words in _WORDS.items()}
_JOINT = "·•－—-"
_EDGE = " \t\x1f\u3000:：|｜,，、。;；-–—_/／>·•"
_END = re.compile(
    r"\s{2,}|[|｜\[【]|(?:19|20)\d\d[-./年]|[（(]\s{0,9}(?:19|20)\d\d|\s第[A-Z]?\d{1,3}版|(?<=[报报網网社台刊])记者"
    rf"|\s[于於](?:[\s\d]|$)|\s{_ANY['outlet-followers']}|[\s（(]{_ANY['writer-ranks']}?(?:{_ANY['reporters']}|{_ANY['writers']})"
    r"|[（(]\s{0,3}[^\s（()）:：]{0,8}(?:ID|id|微信|公众号|微信号)\s?[:：]"  # the address of its account
)
_SENTENCE = re.compile(r"[。，！？；]|https?:|[点點][击擊]")
_NAME = re.compile(rf"{_ANY['outlet-endings']}$")
_ELEMENT = re.compile(_ANY["outlet-areas"])
_PAPER = re.compile(r"《\s{0,20}(?P<outlet>[^》\s]{2,20})\s{0,20}》[\s\x1f]{0,20}[（(]\s{0,20}(?:19|20)\d\d")
_BUTTON = re.compile(_ANY["buttons"])
_CLOCK = re.compile(r"(?<!\d)[01]\d-[0-3]\d(?!\d)|(?<!\d)[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?!\d)")
_REPORTERS = re.compile("[记記]者|[报報][导導道]$")
_SOME_DIGIT = re.compile(r"\d")
_TOPIC_FOLDERS = frozenset(_WORDS["topic-folders"])
_PARTED = re.compile("[ :：]")
_NO_OUTLETS = whole_words(_WORDS["no-outlets"])
_PLACES = whole_words(word for part in ("provinces", "cities", "countries") for word in listed("places.txt")[part])
"""Beside a time they say where its writer was."""
_LONGEST_SCRIPT = 300_000
_NICKNAME = re.compile(
    r"""\bnick_?name["']?\s{0,3}[:=]\s{0,3}(?:[\w.]{1,40}\(\s?)?["'](?P<name>[^"'<>\\]{2,30})["']""", re.I
)
_is_account = by_name(re.compile(_ANY["account-areas"]))


def labelled_outlets(found: Iterable[Credit]) -> Iterator[str]:
    """The outlets of labelled values."""
    return (outlet for row in found if row.role == "source" and (outlet := _outlet(row.value)))


def signing_outlets(found: Iterable[Credit]) -> Iterator[str]:
    """The outlets that sign like a writer: 文／某某社, 文／BBC."""
    for row in found:
        words = _outlet(row.value) if row.role == "author" else None
        if words and " " not in words and (ABBREVIATION.fullmatch(words) or (len(words) > 2 and _NAME.search(words))):
            yield words


def stated_outlets(meta: Metadata) -> Iterator[str]:
    """The outlets that the head credits."""
    for value in meta.source:
        found = labelled(value)
        if (outlet := _outlet(found[0].value if found else value)) and outlet not in meta.site:
            yield outlet


def printed_newspaper(found: Iterable[str]) -> str | None:
    """The newspaper of a line such as 《某某日报》（2019年09月16日 07版）."""
    return next((match["outlet"] for line in found if (match := _PAPER.search(line[:300]))), None)


def beside_date(tree: Tree, around: CreditLines, heading: str, title: str) -> tuple[str | None, str | None]:
    """Outlets that stand without a label beside the date: a sure one and a likely one.

    Sure is what has an outlet's name, what the page's <title> ends with, and what stands in an element named for it;
    likely is what else stands in the date's own line and is no button.
    """
    begin = around.begin
    ending = title.rpartition(heading)[2][-40:]
    texts = [one_line(chunk[:200])[:60] for chunk in tree.chunks[begin : around.end]]
    dated = [at for at, text in enumerate(texts) if _SOME_DIGIT.search(text) and without_time(text) != text]
    likely = None
    for at, text in enumerate(texts):
        if all(
            abs(at - other) > (2 if at else 6) for other in dated
        ):  # right under the heading it may stand farther off
            continue
        labels = labelled(text)
        words = _outlet(without_time(text[: labels[0].start] if labels else text))
        words = with_writer(words)[0] if words and " " in words else words
        if words is None or not _may_be(words) or (words in heading and len(words) * 2 > len(heading)):
            continue
        if is_beside(tree, begin + at) or _labelled_before(tree, texts, at, begin):
            continue
        if not _TOPIC_FOLDERS.isdisjoint(link_folders(tree, begin + at)):
            continue
        named = (len(words) > 2 and _NAME.search(words)) or _ELEMENT.search(tree.names[holder(tree, begin + at)])
        if named or (len(words) > 3 and words in ending):
            return words, likely
        if likely is None and not labels and any(_same_line(tree, begin + at, begin + other) for other in dated):
            likely = words
    return None, likely


def _labelled_before(tree: Tree, texts: list[str], at: int, begin: int) -> bool:
    """Is the text before text `at`, on its line, the label of a value that is no outlet?"""
    label = texts[at - 1].strip(_EDGE) if at else ""
    return is_label(label, but="source") and _same_line(tree, begin + at - 1, begin + at)


def account(tree: Tree, around: CreditLines) -> str | None:
    """The name of the account that published an article.

    What stands over it in an element named for that, or as a script names the account."""
    for words in inside(tree, around.begin, around.end, _is_account):
        if 2 <= len(words) <= 30:
            return None if _BUTTON.search(words) or is_label(words) else words
    shown = {one_line(chunk[:100]) for chunk in tree.chunks[around.begin : around.end]}
    raws = (tree.raws.get(i, "") for i in tree.elements["script"])
    named = (_NICKNAME.search(raw) for raw in raws if "nick" in raw and len(raw) < _LONGEST_SCRIPT)
    return next((found["name"] for found in named if found and found["name"] in shown), None)


def with_writer(words: str) -> tuple[str, list[str]]:
    """An outlet and the people after it, where words are just these: 某某网 张三; else the words and no one."""
    outlet, _, rest = words.partition(" ")
    names = people(rest, strict=True) if _NAME.search(outlet) else []
    return (outlet, names) if names else (words, [])


def without_time(text: str) -> str:
    """A short text without the times in it."""
    for moment in reversed(scan(text, year=2000)):
        text = text[: moment.start] + text[moment.end :]
    return _CLOCK.sub("", text)


def _may_be(words: str) -> bool:
    """May words without a label be an outlet's name?"""
    if not 2 <= len(words) <= 20 or han(words) < 2 or _PARTED.search(words) or _REPORTERS.search(words):
        return False
    return not (is_no_name(words) or is_person(words))


def is_no_name(words: str) -> bool:
    """Whether short words are a button's, a place or a label, and name neither outlet nor writer."""
    if words in _PLACES or words.rstrip("省市") in _PLACES:
        return True
    return _BUTTON.search(words) is not None or is_label(words) or is_label(words.rpartition("/")[2])


def _same_line(tree: Tree, one: int, other: int) -> bool:
    low, high = sorted((one, other))
    return not any(chunk[0] == "\n" for chunk in tree.chunks[low + 1 : high + 1])


def _outlet(value: str) -> str | None:
    """The name of an outlet that a value begins with; names joined by a dot or dash across elements are one."""
    parts = [part for part in value.strip(_EDGE).split(BREAK) if part.strip()]
    words = parts[0] if parts else ""
    for part in parts[1:]:
        if words.rstrip()[-1:] not in _JOINT and part.lstrip()[:1] not in _JOINT:
            break
        words = words.rstrip() + part.strip()
    if cut := _END.search(words):
        words = words[: cut.start()]
    words = one_line(words).strip(_EDGE)
    if words[:1] == "《" and words.find("》") == len(words) - 1:
        words = words[1:-1]
    for opening, closing in ("（）", "()", "《》", "“”", "[]", "【】"):
        if words.count(opening) != words.count(closing):
            words = words.strip(opening + closing)
    if not 2 <= len(words) <= 40 or _SENTENCE.search(words) or words in _NO_OUTLETS or not any(map(str.isalpha, words)):
        return None
    return words
