from __future__ import annotations

import json
import string
import sys
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.text.sanitize import (
    MAX_ENTRIES,
    MAX_LOG,
    MAX_VALUE,
    are_clean,
    clean,
    log_text,
    plain,
    redact,
    safe_name,
)

FORBIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def json_line(record: object) -> str:
    """A record as the files hold it."""
    return json.dumps(plain(record), ensure_ascii=False, allow_nan=False)


def visible(text: str) -> bool:
    return all(unicodedata.category(char) not in FORBIDDEN for char in text)


def test_no_character_of_unicode_that_cannot_be_seen_passes() -> None:
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if unicodedata.category(char) in FORBIDDEN or code & 0xFFFE == 0xFFFE:
            assert clean(char).strip() == "", hex(code)


@given(st.lists(st.text(max_size=12), max_size=5))
def test_texts_that_are_clean_stay_as_they_are(texts: list[str]) -> None:
    if are_clean(texts, 10):
        assert [clean(text, 10) for text in texts] == texts
    assert are_clean(["栖川县", "NB-7"], 4)
    assert not are_clean(["栖川县", "\u200b"], 4)
    assert not are_clean(["栖川县", "五个字符长"], 4)


def test_every_character_that_can_be_seen_passes() -> None:
    seen = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code))[0] in "LNPS"]
    kept = clean("".join(seen), len(seen))
    assert set(seen) - set(kept) <= {"\u17b4", "\u17b5"}


def test_line_breaks_of_every_kind_become_one_kind() -> None:
    assert clean("一\r\n二\u2028三\u2029四\x85五\v六\f七\x1c八\r九", lines=True) == "一\n二\n三\n四\n五\n六\n七\n八\n九"
    assert clean("一\r\n二\u2028三\t四") == "一 二 三 四"


def test_a_value_is_bounded() -> None:
    assert len(clean("字" * (MAX_VALUE + 1))) == MAX_VALUE
    assert len(clean("\u200b字" * 10, 4)) == 4


@given(st.recursive(st.one_of(st.text(), st.floats(), st.none(), st.binary()), st.lists))
def test_every_value_becomes_one_line_of_strict_json(value: object) -> None:
    line = json_line({"value": value, "text": "a\ud800b\u2028"})
    assert len(line.splitlines()) == 1
    assert line.encode("utf-8")
    json.loads(line, parse_constant=pytest.fail)


def test_a_record_keeps_its_order_and_times_and_loses_what_is_no_number() -> None:
    @dataclass
    class Record:
        b: float
        a: datetime

    line = json_line(Record(float("nan"), datetime(2026, 11, 24, tzinfo=UTC)))
    assert line == '{"b": null, "a": "2026-11-24T00:00:00+00:00"}'


def test_a_record_that_contains_itself_ends() -> None:
    loop: list[object] = []
    loop.append(loop)
    assert json.loads(json_line(loop))
    assert len(plain(list(range(MAX_ENTRIES + 5)))) == MAX_ENTRIES


@pytest.mark.parametrize(
    "address",
    [
        "http://user:pw@proxy.example:8080",
        "https://user:p%40w@h/",
        "//a:pw@b",
        "http://:pw@h",
        "http://pw@h",
        "http://u:p@pw@h",
        "u:pw@h:80",
    ],
)
def test_a_password_of_an_address_is_not_repeated(address: str) -> None:
    assert "pw" not in redact(f"{{'http_proxy': '{address}'}}")
    assert redact("写信给 a@b.example 或看 http://a.example/@user") == "写信给 a@b.example 或看 http://a.example/@user"


def test_a_log_record_is_bounded() -> None:
    assert len(log_text("标" * 2 * MAX_LOG)) < MAX_LOG + 100


@pytest.mark.parametrize("name", ["sina", "news.cn", "a_b-c.2", "_x", "a" * 64])
def test_a_portal_may_have_such_a_name(name: str) -> None:
    assert safe_name(name) == name


@pytest.mark.parametrize("name", ["", ".", "..", "a..b", ".hidden", "-o", "新华", "a" * 65, "a\n"])
def test_what_could_leave_the_output_folder_or_be_taken_for_an_option_is_no_name(name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        safe_name(name)


def test_no_other_sign_is_part_of_a_name() -> None:
    signs = [chr(code) for code in range(128) if chr(code) not in string.ascii_lowercase + string.digits + "_-."]
    for sign in signs:
        with pytest.raises(ValueError, match="not a name"):
            safe_name(f"a{sign}b")
