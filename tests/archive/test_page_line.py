"""What a line of a result tells, of this version and the one before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import orjson

from newsportal.archive.page_line import told_of
from newsportal.items import Article, completed, encoded, record

SAYS_ALL = 'a "crawl": "", b "story": null, "story_rule": null, "story_evidence": null, "revision": 1 \\ "crawl": "'
READ = Article(
    url=f"http://a.example/{SAYS_ALL}", portal="a.example", crawl="", fetched=datetime(2026, 1, 1, tzinfo=UTC),
    title=SAYS_ALL, text=f"{SAYS_ALL}\n{SAYS_ALL}", images=[{"url": SAYS_ALL, "caption": None}], keywords=[SAYS_ALL],
    evidence=[{"field": "title", "by": "links", "was": SAYS_ALL}], content_hash="0" * 16,
)  # fmt: skip


def test_a_line_written_before_an_article_was_stored_becomes_that_of_the_stored_one():
    for decided in (
        {"crawl": "c", "story": "s", "revision": 12},
        {"crawl": SAYS_ALL, "story": SAYS_ALL, "story_rule": "reprint", "story_evidence": SAYS_ALL, "revision": 2},
    ):
        stored = replace(READ, **decided)
        assert completed(encoded(READ), stored) == encoded(stored)


def test_an_article_whose_line_another_version_wrote_is_written_anew():
    for line in (
        b"{}",
        encoded(READ).replace(b'"story_rule": null, ', b""),
        encoded(READ).replace(b'"crawl": "", ', b""),
    ):
        assert completed(line, READ) == encoded(READ)


def test_a_line_tells_its_article_also_where_an_earlier_version_wrote_it():
    line = encoded(READ)
    assert told_of(b'{"n":1}\t' + line) == {"n": 1, "article": record(READ), "written": line}
    assert told_of(orjson.dumps({"article": record(READ)})) == {"article": record(READ)}
    assert told_of(b'{"n":1}') == {"n": 1, "article": None}
