"""A body's signature is the smallest of all its shingles' hashes, and each shingle of a long text is hashed once."""

import random
from collections import Counter
from typing import Any
from zlib import crc32

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsportal.dedup import fingerprint
from newsportal.dedup.fingerprint import SHINGLE, SIGNATURE, signature

CHARACTERS = [chr(0x4E00 + number) for number in range(900)]


def long(size: int) -> str:
    """A text of so many characters."""
    return "".join(random.Random(size).choices(CHARACTERS, k=size))


@given(st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=400), st.sampled_from((3, 128)))
@example("河" * 3_000, 128)
@example("大桥通车", 128)
@example(long(2_000), 192)
@settings(max_examples=50)
def test_a_signature_is_the_smallest_hashes_of_the_shingles(text: str, most: int) -> None:
    shingles = {text[at : at + SHINGLE] for at in range(len(text) - SHINGLE + 1)}
    hashes = {crc32(shingle.encode("utf-16-le")) * fingerprint.MIX & fingerprint.MASK for shingle in shingles}
    assert [*signature(text, most)] == sorted(hashes)[:most]


@pytest.mark.parametrize("size", [600, 1_617, 9_000])
def test_each_shingle_of_a_long_text_is_hashed_once(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[Any] = Counter()

    def counting(shingle: bytes) -> int:
        asked[shingle] += 1
        return crc32(shingle)

    monkeypatch.setattr(fingerprint, "crc32", counting)
    assert len(signature(long(size))) == SIGNATURE
    assert asked.total() == size - SHINGLE + 1
