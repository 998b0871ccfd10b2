"""Does reading a page cost more per byte the longer it is? Sixteen generated shapes of pages, each at growing sizes.

    python benchmarks/growth.py                       nanoseconds a byte; exit code 1 where a shape is superlinear
    python benchmarks/growth.py --sizes 10 50 250     other sizes in KB
    python benchmarks/growth.py --shapes cards table  some of the shapes
    python benchmarks/growth.py --rounds 5            runs a page; the least counts, for noise only adds

A shape is superlinear where a byte of a page of 50 KB or more costs half as much again as one of the next smaller page
that has so many; that is measured three times before it is believed. On pages of more than 40,000 tags, which are cut,
only the bytes before the cut count.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from itertools import pairwise

from newsportal.extraction import extract
from newsportal.extraction.document.parser import MAX_TAGS

URL = "http://www.example.com/a/20261120/12345.html"
SENTENCE = "新桥今日通车，两岸居民步行十分钟便可过江，老渡口的最后一班船傍晚六点靠岸。"
SIZES = (10, 50, 250, 1000)
FROM, MORE, TRIES = 50, 1.5, 3
"""KB from which growth is judged, the growth of the cost of a byte that is too much, and how often it is measured."""


def _link(n: int) -> str:
    return f'<a href="/a/202611{n % 28 + 1:02}/{n}.html">第{n}座新桥今日通车两岸居民步行过江</a>'


def _script(n: int) -> str:
    return f'{{"id":{n},"title":"第{n}条要闻","url":"/a/{n}.html","intro":"{SENTENCE}"}},'


def _card(n: int) -> str:
    return f'<div class="card"><img src="/{n}.jpg"><h3>{_link(n)}</h3><p>{SENTENCE}</p><em>3小时前</em></div>\n'


def _block(n: int) -> str:
    return f"<div class=b{n}><h3>要闻{n}</h3><ul>{f'<li>{_link(n)}</li>' * 3}</ul></div>\n"


def _row(n: int) -> str:
    return f"<tr><td>{n}</td><td>江北</td><td>{n * 7}人</td><td>{n / 8:.2f}</td></tr>\n"


def _references(n: int) -> str:
    return f"<p>{n}&nbsp;&ldquo;{SENTENCE}&rdquo;&#8212;&amp;nbsp;&copy;&x={n}</p>\n"


def _comment(n: int) -> str:
    return f"<div><b>读者{n}</b><span>2026-11-20 08:30</span><p>{SENTENCE}</p></div>\n"


def _picture(n: int) -> str:
    return f'<p><img src="/p/{n}.jpg" width=600></p><p>图{n}：新桥今日通车（某某 摄）</p>\n'


SHAPES: dict[str, tuple[str, Callable[[int], str], str]] = {
    "paragraphs": ("<div>", lambda n: f"<p>{n} {SENTENCE * 4}</p>\n", "</div>"),
    "small paragraphs": ("<div>", lambda n: f"<p>{n}人过江。</p>", "</div>"),
    "lines by br": ("<div>", lambda n: f"{n} {SENTENCE}<br>\n", "</div>"),
    "paragraphs not closed": ("<div>", lambda n: f"<p>{n} {SENTENCE}\n", "</div>"),
    "links": ("<ul>", lambda n: f"<li>{_link(n)}</li>\n", "</ul>"),
    "dated links": ("<ul>", lambda n: f"<li>{_link(n)}<span>11-{n % 28 + 1:02} 08:30</span></li>\n", "</ul>"),
    "blocks of links": ("", _block, ""),
    "cards": ("<div>", _card, "</div>"),
    "table": ("<table>", _row, "</table>"),
    "one wide row": ("<table><tr>", lambda n: f"<td>{n}人</td>", "</tr></table>"),
    "dl": ("<dl>", lambda n: f"<dt>{_link(n)}</dt><dd>{SENTENCE}</dd>\n", "</dl>"),
    "nested boxes": ("", lambda n: f"<div class=a>{n}{SENTENCE}" if n % 200 else f"{'</div>' * 199}{SENTENCE}", ""),
    "comments": ("<div class=comments>", _comment, "</div>"),
    "pictures": ("<div>", _picture, "</div>"),
    "references": ("<div>", _references, "</div>"),
    "data": ("<script>var DATA=[", _script, "{}]</script>"),
}
"""For each shape what stands before, a part by its number, and what stands after."""
STORY = f"<h1>新桥今日通车了</h1><p>2026-11-20 08:30 来源：江城日报</p><p>{SENTENCE * 3}</p>"


def page(shape: str, size: int) -> bytes:
    """A page of that shape of about so many bytes, with a short story over its parts."""
    before, part, after = SHAPES[shape]
    parts: list[str] = []
    length = 0
    while length < size:
        parts.append(part(len(parts) + 1))
        length += len(parts[-1].encode())
    head = "<!doctype html><meta charset=utf-8><title>新桥今日通车了_江城日报</title>"
    return f"{head}<body>{STORY}{before}{''.join(parts)}{after}</body>".encode()


def cost(body: bytes, rounds: int) -> float:
    """Nanoseconds a byte, the least of so many runs."""
    best = float("inf")
    for _ in range(rounds):
        begin = time.process_time_ns()
        extract(body, URL)
        best = min(best, time.process_time_ns() - begin)
    read = body.split(b"<", MAX_TAGS)
    return best / (len(body) - (len(read[-1]) if len(read) > MAX_TAGS else 0))


def growth(shape: str, sizes: list[int], rounds: int) -> tuple[list[float], bool]:
    """What a byte costs at each size, and whether the shape is superlinear."""
    found = [float("inf")] * len(sizes)
    for _ in range(TRIES):
        found = [min(was, cost(page(shape, size * 1000), rounds)) for was, size in zip(found, sizes, strict=True)]
        judged = [each for each, size in zip(found, sizes, strict=True) if size >= FROM]
        if all(now <= MORE * before for before, now in pairwise(judged)):
            return found, False
    return found, True


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), metavar="KB")
    options.add_argument("--shapes", nargs="+", choices=SHAPES, default=list(SHAPES), metavar="SHAPE")
    options.add_argument("--rounds", type=int, default=2)
    given = options.parse_args()
    sizes = sorted(set(given.sizes))
    if sizes[0] < 1 or given.rounds < 1:
        options.error("sizes and rounds are 1 or more")
    print(f"{'ns a byte at KB':22}", *(f"{size:>7}" for size in sizes))
    bad = []
    for shape in given.shapes:
        found, is_superlinear = growth(shape, sizes, given.rounds)
        bad += [shape] * is_superlinear
        print(f"{shape:22}", *(f"{each:7.0f}" for each in found), "superlinear" * is_superlinear, flush=True)
    print(f"Superlinear: {', '.join(bad)}." if bad else "No shape is superlinear.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
