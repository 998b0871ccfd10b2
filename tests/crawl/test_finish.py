"""How a crawl ends: its record, and what the state keeps and forgets."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from scrapy.exceptions import NotConfigured
from scrapy.utils.test import get_crawler

from newsportal.crawl import finish
from newsportal.crawl.session import CrawlSession
from newsportal.exit_codes import Exit
from newsportal.extensions.crawl_end import CrawlEnd
from tests.crawl.offline import HOME, OfflineCrawl, entry, story
from tests.recount import recounted

THREE_DAYS = {"NEWSPORTAL_REPEAT_DAYS": 3}


def rows(crawl: OfflineCrawl, table: str) -> int:
    """How many rows a table has."""
    found = crawl.session.memory.file.connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(found[0])


def crawl_after(folder: Path, days: int, monkeypatch: pytest.MonkeyPatch) -> OfflineCrawl:
    """A crawl that many days from now, which reads nothing."""
    later = datetime.now().astimezone() + timedelta(days=days)
    monkeypatch.setattr(CrawlSession, "now", lambda _: later)
    crawl = OfflineCrawl(folder, **THREE_DAYS)
    finish.end(crawl.session, "finished", Exit.OK)
    return crawl


def test_a_crawl_forgets_words_behind_the_window_and_articles_that_are_read_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = OfflineCrawl(tmp_path, **THREE_DAYS)
    links = "".join(f'<li><a href="/{n}.html">栖川县第{n}座河口大桥今天上午正式通车</a></li>' for n in range(1, 9))
    first.read({HOME: f"<html><body><h2>要闻</h2><ul>{links}</ul></body></html>"}, entry(HOME, "seed", 0))
    first.read({HOME + "1.html": story(1)}, entry(HOME + "1.html"))
    finish.end(first.session, "finished", Exit.OK)
    assert (rows(first, "near") > 0, rows(first, "article")) == (True, 1)
    first.session.close()
    week = crawl_after(tmp_path, 7, monkeypatch)
    assert (rows(week, "near"), rows(week, "article")) == (0, 1)
    week.session.close()
    assert rows(crawl_after(tmp_path, 40, monkeypatch), "article") == 0


@pytest.mark.parametrize(("asked", "written"), [(5_000, 500), (9, 3), (4, 500), (1, 1)])
def test_what_left_its_blocks_is_told_whole_whatever_its_number(
    asked: int, written: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finish, "_GONE", asked)
    monkeypatch.setattr(finish, "_CHUNK", written)
    for begin in (1, 10):
        crawl = OfflineCrawl(tmp_path)
        links = "".join(
            f'<li><a href="/{n}.html">栖川县第{n}座河口大桥今天上午通车</a></li>' for n in range(begin, begin + 9)
        )
        crawl.read({HOME: f"<html><body><h2>要闻</h2><ul>{links}</ul></body></html>"}, entry(HOME, "seed", 0))
        record = finish.end(crawl.session, "finished", Exit.OK)
        crawl.session.close()
    lines = [json.loads(line) for line in (tmp_path / "output" / "sightings.jsonl").read_text().splitlines()]
    gone = [line["text"] for line in lines if line["kind"] == "gone"]
    assert gone == [f"栖川县第{n}座河口大桥今天上午通车" for n in range(1, 10)]
    assert record.sightings_by_kind["gone"] == 9


def test_the_shell_and_fetch_have_no_session() -> None:
    with pytest.raises(NotConfigured):
        CrawlSession.of(get_crawler())


def test_labels_without_end_are_counted_together_beyond_a_bound(tmp_path: Path) -> None:
    crawl = OfflineCrawl(tmp_path)
    for page in range(40):
        blocks = "".join(
            f'<div><h2>第{page}页第{n}栏</h2><ul><li><a href="/{page}{n:03}.html">栖川县{page}{n:03}号新桥通车</a></li>'
            f'<li><a href="/{page}{n:03}1.html">栖川县河口第{page}{n:03}号渡轮停航检修</a></li></ul></div>'
            for n in range(30)
        )
        crawl.read({f"{HOME}list{page}/": f"<html><body>{blocks}</body></html>"}, entry(f"{HOME}list{page}/", "hub"))
    record = finish.end(crawl.session, "finished", Exit.OK)
    blocks = record.blocks
    assert (len(blocks), sum(blocks.values())) == (1_001, 2_400)
    assert blocks["(other labels)"] == 400
    assert record == recounted(tmp_path / "output", 0)


def test_a_summary_shows_labels_as_they_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    crawl = OfflineCrawl(tmp_path)
    crawl.session.counters.crawl.update(
        {"pages": 1}
        | {f"sightings/block/{label}": n for label, n in (("[red]要闻[/red] :smile:", 9), ("[/]", 8), ("长" * 40, 7))}
    )
    CrawlEnd(crawl.crawler).close("finished")
    said = capsys.readouterr().err
    assert "[red]要闻[/red] :smile: 9, [/] 8" in said
    assert crawl.crawler.stats.get_value("newsportal/exit_code") == Exit.OK


def test_an_address_that_robots_txt_forbids_is_no_hub_that_failed(tmp_path: Path) -> None:
    crawl = OfflineCrawl(tmp_path)
    for name, reason in (("so/", "robots"), ("list/", "timeout")):
        crawl.keep(crawl.spider.reader.failure(entry(HOME + name, "hub"), reason))
    assert finish.end(crawl.session, "finished", Exit.OK).hubs_failed == [HOME + "list/"]


def test_a_page_that_could_not_be_kept_takes_no_names_from_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crawl = OfflineCrawl(tmp_path)
    page = '<html><body><h2>要闻</h2><ul><li><a href="/1.html">栖川县第一座河口大桥今天通车</a></li></ul></body></html>'

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(crawl.session.memory.stats, "add", broken)
    with pytest.raises(RuntimeError):
        crawl.read({HOME: page}, entry(HOME, "seed", 0))
    monkeypatch.undo()
    assert len(crawl.read({HOME: page}, entry(HOME, "seed", 0)).sightings) == 1
    sql = crawl.session.memory.file.connection
    standing = "SELECT block.name, crawl.name FROM standing JOIN name AS block ON block.n = block JOIN name AS crawl"
    assert sql.execute(f"{standing} ON crawl.n = crawl").fetchall() == [
        ("river\x1f要闻", crawl.session.memory.crawl.id)
    ]


def test_a_crawl_killed_while_it_ends_is_not_resumed_to_see_everything_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = OfflineCrawl(tmp_path)
    links = "".join(f'<li><a href="/{n}.html">栖川县第{n}座河口大桥今天上午正式通车</a></li>' for n in range(1, 9))
    first.read({HOME: f"<html><body><h2>要闻</h2><ul>{links}</ul></body></html>"}, entry(HOME, "seed", 0))
    assert first.session.memory.frontier.hosts.total() == 8

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(finish, "crawl_record", killed)
    with pytest.raises(KeyboardInterrupt):
        finish.end(first.session, "closespider_timeout", Exit.OK)
    first.session.close()
    monkeypatch.undo()
    second = OfflineCrawl(tmp_path)
    assert (second.session.memory.crawl.starts, second.session.memory.frontier.hosts.total()) == (2, 0)
    finish.end(second.session, "finished", Exit.OK)
    written = (tmp_path / "output" / "sightings.jsonl").read_text("utf-8").split("\n")
    assert len([line for line in written if line]) == 8


def given_up(folder: Path, reason: str) -> OfflineCrawl:
    """A crawl in which a host was given up for this reason, while an address of it waits."""
    crawl = OfflineCrawl(folder)
    with crawl.session.unit.outside_visits():
        crawl.session.memory.frontier.push([entry(HOME + "1.html"), entry(HOME + "2.html")])
    crawl.spider.dispatcher.give_up_host(entry(HOME + "1.html"), reason)
    return crawl


@pytest.mark.parametrize(
    ("reason", "waiting"), [("dead_host", 2), ("parked", 2), ("robots_unreachable", 2), ("closing", 0)]
)
def test_what_waits_for_a_host_that_did_not_answer_is_kept_for_the_next_crawl_and_counted(
    tmp_path: Path, reason: str, waiting: int
) -> None:
    crawl = given_up(tmp_path, reason)
    record = finish.end(crawl.session, "finished", Exit.OK)
    assert (record.waiting, record.left) == (waiting, 2 - waiting)
    crawl.session.close()
    again = OfflineCrawl(tmp_path)
    again.spider.dispatcher.seed(again.spider.seeds)
    assert (HOME + "1.html" in again.waiting()) is (waiting > 0)


def test_it_is_kept_also_where_the_crawl_was_interrupted_and_is_not_resumed(tmp_path: Path) -> None:
    CrawlEnd(given_up(tmp_path, "dead_host").crawler).close("shutdown")
    other = OfflineCrawl(tmp_path, arguments={"depth": "2"})
    other.spider.dispatcher.seed(other.spider.seeds)
    assert HOME + "2.html" in other.waiting()


def test_a_crawl_of_one_page_or_of_less_depth_leaves_it_for_one_that_follows_links(tmp_path: Path) -> None:
    crawl = given_up(tmp_path, "dead_host")
    finish.end(crawl.session, "finished", Exit.OK)
    crawl.session.close()
    shallow = OfflineCrawl(tmp_path, arguments={"depth": "0"})
    shallow.spider.dispatcher.seed(shallow.spider.seeds)
    assert list(shallow.waiting()) == [HOME]
    assert finish.end(shallow.session, "finished", Exit.OK).waiting == 2
