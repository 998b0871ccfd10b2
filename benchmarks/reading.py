"""What the report costs over a made-up month: 20 portals, 1,000,000 sightings, 200,000 headlines.

    python benchmarks/reading.py                     makes the month in a temporary folder: a minute, 1.1 GB
    python benchmarks/reading.py --folder month      keeps it there, or takes the one that is there
    python benchmarks/reading.py --pandas            beside it the report's queries in pandas, by turns (40 s, 8 GB)
    python benchmarks/reading.py --year              beside it the same 8 days at the end of twelve months (12 GB)
    python benchmarks/reading.py --browser           when the page is ready: desktop, and phone at CPU ×4 slower
    python benchmarks/reading.py --rounds 3          runs of each, by turns; the least counts, for noise only adds

CPU seconds and peak memory of processes of their own. Browser times are wall time: the machine should be quiet.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from made_up_month import START, write_month

from newsportal.output.schema import KINDS

ROOT = Path(__file__).parents[1]
NOW = (START + timedelta(days=30)).isoformat()
REPORT = """
import sys
from datetime import datetime
from pathlib import Path
from newsportal.reading.report import write_report
print(write_report(Path(sys.argv[1]), Path(sys.argv[2]), 8, datetime.fromisoformat(sys.argv[3])))
"""
PANDAS = """
import sys
import pandas
s = pandas.read_json(f"{sys.argv[1]}/sightings.jsonl", lines=True)
s["seen"] = pandas.to_datetime(s.seen, format="ISO8601")
shown = s[~s.kind.isin(["gone", "settled"])]
last = s.sort_values("seen").groupby(["portal", "block", "headline"]).last()
stands = last[(last.kind != "gone") & (last.seen > s.seen.max() - pandas.Timedelta(hours=24))]
heads = shown.groupby("headline").agg({"seen": ["min", "max"], "rank": "min", "portal": "nunique"})
hours = shown[shown.kind.isin(["new", "maybe"])].groupby(["portal", shown.seen.dt.floor("h")]).size()
folded = shown.groupby(["headline", "full_text", "portal", "rule"], dropna=False).size()
blocks = shown.groupby(["portal", "block"]).agg({"seen": "max", "crawl": "nunique", "headline": "nunique"})
print(*map(len, (stands, heads, hours, folded, blocks)))
"""
"""The report's queries in pandas, the files read as docs/output.md had it in version 1."""
MONTHS = (
    "2025-10",
    "2025-11",
    "2025-12",
    "2026-01",
    "2026-03",
    "2026-04",
    "2026-05",
    "2026-06",
    "2026-07",
    "2026-08",
    "2026-09",
)


def cost(code: str, *arguments: str) -> tuple[float, float, str]:
    """CPU seconds and peak megabytes of a process that runs `code`, and what it says."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"a measured process ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said.strip()


def year(month: Path, folder: Path) -> Path:
    """The month behind eleven others: copies of it with other dates."""
    if not folder.exists():
        folder.mkdir(parents=True)
        for kind in KINDS:
            with (folder / f"{kind}.jsonl").open("wb") as target:
                for date in (*MONTHS, "2026-10"):
                    with (month / f"{kind}.jsonl").open("rb") as source:
                        while block := source.read(1 << 26) + source.readline():
                            other = block.replace(b"2026-10-", f"{date}-".encode())
                            target.write(other.replace(b"202610", date.replace("-", "").encode()))
    return folder


def ready(page: Path, rounds: int) -> dict[str, float]:
    """Milliseconds until the page is ready, the median of some openings, by kind of device."""
    from playwright.sync_api import sync_playwright

    found = {}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        for name, options, slower in (("desktop", {}, 1), ("phone, CPU ×4 slower", driver.devices["Pixel 5"], 4)):
            times = []
            for _ in range(rounds):
                opened = browser.new_context(offline=True, **options).new_page()
                opened.context.new_cdp_session(opened).send("Emulation.setCPUThrottlingRate", {"rate": slower})
                opened.goto(page.as_uri())
                opened.wait_for_selector("body[data-ready]", timeout=120_000)
                times.append(float(opened.evaluate("document.body.dataset.ready")))
                opened.context.close()
            found[name] = median(times)
        browser.close()
    return found


def measure(options: argparse.Namespace, month: Path) -> None:
    page = month / "report.html"
    runs = {"report, 8 days of a month": (REPORT, str(month), str(page), NOW)}
    if options.pandas:
        runs["pandas, the queries"] = (PANDAS, str(month))
    if options.year:
        runs["report, 8 days of a year"] = (REPORT, str(year(month, month / "year")), str(month / "year.html"), NOW)
    least: dict[str, tuple[float, float, str]] = {}
    for _ in range(options.rounds):
        for name, run in runs.items():
            least[name] = min(cost(*run), least.get(name, (float("inf"), 0, "")))
    first = next(iter(least.values()))
    print(f"load {os.getloadavg()[0]:.1f}")
    for name, (cpu, peak, said) in least.items():
        print(f"{name}: {cpu:.1f} s CPU ({cpu / first[0]:.2f} ×), {peak:,.0f} MB ({peak / first[1]:.2f} ×); {said}")
    print(f"page: {page.stat().st_size / 1e6:.2f} MB")
    if options.browser:
        for name, time in ready(page, max(3, options.rounds)).items():
            print(f"ready, {name}: {time:,.0f} ms")


def main() -> None:
    """Make or take the month, and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--folder", type=Path)
    for name in ("pandas", "year", "browser"):
        parser.add_argument(f"--{name}", action="store_true")
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    month = options.folder or Path(tempfile.mkdtemp(prefix="newsportal-month-"))
    try:
        if not (month / "sightings.jsonl").exists():
            begin = datetime.now()
            print(write_month(month), f"made in {(datetime.now() - begin).seconds} s")
        measure(options, month)
    finally:
        if not options.folder:
            shutil.rmtree(month)


if __name__ == "__main__":
    main()
