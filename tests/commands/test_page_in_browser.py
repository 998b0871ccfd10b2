"""`scrapy page --browser` shows a page as a crawl with a browser reads it; what browsers do is tested with them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import UsageError
from scrapy.http import HtmlResponse
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from newsportal.command_line.asking import Asking
from newsportal.commands import page
from newsportal.download.browser import chromium
from newsportal.download.browser.middleware import NOT_STARTED, RENDERED, Rendering
from newsportal.download.meta_keys import PLAIN
from newsportal.exit_codes import Exit
from tests.crawl.offline import HOME, PROJECT, story

SHELL = "<html><body><div id=app></div><script src=/a.js></script></body></html>"


class Asked:
    """An address asked for, with a browser or without, and what was shown of it and told."""

    def __init__(self, *, browser: bool) -> None:
        self.shown: list[str] = []
        self.told: list[tuple[str, str, Exit]] = []
        self.left = {HOME}
        shows = {"show": lambda page, place: self.shown.append(page.kind), "fail": lambda *said: self.told.append(said)}
        self.spider = Asking(self.left, **shows)
        self.spider.crawler = get_crawler(Asking, PROJECT | {"NEWSPORTAL_BROWSER": True})
        self.rendering = Rendering(self.spider.crawler) if browser else None
        self.spider.crawler.get_downloader_middleware = lambda _: self.rendering  # type: ignore[method-assign]

    def plain(self, body: str) -> list[Request]:
        """The requests that a plain answer leads to."""
        return list(self.spider.parse(answer(body), HOME))


def answer(body: str, *flags: str) -> HtmlResponse:
    return HtmlResponse(HOME, body=body.encode(), headers={"Content-Type": "text/html; charset=utf-8"}, flags=flags)


def test_a_page_that_only_scripts_fill_is_shown_as_the_browser_shows_it() -> None:
    asked = Asked(browser=True)
    (request,) = asked.plain(SHELL)
    assert (request.meta[PLAIN].text, asked.shown, asked.left) == (SHELL, [], {HOME})
    assert request.callback
    request.callback(answer(story(1), RENDERED), **request.cb_kwargs)
    assert (asked.shown, asked.told, asked.left) == (["article"], [], set())


@pytest.mark.parametrize(("browser", "body", "kind"), [(True, story(1), "article"), (False, SHELL, "other")])
def test_what_needs_no_browser_and_all_without_one_is_shown_as_it_came(browser: bool, body: str, kind: str) -> None:
    asked = Asked(browser=browser)
    assert (asked.plain(body), asked.shown, asked.told, asked.left) == ([], [kind], [], set())


@pytest.mark.parametrize(
    ("flag", "sentence", "says"),
    [("browser hung", "", "browser hung"), (NOT_STARTED, "the sandbox cannot be used", "the sandbox cannot be used")],
)
def test_what_the_browser_does_not_show_is_shown_as_it_came_and_said(flag: str, sentence: str, says: str) -> None:
    asked = Asked(browser=True)
    assert asked.rendering
    asked.rendering.cannot_start = sentence
    asked.spider.rendered(answer(SHELL, flag), HOME)
    assert (asked.shown, asked.told, asked.left) == (["other"], [(HOME, says, Exit.UNREACHABLE)], set())


def run(*arguments: str, **settings: Any) -> None:
    command, parser = page.Command(), argparse.ArgumentParser()
    command.catch_signals = lambda: None  # type: ignore[method-assign]
    command.settings = Settings(PROJECT | settings)
    command.add_options(parser)
    opts, places = parser.parse_known_args([*arguments, "--browser"])
    command.run(places, opts)


def test_a_browser_that_cannot_be_had_is_one_sentence_before_anything_is_asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    saved = tmp_path / "a.html"
    saved.write_text(SHELL, "utf-8")
    with pytest.raises(UsageError, match="what was saved is read as it is"):
        run(str(saved))
    with pytest.raises(UsageError, match="'/no/chromium' is no program"):
        run(HOME, NEWSPORTAL_CHROMIUM="/no/chromium")
    monkeypatch.setattr(chromium, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"pip install 'newsportal\[browser\]'"):
        run(HOME)
