"""What a crawl costs before its first request, in CPU seconds and memory: a monitor pays it each time that it looks.

    python benchmarks/start_up.py                   the demo portal, an empty folder and a known one, and a bare Scrapy
                                                    spider, by turns
    python benchmarks/start_up.py --rounds 9        starts of each; the least and the median are told
    python benchmarks/start_up.py --beside FOLDER   beside it the same of another checkout, by turns
    python benchmarks/start_up.py --imports         the dearest modules of all that is imported until then

CPU seconds of whole processes. On a busy machine they are too high: compare within one run. What reads pages is
imported with the first of them, after this.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
START = """
import json, os, resource, sys, time
def told(self, *args, **more):
    memory = int(open("/proc/self/status").read().split("VmRSS:")[1].split()[0]) / 1024
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps([used.ru_utime + used.ru_stime, memory]), file=sys.__stderr__, flush=True)
    os._exit(0)
from newsportal import standard_streams
import scrapy.core.downloader
scrapy.core.downloader.Downloader.fetch = told
import scrapy.cmdline
scrapy.cmdline.execute(["scrapy", "crawl", "demo", "-s", "LOG_ENABLED=0"])
"""


BARE = """
from scrapy import Spider
SPIDER_MODULES = ["bare"]
TELNETCONSOLE_ENABLED = False
class Bare(Spider):
    name = "demo"
    start_urls = ["http://127.0.0.1:9/"]
"""
"""Settings and spider of a bare project."""


def start(checkout: Path, folder: Path, *options: str) -> tuple[float, float, str]:
    """CPU seconds and memory in MB at the first request of a crawl in a folder, and what else stood on stderr."""
    ended = run(checkout, folder, *options, "-c", START)
    *others, last = ended.stderr.strip().split("\n")
    seconds, memory = json.loads(last)
    return seconds, memory, "\n".join(others)


def run(checkout: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Python with a checkout's newsportal, in a folder."""
    environment = os.environ | {"PYTHONPATH": str(checkout.resolve())}
    return subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def project(folder: Path) -> Path:
    """A folder of its own with the project's settings."""
    folder.mkdir()
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = newsportal.settings\n")
    return folder


def bare(folder: Path) -> Path:
    """A folder with a project that is not ours."""
    folder.mkdir()
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = bare\n")
    (folder / "bare.py").write_text(BARE)
    return folder


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--imports", action="store_true")
    parser.add_argument("--beside", type=Path, action="append", default=[])
    options = parser.parse_args()
    found: dict[tuple[str, Path], list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as made:
        other = bare(Path(made) / "bare")
        for number, (index, checkout) in product(range(options.rounds), enumerate((ROOT, *options.beside))):
            known = Path(made) / f"known{index}"
            if not known.exists():
                run(checkout, project(known), "-m", "scrapy", "crawl", "demo")
            for name, folder in (
                ("empty folder", project(Path(made) / f"empty{index}-{number}")),
                ("known portal", known),
                *([("bare spider", other)] if checkout is ROOT else []),
            ):
                found.setdefault((name, checkout), []).append(start(checkout, folder)[:2])
        for (name, checkout), figures in found.items():
            seconds, memory = zip(*figures, strict=True)
            told = f"CPU {min(seconds):.2f} s least, {median(seconds):.2f} median; memory {median(memory):.0f} MB"
            print(f"{name}, {checkout}: {told}")
        if options.imports:
            _, _, lines = start(ROOT, known, "-X", "importtime")
            timed = [line for line in lines.split("\n") if line.startswith("import time:") and "[us]" not in line]
            print("\n".join(sorted(timed, key=lambda line: int(line.split("|")[0].split(":")[1]))[-30:]))


if __name__ == "__main__":
    main()
