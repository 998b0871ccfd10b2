"""Pages that hold everything in their data, for the tests of this room; names and events are invented."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import Any

from newsportal.extraction import Page, extract
from tests.extraction.markup import HEADING, PROSE, paragraphs

ADDRESS = "https://www.qinghe.example/a/view-5521.html"
HTML = paragraphs(PROSE)
TIME = "2026-11-20 08:15:00"
EPOCH = 1795133700
ARTICLE = {"title": HEADING, "content": HTML, "pubtime": TIME, "media": "青河日报"}
FETCHED = datetime(2026, 11, 28, 2, tzinfo=UTC)


def dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def literal(value: Any) -> str:
    """The value as a program writes it, without quotes around names."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{key}:{literal(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(literal, value)) + "]"
    return dumps(value)


def base64_of(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def script(content: str, attributes: str = "") -> str:
    return f"<script {attributes}>{content}</script>"


def shell(content: str, title: str = f"{HEADING}_青河网", url: str = ADDRESS) -> Page:
    """A page that shows nothing itself."""
    head = f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head>"
    return extract(f"{head}<body><div id=app></div>{content}</body></html>".encode(), url, fetched=FETCHED)
