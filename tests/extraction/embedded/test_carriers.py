"""Articles whose text stands in an element that is not shown."""

from __future__ import annotations

import html

import pytest

from tests.extraction.markup import HEADING, PROSE, page, paragraphs, read

TEXT = paragraphs()
CARRIERS = {
    "textarea": f'<textarea id=text style="display:none">{html.escape(TEXT)}</textarea>',
    "noscript": f"<noscript>{TEXT}</noscript><div id=lazy></div>",
    "template": f"<template id=story>{TEXT}</template>",
    "script": f'<script type="text/html" id=content>{TEXT}</script>',
    "srcdoc": f'<iframe width=600 srcdoc="{html.escape(TEXT)}"></iframe>',
}


@pytest.mark.parametrize("carrier", CARRIERS)
def test_a_text_in_an_element_that_is_not_shown_is_read(carrier: str) -> None:
    found = read(page(CARRIERS[carrier])).article
    assert found, carrier
    assert (found.title, found.text.split("\n"), found.source) == (HEADING, list(PROSE), "青河日报")


def test_an_article_that_is_shown_stays_alone() -> None:
    comment = f"<textarea placeholder=说点什么>{PROSE[0] * 2}</textarea>"
    assert read(page(TEXT, comment)).article == read(page(TEXT)).article


@pytest.mark.parametrize(
    "content",
    [
        "<noscript>您的浏览器没有打开脚本功能，请打开后再看。</noscript>",
        f"<script type=text/template><p>{{{{title}}}}</p>{TEXT}</script>",
        f"<template>{{'a': '{PROSE[0] * 2}'}}</template>",
        "<noscript>" * 500 + "字。" * 60,
    ],
    ids=["a notice", "gaps", "data", "no end"],
)
def test_notices_templates_and_data_are_no_text(content: str) -> None:
    assert read(page(content)).article is None
