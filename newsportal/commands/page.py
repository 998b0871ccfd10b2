"""`scrapy page`: shows what is read on pages, saved or of the web; nothing is stored and no state is opened."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsportal.command_line.command import CheckedCommand
from newsportal.exit_codes import Exit
from newsportal.messages import say
from newsportal.os_errors import reason as refusal

if TYPE_CHECKING:
    from newsportal.extraction.page import Page


class Command(CheckedCommand, ScrapyCommand):
    """Show pages; the exit code is that of a crawl which could read no more than the worst of them."""

    requires_project = True
    requires_crawler_process = False
    # What goes wrong is told in one sentence a page.
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  as Scrapy declares it

    def syntax(self) -> str:
        """Syntax."""
        return "[options] FILE-OR-ADDRESS…"

    def short_desc(self) -> str:
        """Description."""
        return say("Show what is read on pages, saved or of the web, and store nothing")

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help=say("a line of JSON for each page, all that was read"))
        parser.add_argument(
            "--address",
            action="append",
            default=[],
            metavar="ADDRESS",
            help=say("the address that a saved file had on the web; for several files once for each, in their order"),
        )
        words = say("show a page of the web that only scripts fill by a browser, as a crawl does (docs/browser.md)")
        parser.add_argument("--browser", action="store_true", help=words)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Show the files at once, the pages of the web as they come."""
        from newsportal.spiders.arguments import ArgumentError, address_or_file, web_address
        from newsportal.urls.canonical import canonical

        assert self.settings is not None
        try:
            places = [address_or_file("url", place) for place in args]
            addresses = [web_address("address", address) for address in opts.address]
        except ArgumentError as error:
            raise UsageError(str(error).replace("-a url=", "").replace("-a ", "--"), print_help=False) from None
        files = [place for place in places if place.startswith("file:")]
        if not places or len(addresses) not in (0, len(files)):
            words = say("scrapy page takes files and addresses: scrapy page saved.html")
            if places:
                words = say(
                    "scrapy page takes files and addresses, and as many --address as files ({files}), or none",
                    files=len(files),
                )
            raise UsageError(words, print_help=False)
        web = [canonical(place) for place in places if not place.startswith("file:")]
        self._check_browser(opts.browser, web)
        self._show = _as_json if opts.json else _as_lines
        for file, address in zip(files, addresses or [""] * len(files), strict=True):
            self._read(Path(unquote(urlsplit(file).path)), address)
        if web:
            from newsportal.command_line.asking import ask

            if not ask(self.settings, web, self._show, self.failed):
                self.exitcode = max(self.exitcode, Exit.INTERRUPTED)

    def _check_browser(self, wanted: bool, web: list[str]) -> None:
        """Raise UsageError where a browser is wanted that cannot be had, or for saved files alone."""
        assert self.settings is not None
        if wanted:
            self.settings.set("NEWSPORTAL_BROWSER", True, priority="cmdline")
            if not web:
                words = say("--browser is for pages of the web: what was saved is read as it is")
                raise UsageError(words, print_help=False)
        if web:
            from newsportal.download.browser import chromium

            chromium.check(self.settings)

    def _read(self, path: Path, address: str) -> None:
        from newsportal.extraction import extract
        from newsportal.spiders.page import body_of, stated_address
        from newsportal.urls.canonical import canonical

        assert self.settings is not None
        try:
            body = body_of(path, self.settings.getint("DOWNLOAD_MAXSIZE"))
        except OSError as error:
            self.failed(str(path), say("cannot be read: {why}", why=refusal(error)), Exit.UNREACHABLE)
            return
        url = canonical(address) or stated_address(body) or path.as_uri()
        self._show(extract(body, url, fetched=datetime.now(UTC)), str(path))

    def failed(self, place: str, words: str, code: Exit) -> None:
        """Say that a page could not be read."""
        print(say(": ").join((place, words)), file=sys.stderr)
        self.exitcode = max(self.exitcode, code)


def _as_lines(page: Page, place: str) -> None:
    from newsportal.spiders import page_report

    print("\n".join(page_report.lines(page, place)), flush=True)


def _as_json(page: Page, place: str) -> None:
    from newsportal.spiders import page_report

    print(page_report.as_json(page, place), flush=True)
