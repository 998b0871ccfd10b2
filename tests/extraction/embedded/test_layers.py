"""What data are wrapped in."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import quote

import pytest

from newsportal.extraction.embedded.layers import flight, linked, unwrapped

DATA = {"title": "青河大桥今日合龙", "n": [1, None, True]}
TEXT = json.dumps(DATA, ensure_ascii=False)


@pytest.mark.parametrize(
    "wrapped",
    [
        TEXT,
        json.dumps(TEXT),
        json.dumps(json.dumps(TEXT)),
        quote(TEXT),
        quote(json.dumps(TEXT)),
        base64.b64encode(TEXT.encode()).decode(),
        TEXT.replace('"', "&quot;"),
    ],
)
def test_each_layer_is_taken_off(wrapped: str) -> None:
    assert unwrapped(wrapped) == DATA


@pytest.mark.parametrize(
    "text", ["", "青河大桥今日合龙", "[图]青河大桥今日合龙", "{青河}", '"青河', "[" * 5_000, "QUJD" * 20 + "é"]
)
def test_a_text_that_is_not_wrapped_stays(text: str) -> None:
    assert unwrapped(text) == text


def test_values_that_refer_to_one_another_are_put_together() -> None:
    entries = [["Reactive", 1], {"a": 2, "b": 4, "c": -1, "d": 5}, [3, 3], "青河", ["Date", "2026-11-20"], {"self": 5}]
    found: Any = linked(entries)
    assert {key: found[key] for key in "abc"} == {"a": ["青河", "青河"], "b": "2026-11-20", "c": None}
    assert found["d"]["self"] is found["d"]


@pytest.mark.parametrize("entries", [[], ["a", "b", "c", "d"], [{"a": 1}] * 5, [{"a": 9}, "b", "c", "d"], [1, 2, 3, 4]])
def test_a_list_of_another_kind_is_left_alone(entries: list[Any]) -> None:
    assert linked(entries) is None


def test_rows_in_pieces_are_joined_and_their_references_put_in() -> None:
    stream = f'2:T{len("青河。".encode()):x},青河。3:I["x.js"]\n4:{{"text":"$2","other":"$L3","cut":"$9"}}\n5:{{"broken'
    pieces = [f"self.__next_f.push([1,{json.dumps(stream[at : at + 7])}])" for at in range(0, len(stream), 7)]
    assert flight(["(self.__next_f=self.__next_f||[]).push([0])", *pieces]) == [
        ["x.js"],
        {"text": "青河。", "other": "$L3", "cut": "$9"},
    ]
