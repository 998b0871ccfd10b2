"""What a crawl's end comes to."""

from __future__ import annotations

import pytest

from newsportal.exit_codes import Exit, judge


@pytest.mark.parametrize(
    ("reason", "counts", "code"),
    [
        ("finished", {"pages": 1}, Exit.OK),
        ("finished", {"unchanged": 1}, Exit.OK),
        ("closespider_timeout", {"pages": 9}, Exit.OK),
        ("finished", {}, Exit.UNREACHABLE),
        ("finished", {"errors/dns": 3}, Exit.UNREACHABLE),
        ("finished", {"dropped/robots": 1}, Exit.REFUSED),
        ("finished", {"errors/http 403": 1}, Exit.REFUSED),
        ("finished", {"pages": 5, "errors/internal": 1}, Exit.INTERNAL),
        ("shutdown", {"pages": 5}, Exit.INTERRUPTED),
        ("storage", {"pages": 5}, Exit.STORAGE),
        ("locked", {}, Exit.LOCKED),
        ("settings", {}, Exit.USAGE),
    ],
)
def test_each_way_to_end_has_its_own_code(reason, counts, code):
    assert judge(reason, counts) is code
