"""What a page of a whole crawl costs in CPU time, against a Scrapy spider that only downloads the same pages.

    python benchmarks/crawl.py --folder /tmp/crawl                          ratio, stages, cost of crash safety
    python benchmarks/crawl.py --folder /tmp/crawl --memory 2000 10000 20000
    python benchmarks/crawl.py --folder /tmp/crawl --readers 2              pages a second beside those of one process

The demo portal is served by a process of its own, whose time is not counted. Each crawl is a process of its own; its
CPU time is taken from the opening of the spider to its end, once what is done only once (modules, dictionaries) was
done: that is told apart.
The kinds of crawl take turns, and a figure is the least of its rounds: what other programs do to the caches only adds.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

import kills

KINDS = ("bare", "asyncio", "download", "whole", "forgetful", "kept", "plain", "stages")
"""A bare spider (on uvloop, as ours, and on asyncio's own loop), our download layer alone, a whole crawl, one whose
pages tell nothing of each other (without the portal's memory), one that keeps every answer (NEWSPORTAL_WARC), one that
writes plain lines and keeps its state in memory, one whose stages are timed."""

RATIOS = (
    ("whole crawl : bare spider", "whole", "bare"),
    ("whole crawl : our download alone", "whole", "download"),
    ("whole crawl : without memory", "whole", "forgetful"),
    ("answers kept : whole crawl", "kept", "whole"),
    ("crash-safe : plain lines", "whole", "plain"),
)


def crawl(bench: kills.Bench, kind: str, name: str, pages: Path) -> dict[str, Any]:
    """Run one crawl in a process of its own; gives its figures."""
    home = bench.folder / name
    home.mkdir(exist_ok=True)
    (home / "scrapy.cfg").write_text("[settings]\ndefault = newsportal.settings\n", encoding="utf-8")
    command = [sys.executable, str(Path(__file__).with_name("one_crawl.py")), kind, str(pages)]
    ran = subprocess.run(
        command,
        cwd=home,
        env=bench.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    figures: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    figures["each"] = figures["cpu"] / figures["pages"] * 1000
    return figures


def costs(folder: Path, articles: int, rounds: int, kinds: list[str]) -> None:
    with kills.portal(folder, articles) as bench:
        pages = folder / "pages"
        crawl(bench, "whole", "first", pages)
        asked = dict.fromkeys(line.split(" ", 1)[1] for line in bench.asked() if line.startswith("200 "))
        pages.write_text("\n".join(asked), encoding="utf-8")
        got: dict[str, list[dict[str, Any]]] = {kind: [] for kind in kinds}
        for n in range(rounds):
            for kind in kinds:
                got[kind].append(crawl(bench, kind, f"{kind}{n}", pages))
    report(got)


def report(got: dict[str, list[dict[str, Any]]]) -> None:
    """Print what each kind of crawl cost, the ratios, and the stages of the whole one."""
    least = {kind: min(figures["each"] for figures in runs) for kind, runs in got.items()}
    for kind, runs in got.items():
        every = ", ".join(f"{figures['each']:.2f}" for figures in runs)
        print(f"{kind:9} {least[kind]:6.2f} ms a page ({every}), {runs[0]['pages']} pages, {runs[0]['peak']:.0f} MB")
    for words, one, other in RATIOS:
        if one in least and other in least:
            print(f"{words:32} {least[one] / least[other]:.2f}")
    if "stages" not in got or "bare" not in got:
        return
    once = min(figures["first_use"] for figures in got["stages"])
    print(f"once, before the first page       {once:.2f} s")
    run = min(got["stages"], key=lambda figures: figures["each"])
    each = {stage: seconds / run["pages"] * 1000 for stage, seconds in run["stages"].items()}
    each["download, queue, Scrapy"] = run["each"] - sum(each.values())
    for stage, cost in each.items():
        print(f"  {stage:24} {cost:6.2f} ms a page, {cost / least['bare']:.2f} of the bare spider")


def beside(folder: Path, articles: int, rounds: int, readers: int) -> None:
    """Pages a second of a crawl with so many readers and of one without, by turns, by the clock: on a quiet machine."""
    kinds = ("readers0", f"readers{readers}")
    rates: dict[str, list[float]] = {kind: [] for kind in kinds}
    costs: dict[str, list[tuple[float, float]]] = {kind: [] for kind in kinds}
    with kills.portal(folder, articles) as bench:
        for n in range(rounds):
            for kind in kinds:
                figures = crawl(bench, kind, f"{kind}-{n}", folder / "none")
                rates[kind].append((figures["stored"] - 1) / (figures["last"] - figures["first"]))
                costs[kind].append((figures["each"], figures["children"] / figures["pages"] * 1000))
    for kind, every in rates.items():
        own, others = min(costs[kind])
        print(f"{kind}: {median(every):.0f} pages a second, at most {max(every):.0f}, of {rounds} rounds")
        print(f"  CPU of the crawl {own:.2f} ms a page, of its readers {others:.2f}")
    ratios = [two / one for one, two in zip(*rates.values(), strict=True)]
    print(f"ratio: {median(ratios):.2f} (median of rounds), {max(ratios):.2f} at most")


def memory(folder: Path, sizes: list[int]) -> None:
    """Peak memory of a first crawl, and of a second that knows all its pages."""
    for size in sizes:
        with kills.portal(folder / str(size), size) as bench:
            for time_ in ("first", "second"):
                figures = crawl(bench, "memory", "home", bench.folder / "none")
                state = sum(path.stat().st_size for path in (bench.folder / "home" / ".scrapy").rglob("*.sqlite*"))
                print(
                    f"{size} articles, {time_} crawl: {figures['pages']} pages, peak {figures['peak']:.0f} MB, "
                    f"at its opening {figures['opening']:.0f} MB, state {state / 1e6:.1f} MB, "
                    f"{figures['each']:.1f} ms a page", flush=True,
                )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--folder", type=Path, required=True, help="an empty folder to work in")
    parser.add_argument("--articles", type=int, default=470)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS, help="only these kinds of crawl")
    parser.add_argument("--readers", type=int, help="pages a second with so many readers beside the crawl")
    parser.add_argument(
        "--memory", type=int, nargs="+", metavar="ARTICLES", help="peak memory of crawls of these sizes"
    )
    given = parser.parse_args()
    given.folder = given.folder.resolve()  # each crawl runs in a folder of its own
    if given.memory:
        memory(given.folder, given.memory)
    elif given.readers:
        beside(given.folder, given.articles, given.rounds, given.readers)
    else:
        costs(given.folder, given.articles, given.rounds, given.kinds)


if __name__ == "__main__":
    main()
