"""The gate of quality: floors rise and never fall; held-back pages are chosen by their names alone."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    monkeypatch.delitem(sys.modules, "quality", raising=False)
    return importlib.import_module("gate")


def test_a_figure_below_its_floor_is_named(gate: ModuleType) -> None:
    floors = {"all": {"title": 0.98, "kind": 0.97}}
    assert gate.below(floors, {"all": {"title": 0.97, "kind": 0.99}}) == ["all title: 0.97 is below 0.98"]
    assert gate.below(floors, {"all": {"title": 0.98, "kind": 0.99}}) == []


def test_raising_lifts_a_floor_and_never_lowers_one(gate: ModuleType) -> None:
    raised = gate.raised({"all": {"title": 0.98, "kind": 0.97}}, {"all": {"title": 0.95, "kind": 0.99}})
    assert raised == {"all": {"title": 0.98, "kind": 0.99}}


def test_a_site_is_held_back_by_its_name_whether_hub_or_article(gate: ModuleType) -> None:
    quality = importlib.import_module("quality")
    files = [f"www.site-{n}.example.html" for n in range(300)]
    held = [file for file in files if quality.held_back(file)]
    assert 70 < len(held) < 130
    assert all(quality.held_back(f"hub-{file}") for file in held)


def test_without_a_corpus_quality_says_so_and_fails(gate: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    quality = importlib.import_module("quality")
    monkeypatch.setenv("NEWSPORTAL_SHARED", str(BENCHMARKS / "nowhere"))
    with pytest.raises(SystemExit, match="No corpus in"):
        quality.corpus()


def test_pages_of_one_site_are_held_back_together(gate: ModuleType) -> None:
    quality = importlib.import_module("quality")
    for n in range(30):
        site = f"www.site-of-{n}.example"
        held = quality.held_back(f"{site}.html")
        assert quality.held_back(f"{site}-2.html") == held
        assert quality.held_back(f"hub-{site}-3.html") == held
