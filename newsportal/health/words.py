"""The words of alarms: stored in English, whatever the locale is, and told in the user's language.

A stored sentence is one of the templates below with its numbers filled in, and is known again by what stands around
the numbers.
"""

from __future__ import annotations

import re

from newsportal.messages import marked, say

FEWER_HEADLINES = marked("`bounds` no longer fit: fewer headlines than declared")
MISSING = marked("`bounds` no longer fit: declared block is missing")
NO_CONTENT = marked("nothing was read")
SAME_PAGE = marked("many addresses show one page")
UNREAD_HUB = marked("hub cannot be read")
EMPTY_HUB = marked("hub gives no headlines")
UNREAD_SEED = marked("`seeds` no longer fit: a seed cannot be read")
EMPTY_SEED = marked("`seeds` no longer fit: a seed gives no headlines")
UNMATCHED = marked("`article` no longer fits: articles at other addresses")
EMPTY_BLOCK = marked("block gives no headlines")
FEW_IN_BLOCK = marked("block gives few headlines")
LOST_BLOCK = marked("block is missing from article pages")
WITHOUT_TEXT = marked("articles without text")
WITHOUT_TIME = marked("articles without time")
SHARED_TITLES = marked("articles that share a title")
DOUBLED = marked("articles that say a paragraph twice")
DATED_BY_CRAWL = marked("old articles dated on the day of the crawl")
UNLABELLED = marked("sightings without a label")
MISLABELLED = marked("sightings under a telephone number or a copyright line")
NEITHER = marked("pages that are neither article nor hub")
ERRORS = marked("errors")
FEWER_NEW = marked("fewer new items")
HUBS = marked("hubs")
ALL_PAGES = marked("all pages")
ADDRESSES = marked("articles' addresses")
LAST_HOURS = marked("the last {hours} hours")
AT_LEAST = marked("at least {least}")
AT_MOST = marked("at most {share} (declared)")
EACH_READING = marked("at least {least} in each of {readings} readings")
SOME_HUB = marked("on some hub")
NO_HUB = marked("on none")
ANYTHING = marked("headlines or articles")
NOTHING = marked("none on {pages} pages")
PAGE_EACH = marked("a page each")
ONE_PAGE = marked("one page under {found} of {addresses}")
READ_BEFORE = marked("read by {read} of the last {crawls} crawls")
FAILED_TWICE = marked("failed twice")
STOOD = marked("on {stood} of {before} article pages")
STANDS = marked("on {found} of {pages}")
SHARE = marked("{found} of {all}")
_TEMPLATES = (
    HUBS, ALL_PAGES, ADDRESSES, LAST_HOURS, AT_LEAST, AT_MOST, EACH_READING, SOME_HUB, NO_HUB, ANYTHING, NOTHING,
    PAGE_EACH, ONE_PAGE, READ_BEFORE, FAILED_TWICE, STOOD, STANDS, SHARE,
)  # fmt: skip
_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
_NAMED = re.compile(r"\{(\w+)\}")
_AROUND_NUMBERS = {_NAMED.sub("{}", template): template for template in _TEMPLATES}


def in_words(alarm: dict[str, str]) -> str:
    """An alarm in the user's words, for logs and tables."""
    told = {name: _told(alarm[name]) for name in ("where", "expected", "found")}
    return say("{what}: {where}: expected {expected}, found {found}", what=say(alarm["what"]), **told)


def _told(stored: str) -> str:
    """A stored sentence or number; an address, a label or the words of another version as they are."""
    if stored.isdecimal():
        return f"{int(stored):,}"
    template = _AROUND_NUMBERS.get(_NUMBER.sub("{}", stored))
    if template is None:
        return stored
    numbers = (f"{int(found):,}" if found.isdigit() else found for found in _NUMBER.findall(stored))
    return say(template, **dict(zip(_NAMED.findall(template), numbers, strict=True)))
