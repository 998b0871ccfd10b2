"""A small HTTP/1.1 server on loopback that shows a demo portal, also as the proxy that every address goes through."""

from __future__ import annotations

import asyncio
from collections import deque
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from newsportal.demo.markup import BASE, HOST
from newsportal.demo.site import Answer, Site, site

REASONS = {200: "OK", 304: "Not Modified", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed"}
REASONS |= {502: "Bad Gateway"}
REMEMBERED = 100_000
"""How many requests a server remembers."""
_MOST_HEAD = 64 * 1024


def _sentence(status: int, words: str) -> Answer:
    return Answer(status, {"Content-Type": "text/plain; charset=utf-8"}, f"{words}\n".encode())


def answer(portal: Site, method: str, target: str, headers: dict[str, str]) -> Answer:
    """The answer to one request; `target` is a path, or an absolute address as a proxy is asked for it."""
    if method not in {"GET", "HEAD"}:
        return _sentence(405, "The demo portal answers GET and HEAD only.")
    if not target.startswith("/"):
        try:
            parts = urlsplit(target)
        except ValueError:
            return _sentence(400, "That is not an address.")
        if parts.scheme != "http" or parts.hostname != HOST:
            return _sentence(502, f"The demo portal is a proxy for {BASE}/ only.")
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    found = portal.get(target)
    if found.status == 200 and unchanged(found, headers):
        kept = {name: value for name, value in found.headers.items() if name != "Content-Type"}
        return Answer(304, kept)
    return found


def unchanged(found: Answer, headers: dict[str, str]) -> bool:
    """Whether the client's copy is still good: If-None-Match, else If-Modified-Since (RFC 9110, 13.1)."""
    if (tags := headers.get("if-none-match")) is not None:
        return tags.strip() == "*" or found.headers["ETag"] in {
            tag.strip().removeprefix("W/") for tag in tags.split(",")
        }
    if (since := headers.get("if-modified-since")) is not None:
        try:
            return parsedate_to_datetime(found.headers["Last-Modified"]) <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False
    return False


class DemoServer:
    """Serves a site on 127.0.0.1 within the running event loop: `await start()`, use `port`, `await stop()`."""

    def __init__(self, portal: Site | None = None, *, port: int = 0) -> None:
        self.site = portal or site()
        """What it shows; may be replaced while it runs."""
        self.port = port
        """Where it listens; 0 until started means any free port."""
        self._log: deque[tuple[str, str, int]] = deque(maxlen=REMEMBERED)
        self._server: asyncio.Server | None = None
        self._open: dict[asyncio.StreamWriter, asyncio.Task[None] | None] = {}

    @property
    def url(self) -> str:
        """Its address as a proxy, such as http://127.0.0.1:8080."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def requests(self) -> list[tuple[str, str, int]]:
        """Method, address and status of the last requests, oldest first, at most `REMEMBERED`."""
        return list(self._log)

    async def start(self) -> None:
        """Begins to listen; raises OSError if the port is taken."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, limit=_MOST_HEAD)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stops to listen and closes every connection."""
        if self._server is None:
            return
        server, self._server = self._server, None
        server.close()
        served = [task for task in self._open.values() if task]
        for writer in self._open:
            writer.transport.abort()
        await asyncio.gather(*served)
        await server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answers the requests of one connection in turn."""
        self._open[writer] = asyncio.current_task()
        try:
            while await self._request(reader, writer):
                pass
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            pass  # The client went away, or sent a head that no client sends.
        finally:
            del self._open[writer]
            writer.close()

    async def _request(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answers one request; tells whether the connection stays open."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        line = head[0].split(" ")
        pairs = (field.partition(":") for field in head[1:])
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        if len(line) != 3:
            await self._send(writer, "GET", _sentence(400, "That is not an HTTP request."), False)
            return False
        method, target, version = line
        if (length := headers.get("content-length", "0")).isdigit():
            await reader.readexactly(min(int(length), _MOST_HEAD))
        wish = headers.get("connection", headers.get("proxy-connection", "")).lower()
        stays = wish != "close" if version == "HTTP/1.1" else wish == "keep-alive"
        found = answer(self.site, method, target, headers)
        self._log.append((method, target if "://" in target else BASE + target, found.status))
        await self._send(writer, method, found, stays)
        return stays

    async def _send(self, writer: asyncio.StreamWriter, method: str, found: Answer, stays: bool) -> None:
        lines = [f"HTTP/1.1 {found.status} {REASONS[found.status]}"]
        lines += [f"{name}: {value}" for name, value in found.headers.items()]
        if found.status != 304:
            lines.append(f"Content-Length: {len(found.body)}")
        lines.append(f"Connection: {'keep-alive' if stays else 'close'}")
        body = b"" if method == "HEAD" else found.body
        writer.write("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)
        await writer.drain()
