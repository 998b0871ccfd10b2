"""The seed page: its text read into parts, and these put into the demo portal's article template."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import pytest

from newsportal.demo import blocks
from newsportal.demo.markup import BASE, block, link, listed, navigation, template

SHARED = Path(os.environ.get("NEWSPORTAL_SHARED") or Path(__file__).parents[2] / "../shared").resolve()
LABELS = ("相关阅读", "推荐阅读", "时尚热图", "热门标签", "精彩放送", "今日必看", "精彩话题", "最新见闻")
URL = f"{BASE}/caijing/20230804/00001.html"


@dataclass
class Seed:
    """The seed page by part."""

    title: str
    lines: list[str]
    """The body, without title and credit."""
    credit: str
    """The line that names the source."""
    blocks: dict[str, list[list[str]]] = field(default_factory=dict)
    """The entries of each block, each a list of lines."""

    @property
    def latest(self) -> list[str]:
        """The headlines of 最新见闻."""
        return [entry[0] for entry in self.blocks["最新见闻"]]

    @property
    def cards(self) -> list[tuple[str, str, str]]:
        """Title, summary and time of each entry of 推荐阅读."""
        return [(title, summary.removesuffix("更多"), time) for title, summary, time in self.blocks["推荐阅读"]]


def seed() -> Seed:
    """The seed page, read from beside the project; skips the test where it is missing."""
    file = SHARED / "seed" / "portal-page.txt"
    if not file.is_file():
        pytest.skip(f"the seed page is not here: {file} is missing (NEWSPORTAL_SHARED may name another folder)")
    title, *lines = file.read_text(encoding="utf-8").splitlines()
    end = lines.index("标签:")
    read = Seed(title, lines[: end - 1], lines[end - 1])
    label = ""
    for line in lines[end + 1 :]:
        if line in LABELS:
            label = line
            read.blocks[label] = []
        elif line.startswith("-"):
            read.blocks[label].append([line[1:].strip()] if line != "-" else [])
        else:
            read.blocks[label][-1].append(line)
    return read


def _entry(label: str, place: int, entry: list[str]) -> str:
    """One entry of a block as the template has it, each under an address of its own."""
    href = f"/{LABELS.index(label) + 1}/20230804/{place:05d}.html"
    if label == "推荐阅读":
        title, summary, time = entry
        return blocks.card(href, title, summary.removesuffix("更多"), time)
    if label == "最新见闻":
        return link(href, entry[0])
    return blocks.day_entry(href, "", entry[0]) if entry else f'<a href="{href}"></a>'


def _block(read: Seed, label: str) -> str:
    entries = [_entry(label, place, entry) for place, entry in enumerate(read.blocks[label], 1)]
    return block(label, listed(entries, "list"), f"b{LABELS.index(label)}")


def portal_page(read: Seed) -> bytes:
    """The seed page in the demo portal's article template, as UTF-8."""
    body = []
    for line in read.lines:
        if line == "(资料图片)":
            body.append(f'<figure><img src="/img/seed.png"><figcaption>{line}</figcaption></figure>')
        else:
            body.append(f"<p>　　{escape(line, quote=False)}</p>")
    return (
        template("article")
        .substitute(
            charset='<meta charset="utf-8">',
            title=read.title,
            channel="财经",
            slug="caijing",
            portal="汐闻网",
            keywords="",
            meta="",
            canonical=URL,
            today="2023年8月4日",
            navigation=navigation(),
            info='<div class="info"><span>2023-08-04 16:45:21</span></div>',
            body="\n".join(body),
            pager="",
            editor=f'<p class="editor">{read.credit}</p>',
            tags="",
            related=_block(read, "相关阅读"),
            side="\n".join(_block(read, label) for label in LABELS[1:4]),
            foot="\n".join(_block(read, label) for label in LABELS[4:]),
        )
        .encode()
    )
