"""Headlines that stand only in a page's data."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.embedded.data import base64_of, dumps, literal, script, shell

HOME = "https://www.qinghe.example/"
WORDS = (
    *("青河大桥主桥今日合龙通车", "新区小学今秋新增学位两千个", "老城菜市场搬迁后租金三年不涨"),
    *("夜间公交延长至二十三点收车", "水库除险加固工程通过验收", "博物馆免费开放日预约已满"),
    *("粮食丰收节在南湖乡开幕", "青河一中食堂试行半份菜"),
)
ENTRIES = [{"title": words, "url": f"/a/20261120/{at}.html"} for at, words in enumerate(WORDS, 5001)]
PAIRS = [(entry["title"], HOME + entry["url"][1:]) for entry in ENTRIES]
LINKED = [["Reactive", 1], {"list": 2}, [3, 4, 5, 6], *({"title": 7 + n, "url": 11 + n} for n in range(4))]
LINKED += [*WORDS[:4], *(entry["url"] for entry in ENTRIES[:4])]
FORMS: dict[str, tuple[str, int]] = {
    "a state": (script(f"window.__INITIAL_STATE__={dumps({'home': {'list': ENTRIES}})}"), 8),
    "a program's list": (script(f"var list={literal(ENTRIES)}"), 8),
    "JSON in a text": (script(f"x=JSON.parse({dumps(dumps(ENTRIES))})"), 8),
    "base64": (script(f"x=atob('{base64_of(dumps({'l': ENTRIES}))}')"), 8),
    "a list of references": (script(dumps(LINKED), "type=application/json"), 4),
    "an ItemList": (
        script(
            dumps(
                {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": entry} for entry in ENTRIES]}
            ),
            "type=application/ld+json",
        ),
        8,
    ),
    "other names": (
        script(f"x={dumps([{'articleName': e['title'], 'img': '/a.jpg', 'articleLink': e['url']} for e in ENTRIES])}"),
        8,
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_hub_that_shows_no_headline_gives_those_of_its_data(form: str) -> None:
    content, count = FORMS[form]
    found = shell(content, "青河网", HOME)
    assert found.kind == "hub"
    assert [(h.text, h.url) for block in found.blocks for h in block.headlines] == PAIRS[:count]
    assert {url for _, url in PAIRS[:count]} <= {link.url for link in found.links}


def test_a_list_has_the_label_and_its_entries_the_times_of_the_data() -> None:
    modules = [
        {"name": "民生", "list": [entry | {"time": 1795133700} for entry in ENTRIES[:4]]},
        {"name": "focus2", "list": ENTRIES[4:]},
    ]
    found = shell(script(f"x={dumps(modules)}"), "青河网", HOME)
    assert [(block.label, len(block.headlines)) for block in found.blocks] == [("民生", 4), ("", 4)]
    first = found.blocks[0].headlines[0]
    assert first.published
    assert first.published.isoformat() == "2026-11-20T08:15:00+08:00"


@pytest.mark.parametrize(
    "entries",
    [
        [{"title": "本站使用说明与常见问题", "url": f"/{n}.js"} for n in range(8)],
        [{"title": f"青河第{n}号纪念币套装", "url": f"/g/{n}", "price": "99.00"} for n in range(8)],
        [{"title": "青河", "url": f"/{n}/"} for n in range(8)],
        ENTRIES[:2],
    ],
    ids=["files", "goods", "channels", "two"],
)
def test_other_lists_are_no_headlines(entries: list[dict[str, Any]]) -> None:
    assert shell(script(f"x={dumps(entries)}"), "青河网", HOME).blocks == ()


def test_a_page_that_shows_headlines_keeps_to_them() -> None:
    shown = "".join(f'<li><a href="/n/20261120/{at}.html">{words}</a></li>' for at, words in enumerate(WORDS[4:]))
    found = shell(f"<ul>{shown}</ul>{script(f'x={dumps(ENTRIES[:4])}')}", "青河网", HOME)
    assert [h.text for block in found.blocks for h in block.headlines] == list(WORDS[4:])
