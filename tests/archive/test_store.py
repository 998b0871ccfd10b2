"""Many visits in one transaction: to the byte what a transaction each gives, whatever ends one in the middle."""

from __future__ import annotations

import json

import pytest
from scrapy.exceptions import DropItem

from newsportal import lock, paths
from newsportal.archive import store
from newsportal.crawl.unit_of_work import UnitOfWork
from newsportal.demo.site import site
from newsportal.items import Visit
from newsportal.spiders.archive import ArchiveSpider
from newsportal.state.identity import sentence_counts
from newsportal.state.sqlite import SqliteState
from tests.archive.made import archives, demo
from tests.archive.offline import files, imported
from tests.crawl.offline import OfflineCrawl


class Killed(BaseException):
    pass


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    """The demo portal in three archives, and what a transaction for each page makes of them."""
    folder = tmp_path_factory.mktemp("three")
    path = archives(folder / "archives", list(demo(site(articles=52), 50)), 3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "VISITS", 1)
        imported(folder, path, patch)
    assert len(files(folder)["articles.jsonl"].splitlines()) > 25, files(folder)
    return path, files(folder)


@pytest.mark.parametrize("many", [7, 500])
def test_many_visits_a_transaction_write_the_same_bytes(tmp_path, three, monkeypatch, many):
    path, written = three
    monkeypatch.setattr(store, "VISITS", many)
    imported(tmp_path, path, monkeypatch)
    assert files(tmp_path) == written


@pytest.mark.parametrize("owner", [UnitOfWork, SqliteState])
def test_a_kill_in_a_transaction_or_behind_its_lines_loses_nothing_and_doubles_nothing(
    tmp_path, three, monkeypatch, owner
):
    path, written = three
    monkeypatch.setattr(store, "VISITS", 10)
    monkeypatch.setattr(sentence_counts, "FEW", 0)  # so that counts wait in their log, as those of large blocks do
    done, real = [], owner.commit

    def commit(*given):
        done.append(given)
        # Of a visit in the third transaction; of the state's own commits one behind lines that were appended.
        if (len(done) == 25 and owner is UnitOfWork) or (owner is SqliteState and len(done) == 9):
            raise Killed
        real(*given)

    with monkeypatch.context() as patch:
        patch.setattr(owner, "commit", commit)
        with pytest.raises(Killed):
            imported(tmp_path, path, patch)
    assert 0 < len(files(tmp_path)["articles.jsonl"].splitlines()) < 30
    imported(tmp_path, path, monkeypatch)
    found = files(tmp_path)
    assert found.pop("crawls.jsonl") == written["crawls.jsonl"].replace(b'"starts": 1', b'"starts": 2')
    assert found == {name: lines for name, lines in written.items() if name != "crawls.jsonl"}


def test_crawls_that_run_beside_an_import_have_a_turn_between_two_of_its_transactions(tmp_path, three):
    import_ = OfflineCrawl(tmp_path, ArchiveSpider, {"path": str(three[0])})
    settings = import_.crawler.settings
    assert store.turn(import_.session) == 0
    with lock.hold(paths.crawl_lock(settings, "river"), "a crawl"):
        assert store.turn(import_.session) > 0.1  # as often does who waits for SQLite look
    assert store.turn(import_.session) == 0
    import_.session.close()


class Fails:
    """A pipeline of somebody else's that meets an error over one page, or drops it, in the middle of its visit."""

    def __init__(self, url, error):
        self.url, self.error = url, error

    def process_item(self, item: Visit) -> Visit:
        if item.url == self.url:
            raise self.error
        return item


@pytest.mark.parametrize("error", [ValueError("no"), DropItem("no")])
def test_what_one_visit_meets_costs_that_visit_alone(tmp_path, three, monkeypatch, error):
    path, written = three
    urls = [json.loads(line)["url"] for line in written["articles.jsonl"].splitlines()]
    crawl = imported(tmp_path, path, monkeypatch, pipelines=[Fails(urls[20], error)])
    assert [json.loads(line)["url"] for line in files(tmp_path)["articles.jsonl"].splitlines()] == urls[:20] + urls[21:]
    assert set(crawl.errors) == {"internal"}


class Signs:
    """A pipeline of somebody else's that changes articles."""

    def __init__(self, author):
        self.author = author

    def process_item(self, item: Visit) -> Visit:
        if item.article:
            item.article.author = self.author or item.article.author
        return item


def test_articles_that_another_pipeline_changes_are_written_as_it_left_them(tmp_path, three, monkeypatch):
    path, written = three
    imported(tmp_path / "same", path, monkeypatch, pipelines=[Signs(None)])
    assert files(tmp_path / "same")["articles.jsonl"] == written["articles.jsonl"]
    imported(tmp_path / "other", path, monkeypatch, pipelines=[Signs("柳絮")])
    found = files(tmp_path / "other")["articles.jsonl"].splitlines()
    assert {json.loads(line)["author"] for line in found} == {"柳絮"}
