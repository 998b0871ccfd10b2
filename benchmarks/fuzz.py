"""Feeds mutated pages to everything that reads what strangers wrote, and looks for exceptions and superlinear time.

    python benchmarks/fuzz.py --minutes 10                 # every reader, ten minutes of CPU time each
    python benchmarks/fuzz.py --minutes 1 --only extract dates --seed 7

Begins with our own fixtures and, where present, the pages of the shared corpus beside the project (or in
NEWSPORTAL_SHARED). What fails is written to --found, with the command that repeats it; exit code 1 if anything did.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from readers import READERS, SEEDS, Reader

SIZES = (25_000, 50_000, 100_000, 200_000)
"""Sizes between which time may grow in proportion, within `SLACK`."""
SLACK = 4.0
SLOW = 0.4
"""CPU seconds below which growth is not looked at: it is noise."""
MAX_SIZE = 400_000

TOKENS = [
    *b"< > </ <!-- --> <![CDATA[ ]]> & ; &# &amp; &nbsp; \" ' = / ? # % : // \\ \0 \x1b \xff\xfe \xef\xbb\xbf".split(),
    *b"<p> </p> <div> </div> <table> <tr> <td> <a href= <base href= <meta charset= <title> <h1> <script> <svg>".split(),
    *b"<ul> <li> <textarea> <select> <noscript> <iframe src= <plaintext> <frameset> <template> <item>".split(),
    b"<url><loc>",
    *b"<entry> <!DOCTYPE <!ENTITY <?xml encoding= gbk gb2312 big5 utf-16 utf-7 http:// javascript: data: ../".split(),
    *b"User-agent: * Disallow: Allow: Crawl-delay: Sitemap: $ ** %2f %00 %e6".split(),
    *"来源: 作者: 记者 责任编辑: ( ) 【 】 “ ” 2026年11月20日 11-20 08:30 昨天 3小时前 二〇二六年".encode().split(),
    *"_ - | 更多>> 下一页 第1页 原标题: (完)".encode().split(),
    "来源:".encode("gbk"),
    "\u202e\u200b\u3000\u2028\ufeff".encode(),
    b"\xed\xa0\x80",
    b"\x81\x30\x81\x30",
    b"9" * 40,
    b"2026-13-45T99:99:99+99:99",
    b"\r\n\r\n",
]


def slice_of(body: bytes, rng: random.Random, longest: int) -> bytes:
    start = rng.randrange(len(body) + 1)
    return body[start : start + rng.randrange(1, longest)]


def mutate(body: bytes, others: list[bytes], rng: random.Random) -> bytes:
    """One to eight changes: bytes, slices, tokens, another seed's piece, a piece many times over, another encoding."""
    for _ in range(rng.choice((1, 1, 2, 4, 8))):
        at, end = sorted((rng.randrange(len(body) + 1), rng.randrange(len(body) + 1)))
        end = min(end, at + rng.choice((1, 8, 200, 20_000)))
        match rng.randrange(8):
            case 0:
                body = body[:at] + rng.randbytes(rng.choice((1, 1, 4, 64))) + body[at + 1 :]
            case 1:
                body = body[:at] + body[end:]
            case 2 | 3:
                body = body[:at] + rng.choice(TOKENS) + body[at + rng.choice((0, 0, 3)) :]
            case 4:
                body = body[:at] + slice_of(rng.choice(others), rng, 4_000) + body[end:]
            case 5:
                piece = rng.choice(TOKENS) if rng.random() < 0.5 else slice_of(body, rng, 60)
                body = body[:at] + piece * rng.choice((2, 20, 500, 5_000)) + body[at:]
            case 6:
                body = body[: rng.randrange(len(body) + 1)]
            case 7:
                body = body.decode("utf-8", "replace").encode(
                    rng.choice(("gb18030", "big5", "utf-16", "utf-7")), "replace"
                )
    return body[:MAX_SIZE]


def grown(body: bytes, rng: random.Random) -> Callable[[int], bytes]:
    """An input of any size: a piece of `body` (a few tags, some bytes, a token) many times over, inside its ends."""
    tags = [found.start() for found in re.finditer(rb"<", body[:20_000])]
    if len(tags) > 4 and rng.random() < 0.4:
        first = rng.randrange(len(tags) - 2)
        piece = body[tags[first] : tags[min(first + rng.randrange(1, 6), len(tags) - 1)]][:2_000]
    else:
        piece = rng.choice(TOKENS) + (slice_of(body, rng, 12) if rng.random() < 0.5 else b"")
    piece = piece or b"<"
    at = rng.randrange(min(len(body), 10_000) + 1)
    head, tail = body[:at], body[at : at + 10_000]
    return lambda size: head + piece * (size // len(piece)) + tail


@dataclass
class Finds:
    """What failed, one of a kind: written to a folder, told on standard error."""

    folder: Path
    kinds: set[str] = field(default_factory=set)

    def add(self, reader: str, kind: str, body: bytes, detail: str) -> None:
        if kind in self.kinds:
            return
        self.kinds.add(kind)
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{reader}-{hashlib.sha256(body).hexdigest()[:12]}"
        path.write_bytes(body)
        print(f"{reader}: {kind}\n  {path} ({len(body)} bytes)\n{detail}", file=sys.stderr)


def seconds(read: Callable[[bytes], object], body: bytes) -> float:
    begin = time.process_time()
    read(body)
    return time.process_time() - begin


def superlinear(read: Callable[[bytes], object], make: Callable[[int], bytes]) -> str | None:
    """The times of growing inputs, if they grow faster than in proportion, twice in a row."""
    for _ in range(2):
        times = [seconds(read, make(size)) for size in SIZES]
        if times[-1] < SLOW or times[-1] < SLACK * times[0] * SIZES[-1] / SIZES[0]:
            return None
    return ", ".join(f"{size}: {spent:.3f} s" for size, spent in zip(SIZES, times, strict=True))


def fuzz(reader: Reader, budget: float, rng: random.Random, finds: Finds) -> tuple[int, float]:
    """Runs of one reader within a budget of CPU seconds, and the slowest of them."""
    seeds = SEEDS[reader.seeds]()
    runs, slowest, end = 0, 0.0, time.process_time() + budget
    while time.process_time() < end:
        body = mutate(rng.choice(seeds), seeds, rng)
        runs += 1
        try:
            slowest = max(slowest, seconds(reader.read, body))
            if runs % 50 == 0 and (times := superlinear(reader.read, make := grown(body, rng))):
                finds.add(reader.name, f"superlinear near {make(60)[-60:]!r}", make(SIZES[-1]), times)
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            kind = f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}"
            finds.add(reader.name, kind, body, traceback.format_exc(limit=-4))
    return runs, slowest


def main() -> int:
    names = [reader.name for reader in READERS]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10, help="CPU minutes for each reader")
    parser.add_argument("--only", nargs="+", choices=names, default=names)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"))
    options = parser.parse_args()
    finds = Finds(options.found)
    for reader in READERS:
        if reader.name in options.only:
            runs, slowest = fuzz(reader, 60 * options.minutes, random.Random(options.seed), finds)
            print(f"{reader.name:10} {runs:8} inputs, slowest {slowest:.2f} s", flush=True)
    return 1 if finds.kinds else 0


if __name__ == "__main__":
    sys.exit(main())
