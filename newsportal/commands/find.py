"""`scrapy find`: headlines and articles by their words."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsportal import paths
from newsportal.command_line.command import CheckedCommand, number, since
from newsportal.exit_codes import Exit
from newsportal.messages import counted, say
from newsportal.os_errors import told
from newsportal.text.china_time import CHINA, iso

if TYPE_CHECKING:
    from newsportal.reading.search import Found, Query

_FEW = 20
"""How many are shown unless the user says."""


class Command(CheckedCommand, ScrapyCommand):
    """Find headlines, or articles, by any piece of their words, in traditional or simplified characters."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  as Scrapy declares it

    def syntax(self) -> str:
        """Syntax."""
        return "[options] WORD… +WORD… !WORD…"

    def short_desc(self) -> str:
        """Description."""
        return say("Find headlines by their words: any of WORD, all of +WORD, none of !WORD")

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options."""
        super().add_options(parser)
        parser.add_argument("--articles", action="store_true", help=say("articles, by title and text"))
        parser.add_argument("--portal", default="", metavar="NAME", help=say("of this portal only"))
        parser.add_argument("--block", default="", metavar="LABEL", help=say("in blocks whose label has this in it"))
        parser.add_argument("--since", metavar="WHEN", help=say("first seen since then: 2026-11-20, or 12h, or 8d"))
        parser.add_argument("--most", type=number, default=_FEW, metavar="N", help=say("show at most so many; 0: all"))
        parser.add_argument("--json", action="store_true", help=say("a JSON object a line"))

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Bring the index up to date and print what is found, the newest first."""
        import sqlite3

        from newsportal.reading.records import Records
        from newsportal.reading.search import SearchIndex, Where

        assert self.settings is not None
        query, where = _query(args), Where(opts.articles, opts.portal, opts.block, since(opts.since))
        try:
            with (
                Records(paths.output_folder(self.settings)) as records,
                SearchIndex(paths.search_file(self.settings)) as index,
            ):
                index.update(records, _progress)
                found = index.find(query, where)
                shown = _show(islice(found, opts.most or None), opts.json)
                if not opts.json:
                    _tell(shown, sum(1 for _ in found), index.count(where.articles), records.newest(), where.articles)
        except OSError as error:
            print(say("nothing can be searched: {why}", why=told(error)), file=sys.stderr)
            self.exitcode = Exit.STORAGE
        except sqlite3.Error as error:
            file = paths.search_file(self.settings)
            words = say("nothing can be searched: {file}: {why}; the file can be deleted", file=file, why=error)
            print(words, file=sys.stderr)
            self.exitcode = Exit.STORAGE


def _query(words: list[str]) -> Query:
    from newsportal.reading.search import Query

    if not words:
        raise UsageError(say("scrapy find takes the words to look for"), print_help=False)
    try:
        return Query.of(words)
    except ValueError:
        raise UsageError(say("a word is missing: +WORD must stand in it, !WORD must not"), print_help=False) from None


def _progress(kind: str, count: int) -> None:
    print(say("indexing {kind}: {count:,}", kind=kind, count=count), file=sys.stderr)


def _show(found: Iterable[Found], as_json: bool) -> int:
    count = 0
    for count, one in enumerate(found, 1):  # noqa: B007
        time = one.time.astimezone(CHINA)
        if as_json:
            print(json.dumps(asdict(one) | {"time": iso(time)}, ensure_ascii=False))
        else:
            place = " · ".join(filter(None, (one.portal, one.block)))
            print(f"{time:%Y-%m-%d %H:%M}  {place}  {one.text}\n    {one.url}")
    return count


def _tell(shown: int, more: int, known: int, newest: datetime | None, articles: bool) -> None:
    if more:
        print(say("and {more:,} more: --most 0 shows all", more=more))
    among = (
        counted("{n:,} article", "{n:,} articles", known)
        if articles
        else counted("{n:,} headline", "{n:,} headlines", known)
    )
    as_of = f"{newest.astimezone(CHINA):%Y-%m-%d %H:%M}" if newest else say("no crawl")
    if shown:
        print(say("among {among}, as of {as_of}", among=among, as_of=as_of))
    else:
        print(say("nothing found among {among}, as of {as_of}", among=among, as_of=as_of))
