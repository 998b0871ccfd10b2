"""A browser that cannot be started is told in one sentence, before anything is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.exceptions import CloseSpider, UsageError
from scrapy.settings import Settings

from newsportal.download.browser import chromium
from newsportal.exit_codes import Exit, judge
from tests.crawl.offline import OfflineCrawl


def sentence(**settings: object) -> str:
    with pytest.raises(UsageError) as told:
        chromium.check(Settings({"NEWSPORTAL_BROWSER": True, **settings}))
    return str(told.value)


def test_without_the_setting_nothing_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "find_spec", lambda name: None)
    chromium.check(Settings())


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(chromium, "find_spec", lambda name: object())
    assert "start the crawl as another user" in sentence(NEWSPORTAL_CHROMIUM=str(program))
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    chromium.check(Settings({"NEWSPORTAL_BROWSER": True, "NEWSPORTAL_CHROMIUM": str(program)}))
    assert "'/no/chromium' is no program" in sentence(NEWSPORTAL_CHROMIUM="/no/chromium")
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    assert "no Chromium is found" in sentence()
    monkeypatch.setattr(chromium, "find_spec", lambda name: None)
    assert "pip install 'newsportal[browser]'" in sentence(NEWSPORTAL_CHROMIUM=str(program))


def test_a_crawl_that_cannot_have_its_browser_does_not_begin_and_ends_with_2(tmp_path: Path) -> None:
    with pytest.raises(CloseSpider) as closed:
        OfflineCrawl(tmp_path, NEWSPORTAL_BROWSER=True, NEWSPORTAL_CHROMIUM="/no/chromium")
    assert "'/no/chromium' is no program" in str(closed.value.__cause__)
    assert judge(str(closed.value.reason), {}) is Exit.USAGE
    assert list(tmp_path.iterdir()) == []


def test_a_sandbox_that_cannot_be_used_is_told_apart_from_other_failures() -> None:
    assert "sandbox cannot be used here" in chromium._why("[pid=1][err] zygote: No usable sandbox! If this is …")
    assert chromium._why("x\n  - [pid=1][err] missing library: libnss3.so").endswith("missing library: libnss3.so")
    assert chromium._why("").endswith(": ")
