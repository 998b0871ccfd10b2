"""Each default of a setting is written once, in newsportal/settings.py, and the docs say the same."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from newsportal import settings
from newsportal.dedup.identity import Identity
from newsportal.urls.safety import WEB_PORTS

ROOT = Path(__file__).parents[1]
OPERATING = (ROOT / "docs" / "operating.md").read_text("utf-8")


def reads() -> Iterator[tuple[str, str, str]]:
    """Where, which and with what fallback the code reads settings of newsportal's own."""
    for path in sorted((ROOT / "newsportal").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(attr=method), args=[ast.Constant(value=str(name)), *fallback]):
                    if method.startswith("get") and name.startswith("NEWSPORTAL_"):
                        yield f"{path.relative_to(ROOT)}:{node.lineno}", name, ", ".join(map(ast.unparse, fallback))


def test_a_component_falls_back_on_the_settings_module_and_on_no_number_of_its_own():
    assert [(where, name) for where, name, fallback in reads() if fallback != f"defaults.{name}"] == []


def test_every_setting_of_newsportal_has_a_default_and_is_read():
    assert {name for name in dir(settings) if name.startswith("NEWSPORTAL_")} == {name for _, name, _ in reads()}


def test_what_works_without_scrapy_has_the_same_defaults():
    assert inspect.signature(Identity).parameters["window_days"].default == settings.NEWSPORTAL_REPEAT_DAYS
    assert list(WEB_PORTS) == settings.NEWSPORTAL_ALLOWED_PORTS


def numbers(*values: object) -> list[object]:
    flat = [number for value in values for number in (value if isinstance(value, list) else [value])]
    return [number for number in flat if isinstance(number, int | float) and not isinstance(number, bool)]


def test_the_docs_say_the_defaults():
    rows = re.findall(r"^\| (`[A-Z_]+`.*?) \| (.*?) \|", OPERATING, re.MULTILINE)
    assert len(rows) > 20
    for names, told in rows:
        said = [int(number.replace(",", "")) for number in re.findall(r"\d{1,3}(?:,\d{3})+|\d+", told)]
        unit = 1024**2 if "MiB" in told else 1
        values = [getattr(settings, name) for name in re.findall(r"[A-Z_]{2,}", names)]
        assert numbers(*values) == [number * unit for number in said], names
