"""What a script's values are, read in one pass over its signs and without running it.

JSON in it is read by the standard library. The rest is JavaScript: names without quotes, undefined, calls, comments,
functions. Every brace is taken for an object whose `name: value` and `name = value` are kept, be it one or a block of
code, so nothing has to tell where data begin, and what cannot be read costs no more than itself. A function that is
called where it stands, as the state of Nuxt 2 is written, has its arguments put in.
"""

from __future__ import annotations

import json
import re
from typing import Any

from newsportal.extraction.embedded.script_values import GROUPS, Frame, Function, Name

__all__ = ["ScriptReader", "unescaped"]

MOST_SIGNS = 200_000
"""Words, strings and signs that are read of one page's scripts."""
MOST_TRIED = 4_000_000
"""Characters read in vain where something begins like JSON and is none, all tries together."""
_TRY = 20_000
"""What a try costs at least, in characters: its error counts the lines before it."""
_PIECE, _AHEAD = 2_000, 20
"""Characters that are tried alone first; of these the last, where an error may be due to the piece's end."""
# It fits everywhere, so that no sign is tried twice: what begins no token is passed over, before one or alone. Of the
# branches, most frequent first, the first sign tells at once which fits; names of ASCII need no look at categories.
_TOKEN = re.compile(
    r"""[ \t\n\r\f\v.&|?*~^%@#\\-]*+(?:([:,;+{}\[\]()]|[A-Za-z_]++[\w$]*+|=[=>]*+|[!<>]=++
    |"[^"\\\n]*+(?:\\[\s\S]?+[^"\\\n]*+)*+(?:"|(?=\n)|\Z)
    |'[^'\\\n]*+(?:\\[\s\S]?+[^'\\\n]*+)*+(?:'|(?=\n)|\Z)
    |`[^`\\]*+(?:\\[\s\S]?+[^`\\]*+)*+(?:`|\Z)
    |/(?:/[^\n]*+|\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/|\Z)|(?<=[(=:,]/)(?:[^/\\\n]|\\[^\n]){1,200}+/)
    |\$[\w$]*+|\d[\w.]{0,40}|[^\W\d][\w$]*+)|[\s\S]|\Z)""",
    re.X,
)
_PAIR = re.compile(
    r"""(?<=[{,])[ \t\n\r]*+(?:([A-Za-z_][\w$]*+)|"([^"\\\n]*+)"|'([^'\\\n]*+)')[ \t\n\r]*+:
    [ \t\n\r]*+(?:"([^"\\\n]*+)"|'([^'\\\n]*+)'|([0-9]{1,18}))[ \t\n\r]*+(?:(,)|(?=}))""",
    re.X,
)
"""A name and its text or number, as most of an object's are: read at once, not sign by sign.

Only within brackets, for outside a brace that closes nothing ends no value."""
_PAIR_SIGNS, _BEFORE_PAIRS = 4, ("{", ",")
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "", "\n": "", "\r": ""}
_JSON = re.compile(r'\{\s{0,99}["}]|\[\s{0,99}["{\[\]\d]')
_PAIRED = re.compile("[\ud800-\udfff]")


