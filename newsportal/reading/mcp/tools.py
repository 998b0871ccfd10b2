"""What the tools answer, as JSON: from the records of the last days, the search index, or questions to the views."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from newsportal.reading.mcp import now
from newsportal.reading.mcp.quoting import NOTE, quoted
from newsportal.reading.records import Records
from newsportal.reading.search import Query, SearchIndex, Where
from newsportal.reading.tables.bounded import BOUNDS, Answer, Bounds, Question, ask_within
from newsportal.text.china_time import iso

_OWN = {
    *(
        "id",
        "headline",
        "other",
        "story",
        "portal",
        "crawl",
        "kind",
        "verdict",
        "rule",
        "story_rule",
        "outcome",
        "what",
    ),
    *("page_role", "block_role", "text_from", "title_from", "published_precision", "content_hash", "url", "page"),
    *("seen", "first_seen", "last_seen", "published", "fetched", "time", "begin", "end", "newest"),
}
"""Columns whose values are newsportal's: ids, names, times, addresses in their canonical form."""
_TEXT = 8_000
"""Characters of an article that one answer has."""

_HEADLINE = "SELECT * FROM headlines WHERE id = $id OR url = $id ORDER BY first_seen LIMIT 20"
_HISTORY = """
SELECT headline AS id, seen, kind, portal, page, block, rank, full_text AS title, rule, evidence, other, verdict, url
FROM sightings WHERE headline = $id OR url = $id ORDER BY seen"""
_CHAIN = """
SELECT * FROM chains WHERE story = $id
    OR story IN (SELECT story FROM articles WHERE url = $id OR url IN (SELECT url FROM headlines WHERE id = $id))
ORDER BY seen"""
_ARTICLE = """
SELECT * EXCLUDE (text), length(text) AS characters, substr(text, $start + 1, $size) AS text FROM articles
WHERE url = $url ORDER BY revision DESC LIMIT 1"""


class Unknown(Exception):
    """Nothing is known under what was asked for; the message says so."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools over an output folder. Each gives JSON, or raises TablesError, Unknown, ValueError, OSError or
    sqlite3.Error."""

    folder: Path
    """The output folder."""
    search_file: Path
    """Of the search index, which is kept up by what is new."""
    export: Path | None = None
    """A folder that `scrapy export` wrote: story, article and sql ask it instead, which is faster."""
    bounds: Bounds = BOUNDS

    def standing(self, portal: str, block: str, most: int) -> str:
        """What stands on the hubs."""
        with Records(self.folder) as records:
            return self._told(records, headlines=self._bounded(now.standing(records, portal, block), most))

    def search(self, words: str, where: Where, most: int) -> str:
        """Headlines or articles by their words."""
        query = Query.of(words.split())
        if not words.strip():
            raise ValueError("no word to look for")
        with Records(self.folder) as records, SearchIndex(self.search_file) as index:
            index.update(records)
            rows = (asdict(one) | {"time": iso(one.time)} for one in index.find(query, where))
            return self._told(records, found=self._bounded(rows, most))

    def story(self, id: str, most: int) -> str:
        """A headline's life and its story's chain of articles."""
        asked = [Question(select, {"id": id}) for select in (_HEADLINE, _HISTORY, _CHAIN)]
        headlines, history, chain = self._ask(replace(self.bounds, rows=most), *asked)
        if not (headlines.rows or history.rows or chain.rows):
            raise Unknown(f"no headline, article or story is known under {id!r}")
        with Records(self.folder) as records:
            return self._told(records, headlines=headlines, sightings=history, articles=chain)

    def article(self, url: str, start: int) -> str:
        """An article in its newest revision."""
        asked = Question(_ARTICLE, {"url": url, "start": start, "size": _TEXT})
        (found,) = self._ask(replace(self.bounds, value=_TEXT), asked)
        if not found.rows:
            raise Unknown(f"no article was read at {url!r}; its address is needed as the other tools give it")
        with Records(self.folder) as records:
            return self._told(records, article=found)

    def crawls(self, portal: str, most: int) -> str:
        """The last crawls, and the blocks that are silent."""
        with Records(self.folder) as records:
            crawls = self._bounded(now.crawls(records, portal), most)
            return self._told(records, crawls=crawls, silent_blocks=self._bounded(now.silent(records, portal), most))

    def sql(self, select: str, most: int) -> str:
        """Any one SELECT over the views: every text of its answer counts as quoted, whatever its column is called."""
        (found,) = self._ask(replace(self.bounds, rows=most), Question(select))
        with Records(self.folder) as records:
            return self._told(records, own=(), rows=found)

    def _ask(self, bounds: Bounds, *questions: Question) -> list[Answer]:
        return ask_within(bounds, self.export or self.folder, self.export is not None, *questions)

    def _bounded(self, rows: Iterable[dict[str, Any]], most: int) -> Answer:
        """What the bounds let through of rows that the server itself has read."""
        found, names = [*islice(rows, most + 1)], dict[str, None]()
        for row in found:
            names |= dict.fromkeys(row)
        return self.bounds.applied([*names], ([row.get(name) for name in names] for row in found), most)

    def _told(self, records: Records, own: Collection[str] = _OWN, **answers: Answer) -> str:
        newest = records.newest()
        told: dict[str, Any] = {"note": NOTE, "as_of": iso(newest) if newest else None}
        for name, answer in answers.items():
            told[name] = quoted(answer.dicts(), own)
            if answer.more:
                told[f"more_{name}"] = True
        return json.dumps(told, ensure_ascii=False)
