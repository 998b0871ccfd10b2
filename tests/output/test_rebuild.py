"""A lost state, or one of another format, is filled from the files: what was known is known again."""

import json
import logging
from datetime import UTC, datetime

import pytest

from newsportal.dedup.identity import Identity, Seen
from newsportal.output.open import open_store
from newsportal.output.rebuild import fill_missing
from newsportal.state.identity.headline_index import SqliteIndex
from newsportal.state.identity.schema import FORMAT
from newsportal.state.sqlite import SqliteState
from newsportal.state.tables import TABLES
from tests.run import records, scrapy

KNOWN = (
    "SELECT a.key, coalesce(a.headline, a.key), h.key FROM address AS a LEFT JOIN headline AS h USING (row)",
    "SELECT key, day, text, read FROM headline",
    "SELECT n.key, h.key FROM near AS n JOIN headline AS h USING (row)",
    "SELECT h.key, b.name, c.name FROM standing JOIN headline AS h USING (row) JOIN name AS b ON b.n = block "
    "JOIN name AS c ON c.n = crawl",
    "SELECT h.key, words, full FROM wording JOIN headline AS h USING (row)",
    "SELECT key, other FROM doubt",
    "SELECT key, headline, story, day, claimed, portal, url, title, hash, seen, claims, source FROM article",
    "SELECT key, body, length, seen, claimed, source FROM story",
)
"""What identity knows, without the numbers of rows, which depend on the order of their making."""


def known(state: SqliteState) -> list[list[str]]:
    return [sorted(map(repr, state.connection.execute(query))) for query in KNOWN]


def test_a_lost_state_is_filled_with_what_it_knew_and_the_next_crawl_finds_nothing_new(tmp_path):
    crawl = ("crawl", "demo", "-a", "depth=1", "-s", "NEWSPORTAL_REVISIT_HOURS=0")
    for edition in ("1", "2"):
        assert scrapy(tmp_path, *crawl, "-a", f"edition={edition}").returncode == 0
    before = {kind: records(tmp_path, kind) for kind in ("articles", "headlines")}
    path = tmp_path / ".scrapy" / "newsportal" / "state.sqlite"
    filled = SqliteState(tmp_path / "filled.sqlite", schemas=TABLES)
    filled.begin()
    fill_missing(filled, open_store(tmp_path / "output"), window_days=30)
    assert known(filled) == known(SqliteState(path))
    assert all(map(bool, known(filled)))
    for lost in path.parent.glob("state.sqlite*"):
        lost.unlink()
    again = scrapy(tmp_path, *crawl, "-a", "edition=2")
    assert again.returncode == 0, again.stderr
    assert "rebuilding what is known" in again.stderr
    assert before["articles"]
    assert {kind: records(tmp_path, kind) for kind in ("articles", "headlines")} == before


def test_a_rebuild_says_how_far_it_is(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr("newsportal.output.rebuild._TELL", 0)
    line = {"headline": "0" * 16, "kind": "gone", "portal": "a.cn", "crawl": "c", "seen": "2026-11-24T08:00:00+08:00"}
    (tmp_path / "sightings.jsonl").write_text(f"{json.dumps(line | {'block': ''})}\n" * 2500, "utf-8")
    state = SqliteState(tmp_path / "state.sqlite", schemas=TABLES)
    state.begin()
    with caplog.at_level(logging.INFO):
        fill_missing(state, open_store(tmp_path), window_days=3)
    assert [f"rebuilding: {done:,} of 2,500 records" in caplog.text for done in (1000, 2000)] == [True, True]


def test_identity_of_another_format_is_filled_anew_and_pages_are_left_as_they_are(tmp_path):
    line = {"headline": "0" * 16, "kind": "new", "portal": "a.cn", "crawl": "c", "seen": "2026-11-24T08:00:00+08:00"}
    line |= {
        "text": "栖川县新桥今天正式通车",
        "full_text": "栖川县新桥今天正式通车",
        "text_from": "shown",
        "block": "要闻",
    }
    line |= {"url": "http://a.cn/1.html", "page": "http://a.cn/", "page_role": "hub", "block_role": "list", "rank": 1}
    (tmp_path / "sightings.jsonl").write_text(json.dumps(line, ensure_ascii=False) + "\n", "utf-8")
    state = SqliteState(tmp_path / "state.sqlite", schemas=TABLES)
    state.begin()
    state.connection.execute("INSERT INTO meta VALUES ('identity', 0)")
    fill_missing(state, open_store(tmp_path), window_days=3)
    state.commit()
    seen = Seen(
        text=line["text"], text_from="shown", url="http://a.cn/1.html", portal="a.cn", crawl="d",
        when=datetime(2026, 11, 24, 1, tzinfo=UTC), block="要闻",
    )  # fmt: skip
    decision = Identity(SqliteIndex(state.connection)).headline(seen)
    # Under the id that the files give it, though its own record is gone.
    assert (decision.kind, decision.headline) == ("repeat", line["headline"])
    assert state.connection.execute("SELECT value FROM meta WHERE key = 'identity'").fetchone() == (FORMAT,)


@pytest.mark.parametrize("line", [{"seen": "2026-11-24T08:00:00+08:00"}, {"seen": None}, {}, [1], 7, {"fetched": "x"}])
def test_a_line_that_is_no_record_is_one_sentence(tmp_path, line):
    (tmp_path / "sightings.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    state = SqliteState(tmp_path / "state.sqlite", schemas=TABLES)
    state.begin()
    with pytest.raises(ValueError, match=r"no record of a crawl|isoformat"):
        fill_missing(state, open_store(tmp_path), window_days=3)


def test_an_article_without_its_revision_is_one_sentence_too(tmp_path):
    line = {"url": "http://a.cn/1.html", "portal": "a.cn", "crawl": "c", "fetched": "2026-11-24T08:00:00+08:00"}
    line |= {"title": "栖川县新桥今天正式通车", "text": "", "published": None, "source": None}
    (tmp_path / "articles.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    state = SqliteState(tmp_path / "state.sqlite", schemas=TABLES)
    state.begin()
    with pytest.raises(ValueError, match="no record of a crawl: 'revision'"):
        fill_missing(state, open_store(tmp_path), window_days=3)
