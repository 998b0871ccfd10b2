"""What an address alone says of the item behind it: a story, a channel, a shop."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsportal.extraction.vocabulary import ADVERT

__all__ = ["Addresses"]

_STORY_FOLDER = re.compile(
    r"\d{5,}|(?:19|20)\d\d[-/_.]?(?:0[1-9]|1[0-2])|/\d{3,}/"
    r"|/(?:a|c|p|articles?|news|details?|info|content|view|show|read|story|archives?|n|t|post|doc|item|video|v|photo|pic|slide)/",
    re.I,
)
_STORY_NAME = re.compile(
    r"\d{5}|\d{2,}\.s?html?|(?:id|[at]id|[nc]id|docid)=[\w-]{0,60}\d|forward_\d|^[0-9a-z]{0,8}(?:\d[a-z]{1,9}|[a-z]{1,9}\d){3}",
    re.I,
)
_CHANNEL_FOLDER = re.compile(
    r"/(?:tags?|search|so|keywords?|author|user|u|space|login|passport|register|list|channels?|category|cate|column|about|help"
    r"|contact|service|download|app|profile|subscribe|journalists?|media|loupan)/",
    re.I,
)
_CHANNEL_HOST = re.compile(
    r"//(?:so|search|s|tags?|passport|login|sso|vip|my|i|home|item|product|db|tousu|data|cx|xiazai|download|e)\.", re.I
)
_CHANNEL_QUERY = re.compile(
    r"[?&](?:q|wd|word|kw|keyword|key|query|qtext|tag|searchword|category|catid|channel|columnid|nodeid)=", re.I
)
_REDIRECT = re.compile(r"[?&](?:target|goto|redirect)=http", re.I)
_DATED = re.compile(r"(?:19|20)\d\d|\d{6}")
_INDEX = ("index.", "node_", "list", "default.")


class _Folder(NamedTuple):
    """What all addresses share that differ only after their last slash."""

    home: bool
    """It is a site's root."""
    story: bool
    """It has a date, a number or a word that stands in the addresses of stories."""
    channel: bool
    """It has a word that stands in the addresses of lists, tags, services and people."""
    advert: bool
    """It leads to a shop or counts clicks."""
    dated: bool
    """A year or a long number stands in it."""


class Addresses:
    """Judges the addresses of one page; a folder that recurs is judged once."""

    def __init__(self) -> None:
        self._folders: dict[str, _Folder] = {}

    def points(self, url: str) -> float:
        """From -2 (a site's home page) over 0 (nothing known) to 1 (a story)."""
        query = url.find("?")
        slash = url.rfind("/", 0, query if query >= 0 else len(url)) + 1
        name = url[slash:]
        folder = self._folders.get(url[:slash]) or self._judge(url[:slash])
        if folder.advert or ("=http" in name and _REDIRECT.search(name)):
            return -1.5
        index = not name or name.startswith(_INDEX)
        if index and folder.home:
            return -2.0
        story = folder.story or _STORY_NAME.search(name[:120]) is not None
        if folder.channel or ("=" in name and _CHANNEL_QUERY.search(name)):
            return -0.5 if story and not folder.home else -1.0
        if folder.home and name.isdigit():
            return -0.5  # a member's number on a platform
        if index:
            return 0.3 if folder.dated else -0.8
        return float(story)

    def _judge(self, address: str) -> _Folder:
        end = address.find("/", 8)
        path = address[end:] if end > 0 else "/"
        judged = self._folders[address] = _Folder(
            home=len(path) == 1,
            story=_STORY_FOLDER.search(path) is not None,
            channel=_CHANNEL_FOLDER.search(path) is not None or _CHANNEL_HOST.search(address[:end]) is not None,
            advert=ADVERT.search(address) is not None,
            dated=_DATED.search(path) is not None,
        )
        return judged
