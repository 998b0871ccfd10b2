"""The words by which headline blocks are told from navigation, goods and notices, as they are looked for.

The words themselves are data: `newsportal/text/data/blocks.txt`, which says what each section means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from newsportal.extraction.page import Role
from newsportal.text.han import HAN
from newsportal.text.scripts import forms, in_both
from newsportal.text.wordlists import any_of, either, listed, whole_words

__all__ = [
    "ADVERT",
    "ARTICLE_FOLDERS",
    "BADGE",
    "BARE_KIND",
    "CHANNEL_FOLDERS",
    "CONTEXTS",
    "COUNT",
    "CREDIT",
    "GOODS",
    "GOODS_SIGN",
    "IMAGE_NAME",
    "LABEL_STYLE",
    "LABEL_WORD",
    "MORE",
    "NEIGHBOUR",
    "NEUTRAL_TAB",
    "NOTICE",
    "NOTICE_START",
    "NOT_A_LABEL",
    "NO_BLOCK",
    "PAPER_PAGE",
    "PROMPT",
    "ROLES",
    "SERVICE_HOST",
    "SOME_CONTEXT",
    "TOPIC_HOST",
    "organisations",
]

_WORDS = listed("blocks.txt")


def _any(section: str, flags: int = 0) -> re.Pattern[str]:
    return any_of(_WORDS[section], flags)


BARE_KIND = whole_words(_WORDS["bare-kinds"])
"""AnchorText of links that name a kind of item but no item; over a list they are its label."""
MORE = whole_words(_WORDS["more"])
"""AnchorText of links and buttons that lead on or act; compared without brackets and arrows, in lower case."""
PROMPT = _WORDS["prompts"]
"""How such words begin when more follows."""

NOTICE = _any("notices")
"""Footers and service lines. Each word begins with a letter, for then `re` looks only where one of these stands."""
NOTICE_START = _any("notice-beginnings")
"""How others begin."""

BADGE = _any("badges", re.I)
"""Words that are set beside a headline in its link and say what kind of item it is."""
COUNT = re.compile(rf"[\d,.]{{1,9}}\s?[万萬亿億kw+]{{0,2}}\s?{either(_WORDS['counted'])}?", re.I)
"""How many have read, heard or said something: 3.2万, 310万热度."""

GOODS = _any("goods")
"""Prices, scores and gifts: offers of goods, games and houses."""
GOODS_SIGN = re.compile(in_both("[￥¥套商户礼卡激]|[起元万分期]$"))
"""Something of this stands wherever there is one: a look that takes a thirtieth of the time."""

PAPER_PAGE = re.compile(rf"第?\s?[A-Za-z]?\d{{1,3}}\s?版(?:[\s:：]|$)|[A-Z]\d{{1,2}}[\s:：-]?[{HAN}·]{{2,6}}$")
"""第A01版：要闻: the pages of a newspaper in print, its navigation."""

CREDIT = _any("credit-words")
"""What stands in the line of credits under a heading, whose links are outlets and authors."""

NEIGHBOUR = re.compile("[上下前后][一1][篇条则章]")
"""What stands before the links to the article before and the one after."""

ADVERT = re.compile(rf"[/.]e?click\.|//{either(_WORDS['shop-hosts'])}\.", re.I)
"""Hosts of shops, and of those that count clicks for advertisers."""

SERVICE_HOST = re.compile(rf"//{either(_WORDS['service-hosts'])}\.", re.I)
"""Hosts of searches, accounts, data bases and shops."""

TOPIC_HOST = re.compile(rf"//{either(_WORDS['topic-hosts'])}\.", re.I)
"""Hosts of special topics, whose pages are items however short their address."""

CHANNEL_FOLDERS = frozenset(_WORDS["channel-folders"])
"""Parts of addresses that lead to lists, tags, services and people."""
ARTICLE_FOLDERS = frozenset(_WORDS["article-folders"])
"""Parts of addresses under which sites keep their items."""

IMAGE_NAME = re.compile(rf"\.(?:jpe?g|png|gif|bmp|webp)$|^{either(_WORDS['no-pictures'])}", re.I)
"""Alternative texts that name a file or a default, not what the picture shows."""

LABEL_WORD = _any("label-words")
"""Parts of the headings that stand over blocks of headlines."""
LABEL_STYLE = _any("label-styles")
"""Parts of class names and ids that designers give to headings."""
NOT_A_LABEL = _any("no-labels")
"""Short texts that stand before lists and are no heading."""
NO_BLOCK = _any("no-blocks")
"""Headings of lists that are no headlines: friends, tags, tools, shops."""
NEUTRAL_TAB = _any("neutral-tabs")
"""Tabs that only divide the block whose heading stands beside them; without a heading they are the labels."""

ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("related", _any("related")),
    ("ranking", _any("ranking", re.I)),
    ("latest", _any("latest")),
    ("recommended", _any("recommended")),
)
"""What a heading says of its block, the first that fits."""

_AREAS = (
    ("navigation-areas", 1.0),
    ("footer-areas", 2.5),
    ("friend-areas", 1.0),
    ("tag-areas", 1.5),
    ("comment-areas", 2.0),
    ("tool-areas", 0.7),
    ("overlay-areas", 2.5),
)
SOME_CONTEXT = any_of(word for section, _ in _AREAS for word in _WORDS[section])
"""Whether one of the following fits."""
CONTEXTS = tuple((1 << place, points, _any(section)) for place, (section, points) in enumerate(_AREAS))
"""Class names and ids of regions that seldom hold headlines: a bit, what it takes from a link's score, the pattern."""

_ORGANISATION = re.compile(rf"[{HAN}（）()·]{{2,18}}{either(_WORDS['organisations'])}")
_ENDS = frozenset(sign for word in _WORDS["organisations"] for sign in forms(word[-1]))


def organisations(texts: Iterable[str]) -> int:
    """How many texts are the name of a school, court, firm or society, with nothing beside it.

    >>> organisations(["青亭师范学院", "青亭师范学院今天开学"])
    1
    """
    return sum(map(_is_organisation, [text for text in texts if text[-1:] in _ENDS]))


@lru_cache(4096)  # asked of the page, then of each block
def _is_organisation(text: str) -> bool:
    return _ORGANISATION.fullmatch(text) is not None
