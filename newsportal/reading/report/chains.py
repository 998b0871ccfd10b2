"""Reprint chains: the articles of one story, as they claim to follow each other and as they were seen to."""

from __future__ import annotations

from collections.abc import Iterable

from newsportal.reading.shape import Line

_CHAINS = 400
"""Most chains that are told."""
_LINKS = 40
"""Most articles of one that are told."""


def chains(articles: Iterable[Line]) -> tuple[list[list[Line]], int]:
    """The stories of more than one article, those on most portals first, and how many there are in all.

    The articles of each stand in the order in which they were read.
    """
    stories: dict[str, list[Line]] = {}
    for article in articles:
        if article["story"]:
            stories.setdefault(article["story"], []).append(article)
    found = [sorted(story, key=lambda one: one["fetched"])[:_LINKS] for story in stories.values() if len(story) > 1]
    found.sort(key=_weight, reverse=True)
    return found[:_CHAINS], len(found)


def _weight(chain: list[Line]) -> tuple[int, int, str]:
    return len({one["portal"] for one in chain}), len(chain), max(one["fetched"] for one in chain)
