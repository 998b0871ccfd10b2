"""What is told, and that a story is told once: headlines, repeats, doubts, reprints, changes, silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from newsportal.items import Crawl, record
from newsportal.watch.config import Config
from tests.reading.test_search import NOON, article, headline, sighting, write
from tests.watch.desk import Desk
from tests.watch.vendors import Vendor, vendor

BRIDGE = '[[watch]]\nname = "大桥"\nwords = "大桥"\nto = ["desk"]\n'
DIGEST = f'{BRIDGE}when = ["23:59"]\n'


@pytest.fixture
def receiver() -> Iterator[Vendor]:
    with vendor() as server:
        yield server


def name(number: int) -> str:
    return f"{number:016x}"


def crawl(number: int, **more: Any) -> dict[str, Any]:
    begin = NOON + timedelta(minutes=number)
    known: dict[str, Any] = {"exit_code": 0, "outcome": "did its job", "spider": "river"} | more
    return record(Crawl(id=f"c{number}", portal="river", arguments={}, begin=begin, end=begin, reason="", **known))


def test_what_matches_is_told_once_and_what_stood_before_is_not(tmp_path: Path, receiver: Vendor) -> None:
    (tmp_path / "output").mkdir()
    write(tmp_path / "output", "headlines", [headline(1, "大桥奠基")])
    desk = Desk(tmp_path, receiver, BRIDGE)
    desk.new(2, "海棠湾大桥今日合龙")
    desk.new(3, "隧道贯通")
    desk.run()
    assert desk.texts() == ["大桥: 1 entry\n海棠湾大桥今日合龙\n江河网 · 要闻 no. 1 · 11-20 12:02\nhttp://a.example/2"]
    desk.run()
    desk.run(NOON)
    (told,) = desk.texts()
    assert "大桥奠基" in told
    assert "合龙" not in told


def test_files_that_were_begun_anew_or_cut_by_a_crawl_are_read_on_without_loss(
    tmp_path: Path, receiver: Vendor
) -> None:
    desk = Desk(tmp_path, receiver, BRIDGE)
    path, now = tmp_path / "output" / "headlines.jsonl", {"first_seen": "2999-01-01T00:00:00.000000+08:00"}
    desk.new(1, "大桥一", **now)
    desk.run()
    whole = path.read_bytes()
    desk.new(2, "大桥二，其行被切去", **now)
    desk.run()
    path.write_bytes(whole)  # what a killed crawl left is cut away, and its page is read again
    desk.new(3, "大桥三", **now)
    desk.new(4, "大桥四，一行比被切去的更长的标题", **now)
    desk.run()
    path.unlink()
    desk.new(1, "大桥一", **now)
    desk.new(5, "大桥五", **now)
    desk.run()
    told = "\n".join(desk.texts())
    assert [told.count(f"大桥{sign}") for sign in "一二三四五"] == [1] * 5


def test_a_doubt_is_told_once_as_one_and_not_again_when_it_is_settled(tmp_path: Path, receiver: Vendor) -> None:
    desk = Desk(tmp_path, receiver, BRIDGE)
    desk.new(1, "大桥今日合龙")
    desk.run()
    desk.new(2, "大桥成功合龙", kind="maybe", other=name(1))
    desk.run()
    assert "perhaps the same as: 大桥今日合龙" in desk.texts()[1]
    desk.line("sightings", sighting(2, "大桥成功合龙", "settled") | {"other": name(1), "verdict": "same"})
    desk.line("sightings", sighting(1, "大桥今天合龙", "repeat"))
    desk.run()
    assert desk.texts() == []


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_a_doubt_that_is_settled_before_a_digest_is_one_entry_or_two(
    tmp_path: Path, receiver: Vendor, verdict: str
) -> None:
    desk = Desk(tmp_path, receiver, DIGEST)
    desk.new(1, "大桥今日合龙")
    desk.new(2, "大桥成功合龙", kind="maybe", other=name(1))
    desk.run()
    desk.line("sightings", sighting(2, "大桥成功合龙", "settled") | {"other": name(1), "verdict": verdict})
    desk.run()
    assert desk.texts() == []
    due(desk)
    (told,) = desk.texts()
    assert "perhaps" not in told
    assert told.startswith("大桥: 1 entry" if verdict == "same" else "大桥: 2 entries")


def due(desk: Desk) -> None:
    """Let the digest's time come."""
    desk.run()
    with desk.watcher() as watcher:
        watcher._file.sql.execute("UPDATE matches SET due = 0")
    desk.run()


