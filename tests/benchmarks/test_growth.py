"""What the benchmark of growth says is what it measured: its pages have their sizes, and what grows is called so."""

from __future__ import annotations

import importlib
from types import ModuleType

import pytest

from newsportal.extraction import extract
from tests.run import ROOT


@pytest.fixture
def growth(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    return importlib.import_module("growth")


def test_its_sixteen_shapes_have_the_size_that_is_asked_for_and_are_read(growth: ModuleType) -> None:
    assert len(growth.SHAPES) == 16
    for shape in growth.SHAPES:
        body = growth.page(shape, 5_000)
        assert 5_000 <= len(body) < 9_000 + 200 * len("</div>")
        assert extract(body, growth.URL).article


@pytest.mark.parametrize(("each", "told"), [((9, 1, 1.4, 1.9), False), ((1, 1, 2, 4), True)])
def test_a_shape_is_superlinear_only_where_a_byte_costs_ever_more_from_fifty_kilobytes_on(
    growth: ModuleType, monkeypatch: pytest.MonkeyPatch, each: tuple[float, ...], told: bool
) -> None:
    costs = dict(zip(growth.SIZES, each, strict=True))
    monkeypatch.setattr(growth, "page", lambda shape, size: size)
    monkeypatch.setattr(growth, "cost", lambda size, rounds: costs[size // 1000])
    assert growth.growth("cards", list(growth.SIZES), 1) == (list(each), told)
