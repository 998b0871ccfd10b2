"""Lines in UTF-8 are those that the standard library's encoder writes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.items import encoded, line

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), PLAIN, max_size=6))
def test_a_line_in_utf_8_is_that_of_the_standard_library(values):
    assert encoded(values) == json.dumps(values, ensure_ascii=False).encode() == line(values).encode()


def test_every_character_is_written_as_the_standard_library_writes_it():
    every = "".join(chr(one) for one in range(0x20000) if not 0xD800 <= one < 0xE000)
    assert encoded({"text": every}) == line({"text": every}).encode()


def test_half_of_a_surrogate_pair_is_refused():
    with pytest.raises(ValueError, match="surrogates"):
        encoded({"text": "\ud83d"})
