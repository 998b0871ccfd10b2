"""A time that stands alone in its element is noted as one beside other words is: at one place, as one time."""

from __future__ import annotations

from datetime import datetime

import pytest

from newsportal import extract
from newsportal.extraction.portal_traits import Traits
from newsportal.text.china_time import CHINA

TITLE = "松屿渡口今日清晨重新开出头班船"
TEXT = "松屿渡口今日清晨重新开出头班船，船上坐着四十二名去对岸赶集的居民，船票仍是两元。"
URL = "https://www.example.com/2026/0308/17.html"


def traits(line: str, fetched: datetime | None = None) -> Traits | None:
    """What a page tells on which that line stands between heading and text."""
    page = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div class=info><span class=time>{line}</span>"
        f"</div><div class=text>{f'<p>{TEXT}</p>' * 6}</div></body></html>"
    )
    return extract(page.encode(), URL, "utf-8", fetched=fetched).traits


@pytest.mark.parametrize(
    "line", ["2026年03月08日 09:30", "2026年03月08日09:30", "2026-03-08 09:30", "2026-03-08 09:30:15"]
)
def test_a_time_alone_is_noted_as_one_with_its_label(line: str) -> None:
    alone, labelled = traits(line), traits(f"发布时间：{line}")
    assert alone
    assert labelled
    assert alone.time == labelled.time != 0
    assert alone.time_places == labelled.time_places
    assert len(alone.time_places) == 1
    assert alone.other_places == ()


def test_a_time_later_than_the_fetch_is_at_no_place() -> None:
    late = traits("2026-03-08 09:30", datetime(2026, 3, 8, 9, 0, tzinfo=CHINA))
    assert late
    assert late.time_places == ()
