"""What a script's brackets hold while it is read: names, functions, and the values between two brackets."""

from __future__ import annotations

from typing import Any

__all__ = ["GROUPS", "Frame", "Function", "Name"]

GROUPS = (dict, list)
"""What holds other values. Once, for to write `dict | list` makes a type anew wherever it is asked for."""
_NOTHING: tuple[Any, ...] = ("", [], {})


class Name:
    """A name that stands where a value is expected: a parameter, a variable, null, true."""

    __slots__ = ("word",)

    def __init__(self, word: str) -> None:
        self.word = word


class Function:
    """A function: the names of its parameters, and what its body holds."""

    __slots__ = ("body", "names")

    def __init__(self, names: list[str], body: Any) -> None:
        self.names, self.body = names, body


_PARTS, _TOLD = (*GROUPS, Function), (*GROUPS, str)


class Frame:
    """What stands between two brackets, as far as it is read."""

    __slots__ = ("glued", "is_function", "key", "named", "names", "parts", "rest", "sign", "value", "word")

    def __init__(self, sign: str) -> None:
        self.sign = sign
        self.named: dict[str, Any] = {}
        self.rest: list[Any] = []
        """Values without a name."""
        self.key: str | None = None
        self.begin()

    def begin(self) -> None:
        """A new value begins."""
        self.value: Any = None
        self.parts: list[str] = []
        """Texts that are joined to it by +."""
        self.word: str | None = None
        """The word or text just before, which may turn out to be a name."""
        self.glued = self.is_function = False
        """Was there a + just before? The word function, whose parameters are to come?"""
        self.names: list[str] | None = None
        """The parameters of a function whose body is to come."""

    def take(self, value: Any) -> None:
        """One more part of the present value."""
        if self.value is None or isinstance(self.value, Name) or self.value in _NOTHING:
            self.value = value
        elif self.glued and isinstance(value, str) and isinstance(self.value, str):
            self.parts.append(value)
        elif isinstance(value, _PARTS):
            self.rest.append(value.body if isinstance(value, Function) else value)
        self.word, self.glued = None, False

    def commit(self) -> None:
        """The present value ends."""
        value, key = self.value, self.key
        if self.parts:
            value = "".join((value, *self.parts))
        if isinstance(value, Function) and (self.sign != "(" or key is not None):
            value = value.body
        if value is not None and key is None:
            self.rest.append(value)
        elif value is not None and key is not None:
            self.put(key, value)
        self.key = None
        self.begin()

    def put(self, key: str, value: Any) -> None:
        """Give a value to a name; of a group that had it before, the name is lost."""
        old = self.named.get(key)
        if old is None or not isinstance(value, Name):
            if isinstance(old, GROUPS):
                self.rest.append(old)
            self.named[key] = value

    def name(self, sign: str) -> None:
        """A colon or an equals sign: what stood before it is the name of what follows."""
        if sign == ":" and self.key is not None:
            return  # the second half of a choice
        value, word = self.value, self.word
        if word is None and isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
            word = value[0]  # data["name"] =
        elif not isinstance(value, Name) and value is not word:
            self.commit()
        self.begin()
        self.key = word

    def group(self) -> Any:
        """What the brackets held, now that they close."""
        self.commit()
        rest = self.rest
        if self.sign == "(" and len(rest) > 1:
            rest = [value.body if isinstance(value, Function) else value for value in rest]
        if self.sign != "{":
            return [*rest, self.named] if self.named else rest
        if held := [value for value in rest if isinstance(value, _TOLD) and value]:
            self.named[""] = held
        return self.named
