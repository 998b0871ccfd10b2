"""What a user is told in Chinese: the catalogue is whole and compiled, and the locale alone decides on the language."""

from __future__ import annotations

import argparse
import ast
import gettext
import re
from datetime import timedelta
from importlib import import_module
from multiprocessing import forkserver
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from scrapy.utils.project import get_project_settings

from newsportal import messages
from newsportal.exit_codes import Exit
from newsportal.health import words
from tests.commands.test_status import BAD, CRAWL, write
from tests.run import ROOT, crawls, interpreter, scrapy
from tests.test_docs import COMMANDS

PO = messages.CATALOGUES / "zh" / "LC_MESSAGES" / "newsportal.po"
KEYWORDS = {"say": None, "marked": None, "counted": (1, 2)}
"""As docs/contributing.md gives them to pybabel."""
FORMS = {"say": 1, "marked": 1, "counted": 2}
"""How many of a call's arguments are messages."""
CHINESE = re.compile("[\u4e00-\u9fff，：；（]")
"""A character, or the sign of a message that has no words of its own."""


def catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="zh")


def forms(message: object) -> tuple[str, ...]:
    return message if isinstance(message, tuple) else (str(message),)


def translated() -> dict[str, tuple[tuple[str, ...], str]]:
    """By the first English form: all English forms, and the Chinese one."""
    return {forms(one.id)[0]: (forms(one.id), forms(one.string)[0]) for one in catalogue() if one.id}


def placeholders(message: str) -> set[str]:
    found = ((name, conversion, spec) for _, name, spec, conversion in Formatter().parse(message) if name is not None)
    return {f"{name}!{conversion}:{spec}" for name, conversion, spec in found}


def test_every_message_of_the_code_is_in_the_catalogue_and_no_other_one():
    found = extract_from_dir(ROOT / "newsportal", keywords=KEYWORDS)
    assert {forms(message)[0] for _, _, message, _, _ in found} == set(translated())


def test_every_message_has_a_chinese_wording_with_the_same_placeholders_and_commands():
    for english, (written, chinese) in translated().items():
        assert CHINESE.search(chinese), english
        for form in written:
            assert placeholders(form) == placeholders(chinese), english
        for kept in ("`[^`]+`", r"%\(\w+\)s|%[rs]", r"--[a-z]+|-[a-zA-Z]\b", "[A-Z]+_[A-Z_]+"):
            assert set(re.findall(kept, english)) <= set(re.findall(kept, chinese)), english


def test_no_translation_is_marked_as_doubtful():
    assert [one.id for one in catalogue() if one.id and one.fuzzy] == []


def test_the_compiled_catalogue_is_the_written_one():
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for english, (written, chinese) in translated().items():
        assert (compiled.ngettext(*written, 2) if len(written) > 1 else compiled.gettext(english)) == chinese
    assert len([message for message in compiled._catalog if message]) == len(translated())  # type: ignore[attr-defined]


def said(path: Path) -> list[tuple[int, ast.expr]]:
    """The messages of a file's calls of say(), marked() and counted(), each with its line."""
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    named = [(call, getattr(call.func, "id", "")) for call in calls]
    return [(call.lineno, part) for call, name in named if name in KEYWORDS for part in call.args[: FORMS[name]]]


def unmarked(path: Path) -> set[str]:
    """Names that a file gives to a bare text."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Assign)]
    values = [(node, getattr(node.value, "body", node.value)) for node in nodes]
    bare = [node for node, value in values if isinstance(value, ast.Constant | ast.JoinedStr | ast.BinOp)]
    return {target.id for node in bare for target in node.targets if isinstance(target, ast.Name)}


def test_a_message_is_one_literal_text_or_the_name_of_one_that_was_marked():
    for path in (ROOT / "newsportal").rglob("*.py"):
        if "newsportal.messages" not in path.read_text("utf-8"):
            continue
        bare = unmarked(path)
        for line, part in said(path):
            whole = isinstance(part, ast.Constant | ast.Name | ast.Attribute | ast.Subscript | ast.Call)
            assert whole, f"{path}, line {line}: no f-string, sum or choice is extracted"
            assert getattr(part, "id", "") not in bare, f"{path}, line {line}: marked() is missing"


@pytest.mark.parametrize(
    ("locale", "chinese"),
    [
        ({"LC_ALL": "zh_CN.UTF-8"}, True),
        ({"LC_ALL": "zh_CN.GB18030", "LANG": "C"}, True),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_HK", "LANG": "en_US.UTF-8"}, True),
        ({"LC_ALL": "", "LANG": "zh_TW.UTF-8"}, True),
        ({"LC_ALL": "C", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"}, False),
        ({"LC_ALL": "", "LC_MESSAGES": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, False),
        ({"LC_ALL": "ja_JP.UTF-8"}, False),
        ({"LC_ALL": "zhx"}, False),
        ({"LC_ALL": ""}, False),
    ],
)
def test_the_first_locale_that_is_set_decides(monkeypatch, locale, chinese):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, locale.get(name, ""))
    assert messages._chinese() == chinese


@pytest.fixture
def forks():
    """The process that forks commands runs already: one that began in Chinese would keep it for all tests behind."""
    forkserver.ensure_running()


@pytest.fixture
def in_chinese(monkeypatch, forks):
    """Chinese for what this process says, and for the commands that it starts."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    messages._catalogue.cache_clear()
    yield
    messages._catalogue.cache_clear()


