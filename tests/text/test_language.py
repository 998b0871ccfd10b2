"""Which pages are Chinese, told from what they say."""

from __future__ import annotations

import pytest

from newsportal.text.language import is_chinese, may_be_chinese
from tests.archive.made import WORDS, page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("海棠江上新桥今天建成通车", True),
        ("海棠江上新橋今天建成通車，兩岸居民稱便", True),
        ("SLi群星联赛S8亚洲区预选赛：TYLOO赢下开门红，以2比0击败AVANGAR", True),
        ("全景地址 https://pano.example/tour/a8f7e6d5c4b3 请收藏 https://pano.example/tour/ffeeddccbbaa9988", True),
        ("新しい橋が今日開通し、両岸の住民は五分で川を渡れるようになった", False),
        ("해당강 신교 오늘 개통 (海棠江 新橋 開通)", False),
        ("The new bridge (新桥) over the river opens today", False),
        ("Новый мост открылся сегодня", False),
        ("2024-03-05 08:00", False),
    ],
)
def test_a_text_is_chinese_if_han_characters_carry_it(text, expected):
    assert is_chinese(text) is expected


def test_a_page_without_characters_beyond_ascii_is_told_at_once_unless_it_writes_them_as_numbers():
    escaped = "".join(f"&#{ord(character)};" for character in WORDS * 3)
    assert may_be_chinese(page("新桥通车"))
    assert may_be_chinese(page("新桥通车").decode().encode("gb18030"))
    assert may_be_chinese(escaped.encode())
    assert not may_be_chinese(b"<p>The bridge &#8220;opens&#8221; today</p>" * 20)
