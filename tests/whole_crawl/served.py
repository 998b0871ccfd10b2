"""A portal of our own on loopback, crawled by `scrapy crawl portal` in a process of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.hostile.server import Server, response
from tests.run import scrapy


def crawl(folder: Path, server: Server, *more: str) -> subprocess.CompletedProcess[str]:
    """Crawl a server from its home page without delay, to the end of the crawl."""
    told = ["NEWSPORTAL_ALLOWED_NETWORKS=127.0.0.0/8", f"NEWSPORTAL_ALLOWED_PORTS={server.port}", "DOWNLOAD_DELAY=0"]
    settings = [part for setting in told for part in ("-s", setting)]
    return scrapy(folder, "crawl", "portal", "-a", f"url={server.url()}", *settings, *more)


def hub(paths: Iterable[str]) -> bytes:
    """A page of headlines that lead to these paths."""
    links = "".join(f'<li><a href="{path}">栖川县{path}号河口大桥今天上午正式通车</a></li>' for path in paths)
    return response(f"<html><head><title>栖川网</title></head><body><h2>要闻</h2><ul>{links}</ul></body></html>")


def article(number: int | str) -> bytes:
    """An article, another one for each number."""
    text = f"栖川县第{number}座河口大桥今天上午正式通车，两岸居民往来只要五分钟，县交通局将继续改善{number}号道路。"
    return response(
        f"<html><head><title>栖川县第{number}座新桥通车</title></head><body><h1>栖川县第{number}座新桥通车</h1>"
        f"<p>2026-11-24 08:00 来源：栖川日报</p><div>{f'<p>{text}</p>' * 6}</div></body></html>"
    )


def news(number: int) -> str:
    """The path of an article."""
    return f"/news/20261124/{number:06}.html"
