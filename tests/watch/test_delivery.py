"""Delivery: the vendors' limits in their units, their answers read, and what is down told apart from what refuses."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsportal.watch import robots
from newsportal.watch.queue import Queue, states
from newsportal.watch.watcher import Watcher
from tests.waiting import wait_for
from tests.watch.desk import Desk
from tests.watch.vendors import Vendor, vendor

BRIDGE = '[[watch]]\nname = "大桥"\nwords = "大桥"\nto = ["desk"]\n'
ROBOTS = {"wecombot://key": ("WeCom", "/wecom?key={key}"), "dingtalk://token": ("DingTalk", "/dingtalk?token={token}")}


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Vendor]:
    with vendor() as server:
        for name, path in ROBOTS.values():
            monkeypatch.setattr(getattr(robots, name), "notify_url", f"http://127.0.0.1:{server.port}{path}")
        monkeypatch.setattr(robots, "_TIMEOUT", (1.0, 0.5))
        yield server


def again(desk: Desk) -> Watcher:
    """A run after the pause that a failure made."""
    with desk.watcher() as watcher:
        watcher._file.sql.execute("UPDATE channels SET until = 0")
    return desk.run()


@pytest.mark.parametrize("address", ROBOTS)
def test_a_long_telling_is_split_between_entries_by_the_vendors_bytes_numbered_and_in_order(
    tmp_path: Path, receiver: Vendor, address: str
) -> None:
    desk = Desk(tmp_path, receiver, BRIDGE, address)
    for number in range(120):
        desk.new(number, f"大桥{'长' * 60}第{number:03}段\U0001f309")
    watcher = desk.run()
    assert (watcher.delivery.sent, watcher.delivery.refused) == (120, 0)
    texts = desk.texts()
    assert [re.findall(r"第(\d+)段", text) for text in texts if text] != []
    assert [int(n) for text in texts for n in re.findall(r"第(\d+)段", text)] == list(range(119, -1, -1))
    numbers = [re.search(r"\((\d+)/(\d+)\)", text.split("\n")[0]) for text in texts]
    assert [found and (int(found[1]), int(found[2])) for found in numbers] == [
        (n, len(texts)) for n in range(1, len(texts) + 1)
    ]
    most = 20_000 if address.startswith("dingtalk") else 4_096
    sizes = [len(text.encode()) for text in texts]
    assert all(most * 0.8 < size <= most for size in sizes[:-1])  # none is smaller than it must be


@pytest.mark.parametrize("address", ROBOTS)
def test_a_refusal_in_an_answer_of_200_is_no_success_and_holds_nothing_up(
    tmp_path: Path, receiver: Vendor, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    desk = Desk(tmp_path, receiver, BRIDGE, address)
    desk.new(1, "大桥一")
    receiver.next.append("errcode 93000")
    watcher = desk.run()
    assert (watcher.delivery.sent, watcher.delivery.refused, watcher.delivery.down) == (0, 1, 0)
    assert "desk refuses message 1: errcode 93000: told so" in caplog.text
    assert "key" not in caplog.text
    (state,) = states(tmp_path / "watch.sqlite")
    assert (state.refused, state.waiting, state.error) == (1, 0, "errcode 93000: told so")
    desk.new(2, "大桥二")
    again(desk)
    (told,) = desk.texts()
    assert "大桥二" in told
    with desk.watcher() as other:
        Queue(other._file).again()
    desk.run()
    (told,) = desk.texts()
    assert "大桥一" in told
    assert "repeat" not in told


def test_a_new_address_gets_what_the_old_one_refused(tmp_path: Path, receiver: Vendor) -> None:
    desk = Desk(tmp_path, receiver, BRIDGE, "wecombot://wrong")
    desk.new(1, "大桥一")
    receiver.next.append("errcode 93000")
    desk.run()
    desk.url = "wecombot://right"
    desk.run()
    assert [got.path for got in receiver.taken] == ["/wecom?key=right"]


@pytest.mark.parametrize(
    ("fails", "may_have_arrived"),
    [("429", False), ("503", False), ("500", True), ("drop", True), ("taken and dropped", True), ("slow", True)],
)
@pytest.mark.parametrize("address", ["wecombot://key", "json"])
def test_a_receiver_that_is_down_gets_its_messages_later_and_is_told_if_they_may_be_repeats(
    tmp_path: Path, receiver: Vendor, fails: str, may_have_arrived: bool, address: str
) -> None:
    desk = Desk(tmp_path, receiver, BRIDGE, "" if address == "json" else address)
    if (fails, address) == ("slow", "json"):
        pytest.skip("apprise waits four seconds")
    desk.new(1, "大桥一")
    receiver.next.append(fails)
    with desk.watcher() as watcher:
        watcher.begin()
        watcher.deliver(lambda seconds: seconds > 1)
    assert (watcher.delivery.sent, watcher.delivery.refused) == (0, 0)
    wait_for(lambda: fails != "slow" or receiver.taken)
    first = desk.texts()
    desk.new(2, "大桥二")
    again(desk)
    told = desk.texts()
    assert ["大桥一" in text for text in told] == [True, False]
    assert "大桥二" in told[1]
    if may_have_arrived or first:
        assert "(may be a repeat)" in told[0].split("\n")[0]
    else:
        assert "repeat" not in told[0]


def test_nothing_is_lost_while_no_receiver_is_there_and_it_comes_in_few_messages(
    tmp_path: Path, receiver: Vendor
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        closed = taken.getsockname()[1]
    desk = Desk(tmp_path, receiver, BRIDGE, f"json://127.0.0.1:{closed}/hook")
    for number in range(8):
        desk.new(number, f"大桥{number:02}")
        watcher = again(desk)
    assert watcher.delivery.down == 1
    desk.url = f"json://127.0.0.1:{receiver.port}/hook"
    again(desk)
    texts = desk.texts()
    assert len(texts) == 2
    assert sorted(re.findall(r"大桥(\d\d)", "".join(texts))) == [f"{n:02}" for n in range(8)]


def test_webhooks_get_a_key_that_is_the_same_for_each_try(tmp_path: Path, receiver: Vendor) -> None:
    desk = Desk(tmp_path, receiver, BRIDGE)
    desk.new(1, "大桥一")
    receiver.next.append("taken and dropped")
    desk.run()
    again(desk)
    desk.new(2, "大桥二")
    desk.run()
    keys = [got.headers["Idempotency-Key"] for got in receiver.taken]
    assert keys[0] == keys[1] != keys[2]


def test_a_robot_gets_twenty_messages_a_minute_whatever_its_channels_are_called(
    tmp_path: Path, receiver: Vendor
) -> None:
    other = '[[channel]]\nname = "other"\nurl = "wecombot://key"\n'
    desk = Desk(tmp_path, receiver, other + BRIDGE.replace('["desk"]', '["desk", "other"]'), "wecombot://key")
    for number in range(200):
        desk.new(number, f"大桥{number}{'长' * 150}")
    waits = []
    with desk.watcher() as watcher:
        watcher.begin()
        watcher.deliver(lambda seconds: bool(waits.append(seconds) if seconds else False) or bool(seconds))
    assert len(receiver.taken) == 20
    assert 0 < waits[0] <= 60


def test_a_signed_robot_of_dingtalk_gets_its_signature(tmp_path: Path, receiver: Vendor) -> None:
    desk = Desk(tmp_path, receiver, BRIDGE, "dingtalk://secret@token")
    desk.new(1, "大桥一")
    desk.run()
    (got,) = receiver.taken
    assert re.fullmatch(r"/dingtalk\?token=token&timestamp=\d{13}&sign=[A-Za-z0-9%]+", got.path)
    assert got.body["at"] == {"atMobiles": [], "isAtAll": False}


def test_titles_with_mentions_and_links_reach_a_robot_without_them(tmp_path: Path, receiver: Vendor) -> None:
    desk = Desk(tmp_path, receiver, BRIDGE, "wecombot://key")
    desk.new(1, "大桥 <@all> [领奖](http://evil.example)")
    desk.run()
    (told,) = desk.texts()
    assert "＜＠all＞" in told
    assert re.findall(r"\]\(([^)]*)\)", told) == ["http://a.example/1"]
    assert json.dumps(told, ensure_ascii=False).count("<") == 0


class Smtp:
    """A mail server of a few words: it says `answer` to each mail."""

    def __init__(self) -> None:
        self.mails: list[str] = []
        self.answer = "250 taken"
        self.port = 0
        ready = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self._serve(ready)), daemon=True).start()
        ready.wait()

    async def _serve(self, ready: threading.Event) -> None:
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await server.serve_forever()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 here\r\n")
        while line := (await reader.readline()).decode().upper():
            if line.startswith("DATA"):
                writer.write(b"354 go on\r\n")
                mail = await reader.readuntil(b"\r\n.\r\n")
                if self.answer.startswith("250"):
                    self.mails.append(mail.decode())
                writer.write(f"{self.answer}\r\n".encode())
            elif line.startswith("QUIT"):
                writer.write(b"221 bye\r\n")
                break
            else:
                writer.write(b"250 well\r\n")
        writer.close()


def test_mail_has_one_message_id_for_all_tries_and_its_refusal_is_told_apart(tmp_path: Path, receiver: Vendor) -> None:
    smtp = Smtp()
    desk = Desk(
        tmp_path, receiver, BRIDGE, f"mailto://127.0.0.1:{smtp.port}/?from=a@a.example&to=b@b.example&mode=insecure"
    )
    desk.new(1, "大桥一")
    smtp.answer = "451 later"
    watcher = desk.run()
    assert (watcher.delivery.sent, watcher.delivery.refused, watcher.delivery.down) == (0, 0, 1)
    smtp.answer = "250 taken"
    again(desk)
    with desk.watcher() as watcher:
        watcher._file.sql.execute("UPDATE messages SET state = 'sending'")
    again(desk)
    ids = [re.findall(r"(?mi)^Message-ID: (.*)\r$", mail) for mail in smtp.mails]
    assert [len(found) for found in ids] == [1, 1]
    assert ids[0] == ids[1]
    desk.new(2, "大桥二")
    smtp.answer = "554 no"
    watcher = again(desk)
    assert (watcher.delivery.refused, watcher.delivery.down) == (1, 0)
