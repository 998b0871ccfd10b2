"""Bug reports as cases: small inputs in the shape of a report, each with the answer that is certainly right."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.cases.judge import wrong
from tests.cases.reading import READERS, Case, cases, octets

HERE = Path(__file__).parent
CASES = cases(HERE)
KIT = Path(os.environ.get("NEWSPORTAL_SHARED") or Path(__file__).parents[2] / "../shared") / "cases"
NEEDED = {"name", "kind", "control", "how", "expect"}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_case_is_answered_rightly(case: Case) -> None:
    found = list(wrong(case))
    assert not found, "\n".join([f"{case['name']} ({case['kind']}):", *found])


def test_each_case_is_whole_and_has_a_name_of_its_own() -> None:
    assert [case["name"] for case in CASES if not set(case) >= NEEDED or case["how"] not in READERS] == []
    assert len({case["name"] for case in CASES}) == len(CASES)


def test_each_kind_has_variants_and_a_control_that_shows_where_the_rule_ends() -> None:
    sorts: dict[str, set[bool]] = {}
    for case in CASES:
        sorts.setdefault(case["kind"], set()).add(case["control"])
    assert {kind: found for kind, found in sorts.items() if found != {True, False}} == {}


def test_each_file_belongs_to_a_case() -> None:
    assert {path.name for path in (HERE / "files").glob("*")} == {case["file"] for case in CASES if "file" in case}


def test_no_case_names_a_real_host() -> None:
    for case in CASES:
        text = "" if case["how"] == "pairs" else case.get("url", "") + octets(case).decode("latin-1")
        hosts = set(re.findall(r"(?<!DTD )(?:https?:)?//([a-z0-9.-]+\.[a-z]{2,})[/\"'<]", text))
        known = {"www.w3.org", "schema.org", "www.sitemaps.org", "jsonfeed.org", "purl.org", "www.google.com"}
        assert {host for host in hosts if not host.endswith(".example")} <= known, case["name"]


def test_the_kit_beside_the_project_is_answered_as_well_as_ever() -> None:
    if not KIT.exists():
        pytest.skip(f"the kit of cases is not beside the project ({KIT})")
    kit = cases(KIT)
    failed = [case["name"] for case in kit if list(wrong(case))]
    assert [case["name"] for case in kit if case["control"] and case["name"] in failed] == []
    assert len(failed) <= 2
