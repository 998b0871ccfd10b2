"""Crawls whose walk is in PostgreSQL, and readers of their log: the files are those of a crawl that has all in one."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from scrapy.exceptions import CloseSpider

from tests.crawl.cluster.machines import LATER, NOW, WEB, Clock, crawl, files, keep, listing, reader
from tests.crawl.offline import HOME, OfflineCrawl, answer, entry, story
from tests.postgres import Server
from tests.run import ROOT

pytest.importorskip("psycopg", reason="psycopg is not installed: newsportal[cluster]")


def namespaces() -> bool:
    """Whether a network of its own can be made here."""
    try:
        return subprocess.run(["unshare", "-n", "ip", "link"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def test_the_files_are_those_of_crawls_that_have_all_in_one_and_of_two_readers_alike(
    project: Path, database: str
) -> None:
    for web in (WEB, LATER):
        crawl(project / "alone", web)
        crawl(project, web, NEWSPORTAL_STATE=database)
        keep(project / "first", database)
        Clock.now += timedelta(days=1)
    keep(project / "second", database)
    assert files(project / "first") == files(project / "second") == files(project / "alone")
    assert len(files(project / "first")["articles.jsonl"].splitlines()) > 5


def test_words_of_a_link_are_its_own_where_its_address_leads_to_the_headline_of_another_story(
    project: Path, database: str
) -> None:
    begin, column = "舟桥渡口清晨开出头班船", "<h1>澜河早班车</h1><p>2026-11-18 栏目更新</p>"
    page = story(2).replace("<h1>栖川县第2座新桥通车</h1>", f"{column}<div>{begin} 两岸菜农不再绕行</div>")
    lists = [f'<div><h2>{label}</h2><ul><li><a href="/{n}.html">{words}</a></li></ul></div>' for label, n, words in (
        ("要闻", 1, f"{begin} 中学生乘船不收费"), ("早班车", 2, f"{begin}…"),
    )]  # fmt: skip
    title = "<title>栖川县第2座新桥通车"
    web = {HOME: listing(3, 4).replace("</body>", "".join(lists) + "</body>"), f"{HOME}1.html": story(1)}
    web |= {f"{HOME}2.html": page.replace(title, "<title>澜河早班车")} | {f"{HOME}{n}.html": story(n) for n in (3, 4)}
    crawl(project / "alone", web)
    crawl(project, web, NEWSPORTAL_STATE=database)
    keep(project / "books", database)
    assert files(project / "books") == files(project / "alone")
    read = [json.loads(line) for line in files(project / "alone")["articles.jsonl"].splitlines()]
    (own,) = (article for article in read if article["url"] == f"{HOME}2.html")
    assert (own["title"], own["title_from"]) == (f"{begin} 两岸菜农不再绕行", "link")
    sightings = [json.loads(line) for line in files(project / "alone")["sightings.jsonl"].splitlines()]
    assert [one["rule"] for one in sightings if (one["url"], one["page"]) == (f"{HOME}2.html", HOME)] == ["cut"]


def test_one_crawl_of_a_portal_runs_in_a_database(project: Path, database: str) -> None:
    first = OfflineCrawl(project, NEWSPORTAL_STATE=database)
    with pytest.raises(CloseSpider) as refused:
        OfflineCrawl(project, NEWSPORTAL_STATE=database)
    assert refused.value.reason == "locked"
    first.session.close()
    OfflineCrawl(project, NEWSPORTAL_STATE=database).session.close()


def test_a_crawl_that_is_killed_goes_on_and_its_visits_are_kept_once(project: Path, database: str) -> None:
    crawl(project / "alone", WEB)
    first = OfflineCrawl(project, NEWSPORTAL_STATE=database)
    first.spider.dispatcher.seed(first.spider.seeds)
    for kept in (True, False):
        (entry,) = first.spider.dispatcher._next("river.example", None)
        if kept:
            first.read(WEB, entry)
    first.session.walk.begin()
    first.session.walk.frontier.drop(f"{HOME}3.html")
    first.session.close()
    books = reader(project / "books", database)
    list(iter(books.read, 0))
    os.chdir(project)
    assert crawl(project, WEB, NEWSPORTAL_STATE=database).starts == 2
    list(iter(books.read, 0))
    books.close()
    one, other = files(project / "books"), files(project / "alone")
    assert json.loads(one["crawls.jsonl"])["starts"] == 2
    assert one | {"crawls.jsonl": one["crawls.jsonl"].replace('"starts": 2', '"starts": 1')} == other


def test_the_log_has_the_order_of_commits_whoever_appends(database: str) -> None:
    from newsportal.state.postgres.connection import Wire
    from newsportal.state.postgres.walk import PostgresWalk

    def work(name: str) -> None:
        wire = Wire(database)
        walk = PostgresWalk(wire, name)
        walk.begin()
        walk.crawl = walk.crawls.open(name, name, {}, NOW)
        walk.commit()
        for number in range(40):
            walk.begin()
            walk.append("visit", b"%d" % number)
            wire.tell("SELECT pg_sleep(%s)", (0.001 * (number % 3),))
            walk.commit() if number % 8 else walk.rollback()
        wire.close()

    threads = [Thread(target=work, args=(f"portal{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    wire, seen, place = Wire(database), [], 0
    while any(thread.is_alive() for thread in threads) or not seen or place < seen[-1][0] or len(seen) < 140:
        rows = wire.ask("SELECT n, portal, body FROM log WHERE n > %s ORDER BY n", (place,))
        seen += rows
        place = rows[-1][0] if rows else place
    wire.close()
    assert [n for n, _, _ in seen] == list(range(1, 141))
    for n in range(4):
        own = [int(bytes(body)) for _, portal, body in seen if portal == f"portal{n}"]
        assert own == [number for number in range(40) if number % 8]


def test_portals_that_link_to_the_same_pages_and_read_the_same_do_not_stop_one_another(database: str) -> None:
    from newsportal.state.pages import KnownPage
    from newsportal.state.postgres.connection import Wire
    from newsportal.state.postgres.walk import PostgresWalk

    urls, ended = [f"http://shared.example/{n}.html" for n in range(60)], []

    def work(name: str) -> None:
        dice, walk = random.Random(name), PostgresWalk(Wire(database), name)
        for number in range(25):
            walk.begin()
            walk.link_words.name(dict.fromkeys(dice.sample(urls, 50), f"{number}…" + "长" * number))
            for url in dice.sample(urls, 5):
                walk.pages.save(url, KnownPage("article", name, float(number), None, 0, 0, None, None, None, 1))
            walk.commit()
        walk.wire.close()
        ended.append(name)

    threads = [Thread(target=work, args=(f"portal{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ended) == 4


def test_whoever_loses_the_database_writes_nothing_more(project: Path, database: str, postgres: Server) -> None:
    one = OfflineCrawl(project, NEWSPORTAL_STATE=database)
    postgres.stop("immediate")
    postgres.start()
    with pytest.raises(OSError, match="database"):
        one.session.walk.frontier.waiting("river.example", 1)
    with pytest.raises(CloseSpider) as ended:
        one.spider._result(entry(HOME), lambda: one.spider.reader.read(answer(HOME, WEB[HOME]), entry(HOME)))
    assert (ended.value.reason, "database" in one.session.failure) == ("storage", True)
    with pytest.raises(OSError, match="database"):
        one.session.walk.words([HOME])
    one.session.close()
    assert crawl(project, WEB, NEWSPORTAL_STATE=database).starts == 2


def test_a_visit_is_four_ways_to_the_database_and_back_at_most(
    project: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsportal.state.postgres import connection

    ways = []
    for name in ("_execute", "_pipeline"):
        sent = getattr(connection.Wire, name)
        monkeypatch.setattr(connection.Wire, name, lambda *a, sent=sent: (ways.append(a[1]), sent(*a))[1])
    one = OfflineCrawl(project, NEWSPORTAL_STATE=database)
    web = WEB | {HOME: listing(*range(1, 60))} | {f"{HOME}{n}.html": story(n) for n in range(1, 60)}
    begin = len(ways)
    visits = len(one.run(web))
    one.session.close()
    # A turn at the host, which this crawl does not take, is one more; its end is sent with the visit.
    assert (visits, (len(ways) - begin) / visits < 3) == (64, True), ways


@pytest.mark.skipif(not namespaces(), reason="no network namespace can be made here")
def test_the_lock_of_a_machine_that_vanishes_is_free_by_the_time_outs_of_its_connection() -> None:
    ran = subprocess.run(["unshare", "-n", sys.executable, "-m", "tests.crawl.cluster.vanish"], text=True,
                         capture_output=True, cwd=ROOT, check=False)  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == ["held", "held while it vanishes", "free", "what it held back is lost"]
