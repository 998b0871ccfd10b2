"""The words by which an article's text is told from what stands around and inside it, as they are looked for.

The words themselves are data: `newsportal/text/data/boilerplate.txt`, which says what each section means. Each pattern
is met with a line of bounded length, and none is worse than linear.
"""

from __future__ import annotations

import re

from newsportal.text.han import HAN
from newsportal.text.wordlists import any_of, either, listed

__all__ = [
    "ASIDE",
    "ASIDE_LABEL",
    "ASKING",
    "BARE_TIME",
    "BRACKETED",
    "BYLINE",
    "CLAIM",
    "CLOCK",
    "CREDIT",
    "DATED",
    "END",
    "FOREIGN",
    "FORM_ANSWER",
    "LEADING",
    "LIST_HEADING",
    "NOTICE",
    "NO_TEXT",
    "PHOTOGRAPHED",
    "REFUSING",
    "SALUTATION",
    "SCAN",
    "SELF",
    "SERVICE",
    "SIGNED",
    "SMALL_FOREIGN",
    "SUMMARY",
    "TIME",
    "UNFOLD",
]

_WORDS = listed("boilerplate.txt")
_ANY = {section: either(words) for section, words in _WORDS.items()}

ASIDE = any_of(_WORDS["surrounding-areas"])
"""Class and id words of what surrounds a text. An area of that name counts little, unless it holds the most prose."""

FOREIGN = re.compile(_ANY["foreign-areas"])
"""Class and id words of what is none of the text inside its container, if it does not hold most of its prose."""

SMALL_FOREIGN = re.compile(_ANY["small-foreign-areas"])
"""Words that also name the whole: they mark what is none of the text only on something small."""

CREDIT = re.compile(
    rf"[（(【\[〔\s]{{0,3}}{_ANY['credit-kinds']}?{_ANY['credit-beginnings']}\s{{0,3}}(?:[:：/丨|]|$|[）)】\]])"
    rf"|{_ANY['named-credits']}(?:\s{{1,3}}[{HAN}]{{2,4}}){{1,8}}$"
)
"""How a line of credits or of neighbours (上一篇) begins, or all of one: 编辑 张三 校对 李四."""

END = re.compile(
    rf"[\s#>·■●▎|【\[]{{0,3}}(?:{_ANY['end-openings']}{_ANY['end-closings']}|{_ANY['ends']})"
    r"\s{0,2}[】\]:：>|]{0,3}(?:更多)?"
)
"""A heading over what follows an article."""

LIST_HEADING = re.compile(_ANY["list-headings"])
"""The heading of a list of links right behind a text, in words that a text's own heading may have as well."""

FORM_ANSWER = any_of(_WORDS["form-answers"])
"""What a form says once it is sent."""

NOTICE = any_of((*_WORDS["article-notices"], *_WORDS["service-notices"]))
"""Notices of the portal. Articles have such words too, so a long line with one is a notice only at a text's edge.

Each word begins with one certain sign, for then `re` looks only where one of these stands: a sixth of the time.
"""

CLAIM = any_of(_WORDS["article-notices"])
"""Those of them that claim a right or refuse one."""

SELF = any_of(_WORDS["self-reference"])
"""What only a claim says: that it is one, of whom, and what to do."""

REFUSING = any_of(_WORDS["refusing"])
"""What only a claim says in one sentence: what is forbidden, and to whom."""

SERVICE = any_of(_WORDS["services"])
"""What only a notice says in one sentence: what a reader gets there."""

ASKING = any_of(_WORDS["asking"])
"""What only a notice says of a service: that a reader should use it."""

SCAN = any_of(_WORDS["scan-prompts"])
"""What asks for a code to be scanned."""

ASIDE_LABEL = re.compile(rf"[\s>·■●▎|【\[（(]{{0,3}}{_ANY['aside-labels']}\s?[：:|丨】\]]")
"""How a line begins that leads to another article."""

NO_TEXT = re.compile(rf"{_ANY['no-text']}|https?://\S{{4,1000}}")
"""What is no line of a text wherever it stands: an address, the page of a print edition."""

LEADING = any_of(_WORDS["leading"])
"""What stands between a heading and its text: time, credits, buttons."""

TIME = re.compile(r"(?:20\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?: \d{1,2}:\d\d(?::\d\d)?)?")
"""A line that is a time, as in lists."""

DATED = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?!\d)|\d{1,2}[:：]\d\d")
"""A day with its year, or a clock, as in the line under a heading."""

SUMMARY = re.compile(rf"[\s【\[|]{{0,3}}{_ANY['summaries']}")
"""How a summary over a text begins."""

BARE_TIME = re.compile(r"\D{0,8}20\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?\s{0,3}\d{1,2}[:：]\d\d(?:[:：]\d\d)?")
"""A line that is a day and a clock."""

BRACKETED = re.compile(r"(?:[\[【]\s?[^\[\]【】]{1,10}[\]】]\s{0,3}){3,40}")
"""A row of names in brackets, as of links to other pages."""

BYLINE = re.compile(r"[^。，]{0,30}[／/][^。，]{1,30}(?:报[导道]|報導)|[文图圖攝摄]{1,3}\s?[／/][^。，]{1,30}")
"""A line that is a byline, at a text's beginning: 某中心／某某報導, 文／某某."""

UNFOLD = re.compile(rf"[\s+▼↓﹀∨]{{0,3}}{_ANY['unfolding']}[\s+▼↓﹀∨]{{0,3}}")
"""What a button says that shows the hidden rest of a text."""

_NUMERALS = "一二三四五六七八九十"
SIGNED = re.compile(rf"(?:\d{{4}}|[二〇零{_NUMERALS}]{{4}})年[\d{_NUMERALS}]{{1,2}}月[\d{_NUMERALS}]{{1,3}}日")
"""The last line of a signature: the day."""

SALUTATION = re.compile(r"[^，。:：*\d]{2,20}[:：]")
"""The first line of a letter."""

CLOCK = re.compile(r"\d{1,2}[:：]\d\d")
"""A line that is an hour, as over the entries of a report."""

PHOTOGRAPHED = re.compile(r"[（(][^（()）]{1,20}(?:摄影?|供图)[）)]\s{0,3}$")
"""The end of a picture's caption: its photographer in brackets."""
