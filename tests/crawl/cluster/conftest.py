"""Crawls of tests, all at one time."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsportal.crawl.session import CrawlSession
from tests.crawl.cluster.machines import NOW, Clock


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """One time for all crawls of a test's step: what differs between two of them is not the clock."""
    monkeypatch.setattr(CrawlSession, "now", lambda _: Clock.now)
    monkeypatch.setattr(Clock, "now", NOW)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project, in whose folder the test runs."""
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = newsportal.settings\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path
