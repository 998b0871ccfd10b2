"""The server: six tools that read, by the official SDK. Their docstrings and types are what a model is told of them."""

from __future__ import annotations

import inspect
import sqlite3
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from newsportal.os_errors import told
from newsportal.reading.mcp.quoting import NOTE, quoted
from newsportal.reading.mcp.tools import Tools, Unknown
from newsportal.reading.search import Where
from newsportal.reading.tables.bounded import BOUNDS
from newsportal.reading.tables.connection import TablesError, columns
from newsportal.text.china_time import CHINA

_INSTRUCTIONS = (
    "Headlines and articles of Chinese news portals, as crawls saw them: where each headline stood, when, at which "
    f"rank, and who reprinted whom. Times are China's. {NOTE} Say as of when you speak (`as_of`)."
)
_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

Most = Annotated[int, Field(ge=1, le=BOUNDS.rows, description="rows at most")]
Start = Annotated[int, Field(ge=0, description="the first character of the text that is given")]


def offer(kind: type[MCPServer[Any]], tools: Tools) -> MCPServer[Any]:
    """A server of this kind that offers the tools. TablesError where DuckDB is not installed."""
    made = kind("newsportal", instructions=_INSTRUCTIONS, version=version("newsportal"), log_level="WARNING")
    offered = _Offered(tools)
    views = f"\nThe views and their columns:\n{columns()}"
    for tool in (offered.standing, offered.search, offered.story, offered.article, offered.crawls, offered.sql):
        described = (inspect.getdoc(tool) or "") + (views if tool == offered.sql else "")
        made.add_tool(tool, description=described, annotations=_READS, structured_output=False)
    return made


class _Offered:
    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def standing(self, portal: str = "", block: str = "", most: Most = 50) -> str:
        """What stands now: the headlines of each hub (home page, channel), the fullest hub of a portal first, in page
        order by block and rank. Narrow it by a portal's name (`crawls` has them) and by a part of the block's label."""
        return _told(lambda: self._tools.standing(portal, block, most))

    def search(
        self,
        words: str,
        articles: bool = False,
        portal: str = "",
        block: str = "",
        since: str = "",
        most: Most = 30,
    ) -> str:
        """Headlines (or articles, by title and text) by their words, the newest first. Words apart by spaces: one of
        the plain ones must stand in it, each +word must, no !word may; traditional and simplified are the same.
        `since`: a day or a time, ISO 8601."""
        return _told(lambda: self._tools.search(words, Where(articles, portal, block, _since(since)), most))

    def story(self, id: str, most: Most = 60) -> str:
        """A headline's life (where and when it stood, at which rank, in which wordings, by which rule they are one) and
        the chain of articles that tell the same story, by the times that they claim and by when they were read.
        `id`: a headline's id, an article's address, or a story's id."""
        return _told(lambda: self._tools.story(id, most))

    def article(self, url: str, start: Start = 0) -> str:
        """An article in its newest revision; `characters` is the length of its text, of which a part is given."""
        return _told(lambda: self._tools.article(url, start))

    def crawls(self, portal: str = "", most: Most = 30) -> str:
        """How crawling goes: the newest crawl of each portal, or the last ones of one, with outcome and alarms; and the
        blocks of hubs that are silent by their own rhythm, or gone."""
        return _told(lambda: self._tools.crawls(portal, most))

    def sql(self, select: str, most: Most = 100) -> str:
        """One SELECT of DuckDB over the views below, read-only and bounded in rows, characters, seconds and memory."""
        return _told(lambda: self._tools.sql(select, most))


def _since(words: str) -> datetime | None:
    if not words:
        return None
    when = datetime.fromisoformat(words)
    return when if when.tzinfo else when.replace(tzinfo=CHINA)


def _told(answer: Callable[[], str]) -> str:
    """What could not be done reaches the model in words; the SDK hides those of any other error."""
    try:
        return answer()
    except (TablesError, Unknown, ValueError, OverflowError) as error:
        raise ToolError(str(quoted(f"{error}"))) from None  # DuckDB's words may hold a page's
    except (OSError, sqlite3.Error) as error:
        raise ToolError(told(error) if isinstance(error, OSError) else f"{error}") from None
