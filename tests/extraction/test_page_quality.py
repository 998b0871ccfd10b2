"""Pages that only a script fills are flagged; what is merely short, leads on, or was read is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.extraction import extract
from newsportal.extraction.page_quality import NEEDS_BROWSER
from tests.extraction.markup import PROSE, links, page, paragraphs, read
from tests.run import ROOT

HOME = "http://www.qinghe.example/"
SHELLS = {
    "an empty mount point": '<div id="app"></div><script src="/js/app.4f1.js"></script>',
    "words while it loads": "<div id=root><p>正在加载，请稍候……</p></div><script>start()</script>",
    "words for those without scripts": "<noscript>请启用 JavaScript。</noscript><script src=a.js></script>",
    "a menu and a foot around it": f"<ul>{links('首页', '新闻', '财经', '体育')}</ul>"
    "<main></main><script src=a.js></script><div>青河网版权所有 青河日报社主办</div>",
    "data of its own for the counter alone": '<div id=app></div><script type="application/ld+json">{"@type":"WebSite"}'
    "</script><script type=module src=/a.js></script>",
}
OTHERS = {
    "a short page without scripts": "<p>青河网今天升级，晚上恢复。</p>",
    "a page with data alone": '<p>青河网</p><script type="application/json">{"n": 1}</script>',
    "one that leads on by a script": "<p>正在跳转</p><script>location.href = '/news/index.html'</script>",
    "one that leads on by its head": "<meta http-equiv=refresh content='0;url=/news/'><script src=a.js></script>",
    "one whose lists stand in files that it names": "<ul data='datasource:0123456789abcdef0123456789abcdef' "
    "datatype=ds preview=ds_></ul><script src=a.js></script>",
    "a question for robots": "<title>安全验证</title><p>请完成安全验证</p><script src=a.js></script>",
    "a list": f"<ul>{links(*[f'青河新区第{n}所小学下月开学迎新生' for n in range(9)])}</ul><script src=a.js></script>",
    "text enough": f"<div>{PROSE[0] * 6}</div><script src=a.js></script>",
}


@pytest.mark.parametrize("what", SHELLS)
def test_a_page_that_its_scripts_would_fill_needs_a_browser(what: str) -> None:
    found = read(f"<html><title>青河网</title><body>{SHELLS[what]}</body></html>", HOME)
    assert (found.article, found.flags) == (None, (NEEDS_BROWSER,))


@pytest.mark.parametrize("what", OTHERS)
def test_a_page_that_is_short_for_another_reason_needs_none(what: str) -> None:
    assert NEEDS_BROWSER not in read(f"<html><title>青河网</title><body>{OTHERS[what]}</body></html>", HOME).flags


@given(st.integers(3, 30), st.booleans())
def test_what_was_read_never_needs_a_browser(number: int, story: bool) -> None:
    around = "<script src=/app.js></script><div id=app></div>"
    listed = f"<ul>{links(*[f'青河新区第{n}所小学下月开学迎新生' for n in range(number)])}</ul>"
    found = read(page(f"<div>{paragraphs()}</div>", around) if story else f"<html>{listed}{around}</html>")
    assert NEEDS_BROWSER not in found.flags


def real_pages() -> Iterator[Path]:
    for folder in ("pages", "unlabelled", "modern/pages"):
        yield from sorted((ROOT.parent / "shared" / "corpus" / folder).glob("*"))


def test_no_page_of_the_corpus_needs_a_browser() -> None:
    pages = [*real_pages()][::6]
    if not pages:
        pytest.skip("../shared/corpus is not here")
    assert not [path.name for path in pages if NEEDS_BROWSER in extract(path.read_bytes(), HOME).flags]
