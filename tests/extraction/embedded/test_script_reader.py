"""What a script's values are, without running it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsportal.extraction.embedded import script_reader
from newsportal.extraction.embedded.script_reader import MOST_SIGNS, ScriptReader, unescaped
from newsportal.extraction.embedded.script_values import Function, Name
from tests.cpu import costs_at_most

CASES: dict[str, Any] = {
    "var a={b:'c',\"d\":1,}; // e": {"a": {"b": "c", "d": 1}},
    "a.b.c=[1,'x',/[\"']/g];d=2": {"c": [1, "x"], "d": 2},
    "x = {a: 's' + \"t\" + 'u', b: cond ? 'v' : 'w'}": {"x": {"a": "stu", "b": "v"}},
    "x['y']={z:1}\nvar t='u'": {"y": {"z": 1}, "t": "u"},
    "w.x = w.x || {a:1}": {"x": {"a": 1}},
    "f = '1'.html(false), g=JSON.parse('[1]')": {"f": "1", "g": "[1]"},
    "a=(function(b,c){return {d:b,e:{f:c}}}('g',void 0))": {"a": {"": [{"d": "g", "e": {"f": 0}}]}},
    "a=((b,c)=>({d:b,e:c}))(1,'h')": {"a": [{"d": 1, "e": "h"}]},
    "if(p){q={r:1}}else s=[{t:2}]": {"s": [{"t": 2}], "": [{"q": {"r": 1}}]},
    '{"a":"</p>\\/"': {"": [{"a": "</p>/"}]},
    "a:{b:'c'}}}]),d='e": {"a": {"b": "c"}, "d": "e"},
    "a='b'+'c'=>{d:1}": {"a": {"d": 1}},
    "a=/* 'b' */`c${d}`;x=\"\\u4e00\\x3c\\u{1F600}\\ud83d\\ude00\\n'\"": {"a": "c${d}", "x": "一<😀😀\n'"},
}


def plain(value: Any) -> Any:
    """The values, names left out."""
    if isinstance(value, Function):
        return value.names, plain(value.body)
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items() if not isinstance(part, Name)}
    return [plain(part) for part in value if not isinstance(part, Name)] if isinstance(value, list) else value


@pytest.mark.parametrize("script", CASES)
def test_values_are_read_by_their_names(script: str) -> None:
    assert plain(ScriptReader().read(script)) == CASES[script]


PIECES = [
    *"{}[](),:;=+/",
    "\n",
    "'a'",
    '"b"',
    '"b',
    "''",
    "'\\x'",
    "c",
    "12",
    "0",
    "1.5",
    "function",
    "=>",
    "/**/",
    "名",
]
PAIRS = ["d:'e',", '"f" : 1 }', "g:2,\n", "{title:'题',url:\"/a\",", "'h':'i'", 'j:"k"}', "},{", "[{"]


@given(st.lists(st.sampled_from(PIECES + PAIRS), max_size=30).map("".join), st.integers(1, 20) | st.just(MOST_SIGNS))
@example("a,b:1}'c'", MOST_SIGNS)
def test_pairs_read_at_once_are_what_their_signs_say(script: str, most: int) -> None:
    found = []
    for pair in (script_reader._PAIR, re.compile(r"(?!)")):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(script_reader, "_PAIR", pair)
            reader = ScriptReader()
            reader.left = most
            found.append((plain(reader.read(script)), reader.left, reader.tried))
    assert found[0] == found[1]


def test_names_are_told_from_texts() -> None:
    value = ScriptReader().read("x={a:undefined,b:'undefined'}")["x"]
    assert isinstance(value["a"], Name)
    assert value["b"] == "undefined"


def test_an_escape_that_is_none_does_no_harm() -> None:
    assert unescaped("\\u12\\u{110000}\\ud800a\\") == "u12\ufffd\ufffda\\"


HOSTILE = {
    "brackets": "[",
    "objects": '{"a":',
    "calls": "(function(a){return {b:a}})(",
    "escapes": '"\\',
    "comments": "/*",
    "slashes": "=/\\",
    "parts": '"a"+',
    "JSON and none": '{"a":[1,{"b":',
    "blocks": "function a(b){var c={d:1};if(x){return 'e'}}\n",
    "blanks": " ",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_any_script_is_read_within_bounds(piece: str) -> None:
    reader = ScriptReader()
    assert costs_at_most(lambda: ScriptReader().read(piece * (400_000 // len(piece))), 300)
    reader.read(piece * (400_000 // len(piece)))
    assert reader.left >= 0
    reader.read("a={b:1}" * MOST_SIGNS)
    assert reader.left == 0
