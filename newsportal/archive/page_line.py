"""A page as one line of a result file, and back as a visit: what was read of it, before identity."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

import orjson

from newsportal.archive.choice import Choice
from newsportal.archive.packed_body import is_packed, packed, unpacked
from newsportal.archive.result import PageLine
from newsportal.crawl.tidying import tidy_headlines
from newsportal.dedup.decide import host_of
from newsportal.dedup.full_body import FullBody
from newsportal.extraction.page import BlockHeadline, Page
from newsportal.extraction.portal_memory import title_key
from newsportal.extraction.portal_traits import Traits
from newsportal.items import Article, Fetch, Visit, Written, WrittenArticle, encoded, item_of, undecided
from newsportal.items.tidy import tidied
from newsportal.loaders import VisitLoader, headlines, link_to
from newsportal.state.article_doubts import doubts
from newsportal.text.china_time import iso
from newsportal.text.keys import address_key, key_of
from newsportal.urls.canonical import canonical
from newsportal.warc.answer import Answer

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PART = b"\t"
"""Before the line of the page's article, as it will be stored but for what is decided then, and before its body. In
JSON no tab stands."""


def line(page: Page, answer: Answer, url: str, number: int, choice: Choice) -> PageLine:
    """What was read of an answer, whose canonical address this is, as a line without its end."""
    portal = choice.portal(url)
    fetch = Fetch(asked=url, kind="article" if page.article else "hub")
    started = Visit(url=url, role=page.kind, fetched=answer.date, fetch=fetch)
    loader = VisitLoader(started, portal=portal, crawl="", top=choice.keywords)
    article, stands = loader.article(page.article) if page.article else None, headlines(page, started)
    blocks = [[block.label, block.role] for block in page.blocks]
    following = canonical(page.article.next_page) if page.article and page.article.next_page else ""
    about = {
        "n": number, "at": answer.offset, "url": url, "asked": answer.url, "portal": portal,
        "time": answer.date.isoformat(), "charset": answer.charset, "role": page.kind, "flags": page.flags,
        "modified": answer.header("Last-Modified"), "dropped": started.dropped, "blocks": blocks,
        "traits": page.traits.told() if page.traits else None,
        "sightings": [_short(entry, place) for _, place, taken in stands for entry in taken],
    }  # fmt: skip
    same = following and choice.portal(following) == portal
    return PageLine(text_of(about, article), microseconds(answer.date), key_of(url), key_of(following) if same else 0)


def text_of(about: dict[str, Any], article: Article | None) -> bytes:
    """The line of a page of which this is to be told, with its article, which is made what the pipelines will make of
    it: its body is that of the text that is stored."""
    if article is None:
        return orjson.dumps(about)
    lacks = tidied(article)
    published = iso(article.published) if article.published else None
    asked = {"title": article.title, "source": article.source, "published": published, "fetched": iso(article.fetched)}
    asked["content_hash"] = article.content_hash
    doubtful, title = [*doubts(article, about["modified"])], title_key(article.title or "")
    told, host = {"article": {"doubts": doubtful, "title": title, "asked": asked}}, address_key(host_of(about["url"]))
    body = b"" if lacks else packed(FullBody.of(article.title or "", article.text or ""), host)
    return _PART.join((orjson.dumps(about | told), encoded(article), body))


def microseconds(when: datetime) -> int:
    """A time as microseconds since 1970."""
    return (when - _EPOCH) // timedelta(microseconds=1)


def _short(entry: BlockHeadline, place: int) -> list[Any]:
    """What a sighting has of its own."""
    full = entry.text if entry.text != entry.shown else None
    own = [entry.shown, link_to(entry.url), place, entry.rank, full, entry.text_from]
    return [*own, iso(entry.published), entry.published_precision] if entry.published else own


def told_of(text: bytes) -> dict[str, Any]:
    """What a line tells, with the line of its article (`written`) and its body (`body`)."""
    about, _, written = text.partition(_PART)
    told: dict[str, Any] = orjson.loads(about)
    told["written"], _, body = written.partition(_PART)
    told["body"] = body if is_packed(body) else b""  # an earlier version packed it otherwise
    return told


def visit_of(told: dict[str, Any], crawl: str) -> Visit:
    """The visit that a line tells of, in a crawl."""
    url, role, portal = told["url"], told["role"], told["portal"]
    when, article = datetime.fromisoformat(told["time"]), article_of(told)
    modified, flags = told["modified"], tuple(told["flags"])
    kind = "article" if article else "hub"
    fetch = Fetch(asked=url, kind=kind, modified=modified, flags=flags, answered=False)
    visit = Visit(url=url, role=role, fetched=when, fetch=fetch, article=article, dropped=told["dropped"], tidied=True)
    if told["sightings"]:
        for place, standing in groupby(told["sightings"], itemgetter(2)):
            label, block_role = told["blocks"][place - 1]
            visit.sightings += undecided(
                map(_standing, standing), portal=portal, crawl=crawl, seen=when, page=url, page_role=role, block=label,
                block_role=block_role, place=place,
            )  # fmt: skip
        tidy_headlines(visit)
    if article:
        article.url, article.portal, article.crawl = url, portal, crawl
        fetch.hash = article.content_hash
    if article and told["body"]:
        visit.written = Written(told["written"], told["article"]["title"], told["article"]["doubts"])
        visit.body = unpacked(told["body"])
    visit.traits = Traits.of(told["traits"]) if told["traits"] else None
    return visit


def article_of(told: dict[str, Any]) -> Article | None:
    """The article that a line tells of."""
    about, written = told.get("article"), told["written"]
    if about and not written:
        return item_of(Article, about)  # as an earlier version's line has it
    return WrittenArticle.of(written, about["asked"] if about else {}) if written else None


def _standing(own: list[Any]) -> tuple[str, str, str, str, int, datetime | None, str | None]:
    text, url, _, rank, full, text_from, *dated = own
    published, precision = (datetime.fromisoformat(dated[0]), dated[1]) if dated else (None, None)
    return text, full or text, text_from, url, rank, published, precision
