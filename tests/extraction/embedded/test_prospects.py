"""A look at a program before it is read for a list: none is passed over, and most programs hold none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.extraction import Page
from newsportal.extraction.embedded import sources
from newsportal.extraction.embedded.notations import has_han
from newsportal.extraction.embedded.prospects import has_items
from tests.extraction.embedded.data import base64_of, dumps, literal, script, shell
from tests.extraction.markup import HEADING, PROSE

ITEMS = [{"title": line[-20:-1], "url": f"/a/20261120/{n}.html"} for n, line in enumerate(PROSE)]
HOME = ("青河网", "https://www.qinghe.example/")
"""Title and address."""
NESTED = dumps(dumps(ITEMS))
CODE = (
    "$('#more').click(function(){var name='更多',url='/api/list';"
    "$.get(url,function(d){if(!d.ok){alert('请稍后再试')}})});"
    "/* 列表的标题和链接由后台给出。 */ var title = document.title;"
    "if(name!='更多'&&a.name!=='新闻'){a.className='on';b.className='off'}"
)


@pytest.mark.parametrize(
    "program",
    [
        f"var list = {literal(ITEMS)};",
        f"window.list={dumps(ITEMS)}",
        f"list = JSON.parse({NESTED})",
        "".join(
            f"d[{n}].headLine = '{HEADING}{n}';\nd[{n}].linkUrl = '//news.qinghe.example/a/{n}.html';" for n in range(3)
        ),
        f"list = unpack('{base64_of(dumps(ITEMS))}')",
        "(function(a,b,c){return [{title:a,url:b},{title:c,url:b},{title:a,url:c}]})('/a/1','/a/2','/a/3')",
    ],
)
def test_a_program_with_a_list_is_read(program: str) -> None:
    assert has_items(CODE + program)


@given(st.integers(0, 60), st.text("Aa0+/", min_size=40, max_size=40))
def test_a_program_with_base64_is_read(before: int, text: str) -> None:
    assert has_items(f"{' ' * before}f('{text}')")


@given(st.lists(st.sampled_from(["\\", "\\u", "%", "%E", "&", "&#", "a"]), max_size=30).map("".join), st.integers(1, 9))
def test_han_in_another_notation_are_counted(script: str, least: int) -> None:
    assert has_han(script, least) == any(script.count(sign) >= least for sign in ("\\u", "%E", "&#"))


def test_a_program_that_only_does_something_is_not_read() -> None:
    assert not has_items(CODE)


GAPS = st.sampled_from(["", "\n", " " * 60, "\t" * 60, "\u3000", "/* 注。 */", "// it's\n", f"/*{'=' * 60}*/"])
"""What may stand between the signs of a program."""
TITLES = st.sampled_from(["title", "headLine", "head_line", "news-title", "Ti_tle", "sub ject"])
URLS = st.sampled_from(["url", "u_rl", "h_ref", "link-url", "ID", "uri" + "x" * 36])
FORMS = st.sampled_from(["plain", "broken", "escaped", "sum"])


def written(value: Any, gap: str, sign: str, form: str) -> str:
    """The value with such gaps and quotation marks, its texts in such a form."""
    if isinstance(value, list):
        return "[" + f"{gap},{gap}".join(written(part, gap, sign, form) for part in value) + f"{gap}]"
    if isinstance(value, dict):
        parts = [f"{gap}:{gap}".join(written(part, gap, sign, form) for part in pair) for pair in value.items()]
        return "{" + f"{gap},{gap}".join(parts) + f"{gap}}}"
    if form == "escaped":
        value = "".join(f"\\u{ord(letter):04x}" for letter in value)
    elif form == "sum" and not value.isascii():
        value = f"{value[:3]}{sign}{gap}+{gap}{sign}{value[3:]}"
    return sign + (value if form == "broken" else value.replace("\n", "\\n")) + sign


@st.composite
def programs(draw: st.DrawFn) -> str:
    """A program that gives a list in some form, and no other names that would be counted."""
    title, url = draw(TITLES), draw(URLS)
    items = [{title: item["title"], url: item["url"]} for item in ITEMS]
    value = draw(st.sampled_from([{"list": items}, {"intro": "短讯\n一则", "list": items}]))
    data = written(value, draw(GAPS), draw(st.sampled_from("\"'`")), draw(FORMS))
    return f"window.data = {data};"


def as_without_look(program: str) -> Page:
    """The page, which is read as one is whose programs are all read."""
    found = shell(script(program), *HOME)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "has_items", lambda _: True)
        assert found == shell(script(program), *HOME)
    return found


@given(programs())
def test_no_list_is_missed(program: str) -> None:
    as_without_look(program)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("title", "head_line"),
        ("url", "u_rl"),
        ("url", "h_ref"),
        ("url", "uri" + "x" * 36),
        ("url", "LIN\u212a"),
        ('title"', 'title"          '),
        ('title"', 'title" /* t */ '),
        ('title"', 'title"// t\n'),
    ],
)
def test_a_list_in_an_odd_form_is_read(name: str, other: str) -> None:
    page = as_without_look(f"var list = {dumps(ITEMS).replace(name, other)};")
    assert [len(block.headlines) for block in page.blocks] == [len(ITEMS)]
