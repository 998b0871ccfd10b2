"""A visit passes the log as it is, whatever stands in it."""

from __future__ import annotations

import zlib
from dataclasses import fields, replace
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsportal.extraction.portal_traits import Traits
from newsportal.items import Article, Fetch, Kept, Sighting, Visit
from newsportal.state import visit_json
from newsportal.state.visit_json import packed, unpacked

ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)
TIMES = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
NUMBERS = st.integers(-(2**31), 2**31)
_BY_TYPE = {
    "str": ANY, "str | None": st.none() | ANY, "int": NUMBERS, "bool": st.booleans(), "datetime": TIMES,
    "datetime | None": st.none() | TIMES, "list[str]": st.lists(ANY, max_size=3), "bytes": st.binary(max_size=99),
    "tuple[str, ...]": st.lists(ANY, max_size=3).map(tuple),
    "tuple[int, ...]": st.lists(NUMBERS, max_size=3).map(tuple),
}  # fmt: skip


def items(kind: type, **more: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Any item of a kind: every field of it, so that a new one cannot be forgotten."""
    return st.builds(kind, **{one.name: _BY_TYPE[str(one.type)] for one in fields(kind) if one.name not in more} | more)


def objects(*names: str) -> st.SearchStrategy[object]:
    return st.lists(st.fixed_dictionaries(dict.fromkeys(names, st.none() | ANY)), max_size=2)


def places() -> st.SearchStrategy[object]:
    return st.lists(st.fixed_dictionaries({"page": ANY, "place": NUMBERS, "rank": NUMBERS}), max_size=2)


VISITS = st.builds(
    Visit, url=ANY, role=ANY, fetched=TIMES, fetch=items(Fetch), tidied=st.booleans(),
    dropped=st.lists(ANY, max_size=3),
    article=st.none() | items(Article, images=objects("url", "caption"), evidence=objects("field", "by", "was")),
    sightings=st.lists(items(Sighting, also=places()), max_size=4),
    traits=st.none() | items(Traits), kept=st.none() | items(Kept),
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(VISITS)
def test_what_was_packed_is_unpacked_as_it_was(visit: Visit) -> None:
    assert unpacked(packed(visit)) == visit


def words(number: int) -> str:
    """Text that cannot be packed."""
    return "".join(map(chr, Random(1).choices(range(0x4E00, 0x9FA5), k=number)))


def large(number: int) -> Visit:
    fetch = Fetch(asked="http://a.cn/", kind="hub")
    visit = Visit(url="http://a.cn/", role="hub", fetched=datetime(2026, 11, 24, tzinfo=UTC), fetch=fetch)
    visit.article = Article(url="http://a.cn/", portal="a", crawl="c", fetched=visit.fetched, text=words(number))
    visit.kept = Kept(
        url="", asked="", address="", body=Random(2).randbytes(9_000), charset=None, fetched=visit.fetched, words=[],
        own_title="", title="",
    )  # fmt: skip
    return visit


def test_one_that_is_too_large_goes_without_its_page_and_then_without_its_parts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(visit_json, "MOST", 8_000)
    assert unpacked(packed(large(100))) == replace(large(100), kept=None)
    found = unpacked(packed(large(9_000)))
    assert (found.article, found.kept, found.dropped) == (None, None, [visit_json.TOO_LARGE])


@pytest.mark.parametrize("body", [b"", b"x", zlib.compress(b"{}"), zlib.compress(b"[1]"), zlib.compress(b"\xff")])
def test_what_is_no_visit_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        unpacked(body)
