"""The labelled pairs that lie beside the project: precision first, then recall."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from newsportal.dedup import compare

SHARED = Path(os.environ.get("NEWSPORTAL_SHARED") or Path(__file__).parents[3] / "../shared")
PAIRS = SHARED / "dedup" / "pairs.tsv"


@pytest.fixture(scope="module")
def verdicts() -> Counter[tuple[str, str, str]]:
    if not PAIRS.exists():
        pytest.skip(f"the labelled pairs are not beside the project ({PAIRS})")
    found: Counter[tuple[str, str, str]] = Counter()
    for line in PAIRS.read_text(encoding="utf-8").splitlines()[1:]:
        a, b, label, kind, gap, *_ = line.split("\t")
        verdict = compare(a, b, days_apart=float(gap) if gap else None)
        found["synthetic" if kind.startswith("syn-") else "real", label, verdict.kind] += 1
    return found


def recall(found: Counter[tuple[str, str, str]], sort: str, *kinds: str) -> float:
    return sum(found[sort, "same", kind] for kind in kinds) / sum(
        found[sort, "same", kind] for kind in ("same", "maybe", "different")
    )


def test_no_two_items_are_called_the_same(verdicts: Counter[tuple[str, str, str]]) -> None:
    assert verdicts["real", "different", "same"] == verdicts["synthetic", "different", "same"] == 0


def test_of_the_repeats_in_print_seven_in_ten_are_called_the_same(verdicts: Counter[tuple[str, str, str]]) -> None:
    assert recall(verdicts, "real", "same") >= 0.70


def test_of_the_made_up_repeats_all_are_called_the_same(verdicts: Counter[tuple[str, str, str]]) -> None:
    assert recall(verdicts, "synthetic", "same") == 1.0


def test_hardly_a_repeat_is_called_different(verdicts: Counter[tuple[str, str, str]]) -> None:
    assert recall(verdicts, "real", "same", "maybe") >= 0.95
    assert recall(verdicts, "synthetic", "same", "maybe") >= 0.95