class ScriptReader:
    """Reads the scripts of one page within its bounds."""

    def __init__(self) -> None:
        self.left, self.tried = MOST_SIGNS, 0
        self.decoder = json.JSONDecoder(strict=False)

    @property
    def is_within_bounds(self) -> bool:
        """Whether all that was read was read to its end."""
        return self.left > 0 and self.tried < MOST_TRIED

    def read(self, script: str) -> dict[str, Any]:
        """The values of a script by the names they are given, those without one in a list under ""."""
        frames = [Frame("{")]
        at = 0
        while at < len(script) and self.left > 0:
            for found in _TOKEN.finditer(script, at):
                token, at = found[1], found.end()
                if token is None:
                    continue
                if self.left <= 0:
                    break
                self.left -= 1
                frame, first = frames[-1], token[0]
                if first in "{[(":
                    value, end = self._json(script, at - 1) if first != "(" else (None, 0)
                    if end:
                        self._place(frame, token, value)
                        at = end
                        break
                    frames.append(Frame(token))
                elif first in "}])":
                    if len(frames) > 1:
                        frames.pop()
                        self._place(frames[-1], frame.sign, frame.group())
                elif first in ":=,;+!<>":
                    self._sign(frame, token)
                elif first != "/" or token[1] not in "/*":
                    self._operand(frame, first, token)
                if token in _BEFORE_PAIRS and len(frames) > 1 and (end := self._pairs(frames[-1], script, at)) > at:
                    at = end
                    break
        while len(frames) > 1:
            frame = frames.pop()
            self._place(frames[-1], frame.sign, frame.group())
        value = frames[0].group()
        return value if isinstance(value, dict) else {}

    def _pairs(self, frame: Frame, script: str, at: int) -> int:
        """Take the pairs that stand here, where a name may begin, and say where they end."""
        while frame.sign == "{" and self.left >= _PAIR_SIGNS and (pair := _PAIR.match(script, at)):
            name, double, single, text, other, number, comma = pair.groups()
            self.left -= _PAIR_SIGNS if comma else _PAIR_SIGNS - 1
            key = name or double or single or ""
            frame.put(key, int(number) if number else text or other or "")
            at = pair.end()
        return at

    def _json(self, script: str, start: int) -> tuple[Any, int]:
        """What stands here, if it is JSON, and where it ends; 0 if it is none."""
        if self.tried < MOST_TRIED and _JSON.match(script, start):
            try:
                return self._decoded(script, start)
            except (ValueError, RecursionError) as error:
                self.tried += _TRY + getattr(error, "pos", start + 10 * _TRY) - start
        return None, 0

    def _decoded(self, script: str, start: int) -> tuple[Any, int]:
        """The JSON that begins here, first sought in a piece alone, since an error counts all lines before it."""
        try:
            value, size = self.decoder.raw_decode(script[start : start + _PIECE])
            return value, start + size
        except json.JSONDecodeError as error:
            if error.pos < _PIECE - _AHEAD and not error.msg.startswith("Unterminated"):
                error.pos += start
                raise
        return self.decoder.raw_decode(script, start)

    def _operand(self, frame: Frame, first: str, token: str) -> None:
        if first in "\"'`":
            text = unescaped(token[1:-1] if len(token) > 1 and token[-1] == first else token[1:])
            frame.take(text)
            frame.word = text
        elif first.isdecimal():
            frame.take(int(token) if token.isdecimal() and len(token) < 19 else Name(token))
            frame.word = token
        else:
            if frame.value is None:
                frame.value = Name(token)
            frame.is_function |= token == "function"
            frame.word, frame.glued = token, False

    def _sign(self, frame: Frame, sign: str) -> None:
        if sign in (",", ";"):
            frame.commit()
        elif sign in (":", "="):
            frame.name(sign)
        elif sign == "=>":
            given = frame.value if isinstance(frame.value, list) else [frame.value]
            frame.names = [name.word for name in given if isinstance(name, Name)]
            frame.value, frame.parts = None, []
        else:
            frame.glued, frame.word = sign == "+", None

    def _place(self, frame: Frame, sign: str, value: Any) -> None:
        """Give a closed group to the frame that it stands in."""
        if frame.is_function and sign == "(":
            frame.names, frame.is_function = [name.word for name in value if isinstance(name, Name)], False
        elif frame.names is not None:
            names, frame.names = frame.names, None
            frame.take(Function(names, value))
        elif sign == "(" and isinstance(frame.value, Function) and frame.word is None:
            frame.value = self._called(frame.value, value)
        else:
            frame.take(value[0] if sign == "(" and len(value) == 1 else value)

    def _called(self, function: Function, given: list[Any]) -> Any:
        """The function's body with the values given to it in the place of its parameters."""
        values = dict(zip(function.names, given, strict=False))
        waiting = [function.body]
        while waiting and self.left > 0:
            node = waiting.pop()
            for key, value in list(node.items()) if isinstance(node, dict) else list(enumerate(node)):
                self.left -= 1
                if isinstance(value, Name):
                    node[key] = values.get(value.word, value)
                elif isinstance(value, GROUPS):
                    waiting.append(value)
        return function.body


def unescaped(text: str) -> str:
    """The text of a JavaScript string without its escapes."""
    if "\\" not in text:
        return text
    text = _ESCAPE.sub(_character, text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _PAIRED.search(text) else text


def _character(found: re.Match[str]) -> str:
    if found[4]:
        return _LETTERS.get(found[4], found[4])
    number = int(found[1] or found[2] or found[3], 16)
    return chr(number) if number < 0x110000 else "\ufffd"
