"""The benchmark of cost names functions of the package: a move must not leave it behind."""

import importlib
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def test_each_stage_is_made_of_functions_that_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    stages = importlib.import_module("speed").STAGES
    assert [
        (owner.__name__, name) for parts in stages.values() for owner, name in parts if not hasattr(owner, name)
    ] == []
