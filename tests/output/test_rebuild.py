"""A lost state, or one of another format, is filled from the files: what was known is known again."""

import json
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


def test_a_crawl_after_the_state_was_lost_finds_nothing_new_in_what_the_files_hold(tmp_path):
    assert scrapy(tmp_path, "crawl", "demo", "-a", "depth=1").returncode == 0
    before = {kind: records(tmp_path, kind) for kind in ("articles", "headlines")}
    state = tmp_path / ".scrapy" / "newsportal" / "state.sqlite"
    for path in state.parent.glob("state.sqlite*"):
        path.unlink()
    again = scrapy(tmp_path, "crawl", "demo", "-a", "depth=1")
    assert again.returncode == 0, again.stderr
    assert "rebuilding what is known" in again.stderr
    assert before["articles"]
    assert {kind: records(tmp_path, kind) for kind in ("articles", "headlines")} == before


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
    assert Identity(SqliteIndex(state.connection)).headline(seen).kind == "repeat"
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
