"""A corpus out of the records: one article a story, as JSON lines and as Parquet with the fields that corpora use.

What a portal puts under its texts is left out: a line at a text's begin or end that stands there under three other
stories of the portal (`newsportal.extraction.portal_memory`), told from the articles that are exported.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from newsportal.extraction.portal_evidence import edges, without_returning
from newsportal.extraction.portal_memory import PortalMemory
from newsportal.output.sql import quoted
from newsportal.reading.tables.connection import over_output
from newsportal.reading.tables.target import beside
from newsportal.text.keys import words_key
from newsportal.text.language import is_chinese
from newsportal.text.scripts import is_traditional

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Chosen = Literal["earliest", "longest"]
"""Which article of a story is taken."""
_ORDER: dict[Chosen, str] = {
    "earliest": "coalesce(published, fetched), url",
    "longest": "length(text) DESC, coalesce(published, fetched), url",
}
_FIELDS = {
    "id": "VARCHAR", "url": "VARCHAR", "title": "VARCHAR", "text": "VARCHAR", "date": "TIMESTAMPTZ",
    "date_from": "VARCHAR", "source": "VARCHAR", "portal": "VARCHAR", "language": "VARCHAR", "script": "VARCHAR",
    "license": "VARCHAR", "story": "VARCHAR", "articles": "BIGINT", "chosen": "VARCHAR",
}  # fmt: skip
"""The fields of a line, and their types in Parquet."""
_MERGED = 100_000
"""Pairs of a portal that are collected before they join its memory."""
NAMES = ("corpus.jsonl", "corpus.parquet")


def export(folder: Path, target: Path, chosen: Chosen) -> dict[str, int]:
    """Write the corpus of an output folder, beside and renamed; gives how many articles it has, of how many.

    Raises as the other exports do.
    """
    con = over_output(folder)
    con.execute(
        "CREATE TEMP VIEW newest AS SELECT * FROM articles WHERE length(text) > 0 "
        "QUALIFY row_number() OVER (PARTITION BY url ORDER BY revision DESC, fetched DESC) = 1"
    )
    with beside(target) as new:
        # The newest revisions and the choice among them are sorted on the disk, where memory does not suffice.
        con.execute(f"SET temp_directory = {quoted(new / 'spill')}")
        lines, parquet = (new / name for name in NAMES)
        with lines.open("w", encoding="utf-8") as file:
            count = 0
            for count, record in enumerate(_records(con, chosen), 1):  # noqa: B007
                file.write(f"{json.dumps(record, ensure_ascii=False)}\n")
        columns = ", ".join(f"{name}: {quoted(kind)}" for name, kind in _FIELDS.items())
        read = f"read_json({quoted(lines)}, format = 'newline_delimited', columns = {{{columns}}})"
        con.execute(f"COPY (FROM {read}) TO {quoted(parquet)} (FORMAT parquet, COMPRESSION zstd)")
        for path in (lines, parquet):
            path.replace(target / path.name)
    (articles,) = con.execute("SELECT count(*) FROM newest").fetchone() or (0,)
    return {"corpus": count, "articles": articles}


def _records(con: DuckDBPyConnection, chosen: Chosen) -> Iterator[dict[str, Any]]:
    memories = _memories(con)
    names = ("content_hash", "url", "title", "text", "published", "fetched", "source", "portal", "story", "told")
    found = con.execute(
        f"SELECT {', '.join(names[:-1])}, count(*) OVER stories AS told FROM newest "
        "WINDOW stories AS (PARTITION BY coalesce(story, url)), "
        f"ordered AS (PARTITION BY coalesce(story, url) ORDER BY {_ORDER[chosen]}) "
        "QUALIFY row_number() OVER ordered = 1 ORDER BY coalesce(published, fetched), url"
    )
    while rows := found.fetchmany(500):
        for row in rows:
            yield _record(dict(zip(names, row, strict=True)), memories, chosen)


def _record(row: Mapping[str, Any], memories: Mapping[str, PortalMemory], chosen: Chosen) -> dict[str, Any]:
    """A line of the corpus."""
    text = without_returning(row["text"], words_key(row["story"] or row["url"]), memories[row["portal"]])
    chinese = is_chinese(text)
    return {
        "id": row["content_hash"], "url": row["url"], "title": row["title"], "text": text,
        "date": (row["published"] or row["fetched"]).isoformat(),
        "date_from": "page" if row["published"] else "fetched",
        "source": row["source"], "portal": row["portal"], "language": "zh" if chinese else "und",
        "script": ("Hant" if is_traditional(text) else "Hans") if chinese else None, "license": "unknown",
        "story": row["story"], "articles": row["told"], "chosen": chosen,
    }  # fmt: skip


def _memories(con: DuckDBPyConnection) -> dict[str, PortalMemory]:
    """What stands at the ends of each portal's texts."""
    memories: dict[str, PortalMemory] = {}
    waiting: dict[str, set[int]] = {}
    found = con.execute("SELECT portal, coalesce(story, url), text FROM newest ORDER BY portal")
    while rows := found.fetchmany(500):
        for portal, story, text in rows:
            # The articles of one story are one text: what a reprint repeats is none of the portal's.
            key, pairs = words_key(story), waiting.setdefault(portal, set())
            pairs.update(line << 32 | key for line in edges(text))
            if len(pairs) >= _MERGED:
                memories[portal] = memories.get(portal, PortalMemory()).merged(waiting.pop(portal))
    for portal, pairs in waiting.items():
        memories[portal] = memories.get(portal, PortalMemory()).merged(pairs)
    return memories
