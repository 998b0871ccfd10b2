"""Each word that is listed as idle is idle, and each has a pair of headlines where that decides."""

from __future__ import annotations

import pytest

from newsportal.dedup import compare
from newsportal.text.wordlists import Words, shipped

FRAMES = (
    ("岚浦渔民{}打捞起沉船铁锚", "岚浦渔民打捞起沉船铁锚"),
    ("岚浦渔港{}百年铁锚与老灯塔", "岚浦渔港百年铁锚与老灯塔"),
    ("岚浦渔港百年铁锚{}老灯塔群", "岚浦渔港百年铁锚老灯塔群"),
    ("岚浦渔港百年铁锚灯塔群{}", "岚浦渔港百年铁锚灯塔群"),
    ("{}岚浦渔民打捞起沉船铁锚", "岚浦渔民打捞起沉船铁锚"),
    ("岚浦{}12艘渔船返回老码头", "岚浦12艘渔船返回老码头"),
    ("岚浦渔港2011{}夏日灯塔大事记", "岚浦渔港2011夏日灯塔大事记"),
)
"""Two wordings, of which one has a word more; a frame without a verb names a thing, where no word is idle by itself."""


LESS = Words(shipped().sections)
"""The same lists, of which each test takes one word from the idle ones."""


def decides(word: str, frame: tuple[str, str]) -> bool:
    """Whether two wordings are one with the word as idle, and not without."""
    longer, shorter = frame[0].format(word), frame[1]
    LESS.__dict__["idle"] = shipped().idle - {word}
    return compare(longer, shorter).kind == "same" != compare(longer, shorter, words=LESS).kind


@pytest.mark.parametrize("word", sorted(shipped().idle))
def test_a_word_of_the_idle_ones_decides(word: str) -> None:
    assert any(decides(word, frame) for frame in FRAMES), word
