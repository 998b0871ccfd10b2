"""What a portal is, as data: its addresses, its articles' shape, and how that is known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, ClassVar

from newsportal.messages import marked
from newsportal.spiders import declared
from newsportal.urls.kind import PortalUrls

KINDS = {
    "central": marked("central media"),
    "commercial": marked("commercial"),
    "finance": marked("finance"),
    "technology": marked("technology"),
    "region": marked("regions"),
    "government": marked("government"),
    "taiwan_hongkong": marked("Taiwan, HK"),
    "overseas": marked("overseas"),
    "epaper": marked("in print"),
}
"""The kinds of portal: each is a folder of spiders, here with what a list calls it, in 15 columns at most."""

SOURCES = (marked("addresses in public code"),)
"""By what a portal may have been checked."""


class PortalData:
    """What a spider declares of its portal."""

    name: str
    """The portal's name in commands and records."""
    title: ClassVar[str] = ""
    """The portal's name as its readers know it."""
    seeds: ClassVar[tuple[str, ...]] = ()
    """Addresses that each crawl begins with: pages, or feeds and JSON lists of its own hosts."""
    feeds: ClassVar[tuple[str, ...]] = ()
    """Its feeds, sitemaps and JSON lists, on any host; they are read by the hour, and nothing else of that host is."""
    domains: ClassVar[tuple[str, ...]] = ()
    """Registered domains, or hosts, that belong to the portal."""
    paths: ClassVar[tuple[str, ...]] = ()
    """What the paths of its pages begin with, where it shares its hosts with others (/zhongwen/)."""
    article: ClassVar[str | None] = None
    """Regular expression that an article's address matches; of others, and where None, the general shape tells."""
    hub: ClassVar[str | None] = None
    """Regular expression that an address of its lists matches, where the shapes would take it for an article's."""
    example: ClassVar[str | tuple[str, ...] | None] = None
    """Address of one of its articles, or of some, by which `article` and the general shape are tested."""
    checked: ClassVar[str | None] = None
    """When and by what it was checked; None: all of it rests on memory."""
    from_memory: ClassVar[tuple[str, ...]] = ()
    """Fields that rest on memory, whole or in part, though the portal was checked."""
    bounds: ClassVar[dict[str, Any]] = {}
    """What health is measured by where it is known: headlines, blocks, without_text, without_time, errors."""

    @classmethod
    def check_data(cls) -> None:
        """Raise ArgumentError with one sentence if its data cannot make a crawl."""
        declared.check(cls.name, cls.seeds, cls.domains, cls.article, cls.hub, feeds=cls.feeds, paths=cls.paths)

    @classmethod
    def kind(cls) -> str:
        """Its kind, which is the folder where its file stands; "" in another folder."""
        folder = cls.__module__.split(".")[-2:-1]
        return folder[0] if folder and folder[0] in KINDS else ""

    @classmethod
    def examples(cls) -> tuple[str, ...]:
        """The addresses of its `example`."""
        return (cls.example,) if isinstance(cls.example, str) else cls.example or ()

    @classmethod
    def addresses(cls, domains: Iterable[str] | None = None, paths: tuple[str, ...] | None = None) -> PortalUrls:
        """How its addresses are told apart; `domains` and `paths` in place of those declared."""
        own = (declared.host(domain) for domain in (cls.domains if domains is None else domains))
        article, hub = (re.compile(shape) if shape else None for shape in (cls.article, cls.hub))
        return PortalUrls(frozenset(own), article, cls.paths if paths is None else paths, hub)