@pytest.mark.parametrize(
    ("span", "whole", "short"),
    [
        (timedelta(0), "0 s", "0 s"),
        (timedelta(seconds=59.6), "1 min", "59 s"),
        (timedelta(seconds=372), "6 min 12 s", "6 min"),
        (timedelta(hours=1, seconds=5), "1 h", "60 min"),
        (timedelta(days=3, hours=4, minutes=5), "3 d 4 h", "3 d"),
        (timedelta(days=1234), "1,234 d", "1,234 d"),
    ],
)
def test_spans_of_time_are_written_one_way(span, whole, short):
    assert (messages.duration(span), messages.age(span)) == (whole, short)


def test_spans_of_time_have_the_same_figures_in_chinese(in_chinese):
    assert messages.duration(timedelta(days=1234, hours=4)) == "1,234 天 4 小时"
    assert messages.age(timedelta(seconds=372)) == "6 分钟"


def test_a_message_without_values_may_have_braces_and_an_unknown_one_stays_english(in_chinese):
    assert messages.say("{no} placeholder is filled") == "{no} placeholder is filled"
    assert messages.say("") == ""


def test_a_stored_alarm_is_told_in_chinese_but_for_addresses_and_labels(in_chinese):
    hub = {
        "what": words.EMPTY_HUB, "where": "http://x.example/ 要闻",
        "expected": words.EACH_READING.format(least=1234, readings=20), "found": "0",
    }  # fmt: skip
    told = words.in_words(hub)
    assert told == "列表页没有标题：http://x.example/ 要闻：预期：至少 1,234（以往 20 次读取每次如此）；实际：0"
    share = {"what": words.ERRORS, "where": words.ALL_PAGES, "expected": "at most 30% (declared)", "found": "9 of 20"}
    assert words.in_words(share) == "错误：全部页面：预期：至多 30%（声明值）；实际：20 中的 9"


def test_status_is_told_in_chinese_within_80_columns_and_its_exit_code_stays(tmp_path, in_chinese):
    write(tmp_path, CRAWL, BAD)
    run = scrapy(tmp_path, "status")
    assert run.returncode == Exit.ALARM
    rows = [row.split()[:2] for row in run.stdout.splitlines()[:3]]
    assert rows == [["门户", "状况"], ["sina", "报警"], ["people", "观察中"]]
    assert "12 小时前" in run.stdout
    assert "123,456" in run.stdout
    wrong = scrapy(tmp_path, "status", "poeple")
    assert wrong.returncode == Exit.USAGE
    assert "没有 'poeple' 的抓取记录；是不是想写 people？" in wrong.stderr


ENGLISH = re.compile(r"\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\b")
"""Three English words in a row."""


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_is_chinese(monkeypatch, in_chinese, command):
    """In this process, for speed: what Scrapy does to print it."""
    monkeypatch.setattr(gettext, "_current_domain", gettext.textdomain())
    messages.teach_libraries()
    found = import_module(f"newsportal.commands.{command}").Command()
    found.settings = get_project_settings()
    monkeypatch.setattr(found, "catch_signals", lambda: None)
    parser = argparse.ArgumentParser(usage=f"scrapy {command} {found.syntax()}", description=found.long_desc())
    found.add_options(parser)
    told = re.sub(r"\s+", " ", parser.format_help())
    assert told.startswith("用法：")
    assert "全局选项" in told
    assert ENGLISH.findall(told) == []


@pytest.mark.parametrize(
    ("arguments", "says", "code"),
    [
        (["crawl", "nosuch"], "没有爬虫 'nosuch'；现有：", Exit.USAGE),
        (["crawl", "demo", "-s", "DOWNLOAD_DELAY=x"], "DOWNLOAD_DELAY='x' 有误，应为不小于 0 的数字", Exit.USAGE),
        (["page", "missing.html"], "'missing.html'：没有这个文件", Exit.USAGE),
        (["sql", "SELECT 1", "--csv", "--json"], "参数 --json：不能与参数 --csv 同时给出", Exit.USAGE),
    ],
)
def test_what_is_wrong_is_told_in_chinese_and_the_exit_code_stays(tmp_path, in_chinese, arguments, says, code):
    run = interpreter(tmp_path, *arguments)
    assert run.returncode == code
    assert says in run.stderr


def test_a_crawl_is_told_in_chinese_and_recorded_in_english(tmp_path, monkeypatch, forks):
    monkeypatch.setenv("LC_ALL", "")
    monkeypatch.setenv("LANG", "zh_TW.UTF-8")
    (tmp_path / "a.html").write_text("<meta charset=utf-8><title>栖川在线</title><p>页面已改版。", "utf-8")
    run = scrapy(tmp_path, "crawl", "page", "-a", "url=a.html")
    assert run.returncode == Exit.OK, run.stderr
    assert re.search(
        r"file：完成任务（退出码 0，finished，用时 \d+ 秒，0 次请求）\n  页面        读到 1，没有变化 0\n", run.stderr
    )
    assert ENGLISH.findall(run.stderr[run.stderr.index("完成任务") :]) == []
    assert [crawl.outcome for crawl in crawls(tmp_path)] == ["did its job"]
