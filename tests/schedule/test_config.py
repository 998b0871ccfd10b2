"""schedule.toml: what it may say, and that whatever is wrong is named by line and key."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from newsportal.schedule.config import read
from newsportal.schedule.plan import Plan
from newsportal.toml_file import TomlError

PORTALS = ("demo", "people", "portal", "sina")
WHOLE = """\
at_once = 3
grace = "1m30s"
keep_logs = 5
log_size = "500 KB"
time_zone = "Asia/Shanghai"
longest = "2h"

[crawl.people]
cron = "*/30 6-23 * * *"
priority = 10

[crawl.small]
portal = "portal"
arguments = { url = "https://news.example/", depth = 2 }
settings = { DOWNLOAD_DELAY = "3" }
every = "1h30m"
longest = "20m"
stall = "5m"
"""


def plan(tmp_path: Path, text: str) -> Plan:
    path = tmp_path / "schedule.toml"
    path.write_text(text, encoding="utf-8")
    return read(path, PORTALS)


def test_a_whole_file_is_read_with_what_each_crawl_inherits(tmp_path: Path) -> None:
    read_plan = plan(tmp_path, WHOLE)
    assert (read_plan.at_once, read_plan.keep_logs, read_plan.log_size) == (3, 5, 500_000)
    assert read_plan.grace == timedelta(seconds=90)
    people, small = read_plan.entries
    assert (people.name, people.portal, people.priority, people.longest) == ("people", "people", 10, timedelta(hours=2))
    assert people.stall == timedelta(minutes=15)
    assert str(people.trigger.timezone) == "Asia/Shanghai"
    assert (small.name, small.portal, small.trigger) == ("small", "portal", timedelta(minutes=90))
    assert small.arguments == {"url": "https://news.example/", "depth": "2"}
    assert (small.settings, small.longest) == ({"DOWNLOAD_DELAY": "3"}, timedelta(minutes=20))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "line 1: crawl: at least one table [crawl.NAME] is needed"),
        ('at_once = 2\n[crawl.demo]\nevery = "1h"\n]', "line 4: "),
        ('[crawl.demo]\nevery = "1h"\n\nprioritty = 3', "line 4: crawl.demo.prioritty: no such key; is priority"),
        ('at_ones = 1\n[crawl.demo]\nevery = "1h"', "line 1: at_ones: no such key; is at_once meant?"),
        ('at_once = 0\n[crawl.demo]\nevery = "1h"', "line 1: at_once: a whole number from 1 is needed, not 0"),
        ("[crawl.demo]\npriority = 1", "line 1: crawl.demo: it needs either cron = "),
        ('[crawl.demo]\ncron = "0 * * * *"\nevery = "1h"', "line 1: crawl.demo: it needs either cron = "),
        ('[crawl.demo]\n# hourly\ncron = "0 25 * * *"', "line 3: crawl.demo.cron: "),
        ('[crawl.demo]\ncron = "0 * * *"', "line 2: crawl.demo.cron: five fields are needed"),
        ('[crawl.demo]\ncron = "0 6 * * 1-5"', "line 2: crawl.demo.cron: write weekdays as mon … sun"),
        ('[crawl.demo]\ncron = "0 6 1 * mon"', "line 2: crawl.demo.cron: give a day of the month or a weekday"),
        ('[crawl.demo]\ncron = "0 6 30 2 *"', "line 2: crawl.demo.cron: '0 6 30 2 *' never comes"),
        ('[crawl.demo]\nevery = "soon"', "line 2: crawl.demo.every: a duration such as"),
        ('[crawl.demo]\nevery = "10"', "line 2: crawl.demo.every: a duration such as"),
        ('[crawl.demo]\nevery = "0s"', "line 2: crawl.demo.every: a duration such as"),
        ('[crawl.demo]\nevery = 30', "line 2: crawl.demo.every: a duration such as"),
        ('[crawl.demos]\nevery = "1h"', "line 1: crawl.demos: there is no spider 'demos'; is demo meant?"),
        ('[crawl.a]\nportal = "sinna"\nevery = "1h"', "line 2: crawl.a.portal: there is no spider 'sinna'; is sina"),
        ('[crawl.demo]\nevery = "1h"\ntime_zone = "Asia/Peking"', "line 3: crawl.demo.time_zone: there is no"),
        ('time_zone = "Mars"\n[crawl.demo]\nevery = "1h"\n[crawl.sina]\nevery = "1h"', "line 1: time_zone: "),
        ('log_size = "20"\n[crawl.demo]\nevery = "1h"', "line 1: log_size: a size such as"),
        ('[crawl.demo]\nevery = "1h"\narguments = ["depth"]', "line 3: crawl.demo.arguments: a table of texts"),
        ('[crawl]\ndemo = { every = "1h", longest = "x" }', "line 2: crawl.demo.longest: a duration such as"),
        ('[crawl]\ndemo.every = "1h"\ndemo.stall = "x"', "line 3: crawl.demo.stall: a duration such as"),
        ('[crawl."../x"]\nportal = "demo"\nevery = "1h"', "line 1: crawl.../x: a name has 1 to 64 of"),
        (
            '[crawl.demo]\nevery = "1h"\npriority = 3_000_000_000',
            "line 3: crawl.demo.priority: a whole number up to 2,147,483,647",
        ),
        ('[crawl.demo]\nevery = "1h"\narguments = { depth = "\\u0000" }', "line 3: crawl.demo.arguments: U+0000 can"),
        ("crawl = 3", "line 1: crawl: at least one table"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_line_and_key(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(TomlError) as found:
        plan(tmp_path, text)
    (only,) = found.value.problems
    assert str(only).startswith(problem)
    assert str(found.value).startswith(f"{tmp_path}/schedule.toml, line ")


def test_all_problems_are_told_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    text = 'grace = 3\n[crawl.x]\nevery = "1h"\n[crawl.demo]\npriority = "high"\n[crawl.sina]\ncron = "x"\n'
    with pytest.raises(TomlError) as found:
        plan(tmp_path, text)
    assert [problem.line for problem in found.value.problems] == [1, 2, 4, 5, 7]


def test_a_spiders_own_word_on_its_arguments_is_told_with_line_and_key(tmp_path: Path) -> None:
    path = tmp_path / "schedule.toml"
    path.write_text('[crawl.demo]\nevery = "1h"\narguments = { dept = 1 }\n', encoding="utf-8")

    def check(portal: str, arguments: dict[str, str]) -> None:
        raise ValueError(f"{portal} takes no {', '.join(arguments)}")

    with pytest.raises(TomlError, match=r"line 3: crawl\.demo\.arguments: demo takes no dept"):
        read(path, PORTALS, check)


def test_a_file_that_is_not_utf8_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "schedule.toml"
    path.write_bytes("# 定时\n".encode("gbk"))
    with pytest.raises(TomlError, match="line 1: 'utf-8' codec"):
        read(path, PORTALS)
