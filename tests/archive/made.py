"""Archives made for tests: records byte by byte, so that each can be wrong in its own way."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsportal.demo.markup import BASE
from newsportal.demo.site import Site

START = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
WORDS = "海棠江上新桥今天建成通车，两岸居民过江只要五分钟。市民一早前来，桥面上人来人往，十分热闹。"


def page(title: str, text: str = WORDS, links: Iterable[tuple[str, str]] = (), *, following: str = "") -> bytes:
    """An article's page with links beside it."""
    listed = "".join(f'<li><a href="{url}">{words}</a></li>' for url, words in links)
    around = f"<div><h3>相关新闻</h3><ul>{listed}</ul></div>" if listed else ""
    further = f'<div class="page"><a href="{following}">下一页</a></div>' if following else ""
    body = "".join(f"<p>{text}这是第{n}段。</p>" for n in range(1, 6))
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_晨报网</title></head><body><h1>{title}</h1>'
        f"<div>2024-03-05 07:30 来源：晨报</div><div>{body}</div>{further}{around}</body></html>"
    ).encode()


def answer(body: bytes, *headers: str | bytes, status: str = "200 OK", end: bytes = b"\r\n") -> bytes:
    """An HTTP answer as it came."""
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/html", *headers]
    sent = [line if isinstance(line, bytes) else line.encode() for line in lines]
    return end.join([*sent, b"", b""]) + body


def record(
    url: str,
    block: bytes,
    *,
    seconds: float = 0,
    kind: str = "response",
    length: int | None = None,
    end: bytes = b"\r\n",
) -> bytes:
    """A record of WARC 1.0, uncompressed."""
    when = f"{START + timedelta(seconds=seconds):%Y-%m-%dT%H:%M:%SZ}"
    lines = [
        "WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", f"WARC-Date: {when}",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block) if length is None else length}",
    ]  # fmt: skip
    return end.join([*(line.encode() for line in lines), b"", b""]) + block + end + end


def packed(*records: bytes) -> bytes:
    """Records, each a gzip member of its own."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def demo(site: Site, count: int | None = None) -> Iterator[bytes]:
    """The pages of a demo portal as records, a second after each other, in the order that a crawl may read them."""
    for seconds, path in enumerate(site.paths()[:count]):
        found = site.get(path)
        headers = [f"{name}: {value}" for name, value in found.headers.items()]
        block = "\r\n".join(["HTTP/1.1 200 OK", *headers, "", ""]).encode() + found.body
        yield record(f"{BASE}{path}", block, seconds=seconds)


def archives(folder: Path, records: list[bytes], files: int) -> Path:
    """The records dealt out to so many files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(files):
        (folder / f"part-{number}.warc.gz").write_bytes(packed(*records[number::files]))
    return folder