def test_a_reprint_under_another_title_is_folded_and_counted(tmp_path: Path, receiver: Vendor) -> None:
    desk = Desk(tmp_path, receiver, DIGEST)
    desk.new(1, "大桥今日合龙")
    desk.new(2, "两岸百姓盼了十年的大桥通了", portal="sea")
    desk.line("articles", article(1, "大桥今日合龙", "…") | {"story": "s"})
    desk.line("articles", article(2, "两岸百姓盼了十年的大桥通了", "…") | {"story": "s", "portal": "sea"})
    due(desk)
    (told,) = desk.texts()
    assert told.startswith("大桥: 1 entry\n大桥今日合龙\n")
    assert "on 2 portals" in told
    assert "also: 两岸百姓盼了十年的大桥通了" in told
    desk.new(3, "大桥合龙背后", portal="hill")
    desk.line("articles", article(3, "大桥合龙背后", "…") | {"story": "s", "portal": "hill"})
    due(desk)
    assert desk.texts() == []


def test_what_is_changed_gone_or_spread_is_told_by_watches_that_ask(tmp_path: Path, receiver: Vendor) -> None:
    asks = f'{BRIDGE}what = ["changed", "gone", "spread"]\nspread = 2\n'
    desk = Desk(tmp_path, receiver, asks)
    desk.new(1, "大桥今日合龙")
    desk.run()
    assert desk.texts() == []
    desk.line("sightings", sighting(1, "一桥飞架", "changed") | {"other": "大桥今日合龙"})
    desk.run()
    (told,) = desk.texts()
    assert "【changed】一桥飞架" in told
    assert "before: 大桥今日合龙" in told
    desk.line("sightings", sighting(1, "大桥今日合龙") | {"portal": "sea"})
    desk.run()
    (told,) = desk.texts()
    assert "【spread】" in told
    assert "on 2 portals" in told
    desk.line("sightings", sighting(1, "大桥今日合龙", "gone") | {"rank": 0, "url": ""})
    desk.run()
    desk.run(NOON - timedelta(days=1))
    (told,) = desk.texts()
    assert "【gone】大桥今日合龙" in told


def test_silence_is_told_once_until_it_is_over(tmp_path: Path, receiver: Vendor) -> None:
    desk = Desk(tmp_path, receiver, '[[watch]]\nname = "哨"\nwhat = ["silent"]\nto = ["desk"]\n')
    alarm = {"what": "block gives no headlines", "where": "头条", "expected": "at least 5", "found": "0"}
    unread, interrupted = {"exit_code": 3, "outcome": "no page could be read"}, {"exit_code": 6}
    alarmed = {"alarms": [alarm]}
    for number, more in enumerate([{}, alarmed, alarmed, {}, alarmed, unread, interrupted]):
        desk.line("crawls", crawl(number, **more))
        desk.run()
    told = desk.texts()
    assert [("头条" in text, "no page could be read" in text) for text in told] == [
        (True, False),
        (True, False),
        (False, True),
    ]
    assert "【silent】block gives no headlines: 头条: expected at least 5, found 0\n江河网" in told[0]


def test_a_watch_says_how_many_more_there_are(tmp_path: Path, receiver: Vendor) -> None:
    desk = Desk(tmp_path, receiver, f"{BRIDGE}at_most = 3\n")
    for number in range(10):
        desk.new(number, f"大桥第{number}段")
    desk.run()
    (told,) = desk.texts()
    assert told.startswith("大桥: 10 entries\n大桥第9段\n")
    assert told.endswith("and 7 more")
    desk.run()
    assert desk.texts() == []


def test_each_channel_of_a_watch_is_told(tmp_path: Path, receiver: Vendor) -> None:
    second = f'[[channel]]\nname = "mail"\nurl = "json://127.0.0.1:{receiver.port}/second"\n'
    desk = Desk(tmp_path, receiver, second + BRIDGE.replace('["desk"]', '["desk", "mail"]'))
    assert isinstance(desk.config(), Config)
    desk.new(1, "大桥")
    receiver.next.append("500")
    desk.run()
    assert len(receiver.taken) == 1  # the one that is down keeps nothing from the other
    with desk.watcher() as watcher:
        watcher._file.sql.execute("UPDATE channels SET until = 0")
    desk.run()
    assert sorted(got.path for got in receiver.taken) == ["/hook", "/second"]
