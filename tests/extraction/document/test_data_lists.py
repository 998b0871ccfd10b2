"""Files of data beside a page, from which its script fills its lists."""

from __future__ import annotations

from newsportal.extraction import extract

ID = "0123456789abcdef0123456789abcdef"
PAGE = "http://www.qinghe.example/shizheng/index.htm"


def files(html: str, url: str = PAGE) -> tuple[str, ...]:
    return extract(f"<html><body>{html}</body></html>".encode(), url).data_lists


def test_an_element_names_the_file_beside_its_page() -> None:
    named = f'<ul data="datasource:{ID}" datatype="ds" preview="ds_"></ul>'
    assert files(named * 2) == (f"http://www.qinghe.example/shizheng/ds_{ID}.json",)
    assert files(f'<div data=" datasource:{ID} " datatype="ds"></div>') == files(named)


def test_what_names_an_articles_own_data_or_no_file_is_none() -> None:
    assert files(f'<div data="datasource:20261120{ID}" datatype="content"></div>') == ()
    assert files(f'<div data="datasource:{ID}" datatype="ds" preview="../../x?"></div>') == ()
    assert files(f"<p>datasource:{ID} datatype=ds</p>") == ()


def test_a_page_names_twenty_files_at_most() -> None:
    assert len(files("".join(f'<ul data="datasource:{n:032x}" datatype="ds"></ul>' for n in range(60)))) == 20
