"""The characters that no reader sees, and that a hostile or careless writer puts between those that he does."""

from __future__ import annotations

INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u17b4\u17b5"
    "\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe-\U000e00ff\U000e01f0-\U000effff"
    "\U000ffffe\U000fffff\U0010fffe\U0010ffff"
)
"""As a range in a regular expression: the categories Cc, Cf and Cs of Unicode 16, its noncharacters, and the invisible
marks outside them (U+034F, U+17B4, U+17B5); white space is none of them, as `str.split` has it.
tests/text/test_sanitize.py compares this with the interpreter's own tables."""
