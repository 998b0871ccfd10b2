"""The server over HTTP, for programs of this machine that know the token."""

from __future__ import annotations

import hmac
import socket
from collections.abc import Callable
from typing import Any

import uvicorn
from mcp.server import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import ASGIApp, Receive, Scope, Send

HOST = "127.0.0.1"
"""The only address on which it listens."""


class TokenRequired:
    """Lets through requests that carry `Authorization: Bearer TOKEN` (RFC 6750); to others it answers 401."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._expected = f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        given = dict(scope.get("headers", ())).get(b"authorization", b"")
        if scope["type"] == "lifespan" or hmac.compare_digest(given, self._expected):
            await self._app(scope, receive, send)
            return
        headers = [(b"www-authenticate", b'Bearer realm="newsportal"'), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": 401, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


def serve(server: MCPServer[Any], port: int, token: str, listening_at: Callable[[str], None]) -> None:
    """Serve until a signal ends the process; the address is told first. Raises OSError where the port is taken.

    Requests under another Host than this machine's, or with any Origin, are refused: no page in a browser gets through
    to it, also not under a name of its own (DNS rebinding).
    """
    with socket.create_server((HOST, port)) as listening:
        port = listening.getsockname()[1]
        own = TransportSecuritySettings(allowed_hosts=[f"{name}:{port}" for name in (HOST, "localhost")])
        app = server.streamable_http_app(host=HOST, json_response=True, stateless_http=True, transport_security=own)
        listening_at(f"http://{HOST}:{port}/mcp")
        config = uvicorn.Config(
            TokenRequired(app, token), log_config=None, access_log=False, timeout_graceful_shutdown=1
        )
        uvicorn.Server(config).run(sockets=[listening])
