"""`python -m newsportal.demo`: shows the demo portal until it is interrupted."""

from __future__ import annotations

import argparse
import asyncio
import signal

from newsportal import standard_streams
from newsportal.demo.markup import BASE
from newsportal.demo.server import DemoServer
from newsportal.demo.site import site
from newsportal.os_errors import told


async def show(server: DemoServer) -> None:
    """Serves until SIGINT or SIGTERM."""
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    await server.start()
    print(f"The demo portal {BASE}/ is shown through the proxy {server.url}", flush=True)
    await ended.wait()
    await server.stop()


def main() -> None:
    """Reads the arguments and serves."""
    parser = argparse.ArgumentParser(prog="python -m newsportal.demo", description="Shows the demo portal on loopback.")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1, by default any free one")
    parser.add_argument("--articles", type=int, default=60, help="articles of edition 1, from 52")
    parser.add_argument("--edition", type=int, default=1, help="day of the portal, from 1")
    parser.add_argument("--template", choices=["portal", "changed"], default="portal", help="changed: after a redesign")
    given = parser.parse_args()
    try:
        portal = site(articles=given.articles, edition=given.edition, template=given.template)
        asyncio.run(show(DemoServer(portal, port=given.port)))
    except (OSError, ValueError) as error:
        parser.error(told(error))


if __name__ == "__main__":
    standard_streams.secure()
    main()
