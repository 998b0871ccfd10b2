"""Markup for the tests of headline blocks; names and events are invented."""

from __future__ import annotations

from newsportal.extraction.blocks.assemble import blocks
from newsportal.extraction.document import links, parser
from newsportal.extraction.page import Block

HOME = "http://www.qingting-news.example/"


def read(html: str) -> tuple[Block, ...]:
    """The blocks of a page without a story."""
    tree = parser.parse(f"<html><body>{html}</body></html>".encode())
    return blocks(tree, None, links.anchors(tree, links.Base(tree, HOME)))


def words(found: tuple[Block, ...]) -> list[str]:
    return [headline.text for block in found for headline in block.headlines]


def entry(number: int, text: str, more: str = "") -> str:
    return f'<li><a href="/yw/20261118/{number}.html">{text}</a>{more}</li>'


LIST = "".join(
    entry(n, text) for n, text in enumerate(("梧江水位连降三天", "老码头改成旧书市集", "八旬裁缝免费补校服"), 50_101)
)
