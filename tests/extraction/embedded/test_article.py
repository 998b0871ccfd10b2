"""Articles that stand in a page's data and not in its markup."""

from __future__ import annotations

import html
from typing import Any
from urllib.parse import quote

import pytest

from newsportal.text.china_time import CHINA
from tests.extraction.embedded.data import (
    ADDRESS,
    ARTICLE,
    EPOCH,
    HTML,
    TIME,
    base64_of,
    dumps,
    literal,
    script,
    shell,
)
from tests.extraction.markup import HEADING, PROSE, page, paragraphs, read

FLIGHT = f'7:T{len(HTML.encode()):x},{HTML}8:["$","$L9",null,{{"news":{dumps(ARTICLE | {"content": "$7"})}}}]\n'
NUXT3 = [["Reactive", 1], {"data": 2}, ["Ref", 3], {"title": 4, "content": 5, "pubtime": 6}, HEADING, HTML, TIME]
LINES = {"title": HEADING, "content": "\n".join(PROSE), "pubtime": TIME}
PIECES = LINES | {"content": [{"type": "p", "text": line} for line in PROSE]}
FORMS = {
    "an application's state": script(f"window.__INITIAL_STATE__ = {dumps({'a': ARTICLE})};(function(){{var s;}}());"),
    "any variable": script(f"var anything={dumps(ARTICLE)};"),
    "names without quotation marks": script(f"const x = {literal(ARTICLE)}"),
    "values of a program": script(f"x={{a:undefined,b:!0,c:function(){{return 1}},d:new Date(),e:{dumps(ARTICLE)}}}"),
    "single quotation marks": script(f"x={{'title':'{HEADING}','body':'{HTML}','pubdate':'{TIME}',}}"),
    "variables side by side": script(f"var newsTitle='{HEADING}';\nvar newsText='{HTML}'\nvar newsTime='{TIME}';"),
    "a component's method": script(f"new Vue({{data(){{return {{news:{literal(ARTICLE)}}}}},methods:{{a(){{b()}}}}}})"),
    "a call": script(f"ready(['x',{dumps(ARTICLE)}])"),
    "JSON in a text": script(f"x = JSON.parse({dumps(dumps(ARTICLE))})"),
    "JSON in a text in a text": script(f"x = {dumps({'state': dumps({'s': dumps(ARTICLE)})})}"),
    "percent signs": script(quote(dumps({"data": ARTICLE})), "type=application/json"),
    "percent signs in a call": script(f'x=JSON.parse(decodeURIComponent("{quote(dumps(ARTICLE))}"))'),
    "base64": script(f"x=JSON.parse(window.atob('{base64_of(dumps(ARTICLE))}'))"),
    "entities": script(html.escape(dumps(ARTICLE)), "type=application/json"),
    "Nuxt 2": script(f"window.__NUXT__=(function(a,b,c,d){{return {{data:[{{x:{{title:a,html:b,pubTime:c,y:d}}}}]}}}}"
                     f"({dumps(HEADING)},{dumps(HTML)},{dumps(TIME)},void 0));"),
    "Nuxt 3": script(dumps(NUXT3), "type=application/json id=__NUXT_DATA__"),
    "Next's pieces": "".join(script(f"self.__next_f.push([1,{dumps(FLIGHT[at : at + 90])}])")
                             for at in range(0, len(FLIGHT), 90)),
    "an attribute": f'<div data-page="{html.escape(dumps({"props": ARTICLE}))}"></div>',
    "text areas": "".join(f'<textarea class="article-{key}">{html.escape(value)}</textarea>'
                          for key, value in {"title": HEADING, "content": HTML, "time": f"{EPOCH}000"}.items()),
    "a line break in another text": script('x={"intro":"短讯\n一则",' + dumps(ARTICLE)[1:]),
    "line breaks in the text": script(f"x={dumps(LINES)}".replace("\\n", "\n")),
    "pieces far apart": script(f"x={dumps(PIECES)}".replace("}", f"{' ' * 60}/* 段 */ // 完\n\u3000}}")),
    "JSON-LD with a fault": script(f'{{"@type":"NewsArticle","headline":{dumps(HEADING)},"articleBody":"'
                                   + "\n".join(PROSE) + f'","datePublished":"{TIME}",}}', "type=application/ld+json"),
}  # fmt: skip


@pytest.mark.parametrize("title", [f"{HEADING}_青河网", "青河网", ""], ids=["stated", "site", "none"])
@pytest.mark.parametrize("form", FORMS)
def test_an_article_is_read_from_data_in_any_form(form: str, title: str) -> None:
    found = shell(FORMS[form], title).article
    assert found, form
    assert (found.title, found.text.split("\n")) == (HEADING, list(PROSE))
    assert found.published
    assert found.published.astimezone(CHINA).isoformat() == "2026-11-20T08:15:00+08:00"


