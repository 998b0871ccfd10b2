"""Golden pages: pages of our own writing with the whole answer that a careful reader gives for each.

`pytest tests/pages --update` writes what extract() says; read the difference before it is committed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest

from newsportal import extract
from newsportal.extraction import Page

PAGES = Path(__file__).parent
CASES = sorted(path.parent for path in PAGES.glob("*/*/meta.json"))
NOTHING = "(nothing)"
NAMES = [str(case.relative_to(PAGES)) for case in CASES]


def answer(page: Page) -> dict[str, Any]:
    """A page as JSON holds it, a link as a pair; without its own address and what it and others tell of each other."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(page), default=datetime.isoformat))
    del plain["url"], plain["traits"]
    if plain["article"]:
        del plain["article"]["evidence"]
    plain["links"] = [[link["url"], link["text"]] for link in plain["links"]]
    return plain


def read(case: Path) -> dict[str, Any]:
    """What extract() says of the case's page."""
    meta = json.loads((case / "meta.json").read_text(encoding="utf-8"))
    return answer(extract((case / "page.html").read_bytes(), meta["url"], meta["charset"]))


def differences(expected: Any, found: Any, name: str = "") -> Iterator[str]:
    """One line for each field that is not as expected; what one side lacks whole is one line."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in dict.fromkeys([*expected, *found]):
            inner = f"{name}.{key}" if name else key
            yield from differences(expected.get(key, NOTHING), found.get(key, NOTHING), inner)
    elif isinstance(expected, list) and isinstance(found, list):
        for place, (wanted, got) in enumerate(zip_longest(expected, found, fillvalue=NOTHING)):
            yield from differences(wanted, got, f"{name}[{place}]")
    elif expected != found:
        yield f"{name}: expected {expected!r:.300}, found {found!r:.300}"


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_golden_page_is_read_as_a_careful_reader_reads_it(case: Path, request: pytest.FixtureRequest) -> None:
    file, found = case / "expected.json", read(case)
    if request.config.getoption("--update"):
        file.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    wrong = list(differences(json.loads(file.read_text(encoding="utf-8")), found))
    assert not wrong, "\n".join([f"{case.relative_to(PAGES)}:", *wrong])


def test_there_are_sixteen_kinds_of_page_or_more() -> None:
    kinds = {json.loads((case / "meta.json").read_text(encoding="utf-8"))["modelled_on"] for case in CASES}
    assert len(kinds) == len(CASES) >= 16


def test_every_golden_page_says_who_wrote_it_and_names_no_real_host() -> None:
    for case in CASES:
        meta = json.loads((case / "meta.json").read_text(encoding="utf-8"))
        assert {"url", "charset", "modelled_on", "written_by", "written"} == set(meta), case
        assert meta["written_by"].startswith("the newsportal project"), case
        source = meta["url"] + (case / "page.html").read_bytes().decode("latin-1")
        hosts = set(re.findall(r"(?<!DTD )(?:https?:)?//([a-z0-9.-]+\.[a-z]{2,})[/\"'<]", source))
        assert {host for host in hosts if not host.endswith(".example")} <= {"www.w3.org", "schema.org"}, case


def test_a_difference_names_the_field() -> None:
    expected = {"kind": "article", "article": {"title": "甲", "images": []}, "blocks": [{"label": "乙"}]}
    found = {"kind": "article", "article": {"title": "丙", "images": []}, "blocks": [{"label": "乙"}, {"label": "丁"}]}
    assert list(differences(expected, found)) == [
        "article.title: expected '甲', found '丙'",
        "blocks[1]: expected '(nothing)', found {'label': '丁'}",
    ]
