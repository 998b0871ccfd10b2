"""A proxy before a PostgreSQL server that holds each byte back, and counts how often a client waits for an answer."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import kills


@contextmanager
def delayed(url: str, folder: Path) -> Iterator[tuple[str, Any]]:
    """The server behind a proxy with 1 ms of latency: its address, and what counts how often it was waited for."""
    there, mine = url.rpartition("host=")[2], folder / "proxy"
    mine.mkdir(parents=True, exist_ok=True)
    counted = mine / "turns"
    command = [sys.executable, "-m", "benchmarks.cluster_proxy", there, str(mine)]
    process = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(kills.ROOT)})
    try:
        while not (mine / ".s.PGSQL.5432").exists():
            time.sleep(0.02)
        yield url.replace(there, str(mine)), lambda: int(counted.read_text())
    finally:
        process.kill()
        process.wait()


async def proxy(there: Path, here: Path) -> None:
    """Hand on each chunk half a millisecond after it came; the file `turns` has how often a client began to wait."""
    turns = 0
    (here / "turns").write_text("0")

    async def hand_on(source: asyncio.StreamReader, target: asyncio.StreamWriter, last: list[str], own: str) -> None:
        nonlocal turns
        loop = asyncio.get_running_loop()
        while data := await source.read(1 << 16):
            if own == "client" and last[0] != own:
                turns += 1
                (here / "turns").write_text(str(turns))
            last[0] = own
            loop.call_later(0.0005, target.write, data)
        loop.call_later(0.001, target.close)

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server_reader, server_writer = await asyncio.open_unix_connection(there / ".s.PGSQL.5432")
        last = ["server"]
        await asyncio.gather(
            hand_on(reader, server_writer, last, "client"), hand_on(server_reader, writer, last, "server")
        )

    async with await asyncio.start_unix_server(one, here / ".s.PGSQL.5432") as listening:
        await listening.serve_forever()


if __name__ == "__main__":
    asyncio.run(proxy(Path(sys.argv[1]), Path(sys.argv[2])))
