"""A look at a program before it is read: nothing that is sought is passed over, and most programs hold none."""

from __future__ import annotations

import pytest

from newsportal.extraction.embedded.prospects import has_items, has_text
from tests.extraction.embedded.data import base64_of, dumps, literal
from tests.extraction.markup import HEADING, PROSE

ITEMS = [{"title": f"{HEADING}{n}", "url": f"/a/{n}.html"} for n in range(3)]
TEXT = PROSE[0]
NESTED = dumps(dumps(ITEMS))
CODE = (
    "$('#more').click(function(){var name='更多',url='/api/list';"
    "$.get(url,function(d){if(!d.ok){alert('请稍后再试。')}})});"
    "/* 列表的标题和链接由后台给出。 */ var title = document.title;"
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


@pytest.mark.parametrize(
    "program",
    [
        f"story = {{body: '{TEXT * 2}'}}",
        f"story = '{TEXT[:40]}。' + '{TEXT[40:]}'",
        f"story = ['{TEXT[:30]}。', '{TEXT[30:]}']",
        f"story = [['{TEXT[:30]}。'], ['{TEXT[30:]}']]",
        f"story = [{{p: '{TEXT[:30]}。'}}, {{p: '{TEXT[30:]}'}}]",
        f"story = {dumps(TEXT).encode('ascii', 'backslashreplace').decode()}",
        f"story = unpack('{base64_of(TEXT * 3)}')",
    ],
)
def test_a_program_with_a_text_is_read(program: str) -> None:
    assert has_text(CODE + program)


def test_a_program_that_only_does_something_is_not_read() -> None:
    assert not has_items(CODE)
    assert not has_text(CODE)
