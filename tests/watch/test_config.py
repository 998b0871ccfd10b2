"""watches.toml: what it may say, and that whatever is wrong is named by line and key."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from newsportal.toml_file import TomlError
from newsportal.watch.channels import Channel
from newsportal.watch.config import Config, read
from newsportal.watch.trendradar import watches

CHANNEL = '[[channel]]\nname = "desk"\nurl = "json://127.0.0.1/hook"\n'
WATCH = f'{CHANNEL}[[watch]]\nname = "a"\nto = ["desk"]\n'


def config(folder: Path, text: str) -> Config:
    path = folder / "watches.toml"
    path.write_text(text, "utf-8")
    return read(path, ("people", "sina"), open_channel=Channel)


def test_a_whole_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK", "wecombot://KEY")
    more = '[[channel]]\nname = "secret"\nurl = "env:DESK"\n'
    rest = (
        'words = "大桥 +合龙 !广告"\nportals = ["people", "news.example"]\nblocks = ["頭條"]\nrank = 5\nspread = 2\n'
        'what = ["new", "spread"]\nwhen = ["18:00", "08:30"]\nquiet = ["23:00", "07:00"]\nat_most = 20\n'
    )
    found = config(tmp_path, f'time_zone = "Europe/Berlin"\n{more}{WATCH}{rest}')
    watch = found.watches["a"]
    assert found.channels == {"secret": "wecombot://KEY", "desk": "json://127.0.0.1/hook"}
    assert (watch.portals, watch.blocks, watch.rank, watch.spread) == (("people", "news.example"), ("头条",), 5, 2)
    assert watch.rhythm.times == (time(8, 30), time(18))
    assert (watch.rhythm.quiet, str(watch.rhythm.zone), watch.at_most) == ((time(23), time(7)), "Europe/Berlin", 20)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1: channel: at least one table [[channel]] is needed"),
        (CHANNEL, "line 1: watch: at least one table [[watch]] is needed"),
        (f'{WATCH}wrods = "x"', "line 7: watch.1.wrods: no such key; is words meant?"),
        (f'{WATCH}words = "+"', "line 7: watch.1.words: a word is missing: '+'"),
        (f'{WATCH}words = "/(/"', "line 7: watch.1.words: /(/ is no regular expression"),
        (f'{WATCH}words = "/(a+)+/"', "line 7: watch.1.words: /(a+)+/ could take too long"),
        (f'{WATCH}portals = ["peple"]', "line 7: watch.1.portals: there is no portal 'peple'; is people meant?"),
        (f'{WATCH}what = ["news"]', "line 7: watch.1.what: 'news' is none of what can be told; is new meant?"),
        (f'{WATCH}what = []', "line 7: watch.1.what: one of new, changed, gone, spread, silent is needed"),
        (f'{WATCH}when = "8:30"', "line 7: watch.1.when: \"now\" or a list of times is needed, not '8:30'"),
        (f'{WATCH}when = ["8:30"]', "line 7: watch.1.when: a time such as \"08:30\" is needed, not '8:30'"),
        (f'{WATCH}quiet = ["23:00", "23:00"]', "line 7: watch.1.quiet: two times are needed"),
        (f"{WATCH}rank = -1", "line 7: watch.1.rank: a whole number from 0 is needed, not -1"),
        (f"{WATCH}at_most = true", "line 7: watch.1.at_most: a whole number from 0 is needed, not True"),
        (f'{WATCH}[[watch]]\nname = "a"\nto = ["desk"]', "line 8: watch.2.name: 'a' is there already"),
        (f'{WATCH}[[watch]]\nname = "b"\nto = ["dsk"]', "line 9: watch.2.to: there is no channel 'dsk'; is desk"),
        (f'{WATCH}[[watch]]\nname = "b"', "line 7: watch.2.to: "),
        (f'time_zone = "Mars"\n{WATCH}', "line 1: time_zone: there is no time zone 'Mars'"),
        (WATCH.replace("json://127.0.0.1/hook", "nothing"), "line 3: channel.1.url: this is no address of apprise's"),
        (WATCH.replace("json://127.0.0.1/hook", "env:NO_SUCH"), "line 3: channel.1.url: the environment variable"),
        (f"{WATCH}words = \n", "line 7: Invalid value"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_line_and_key(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(TomlError) as found:
        config(tmp_path, text)
    told = str(found.value.problems[0])
    assert told.startswith(problem)
    assert "/hook" not in str(found.value)  # an address holds a key


def test_the_words_of_trendradar_become_watches_of_which_each_silences_itself(tmp_path: Path) -> None:
    words = (
        "# 注释\n[GLOBAL_FILTER]\n广告\n\n[WORD_GROUPS]\n[桥]\n大桥\n+合龙\n!招商\n@5\n\n/第\\d+座/ => 第几座\n\n大桥\n"
    )
    found = config(tmp_path, watches(words).replace("wecombot://KEY", "json://127.0.0.1/hook")).watches
    assert list(found) == ["桥", "第几座", "大桥"]
    assert (found["桥"].at_most, found["大桥"].at_most) == (5, 0)
    assert found["桥"].words.matches("大桥合龙")
    assert not found["桥"].words.matches("大桥合龙招商")
    assert not found["大桥"].words.matches("大桥广告")
    assert found["大桥"].words.matches("大桥招商")
    assert found["第几座"].words.matches("第3座桥")


def test_who_sends_nothing_needs_no_address(tmp_path: Path) -> None:
    path = tmp_path / "watches.toml"
    path.write_text(WATCH.replace("json://127.0.0.1/hook", "env:NO_SUCH"), encoding="utf-8")
    assert read(path, ("people", "sina")).watches
