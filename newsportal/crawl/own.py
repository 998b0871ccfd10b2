"""Whether what visits pass is newsportal's own: then nobody else changes them."""

from __future__ import annotations

from collections.abc import Iterable
from inspect import isroutine
from typing import Any

from scrapy.crawler import Crawler

_OWN = "newsportal.", "scrapy."
"""Where what nobody added is from."""


def passed(pipelines: Any) -> list[object]:
    """The pipelines that items pass in Scrapy's manager of them, in order; None for a function alone."""
    return [getattr(step, "__self__", None) for step in pipelines.methods["process_item"]]


def are_from(rooms: str | tuple[str, ...], objects: Iterable[object]) -> bool:
    """Whether the classes of all objects stand in modules whose names begin so."""
    return all(type(one).__module__.startswith(rooms) for one in objects)


def comes_untouched(crawler: Crawler, pipeline: object) -> bool:
    """Whether visits come to a pipeline of a crawler that crawls as its spider's reader gave them."""
    scraper, spider = crawler.engine.scraper, crawler.spider
    before = passed(scraper.itemproc)
    if pipeline not in before:
        return False
    # The pipeline itself too: a class made of it may do more.
    own = are_from(_OWN[0], before[: before.index(pipeline) + 1]) and are_from(_OWN, scraper.spidermw.middlewares)
    return own and _is_data(type(spider))


def _is_data(spider: type) -> bool:
    """Whether a spider's classes that are not newsportal's do nothing."""
    others = (cls for cls in spider.__mro__ if cls is not object and not cls.__module__.startswith(_OWN))
    return not any(isroutine(getattr(value, "__func__", value)) for cls in others for value in vars(cls).values())
