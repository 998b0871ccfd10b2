"""The published schema: a JSON Schema for each file, and docs/output.md; both come from the docstrings of the items."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

from itemadapter import ItemAdapter

from newsportal.items import Article, Crawl, Headline, Sighting

SCHEMA_VERSION = 1
"""Goes up when a field is renamed, removed or changes its meaning; an added field leaves it."""
KINDS: dict[str, type] = {"articles": Article, "headlines": Headline, "sightings": Sighting, "crawls": Crawl}
"""The kinds of record and their classes."""


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a line of `kind`.jsonl; raises KeyError for another kind."""
    item = KINDS[kind]
    found = ItemAdapter.get_json_schema(item)
    properties = found["properties"]
    for field in fields(item):
        entry = properties[field.name]
        if "datetime" in str(field.type):
            entry.update(type=["string", "null"] if "None" in str(field.type) else "string", format="date-time")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{kind}.jsonl",
        "version": SCHEMA_VERSION,
        "description": (item.__doc__ or "").strip(),
        **found,
        "required": [field.name for field in fields(item)],
        "additionalProperties": False,
    }


def output_page() -> str:
    """docs/output.md: every field of every file."""
    parts = [_HEAD]
    for kind, item in KINDS.items():
        parts.append(f"## {kind}.jsonl\n\n{(item.__doc__ or '').strip()}\n\n| field | type | what |\n|---|---|---|\n")
        for name, entry in schema(kind)["properties"].items():
            said = entry.get("type") or [part.get("type", "any") for part in entry.get("anyOf", [])]
            types = said if isinstance(said, str) else " or ".join(said)
            parts.append(f"| `{name}` | {types} | {entry.get('description', '').strip()} |\n")
        parts.append("\n")
    return "".join(parts).rstrip("\n") + "\n"


_HEAD = f"""# What comes out

Four files of JSON lines in `output/` (setting `NEWSPORTAL_OUTPUT`): UTF-8, one object a line, keys in the order below,
every key on every line, null where nothing is known, times in ISO 8601 with +08:00. Lines are only ever appended; a
line is written whole or not at all. Schema version {SCHEMA_VERSION}; `scrapy schema` prints it as JSON Schema.

    import pandas; pandas.read_json("output/sightings.jsonl", lines=True)
    duckdb -c "select block, count(*) from 'output/sightings.jsonl' group by 1 order by 2 desc"

This page is generated: `python -m newsportal.output.schema` writes it from the docstrings in `newsportal/items/`.

"""

if __name__ == "__main__":
    (Path(__file__).parents[2] / "docs" / "output.md").write_text(output_page(), encoding="utf-8")
