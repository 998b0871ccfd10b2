"""The published schema: a JSON Schema for each file, and docs/output.md; both come from the docstrings of the items.

docs/output.zh.md says the same in Chinese, with the words in output_page.zh.toml.
"""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

from itemadapter import ItemAdapter

from newsportal.items import Article, Crawl, Headline, Sighting
from newsportal.items.entries import held, json_schema

SCHEMA_VERSION = 2
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
        entry["description"] = " ".join(entry.get("description", "").split())
        if "datetime" in str(field.type):
            entry.update(type=["string", "null"] if "None" in str(field.type) else "string", format="date-time")
        if holds := held(item).get(field.name):
            properties[field.name] = json_schema(holds) | {"description": entry["description"]}
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
    records = {kind: (item.__doc__ or "").strip() for kind, item in KINDS.items()}
    said = {kind: {name: entry["description"] for name, entry in schema(kind)["properties"].items()} for kind in KINDS}
    return _page(_HEAD, "field | type | what", "or", records, said)


def chinese_page() -> str:
    """docs/output.zh.md: the same in Chinese; raises KeyError for a field that the translation lacks."""
    said = translation()
    page = said["page"]
    return _page(page["head"].lstrip("\n"), page["columns"], page["or"], said["records"], said)


def translation() -> dict[str, dict[str, str]]:
    """The words of docs/output.zh.md: of the page, of each kind of record, and of the fields, by kind."""
    return tomllib.loads((Path(__file__).parent / "output_page.zh.toml").read_text("utf-8"))


def _page(head: str, columns: str, either: str, records: dict[str, str], said: dict[str, dict[str, str]]) -> str:
    """One page: `either` stands between two types, `records` describe the kinds, `said` the fields of each."""
    parts = [head.replace("{version}", str(SCHEMA_VERSION))]
    for kind in KINDS:
        parts.append(f"\n## {kind}.jsonl\n\n{records[kind]}\n\n| {columns} |\n|---|---|---|\n")
        for name, entry in schema(kind)["properties"].items():
            types = entry.get("type") or [part.get("type", "any") for part in entry.get("anyOf", [])]
            types = types if isinstance(types, str) else f" {either} ".join(types)
            parts.append(f"| `{name}` | {types} | {said[kind][name]} |\n")
    return "".join(parts)


_HEAD = """# What comes out

[中文](output.zh.md)

Four files of JSON lines in `output/` (setting `NEWSPORTAL_OUTPUT`): UTF-8, one object a line, keys in the order below,
every key on every line, null where nothing is known. Every time has one form (ISO 8601, China's time), such as
`2026-11-28T09:05:07.000000+08:00`: its first ten characters are the day in Beijing. Lines are only ever appended; a
line is written whole or not at all. Schema version {version}; `scrapy schema` prints it as JSON Schema.

    import pandas; pandas.read_json("output/sightings.jsonl", lines=True)
    duckdb -c "select block, count(*) from 'output/sightings.jsonl' group by 1 order by 2 desc"

The picture of a page: what stood on a hub in a crawl are the crawl's sightings with this `page`, and those in whose
`also` it is. `place` and `rank` order them as a reader sees them.

A hub that the server called unchanged (304) gives no sightings: [headlines.md](headlines.md) says how to count what it
still shows.

This page is generated: `python -m newsportal.output.schema` writes it from the docstrings in `newsportal/items/`, and
its Chinese counterpart with the words in `newsportal/output/output_page.zh.toml`.

## From version 1 to 2

A crawl goes on in the same folder and the same state, also one that was interrupted: lines of version 2 follow those
of version 1, and every command of newsportal reads both. `scrapy stories FOLDER` writes all files anew as version 2.
What readers of your own will meet:

* Every time is 32 characters long. Version 1 left out fractions of zero.
* crawls.jsonl has no dictionaries: `{"timeout": 3}` is `[{"label": "timeout", "count": 3}]`. An alarm holds text only.
* headlines.jsonl has `kind`, `page`, `page_role`, `block_role`, `rank` and `other`. `story`, nearly always null, is
  gone: an article under the headline's `url` has it.
* sightings.jsonl has `place`, `also` and `verdict`.
"""

if __name__ == "__main__":
    docs = Path(__file__).parents[2] / "docs"
    (docs / "output.md").write_text(output_page(), encoding="utf-8")
    (docs / "output.zh.md").write_text(chinese_page(), encoding="utf-8")
