"""Pages for the fields' tests: a heading, lines over the story, the story, lines under it; all invented."""

from __future__ import annotations

from newsportal.extraction.article.credit_lines import credit_lines
from newsportal.extraction.article.credits import Credits, credits
from newsportal.extraction.article.main_region import MainRegion
from newsportal.extraction.article.published import published
from newsportal.extraction.article.title import Title, title
from newsportal.extraction.document import parser
from newsportal.extraction.document.metadata import metadata
from newsportal.extraction.document.tree import Tree

HEADING = "松屿港新码头昨日开港"
PROSE = "松屿港新码头昨日开港，首艘货轮装走三百箱茶叶，码头工人说这是十年来最忙的一天，港口下月还将再开两条航线。"


def parsed(
    over: str, story: str = f"<p>{PROSE}</p><p>{PROSE}</p>", under: str = "", head: str = ""
) -> tuple[Tree, MainRegion]:
    """The tree of a page, and where its story is."""
    html = f"<html><head>{head}</head><body>{over}<div class=story>{story}</div><div>{under}</div></body></html>"
    tree = parser.parse(html.encode())
    place = tree.names.index("story")
    return tree, MainRegion(place, ((tree.first[place], tree.last[place]),))


def heading(over: str, head: str = "", **parts: str) -> Title:
    tree, main = parsed(over, head=head, **parts)
    return title(tree, main, metadata(tree))


def who(over: str = "", head: str = "", **parts: str) -> Credits:
    """The credits of a page with HEADING over the given lines."""
    tree, main = parsed(f"<h1>{HEADING}</h1>{over}", head=f"<title>{HEADING}_松屿新闻网</title>{head}", **parts)
    meta = metadata(tree)
    found = title(tree, main, meta)
    return credits(tree, credit_lines(tree, main, found.end), found.text, meta)


def when(
    over: str = "", head: str = "", url: str = "http://news.example/a.html", fetched=None, **parts: str
) -> str | None:
    """The time of a page with HEADING over the given lines, as precise as known; `above` stands over the heading."""
    above = parts.pop("above", "")
    tree, main = parsed(f"{above}<h1>{HEADING}</h1>{over}", head=f"<title>{HEADING}</title>{head}", **parts)
    meta = metadata(tree)
    time, precision = published(tree, credit_lines(tree, main, title(tree, main, meta).end), meta, url, fetched)
    return (
        time and time.isoformat(timespec="seconds")[: {"day": 10, "minute": 16, "second": None}[precision or "second"]]
    )
