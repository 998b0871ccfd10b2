"""A server on loopback that misbehaves exactly as told: raw bytes, pauses, resets, silence.

    with Server(by_path({"/": page("<h1>…")})) as server:
        … server.url("/") …
    assert server.hits_of("/secret") == []

An answer is either the bytes of a whole HTTP response, or an iterable of steps: `bytes` are sent, a number is
a pause in seconds, `RESET` closes the connection with RST, and the end of the steps closes it politely. The server
also answers as a proxy: a request line with an absolute address is handed over whole, in `Hit.url`.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal
from urllib.parse import urlsplit

from tests.waiting import LONGEST

RESET: Final = "RESET"
"""The step that ends a connection with RST instead of FIN."""

Step = bytes | float | int | Literal["RESET"]
Answer = bytes | Iterable[Step] | AsyncIterator[Step]


@dataclass(frozen=True, slots=True)
class Hit:
    """One request that the server read."""

    url: str
    """Absolute address: of the request line where it is absolute (proxy), else of the Host header."""
    path: str
    """Path and query."""
    host: str
    """Host without its port, in lower case."""
    time: float
    """time.time() when its head was complete."""
    headers: Mapping[str, str]
    """Headers, names in lower case; the last of equal names counts."""
    method: str = "GET"
    proxied: bool = False
    """Whether the request line was absolute."""


def response(
    body: bytes | str = b"",
    status: int = 200,
    content_type: str | None = "text/html; charset=utf-8",
    headers: Mapping[str, str] | Iterable[tuple[str, str]] = (),
    length: int | str | None = None,
) -> bytes:
    """A whole response. `length` replaces the true Content-Length; "none" leaves it out."""
    data = body.encode() if isinstance(body, str) else body
    pairs = list(headers.items() if isinstance(headers, Mapping) else headers)
    lines = [f"HTTP/1.1 {status} Status"]
    if content_type:
        lines.append(f"Content-Type: {content_type}")
    if length != "none":
        lines.append(f"Content-Length: {len(data) if length is None else length}")
    lines += [f"{name}: {value}" for name, value in pairs]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + data


def redirect(to: str, status: int = 302) -> bytes:
    """A redirect to `to`, written as given."""
    return response(b"", status, None, {"Location": to})


def by_path(answers: Mapping[str, Answer | Callable[[Hit], Answer]], default: Answer | None = None) -> Callable:
    """The answer for a path with its query, else for the path alone, else `default` (404)."""

    def answer(hit: Hit) -> Answer:
        found = answers.get(hit.path, answers.get(hit.path.partition("?")[0], default))
        if found is None:
            return response("没有", 404)
        return found(hit) if callable(found) else found

    return answer


@dataclass
class Server:
    """Serves `answer(hit)` on a thread of its own; every address in `hosts` listens on the same port."""

    answer: Callable[[Hit], Answer]
    hosts: tuple[str, ...] = ("127.0.0.1",)
    tls: ssl.SSLContext | None = None
    hits: list[Hit] = field(default_factory=list)
    """Every request read, in order."""
    connections: int = 0
    """Connections accepted, also those without a request."""
    port: int = 0

    def url(self, path: str = "/", host: str | None = None) -> str:
        """Address of a path on this server."""
        return f"{'https' if self.tls else 'http'}://{host or self.hosts[0]}:{self.port}{path}"

    def hits_of(self, path: str) -> list[Hit]:
        """Requests for this path, with or without a query."""
        return [hit for hit in self.hits if path in (hit.path, hit.path.partition("?")[0])]

    def __enter__(self) -> Server:
        sockets = [self._listen(host) for host in self.hosts]
        self._loop = asyncio.new_event_loop()
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(sockets, ready), daemon=True)
        self._thread.start()
        ready.wait(LONGEST)
        return self

    def __exit__(self, *error: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def _listen(self, host: str) -> socket.socket:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, self.port))
        self.port = listener.getsockname()[1]
        return listener

    def _run(self, sockets: list[socket.socket], ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        for listener in sockets:
            start = asyncio.start_server(self._serve, sock=listener, ssl=self.tls, limit=1 << 20, backlog=256)
            self._loop.run_until_complete(start)
        self._loop.set_exception_handler(lambda loop, context: None)
        ready.set()
        self._loop.run_forever()
        for listener in sockets:
            listener.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            keep = True
            while keep:
                head = await reader.readuntil(b"\r\n\r\n")
                hit = _hit(head)
                self.hits.append(hit)
                keep = await self._send(writer, self.answer(hit))
        writer.close()

    async def _send(self, writer: asyncio.StreamWriter, answer: Answer) -> bool:
        if isinstance(answer, bytes):
            writer.write(answer)
            await writer.drain()
            return b"\r\ncontent-length:" in answer[:4096].lower()
        async for step in _steps(answer):
            if isinstance(step, (float, int)):
                await asyncio.sleep(step)
            elif isinstance(step, bytes):
                writer.write(step)
                await writer.drain()
            else:
                _arm_reset(writer)
                return False
        return False


async def _steps(answer: Iterable[Step] | AsyncIterator[Step]) -> AsyncIterator[Step]:
    if isinstance(answer, AsyncIterator):
        async for step in answer:
            yield step
        return
    for step in answer:
        yield step
        await asyncio.sleep(0)


def _arm_reset(writer: asyncio.StreamWriter) -> None:
    raw = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def _hit(head: bytes) -> Hit:
    lines = head.decode("latin-1").split("\r\n")
    method, _, rest = lines[0].partition(" ")
    target = rest.rpartition(" ")[0]
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    proxied = not target.startswith("/")
    url = target if proxied else f"http://{headers.get('host', '')}{target}"
    parts = urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return Hit(url, path or "/", (parts.hostname or "").lower(), time.time(), headers, method, proxied)
