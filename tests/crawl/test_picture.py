"""The picture of a page: what stood on a hub, block by block, is found in a crawl's sightings."""

from __future__ import annotations

from pathlib import Path

from newsportal.crawl import finish
from newsportal.exit_codes import Exit
from newsportal.extraction import extract
from tests.crawl.offline import HOME, OfflineCrawl, entry, story
from tests.run import records

Stand = tuple[int, str, int, str]
"""A headline on a page: the block's place and label, the rank in it, the words."""


def block(label: str, *numbers: int) -> str:
    links = "".join(f'<li><a href="/{n}.html">栖川县第{n}座河口大桥今天上午正式通车</a></li>' for n in numbers)
    return f"<div><h2>{label}</h2><ul>{links}</ul></div>"


ARTICLE = story(1).replace("</body>", f"{block('热点排行', 8, 7, 6)}</body>")
WEB = {
    HOME: block("要闻", 1, 2, 3) + block("天津", 4, 5) + block("热点排行", 6, 7, 8),
    f"{HOME}north/": block("热点排行", 6, 7, 8) + block("天津", 9, 4) + block("河北", 5, 3) + block("天津", 4, 2),
    f"{HOME}south/": block("热点排行", 7, 6, 8) + block("要闻", 3, 1, 2),
}
PAGES = {url: f"<html><body>{blocks}</body></html>" for url, blocks in WEB.items()}


def shown(url: str) -> set[Stand]:
    """What a reader sees on a page."""
    blocks = enumerate(extract(PAGES[url].encode(), url).blocks, 1)
    return {(place, block.label, one.rank, one.text) for place, block in blocks for one in block.headlines}


def kept(folder: Path, url: str) -> set[Stand]:
    """What the file says of it."""
    return {
        (stand["place"], line["block"], stand["rank"], line["text"])
        for line in records(folder, "sightings")
        for stand in (line, *line["also"])
        if stand["page"] == url
    }


def test_every_headline_of_every_hub_is_found_in_its_block_and_beside_articles_a_list_is_told_once(
    tmp_path: Path,
) -> None:
    crawl = OfflineCrawl(tmp_path)
    for number, url in enumerate(PAGES):
        crawl.read(PAGES, entry(url, "hub" if number else "seed", 0))
    for number in range(10, 30):
        url = f"{HOME}{number}.html"
        crawl.read({url: ARTICLE.replace("第1座", f"第{number}座")}, entry(url))
    finish.end(crawl.session, "finished", Exit.OK)
    for url in PAGES:
        assert shown(url)
        assert kept(tmp_path, url) == shown(url)
    beside = [line for line in records(tmp_path, "sightings") if line["page_role"] == "article"]
    assert [(line["rank"], line["pages"], line["also"]) for line in beside] == [(1, 20, []), (2, 20, []), (3, 20, [])]
