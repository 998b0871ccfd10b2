"""`scrapy mcp`: the records for language models, by the Model Context Protocol."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsportal import paths
from newsportal.command_line.command import CheckedCommand, number
from newsportal.messages import say
from newsportal.os_errors import told

_TOKEN = "NEWSPORTAL_MCP_TOKEN"
"""The variable of the environment that has the token: arguments can be seen by other users of the machine."""
_LEAST = 16
"""Characters of a token."""


class Command(CheckedCommand, ScrapyCommand):
    """Offer the records to a language model: six tools that read, on the standard streams or a port of this machine."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  as Scrapy declares it

    def syntax(self) -> str:
        """Syntax."""
        return "[--http PORT] [--export FOLDER]"

    def short_desc(self) -> str:
        """Description."""
        return say("Offer the records to language models by MCP, read-only")

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options."""
        super().add_options(parser)
        words = say("over HTTP on this machine alone, with the token in {name}; 0: any free port", name=_TOKEN)
        parser.add_argument("--http", type=number, metavar="PORT", help=words)
        parser.add_argument("--export", metavar="FOLDER", help=say("over what scrapy export wrote there, faster"))

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Serve until the client leaves, or a signal ends the process. Nothing but the protocol goes to stdout."""
        from newsportal.reading.mcp import NoSdk, Tools, serve_http, server_over
        from newsportal.reading.tables.connection import EXPORTED, TablesError

        assert self.settings is not None
        if args:
            raise UsageError(say("scrapy mcp takes no arguments"), print_help=False)
        export = Path(opts.export) if opts.export is not None else None
        if export is not None and not (export / EXPORTED).exists():
            raise UsageError(say("scrapy export has not written into {folder}", folder=export), print_help=False)
        tools = Tools(paths.output_folder(self.settings), paths.search_file(self.settings), export)
        try:
            server = server_over(tools)
            if opts.http is None:
                if sys.stdin.isatty():
                    print(say("a client speaks MCP here, on the standard streams; Ctrl-D ends it"), file=sys.stderr)
                server.run("stdio")
            else:
                serve_http(server, opts.http, _token(), _tell)
        except (NoSdk, TablesError) as error:
            raise UsageError(f"{error}", print_help=False) from None
        except (OSError, OverflowError) as error:
            why = told(error) if isinstance(error, OSError) else say("there is no port {port}", port=opts.http)
            raise UsageError(say("nothing can be served: {why}", why=why), print_help=False) from None


def _token() -> str:
    token = os.environ.get(_TOKEN)
    if token is None:
        token = secrets.token_urlsafe()
        print(say("the token of this run, since {name} is not set: {token}", name=_TOKEN, token=token), file=sys.stderr)
    elif len(token) < _LEAST or not token.isascii() or not token.isprintable():
        words = say("{name} must have {least} characters of ASCII or more", name=_TOKEN, least=_LEAST)
        raise UsageError(words, print_help=False)
    return token


def _tell(address: str) -> None:
    print(say("serving {address}; Ctrl-C ends it", address=address), file=sys.stderr, flush=True)
