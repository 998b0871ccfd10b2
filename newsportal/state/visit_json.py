"""A visit as the log has it, and back: one JSON object, packed.

Any text can stand in it, U+0000 and halves of surrogate pairs included, which no database takes: it is kept as bytes.
What the walk alone needs (`follow`) and what is decided only behind the log (`headlines`) is not in it.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from dataclasses import MISSING, fields
from datetime import datetime
from typing import Any

from newsportal.dedup.full_body import FullBody
from newsportal.extraction.portal_traits import Traits
from newsportal.items import Article, Fetch, Kept, Visit, item_of, record
from newsportal.items.columns import columns, sightings_in
from newsportal.messages import marked

MOST = 8 << 20
"""Bytes of a visit in the log. A page of 3,000 links with an article as long as a book has less."""
TOO_LARGE = marked("visit beyond the bound of the log")
"""Why parts of a visit are left out."""
_SURROGATES = "surrogatepass"
_LONGEST = 1 << 28
"""Bytes of a visit unpacked."""


def packed(visit: Visit) -> bytes:
    """A visit as the log keeps it, at most MOST bytes: a larger one goes without the page that is kept for the crawl's
    end, and then without article and headlines, which is counted as left out."""
    told = _told(visit)
    body = _pack(told)
    if len(body) > MOST and told["kept"]:
        body = _pack(told | {"kept": None})
    if len(body) > MOST:
        bare = Visit(url=visit.url, role=visit.role, fetched=visit.fetched, fetch=visit.fetch)
        bare.dropped = [*visit.dropped[:1_000], TOO_LARGE]
        body = _pack(_told(bare))
    return body


def unpacked(body: bytes) -> Visit:
    """The visit that was packed so, its article as it was read. Raises ValueError for what is none."""
    try:
        told = json.loads(zlib.decompressobj().decompress(body, _LONGEST).decode("utf-8", _SURROGATES))
        return _visit(told)
    except (zlib.error, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no visit: {error!r}") from error


def _pack(told: dict[str, Any]) -> bytes:
    words = json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return zlib.compress(words.encode("utf-8", _SURROGATES), 1)


def _told(visit: Visit) -> dict[str, Any]:
    article, kept = visit.article or visit.known_article, visit.kept
    return {
        "url": visit.url, "role": visit.role, "fetched": visit.fetched.isoformat(),
        "fetch": {name: value for name, value, default in _values(visit.fetch) if value != default},
        "article": record(article) if article else None, "tidied": visit.tidied,
        "sightings": columns(visit.sightings), "dropped": visit.dropped,
        "traits": visit.traits.told() if visit.traits else None, "body": visit.body.told() if visit.body else None,
        "kept": _told_page(kept) if kept else None,
    }  # fmt: skip


def _visit(told: dict[str, Any]) -> Visit:
    fetch = told["fetch"] | {"flags": tuple(told["fetch"].get("flags", ()))}
    visit = Visit(
        url=told["url"], role=told["role"], fetched=datetime.fromisoformat(told["fetched"]), fetch=Fetch(**fetch),
        tidied=told["tidied"], dropped=told["dropped"],
    )  # fmt: skip
    visit.article = item_of(Article, told["article"]) if told["article"] else None
    visit.sightings = sightings_in(told["sightings"])
    visit.traits = Traits.of(told["traits"]) if told["traits"] else None
    visit.body = FullBody.read(told["body"]) if told["body"] else None
    visit.kept = _page(told["kept"]) if told["kept"] else None
    return visit


def _values(fetch: Fetch) -> list[tuple[str, Any, Any]]:
    """The name, value and default of each field."""
    return [
        (one.name, getattr(fetch, one.name), [] if one.default_factory is not MISSING else one.default)
        for one in fields(fetch)
    ]


def _told_page(kept: Kept) -> dict[str, Any]:
    values = {name: getattr(kept, name) for name in Kept.__slots__}
    return values | {"body": b64encode(kept.body).decode(), "fetched": kept.fetched.isoformat()}


def _page(told: dict[str, Any]) -> Kept:
    return Kept(**told | {"body": b64decode(told["body"]), "fetched": datetime.fromisoformat(told["fetched"])})
