"""The published schema: a JSON Schema for each file, and docs/output.md; both come from the docstrings of the items.

docs/output.zh.md says the same in Chinese; other words than the docstrings are in output_page.en.toml and .zh.toml.
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
    """docs/output.md: how to read the files, and every field of each."""
    records = {kind: (item.__doc__ or "").strip() for kind, item in KINDS.items()}
    said = {kind: {name: entry["description"] for name, entry in schema(kind)["properties"].items()} for kind in KINDS}
    return _page(words("en")["page"], records, said)


def chinese_page() -> str:
    """docs/output.zh.md: the same in Chinese; raises KeyError for a field that the translation lacks."""
    said = words("zh")
    return _page(said["page"], said["records"], said)


def words(language: str) -> dict[str, dict[str, str]]:
    """The words of docs/output.md (en) or docs/output.zh.md (zh): of the page; zh also of each record and field."""
    return tomllib.loads((Path(__file__).parent / f"output_page.{language}.toml").read_text("utf-8"))


def _page(page: dict[str, str], records: dict[str, str], said: dict[str, dict[str, str]]) -> str:
    """One page in the words of `page`; `records` describe the kinds, `said` the fields of each."""
    parts = [page["head"].lstrip("\n").replace("{version}", str(SCHEMA_VERSION))]
    for kind in KINDS:
        parts.append(f"\n## {kind}.jsonl\n\n{records[kind]}\n\n| {page['columns']} |\n|---|---|---|\n")
        for name, entry in schema(kind)["properties"].items():
            types = entry.get("type") or [part.get("type", "any") for part in entry.get("anyOf", [])]
            types = types if isinstance(types, str) else f" {page['or']} ".join(types)
            parts.append(f"| `{name}` | {types} | {said[kind][name]} |\n")
    return "".join(parts)


if __name__ == "__main__":
    docs = Path(__file__).parents[2] / "docs"
    (docs / "output.md").write_text(output_page(), encoding="utf-8")
    (docs / "output.zh.md").write_text(chinese_page(), encoding="utf-8")
