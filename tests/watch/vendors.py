"""A receiver on loopback that answers as the vendors of robots document, and fails as told."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple


class Got(NamedTuple):
    """A message that was taken."""

    path: str
    body: dict[str, Any]
    headers: dict[str, str]
    time: float

    @property
    def text(self) -> str:
        if "markdown" in self.body:
            return self.body["markdown"].get("content") or self.body["markdown"]["text"]
        return f"{self.body.get('title', '')}\n{self.body.get('message', '')}"


class Vendor(ThreadingHTTPServer):
    """`taken` are the messages it took, `bodies` all that came; `next` says what becomes of the next ones."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.taken: list[Got] = []
        self.bodies: list[bytes] = []
        self.next: deque[str] = deque()
        """Each one of: `500` or another status, `errcode N`, `drop`, `taken and dropped`, `slow`."""

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def texts(self) -> list[str]:
        return [got.text for got in self.taken]


class _Answer(BaseHTTPRequestHandler):
    server: Vendor

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.bodies.append(body)
        told = self.server.next.popleft() if self.server.next else ""
        got = Got(self.path, json.loads(body), dict(self.headers), time.time())
        if told == "drop":
            return self._drop()
        if told == "slow":
            time.sleep(1)
        if told.isdecimal():
            self.send_response(int(told))
            self.send_header("Retry-After", "7")
            return self.end_headers()
        code, words = (int(told.split()[1]), "told so") if told.startswith("errcode") else _judged(self.path, body)
        if code == 0:
            self.server.taken.append(got)
        if told == "taken and dropped":
            return self._drop()
        answer = json.dumps({"errcode": code, "errmsg": words}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)
        return None

    def _drop(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


def _judged(path: str, body: bytes) -> tuple[int, str]:
    """As documented: 企业微信 takes 4,096 bytes of markdown, 钉钉 20,000 bytes of body, both in answers of HTTP 200."""
    if path.startswith("/wecom"):
        content = json.loads(body)["markdown"]["content"].encode()
        return (40058, "markdown.content exceed max length 4096") if len(content) > 4096 else (0, "ok")
    if path.startswith("/dingtalk"):
        return (460101, "message too long, exceed 20000 bytes") if len(body) > 20_000 else (0, "ok")
    return 0, "ok"


@contextmanager
def vendor() -> Iterator[Vendor]:
    with Vendor() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
