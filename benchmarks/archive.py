"""What reading archives costs: ratios in one run, over a pile of 20,000 records (see archive_pile.py).

    python benchmarks/archive.py                     all of it: an hour, 2 GB in a temporary folder
    python benchmarks/archive.py --folder pile       keeps the pile there, or takes the one that is there
    python benchmarks/archive.py --only cost memory  some of: cost workers memory pass
    python benchmarks/archive.py --records 5000      a smaller pile
    python benchmarks/archive.py --known 100000      articles that the pass knows before it is measured

cost         CPU of a task (read, extract, keywords, lines) over that of `extract()` alone on the same pages; CPU a page
             of trafilatura's fast mode with metadata, which is given pages decoded, over that of a task: on samples
workers      wall time of one process over that of two; the machine must be quiet, so the load is printed
memory       peak of a process that reads one file, and one that is many times as large
pass         articles a second through identity into the files, with so many known; without headlines, and with theirs
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import archive_known
import archive_pass
import archive_pile
import peers

from newsportal.archive.choice import Choice
from newsportal.archive.engine import Task
from newsportal.archive.extract_file import extract_file
from newsportal.archive.page_of import NoPage, page_of
from newsportal.archive.pool import Pool
from newsportal.archive.record import Read
from newsportal.archive.records import records
from newsportal.archive.sources import Source
from newsportal.extraction import extract
from newsportal.extraction.document.charset import decode
from newsportal.text import keywords
from newsportal.text.language import may_be_chinese
from newsportal.warc import record as warc
from newsportal.warc.answer import Answer

CHUNK, CHUNKS, ROUNDS = 60, 8, 3
"""Records that are timed at once, how many times so many from all over the pile, and how often: the least counts."""
SLOW = 2
"""Of so many samples trafilatura reads one, each page twice; the less counts."""
PASSED, PART = 12_000, 4_000
"""Articles of which the pass is measured, and how many at once: as many as a transaction has, or parts would have none
or two of them."""
LARGE = 6
"""Files of the pile that the larger archive is made of, and that one and two processes read."""


def seconds(run: Callable[[], object]) -> float:
    """CPU time of one run."""
    begin = time.process_time()
    run()
    return time.process_time() - begin


def sample(pile: list[Path], folder: Path) -> list[tuple[Source, list[tuple[Answer, bytes]]]]:
    """Small archives from all over the pile, each with the pages of it that are extracted."""
    found = []
    for n in range(CHUNKS):
        path = pile[n * len(pile) // CHUNKS]
        answers = [one.answer for one in records(Source(str(path))) if isinstance(one, Read)]
        some = answers[n % 7 :: max(1, len(answers) // CHUNK)][:CHUNK]
        small = folder / f"sample{n}.warc.gz"
        small.write_bytes(b"".join(map(_record, some)))
        found.append((Source(str(small)), [(answer, body) for answer in some if (body := _body(answer))]))
    return found


def _record(answer: Answer) -> bytes:
    fields = {"WARC-Target-URI": answer.url, "WARC-Date": warc.timestamp(answer.date), "Content-Type": warc.ANSWER}
    return warc.member("response", answer.head + b"\r\n\r\n" + answer.sent, fields.items())


def _body(answer: Answer) -> bytes:
    try:
        body = page_of(answer, 2 << 20)
    except NoPage:
        return b""
    return body if may_be_chinese(body) else b""


def cost(pile: list[Path], folder: Path) -> dict[str, object]:
    """What a task costs beside extraction, and beside trafilatura."""
    keywords.load()
    tasks, alone, pages = list[float](), 0.0, 0
    given: list[peers.Page] = []
    for number, (source, bodies) in enumerate(sample(pile, folder)):
        best = [float("inf"), float("inf")]
        for turn in range(ROUNDS):
            out = folder / f"out{number}-{turn}"
            best[0] = min(best[0], seconds(partial(extract_file, source, out, Choice())))
            best[1] = min(best[1], seconds(partial(_extract, bodies)))
        tasks.append(best[0])
        alone, pages = alone + best[1], pages + len(bodies)
        if number % SLOW == 0:
            texts = ((answer.url, decode(body).text.decode("utf-8", "replace")) for answer, body in bodies)
            given += [peers.Page(f"{number}-{n}", url, text) for n, (url, text) in enumerate(texts)]
    figures = {"pages": pages, "task, ms a page": sum(tasks) / pages * 1000, "over extract()": sum(tasks) / alone}
    return figures | _trafilatura(given, sum(tasks[::SLOW]), folder)


def _extract(bodies: list[tuple[Answer, bytes]]) -> None:
    for answer, body in bodies:
        extract(body, answer.url, answer.charset, fetched=answer.date)


def _trafilatura(pages: list[peers.Page], task: float, folder: Path) -> dict[str, object]:
    """What trafilatura takes for pages over what tasks took for them."""
    peers.PLACE.mkdir(exist_ok=True)
    (peers.PLACE / ".gitignore").write_text("*\n")
    command = peers._installed("trafilatura")
    if command is None:
        return {"trafilatura": "cannot be installed"}
    path = folder / "pages.jsonl"
    path.write_text("".join(json.dumps(vars(page)) + "\n" for page in pages), "utf-8")
    *rows, version = peers._run([*command, str(path.resolve())])
    cpu = sum(row["cpu"] for row in rows)
    told = {"trafilatura": version["version"], "its pages": len(rows), "its ms a page": cpu / len(rows) * 1000}
    return told | {"over a task": cpu / task}


def read_by(workers: int, files: list[Path], folder: Path) -> tuple[float, float]:
    """Wall seconds of so many processes that read files, and the largest peak of one of them, MB."""
    folder.mkdir()
    pool, peak, begin = Pool(Choice(), workers), 0, time.perf_counter()
    pool.begin([Task(Source(str(path)), folder / path.name) for path in files])
    while pool.step():
        for worker in pool._workers:
            status = Path(f"/proc/{worker.process.pid}/status")
            lines = status.read_text().splitlines() if status.exists() else []
            peak = max(peak, *(int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)
        time.sleep(0.05)
    return time.perf_counter() - begin, peak / 1024


def workers(pile: list[Path], folder: Path) -> dict[str, object]:
    """One process and two."""
    load = os.getloadavg()[0]
    (one, _), (two, _) = (read_by(n, pile[:LARGE], folder / f"by{n}") for n in (1, 2))
    return {"files": LARGE, "load before": load, "1 process, s": one, "2 processes, s": two, "faster": one / two}


def memory(pile: list[Path], folder: Path) -> dict[str, object]:
    """A file of the pile, and one of several."""
    large = folder / "large.warc.gz"
    large.write_bytes(b"".join(path.read_bytes() for path in pile[:LARGE]))
    sizes = [path.stat().st_size // 1_000_000 for path in (pile[0], large)]
    peaks = [read_by(1, [path], folder / f"read{n}")[1] for n, path in enumerate((pile[0], large))]
    return {f"MB while {size} MB are read": peak for size, peak in zip(sizes, peaks, strict=True)}


def passed(pile: list[Path], folder: Path, known: int) -> dict[str, object]:
    """The ordered pass."""
    samples = [folder / "0.zst", folder / "1.zst"]
    for path, out in zip(pile, samples, strict=False):
        extract_file(Source(str(path)), out, Choice())
    found: dict[str, object] = {}
    for name, headlines in (("articles alone", False), ("with headlines", True)):
        results, place = folder / f"results {name}", folder / f"passed {name}"
        archive_pass.make([one for one in samples if one.exists()], results, PASSED, headlines=headlines)
        archive_known.know(place / "state.sqlite", known)
        found[name] = archive_pass.measured(results, place, PART)
    return found


def main() -> None:
    """Measure and print."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--folder", type=Path)
    args.add_argument("--records", type=int, default=20_000)
    args.add_argument("--known", type=int, default=100_000)
    args.add_argument("--only", nargs="*", default=["cost", "workers", "memory", "pass"])
    opts = args.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        pile_folder = opts.folder or folder / "pile"
        if not pile_folder.exists():
            print(f"made of {archive_pile.write(pile_folder, opts.records):,} pages", file=sys.stderr)
        pile = sorted(pile_folder.glob("*.warc.gz"))
        measures = {"cost": cost, "workers": workers, "memory": memory}
        for name in opts.only:
            (folder / name).mkdir()
            run = measures.get(name) or (lambda pile, folder: passed(pile, folder, opts.known))
            print(name, json.dumps(run(pile, folder / name), ensure_ascii=False, default=str), flush=True)


if __name__ == "__main__":
    main()