SHAPES: dict[str, Any] = {
    "unlisted names": {"newsHeadline": HEADING, "bodyHtml": HTML, "publish_date": TIME},
    "a list of texts": {"title": HEADING, "paragraphs": list(PROSE), "content": "", "ptime": TIME},
    "a list of pieces": {"title": HEADING, "content": [{"type": "p", "value": line} for line in PROSE], "ptime": TIME},
    "a tree": {"title": HEADING, "createdAt": "2026-11-20T00:15:00.000Z", "content": {"type": "doc", "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": p[:9]}, {"text": p[9:]}]} for p in PROSE]}},
    "a text of its own": {"title": HEADING, "pubtime": TIME, "originContent": {"text": HTML}},
    "a head of its own": {"meta": {"title": HEADING, "publishTime": TIME}, "content": {"html": HTML}},
    "tags in the title": {"title": f"<em>青河</em>{HEADING[2:]}", "content": HTML, "pubtime": TIME},
    "escaped markup": {"title": HEADING, "content": html.escape(html.escape(HTML)), "pubtime": TIME},
    "text in base64": {"title": HEADING, "content": base64_of(HTML), "pubtime": TIME},
    "seconds": {"title": HEADING, "content": HTML, "ctime": EPOCH},
    "milliseconds": {"title": HEADING, "content": HTML, "publishTime": EPOCH * 1000, "updateTime": EPOCH * 1000 + 9**9},
    "milliseconds in a text": {"title": HEADING, "content": HTML, "pubTimeLong": f"{EPOCH}000"},
    "digits in a row": {"title": HEADING, "content": HTML, "pubDate": "20261120081500"},
    "a dated object": {"title": HEADING, "content": HTML, "pubDate": {"$date": EPOCH * 1000}},
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_an_article_is_known_by_its_shape(shape: str) -> None:
    found = shell(script(f"x={dumps({'state': SHAPES[shape]})}")).article
    assert found, shape
    assert (found.title, found.text.split("\n")) == (HEADING, list(PROSE))
    assert found.published
    assert found.published.astimezone(CHINA).isoformat() == "2026-11-20T08:15:00+08:00"


def test_credits_and_pictures_come_along() -> None:
    pieces = [{"type": "text", "text": line} for line in PROSE]
    pieces.insert(2, {"type": "image", "src": "https://img.example/bridge.jpg", "width": "900"})
    found = shell(
        script(f"x={dumps(ARTICLE | {'content': pieces, 'author': {'name': '沈牧云'}, 'editorName': '陆听泉'})}")
    ).article
    assert found
    assert (found.source, found.author, found.editor) == ("青河日报", "沈牧云", "陆听泉")
    assert [image.url for image in found.images] == ["https://img.example/bridge.jpg"]


def test_time_and_credits_that_only_the_markup_states_are_kept() -> None:
    data = {"title": HEADING, "content": HTML}
    found = read(page("", script(f"x={dumps(data)}"))).article
    assert found
    assert (str(found.published), found.source) == ("2026-11-20 08:15:00+08:00", "青河日报")
    assert found.text.split("\n") == list(PROSE)
    head = '<meta property="article:published_time" content="2026-11-20T08:15:00+08:00">'
    found = shell(head + script(f"x={dumps(data)}")).article
    assert found
    assert str(found.published) == "2026-11-20 08:15:00+08:00"


OTHER = {"title": "一座桥修了三代人的故事", "content": HTML * 3, "pubtime": TIME}
COMMENTS = [{"user": {"name": "甲"}, "content": "说得很好，通车那天一定去看。" * 40}, {"user": {"name": "乙"}}]


def test_what_stands_around_it_is_not_the_article() -> None:
    state = {
        "recommend": [OTHER, OTHER],
        "article": ARTICLE | {"comments": COMMENTS, "related": [OTHER], "next": OTHER},
    }
    for title in (f"{HEADING}_青河网", "青河网"):
        found = shell(script(f"x={dumps(state)}"), title).article
        assert found
        assert found.text.split("\n") == list(PROSE)


def test_of_two_articles_the_address_tells_which() -> None:
    two = {"a": ARTICLE | {"docId": "xk55217"}, "b": OTHER | {"docId": "xk55218"}}
    assert shell(script(f"x={dumps(two)}"), "青河网").article is None
    found = shell(script(f"x={dumps(two)}"), "青河网", "https://www.qinghe.example/xk55217.html").article
    assert found
    assert found.title == HEADING


@pytest.mark.parametrize(
    "content",
    [
        f"window.__STATE__ = {dumps({'list': [OTHER]})}",
        f"window.__STATE__ = {dumps({'title': HEADING, 'description': ''.join(PROSE)})}",
        f"window.__STATE__ = {dumps({'title': HEADING, 'text': PROSE[0] + PROSE[1] + PROSE[2]})}",
        "window.__STATE__ = {a: function(){}",
        "__x__ = " + "[" * 60,
    ],
    ids=["another", "summary", "short and without a time", "no data", "nothing"],
)
def test_another_article_a_summary_or_nothing_is_not_read(content: str) -> None:
    assert shell(script(content)).article is None


def test_a_shell_of_a_list_or_home_page_has_no_article() -> None:
    entries = {"list": [OTHER | {"title": f"{n}号桥今年动工"} for n in range(8)]}
    assert shell(script(f"x={dumps(entries)}"), "青河网").article is None
    agreement = {"agreement": {"title": "用户服务协议", "content": HTML, "updated": 1, "time": TIME}}
    assert shell(script(f"x={dumps(agreement)}"), "青河网", "https://www.qinghe.example/shehui/").article is None


@pytest.mark.parametrize("notation", [dumps, lambda x: dumps(dumps(x)), lambda x: f'"{quote(dumps(x))}"'])
def test_a_text_of_which_the_markup_shows_the_beginning_is_read_whole(notation: Any) -> None:
    shown = page(paragraphs((PROSE[0], f"{PROSE[1][:20]}…")), script(f"x={notation({'article': ARTICLE})}"))
    found = read(shown).article
    assert found
    assert found.text.split("\n") == list(PROSE)
    assert found.source == "青河日报"


@pytest.mark.parametrize("data", [ARTICLE | {"content": HTML}, OTHER, ARTICLE | {"content": HTML[:200]}])
def test_a_text_that_is_shown_whole_stays_as_it_is(data: dict[str, str]) -> None:
    assert read(page(paragraphs(), script(f"x={dumps(data)}"))) == read(page(paragraphs(), script("x=1")))


def test_the_address_is_the_one_that_was_asked_for() -> None:
    assert shell(FORMS["base64"]).url == ADDRESS
