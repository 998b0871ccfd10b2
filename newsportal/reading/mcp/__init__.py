"""`scrapy mcp`: the records for language models, by the Model Context Protocol, read-only.

`tools.py` answers, `quoting.py` marks what web pages wrote, `server.py` offers the tools, `http.py` serves them to this
machine alone. The last two need the SDK, so they are imported here, when a server is made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from newsportal.messages import marked, needs
from newsportal.reading.mcp.tools import Tools

if TYPE_CHECKING:
    from mcp.server import MCPServer

__all__ = ["NoSdk", "Tools", "serve_http", "server_over"]


class NoSdk(Exception):
    """The SDK is not installed; the message says how it is, in one line."""


def server_over(tools: Tools) -> MCPServer[Any]:
    """The server; its `run("stdio")` serves. NoSdk where the SDK is not installed, TablesError where DuckDB is not."""
    try:
        import mcp.server
    except ImportError:
        raise NoSdk(needs(marked("the MCP SDK"), "mcp")) from None
    from newsportal.reading.mcp.server import offer

    return offer(mcp.server.MCPServer, tools)


def serve_http(server: MCPServer[Any], port: int, token: str, listening_at: Callable[[str], None]) -> None:
    """Serve over HTTP to programs of this machine that know the token; the address is told before it begins.

    Raises OSError where the port is taken, OverflowError where there is no such port.
    """
    from newsportal.reading.mcp.http import serve

    serve(server, port, token, listening_at)
