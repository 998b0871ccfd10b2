"""Traditional characters read as simplified ones: one table, one character for one."""

from __future__ import annotations

import pytest

from newsportal.text.scripts import simplified
from newsportal.text.word_files import DATA, read

GROUPS = [group for line in read(DATA / "characters.txt")["characters"] for group in line]
OTHERS = [(group[0], other) for group in GROUPS for other in group[1:]]
OF_BOTH_SETS = frozenset("麽夥徵菸後麴於摺拚捱")
"""Traditional characters that GB 2312 has, too, though print of the mainland does not use them in these headlines."""

READ = {
    "臺灣颱風過後漁港復業": "台湾台风过后渔港复业",
    "灣區輕軌裏程碑": "湾区轻轨里程碑",
    "髮型師發現麵館鐘錶遺失": "发型师发现面馆钟表遗失",
    "說説啟啓衛衞線綫": "说说启启卫卫线线",
    "川普與馬克宏通話": "川普与马克宏通话",
    "隨著潮水上漲": "随着潮水上涨",
    "著名畫家著書談乾隆瓷器": "著名画家著书谈乾隆瓷器",
    "乾旱持續 農戶瞭解灌溉新法": "干旱持续 农户了解灌溉新法",
    "显著减少的乾粮著作": "显著减少的乾粮著作",
    "ＡＩ 5G 2026-11-28 …": "ＡＩ 5G 2026-11-28 …",
    "": "",
}


def in_gb2312(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


@pytest.mark.parametrize(("traditional", "expected"), READ.items())
def test_a_text_is_read_in_simplified_characters(traditional: str, expected: str) -> None:
    assert simplified(traditional) == expected
    assert len(simplified(traditional)) == len(traditional)
    assert simplified(expected) == expected


def test_each_traditional_character_stands_once_and_none_stands_for_another() -> None:
    others = [other for _, other in OTHERS]
    assert len(set(others)) == len(others) > 2500
    assert set(others).isdisjoint(one for one, _ in OTHERS)
    assert len({one for one, _ in OTHERS}) == len(GROUPS)


def test_no_character_of_the_mainlands_own_set_is_folded() -> None:
    """Else two headlines in simplified characters could become one."""
    assert {other for _, other in OTHERS if in_gb2312(other)} == OF_BOTH_SETS


@pytest.mark.parametrize("character", sorted(OF_BOTH_SETS | {"台", "后", "里", "只", "面", "松", "干"}))
def test_one_character_alone_is_read_as_in_a_text(character: str) -> None:
    assert simplified(f"渔{character}港") == f"渔{simplified(character)}港"
