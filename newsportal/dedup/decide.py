"""Identity's answers written into items: once, for the crawl's pipelines and for the replay of its files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from newsportal.dedup.full_body import FullBody
from newsportal.dedup.identity import Identity
from newsportal.dedup.model import Decision, Gone, Read, Resolution, Seen, StoryDecision
from newsportal.items import Article, Headline, Sighting

FROM_THE_PAGE = ("shown", "title", "alt")
"""Values of `text_from` for words that the page gives itself; any other completes words that were shown cut."""


def host_of(url: str) -> str:
    """The host of an address. Hosts come again and again: no more of an address is read."""
    return _host("/".join(url.split("/", 3)[:3]))


_host = lru_cache(512)(lambda begin: urlsplit(begin).hostname or "")


class _ReadOf(Read):
    """What is asked about an article of which no text is needed, as of most: where it is, it is read of the line."""

    __slots__ = ("_article",)
    _article: Article

    def __getattr__(self, name: str) -> str:
        # Python asks here for a value that is not set.
        if name != "text":
            raise AttributeError(name)
        return self._article.text or ""


def read_of(article: Article, body: FullBody | None = None, *, sure: bool = False) -> Read:
    """What identity is asked about an article; `body`: its body, where that was read already; `sure`: nobody can have
    changed the article since."""
    read = _ReadOf(
        url=article.url, portal=article.portal, host=host_of(article.url), title=article.title or "", text="",
        fetched=article.fetched, published=article.published, source=article.source, body=body, sure=sure,
    )  # fmt: skip
    read._article = article
    del read.text
    return read


def story_fields(decision: StoryDecision) -> dict[str, str | None]:
    """The fields of an Article that a decision fills."""
    return {"story": decision.story, "story_rule": decision.rule, "story_evidence": decision.evidence}


def resolved_sighting(resolution: Resolution, article: Article) -> Sighting:
    """The sighting that tells what an article showed of two headlines."""
    return Sighting(
        headline=resolution.headline, kind="settled", portal=article.portal, crawl=article.crawl, seen=article.fetched,
        text=resolution.text, full_text=resolution.text, text_from="shown", url=resolution.url, page=article.url,
        page_role="article", block="", block_role="", rank=0, rule=resolution.rule, evidence=resolution.evidence,
        other=resolution.other, verdict=resolution.kind,
    )  # fmt: skip


def seen_of(sighting: Sighting) -> Seen:
    """What identity is asked about a sighting, decided or not: the words as its page gave them."""
    given = sighting.text_from in FROM_THE_PAGE
    return Seen(
        text=sighting.full_text if given else sighting.text, text_from=sighting.text_from if given else "shown",
        url=sighting.url, portal=sighting.portal, crawl=sighting.crawl, when=sighting.seen, block=sighting.block,
    )  # fmt: skip


def decision_of(sighting: Sighting) -> Decision:
    """What was decided of a sighting; a kind that no decision has (gone, settled) is left as it is."""
    return Decision(
        headline=sighting.headline, kind=sighting.kind, rule=sighting.rule, evidence=sighting.evidence,  # type: ignore[arg-type]
        other=sighting.other, text=sighting.full_text, text_from=sighting.text_from,
    )  # fmt: skip


def sighting_fields(decision: Decision) -> dict[str, str | None]:
    """The fields of a Sighting that a decision fills."""
    return {
        "headline": decision.headline, "kind": decision.kind, "full_text": decision.text,
        "text_from": decision.text_from, "rule": decision.rule, "evidence": decision.evidence, "other": decision.other,
    }  # fmt: skip


def fill(item: Article | Sighting, fields: dict[str, str | None]) -> None:
    """Write decided fields into an item."""
    for name, value in fields.items():
        setattr(item, name, value)


def new_headline(decision: Decision, sighting: Sighting) -> Headline | None:
    """The headline that a sighting is the first of, as was decided; None where the headline is known."""
    if decision.kind not in ("new", "maybe"):
        return None
    return Headline(
        id=decision.headline, kind=decision.kind, text=decision.text, text_from=decision.text_from, url=sighting.url,
        portal=sighting.portal, page=sighting.page, page_role=sighting.page_role, block=sighting.block,
        block_role=sighting.block_role, rank=sighting.rank, first_seen=sighting.seen, crawl=sighting.crawl,
        other=decision.other,
    )  # fmt: skip


def keep_page(identity: Identity, line: Mapping[str, Any]) -> None:
    """Tell identity on which page the headline of a line of sightings.jsonl stood best, where that is no article's."""
    if line["page_role"] != "article":
        identity.stood(*(line[name] for name in ("headline", "portal", "block", "page", "crawl")))


def gone_sighting(gone: Gone, *, portal: str, crawl: str, seen: datetime) -> Sighting:
    """The sighting that tells at the end of a crawl that a headline left a block; `seen`: when that was found."""
    return Sighting(
        headline=gone.headline, kind="gone", portal=portal, crawl=crawl, seen=seen, text=gone.text,
        full_text=gone.text, text_from="shown", url="", page="", page_role="", block=gone.block, block_role="",
        rank=0, pages=0, last_crawl=gone.last_crawl,
    )  # fmt: skip
