"""What a line of a result tells, of this version and the one before."""

from __future__ import annotations

import struct
from copy import copy
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import orjson
import pytest

from newsportal.archive.packed_body import packed, unpacked
from newsportal.archive.page_line import article_of, text_of, told_of, visit_of
from newsportal.archive.result import frames
from newsportal.dedup.full_body import FullBody
from newsportal.items import Article, WrittenArticle, completed, encoded, record
from newsportal.pipelines import Validate
from newsportal.text.china_time import CHINA
from newsportal.zstandard import zstd

SAYS_ALL = 'a "crawl": "", b "story": null, "story_rule": null, "story_evidence": null, "revision": 1 \\ "crawl": "'
START = datetime(2026, 1, 1, tzinfo=UTC)
READ = Article(
    url=f"http://a.example/{SAYS_ALL}", portal="a.example", crawl="", fetched=START,
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


NOTHING = Article(url="http://a.example/2", portal="a.example", crawl="", fetched=datetime(2026, 1, 2, tzinfo=CHINA))


@pytest.mark.parametrize("article", [READ, NOTHING, replace(READ, published=READ.fetched, keywords=[])])
def test_each_value_of_an_article_is_read_of_its_line_when_it_is_asked_for(article):
    for name, value in record(article).items():
        assert record(WrittenArticle.of(encoded(article), {}))[name] == value
        assert getattr(WrittenArticle.of(encoded(article), {}), name) == getattr(article, name), name
    with pytest.raises(AttributeError):
        WrittenArticle.of(encoded(article), {}).heading  # noqa: B018
    changed = WrittenArticle.of(encoded(article), {"title": "told", "published": "2026-01-01T00:00:00+00:00"})
    changed.author = "松屿"
    again = copy(changed)
    assert (again.title, again.published, again.author, again.url) == ("told", START, "松屿", article.url)


def test_of_a_line_that_another_version_wrote_the_values_are_read_as_of_any_line():
    lacks = encoded(READ).replace(b'"print_section": null, ', b"").replace(b'"title_from": null, ', b"")
    more = encoded(READ).replace(b'"text": ', b'"lead": "x", "text": ').replace(b'"pages": 1', b'"pages": 1, "size": 9')
    for line in (lacks, more):
        assert record(WrittenArticle.of(line, {})) == record(READ)


def test_a_line_tells_its_article_also_where_an_earlier_version_wrote_it():
    line = encoded(READ)
    for told in (told_of(b'{"n":1,"body":[1]}\t' + line), told_of(orjson.dumps({"article": record(READ)}))):
        article = article_of(told)
        assert article is not None
        assert record(article) == record(READ)
        assert not told["body"]
    assert article_of(told_of(b'{"n":1}')) is None


@pytest.mark.parametrize(
    "text", ["", "海棠江上新桥今日通车，全长1.2公里，耗资3亿元。\n" * 3, "\n".join(map(str, range(9)))]
)
def test_a_body_is_packed_and_unpacked(text):
    full, host = FullBody.of("海棠江新桥", text), -7
    found = unpacked(packed(full, host))
    assert found.body.stored() == full.body.stored()
    assert found.body.keys == full.body.keys
    assert (found.at(host), found.at(9)) == (full.at(host), full.at(9))
    for name in ("signature", "sentences", "numbers", "length", "han"):
        assert getattr(found.body, name) == getattr(full.body, name)
    for name in ("content", "keys", "smallest", "again", "cuts", "often", "title", "text"):
        assert getattr(found, name) == getattr(full, name)
    for one in (found, found.body):
        with pytest.raises(AttributeError):
            getattr(one, "other")  # noqa: B009


def test_a_body_that_an_earlier_version_packed_is_read_anew():
    body = packed(FullBody.of("海棠江新桥", "海棠江上新桥今日通车。"), 7)
    line = b"".join((b'{"n":1}\t{}\t', body))
    assert told_of(line)["body"] == body
    # One began with a number, of any bytes.
    for other in (bytes(99), b"\x02" + bytes(range(1, 99)), b"\x02" + body[1:]):
        assert not told_of(b'{"n":1}\t{}\t' + other)["body"]


def test_what_was_written_of_an_article_is_believed_only_where_it_lacks_nothing():
    about = {
        "url": READ.url, "role": "article", "portal": READ.portal, "time": START.isoformat(), "modified": None,
        "flags": [], "dropped": [], "blocks": [], "sightings": [], "traits": None,
    }  # fmt: skip
    for article, whole in ((READ, True), (replace(READ, title=" "), False), (NOTHING, False)):
        visit = visit_of(told_of(text_of(about, replace(article))), "c")
        assert (visit.written is not None, visit.body is not None) == (whole, whole)
        assert (Validate().process_item(visit).article is not None) == whole


@pytest.mark.parametrize("pages", [[], [b'{"n":1}', b'{"n":2}\t{"url": ""}']])
@pytest.mark.parametrize("lines", [True, False])
def test_frames_of_an_earlier_version_are_read(pages, lines):
    told = {"last": 2, "left": {"cut": 1}, "unread": [], "places": [[1, 2, 0]] * len(pages)}
    if lines:
        held = b"\n".join((*pages, orjson.dumps(told)))
    else:
        held = b"".join((*pages, b"\n", orjson.dumps(told | {"sizes": [*map(len, pages)]})))
    packed_frame = zstd.compress(held, 1)
    (frame,) = frames(BytesIO(struct.pack("<III", 0x184D2A50, 4, len(packed_frame)) + packed_frame))
    assert (frame.pages, frame.places, frame.left) == (pages, told["places"], told["left"])
