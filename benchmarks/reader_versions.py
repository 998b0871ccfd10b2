"""Runs the lines of docs/output.md that read the files in other versions of their libraries than the installed ones.

    python benchmarks/reader_versions.py [duckdb==1.4.4 pandas==2.3.3 …]

Each version gets an environment of its own in a temporary folder, from the package index that pip is set to. Prints
what each shows of the files of `tests/output/awkward.py`; the exit code is 1 where one shows another thing than they
hold.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from tests.output import awkward  # noqa: E402
from tests.output.one_liners import READERS  # noqa: E402

VERSIONS = (
    "duckdb==1.4.0", "duckdb==1.4.5", "duckdb==1.5.2", "duckdb==1.5.6", "duckdb==2.0.0", "duckdb==2.0.1",
    "pandas==2.3.3", "pandas==3.1.1", "polars==1.35.2", "polars==2.1.0", "pyarrow==19.0.1", "pyarrow==26.0.1",
)  # fmt: skip


def shows_all(version: str, place: Path, folders: list[Path]) -> bool:
    """Whether a library of this version, installed in `place`, shows what stands in the files; prints how it did."""
    venv.create(place, with_pip=True)
    python, library = place / "bin" / "python", version.partition("==")[0]
    subprocess.run([python, "-m", "pip", "install", "--quiet", version], check=True, stderr=subprocess.DEVNULL)
    right = True
    for reader in (reader for reader in READERS if reader.split()[0] == library):
        command = [python, "-W", "ignore", ROOT / "tests" / "output" / "one_liners.py", reader, *folders]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        print(f"{version:<16} {(ran.stdout or ran.stderr).strip().splitlines()[-1][:160]}", flush=True)
        right = right and ran.returncode == 0
    return right


def main() -> int:
    """Try each version."""
    with tempfile.TemporaryDirectory() as place:
        folders = [awkward.write(Path(place) / f"{first}", first) for first in (200, 21_000)]
        shown = [shows_all(version, Path(place) / version, folders) for version in sys.argv[1:] or VERSIONS]
    return not all(shown)


if __name__ == "__main__":
    sys.exit(main())
