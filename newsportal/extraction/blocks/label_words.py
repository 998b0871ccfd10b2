"""What words say by themselves: whether they can be a label, and of what kind of block."""

from __future__ import annotations

import re
from functools import lru_cache

from newsportal.extraction.blocks.block_words import NO_BLOCK, NOT_A_LABEL, ROLES
from newsportal.extraction.blocks.link_marks import weight
from newsportal.extraction.page import Role

__all__ = ["is_label", "is_no_block", "role", "trim"]

LONGEST = 15
"""Han characters of a label; longer texts are headlines or prose."""
_ENDS = " \t　|｜/>》»›:：·•.…-—+[]［］【】「」丨▪■●◆▏"
_PAIRS = (("【", "】"), ("「", "」"), ("[", "]"), ("［", "］"))
_ICONS = re.compile("[\ue000-\uf8ff]")
_MOMENT_ONLY = re.compile(r"[\s\d年月日时分秒:：./\-()\[\]（）【】前小]{1,40}")


@lru_cache(1_000)
def role(label: str) -> Role:
    """What a heading says of its block.

    >>> role("48小时点击排行"), role("延伸阅读"), role("快 訊"), role("健康")
    ('ranking', 'related', 'latest', 'list')
    """
    label = label.replace(" ", "")
    for name, pattern in ROLES:
        if label and pattern.search(label):
            return name
    return "list"


@lru_cache(1_000)
def is_no_block(label: str) -> bool:
    """Does the heading stand over something else: friends, tags, tools, shops?"""
    return NO_BLOCK.search(label) is not None


@lru_cache(1_000)
def trim(text: str) -> str:
    """A text without the signs and icons that designers set around headings; a bracket inside keeps its other half.

    >>> trim("【要闻】 »"), trim("【关注】青亭大桥")
    ('要闻', '【关注】青亭大桥')
    """
    bare = (text if text.isprintable() else _ICONS.sub("", text)).strip(_ENDS)
    for opening, closing in _PAIRS:
        if closing in bare and opening not in bare and opening in text:
            return opening + bare
    return bare


@lru_cache(1_000)
def is_label(text: str) -> bool:
    """Could the text be a heading, by itself?"""
    size = weight(text)
    return 1.5 <= size <= LONGEST and not NOT_A_LABEL.search(text) and not _MOMENT_ONLY.fullmatch(text)
