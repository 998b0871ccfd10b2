"""Machines of a cluster on one computer: a network namespace each, linked to that of a PostgreSQL server.

Where no namespace can be made (they need root) all share one network, and links cannot be cut.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.generated_portal import HOST, LISTS, generate
from tests.postgres import Server, server

ROOT = Path(__file__).resolve().parents[1]
INSIDE = "NEWSPORTAL_OWN_NETWORK"
"""Set in the environment of a benchmark that runs in a network namespace of its own."""
_LEFT = set("今日要闻相关阅读下一页来源年月日时分天第次万元的说以后前用了费")
"""Characters that a page's frame has, too."""
PASSWORD = "for one run"
SETTINGS = {"listen_addresses": "*", "fsync": "on", "max_connections": "60"}


def own_network() -> bool:
    """Whether this process is in a network namespace of its own; it is started anew in one where that can be had."""
    if os.environ.get(INSIDE):
        if os.environ[INSIDE] == "yes":
            ip("link", "set", "lo", "up")
        return os.environ[INSIDE] == "yes"
    can = subprocess.run(["unshare", "-n", "true"], stderr=subprocess.DEVNULL, check=False).returncode == 0
    os.environ[INSIDE] = "yes" if can else "no"
    if can:
        os.execvp("unshare", ["unshare", "-n", sys.executable, *sys.orig_argv[1:]])
    return False


def home(number: int) -> str:
    """The home page of a generated portal."""
    return f"http://www.portal{number}.example/"


def pages_of(number: int, pages: int) -> dict[str, bytes]:
    """The pages of a generated portal, by address; in each they have other characters, so that none has another's
    headlines: whichever of two that are alike was first would be the new one."""
    words = sorted({one for name in ("places", "who", "did", "what", "so") for one in "".join(LISTS[name])} - _LEFT)
    others = str.maketrans({one: chr(0x6000 + number * 0x400 + at) for at, one in enumerate(words)})
    own = home(number).rstrip("/")
    return {
        url.replace(HOST, own): page.replace(HOST, own).translate(others).encode()
        for url, page in generate(pages, number).pages.items()
    }


def serve(portals: int, pages: int, asked: Path) -> None:
    """Show generated portals as a proxy on 127.0.0.1, until killed; each request is a line of `asked`."""
    web = {url: page for number in range(portals) for url, page in pages_of(number, pages).items()}
    out, lock = asked.open("a", buffering=1, encoding="utf-8"), threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with lock:
                out.write(f"{time.monotonic():.4f} {urlsplit(self.path).hostname} {self.path}\n")
            body = web.get(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Web(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A crawl was killed: nothing to tell."""

    with Web(("127.0.0.1", 0), Handler) as one:
        print(one.server_port, flush=True)
        one.serve_forever()


class Machine:
    """A network of its own, with a link to the database's that can be cut, and a folder for its project."""

    def __init__(self, folder: Path, number: int, *, network: bool, state: str) -> None:
        self.folder, self.number, self.state, self.apart = folder, number, state, network
        self._inside: list[str] = []
        self._held: list[subprocess.Popen[str]] = []
        self._environment = os.environ | {"PYTHONPATH": str(ROOT), "PGPASSWORD": PASSWORD}
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "scrapy.cfg").write_text("[settings]\ndefault = newsportal.settings\n", encoding="utf-8")
        try:
            if network:
                self._join()
        except BaseException:
            self.close()
            raise

    def _join(self) -> None:
        holder = subprocess.Popen(["unshare", "-n", "sleep", "infinity"], text=True)
        self._held.append(holder)
        own = os.readlink("/proc/self/ns/net")
        while os.readlink(f"/proc/{holder.pid}/ns/net") == own:
            time.sleep(0.01)
        self._inside = ["nsenter", "-t", str(holder.pid), "-n"]
        link, pid = f"m{self.number}", str(holder.pid)
        ip("link", "add", link, "type", "veth", "peer", "name", "db", "netns", pid)
        ip("addr", "add", f"10.99.{self.number}.1/24", "dev", link)
        ip("link", "set", link, "up")
        ip("addr", "add", f"10.99.{self.number}.2/24", "dev", "db", inside=self._inside)
        for name in ("lo", "db"):
            ip("link", "set", name, "up", inside=self._inside)

    def link(self, how: str) -> None:
        """Cut the link to the database ("down"), or mend it ("up")."""
        ip("link", "set", f"m{self.number}", how)

    def show(self, portals: int, pages: int) -> None:
        """Show the generated portals to the crawls of this machine."""
        command = ["-m", "benchmarks.cluster", "--serve", str(portals), str(pages), str(self.folder / "asked")]
        one = subprocess.Popen(
            [*self._inside, sys.executable, *command], stdout=subprocess.PIPE, text=True, env=self._environment
        )
        self._held.append(one)
        assert one.stdout
        self._environment |= {"http_proxy": f"http://127.0.0.1:{int(one.stdout.readline())}", "no_proxy": ""}

    def scrapy(self, *arguments: str, state: bool = True) -> subprocess.Popen[bytes]:
        """Start `scrapy …` on it; what it says is added to log.txt."""
        told = ("-s", f"NEWSPORTAL_STATE={self.state}") if state else ()
        command = [*self._inside, sys.executable, "-m", "scrapy", *arguments, *told]
        with (self.folder / "log.txt").open("ab") as log:
            return subprocess.Popen(command, cwd=self.folder, env=self._environment, stdout=log, stderr=log)

    def python(self, *arguments: str) -> subprocess.Popen[str]:
        """Start Python on it, and read what it prints."""
        command = [*self._inside, sys.executable, *arguments]
        return subprocess.Popen(command, cwd=self.folder, env=self._environment, stdout=subprocess.PIPE, text=True)

    def close(self) -> None:
        """Give all of it back."""
        for process in self._held:
            process.kill()
            process.wait()


def ip(*arguments: str, inside: list[str] | None = None) -> None:
    """Run `ip`."""
    subprocess.run([*(inside or []), "ip", *arguments], check=True, stdout=subprocess.DEVNULL)


@contextmanager
def database(network: bool) -> Iterator[Server]:
    """A PostgreSQL server in this namespace, that machines reach by their links."""
    with server(SETTINGS if network else {}, hosts="10.99.0.0/16") as one:
        yield one


def address(one: Server, number: int, network: bool, user: str = "news") -> str:
    """The database's address for a machine."""
    return f"postgresql://{user}@10.99.{number}.1/postgres" if network else one.url.replace("//news@", f"//{user}@")


def gaps(folders: list[Path]) -> dict[str, float]:
    """The least seconds between two requests to each host, whichever machines asked."""
    times: dict[str, list[float]] = {}
    for folder in folders:
        for line in (folder / "asked").read_text(encoding="utf-8").splitlines():
            when, host, _ = line.split(" ", 2)
            times.setdefault(host, []).append(float(when))
    return {
        host: min((after - before for before, after in pairwise(sorted(found))), default=0.0)
        for host, found in times.items()
    }


def place(folder: Path) -> int:
    """The number of the last entry of the log that a reader has kept."""
    import sqlite3

    path = folder / ".scrapy/newsportal/state.sqlite"
    if not path.exists():
        return 0
    with suppress(sqlite3.OperationalError), sqlite3.connect(f"file:{path}?mode=ro", uri=True) as state:
        row = state.execute("SELECT value FROM meta WHERE key = 'log'").fetchone()
        return int(row[0]) if row else 0
    return 0  # it begins


def dumps(told: object) -> str:
    """Figures for a terminal."""
    return json.dumps(told, ensure_ascii=False)
