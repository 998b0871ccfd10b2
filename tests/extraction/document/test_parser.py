"""The recorded page: structure, text and measures."""

from __future__ import annotations

from functools import partial

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsportal.extraction.document import parser, recorder
from tests.cpu import grows_at_most
from tests.extraction.markup import PROSE, page, paragraphs

HTML = '<div id=a class="X y"><p>一<b>二</b></p><p>三 <a href=/x title=t>四五</a></p></div><ul><li>六</ul>'


def test_elements_stand_in_document_order_with_parents_and_ends() -> None:
    tree = parser.parse(HTML.encode())
    assert tree.tags == ["html", "body", "div", "p", "b", "p", "a", "ul", "li"]
    assert [tree.tags[i] for i in tree.children(2)] == ["p", "p"]
    assert [tree.tags[i] for i in tree.ancestors(4)] == ["p", "div", "body", "html"]
    assert tree.names[2] == "x y a"
    assert list(tree.inside(2, "a")) == [6]


def test_text_is_cut_into_lines_where_blocks_begin_and_end() -> None:
    tree = parser.parse(HTML.encode())
    assert tree.lines(1) == ["一二", "三 四五", "六"]
    assert tree.text(2) == "一二 三 四五"
    assert parser.parse("<p>甲<br>乙</p><table><tr><td>丙</td><td>丁</td></table>".encode()).lines(0) == [
        "甲",
        "乙",
        "丙 丁",
    ]


def test_measures_are_those_of_the_text_inside() -> None:
    tree = parser.parse(HTML.encode())
    assert [tree.sizes[i] for i in (1, 2, 3, 5, 6)] == [6, 5, 2, 3, 2]
    assert [tree.link_sizes[i] for i in (1, 3, 5, 6)] == [2, 0, 2, 2]
    assert [tree.link_counts[i] for i in (1, 5, 6)] == [1, 1, 0]


def test_scripts_and_the_like_are_no_text_but_can_be_read() -> None:
    tree = parser.parse(
        "<title>题</title><script>var a=1</script><style>p{}</style><noscript>开</noscript>"
        "<textarea>稿</textarea><template><p>样</p></template><p>文</p>".encode()
    )
    assert tree.text(0) == "文"
    assert tree.raws[tree.elements["title"][0]] == "题"
    assert tree.raws[tree.elements["script"][0]] == "var a=1"
    assert tree.raws[tree.elements["textarea"][0]] == "稿"


def test_elements_that_no_reader_sees_are_named() -> None:
    tree = parser.parse(b"<p style='color:red;DISPLAY : none'>a</p><p hidden>b</p><p style='display:block'>c</p>")
    assert [tree.tags[i] + tree.text(i) for i in range(len(tree)) if tree.is_hidden(i)] == ["pa", "pb"]


def test_of_class_and_id_so_much_is_read_as_may_be_kept() -> None:
    """What is found out about a name is kept for the next pages, and a page may make up names of megabytes."""
    long = "x" * 5_000
    tree = parser.parse(f"<p class={long}>a</p><p id={long}>b</p><p class={long} id={long}>c</p>".encode())
    assert [len(tree.names[i]) for i in range(len(tree)) if tree.tags[i] == "p"] == [1_000, 1_001, 2_001]


def test_line_feeds_of_the_source_are_spaces_except_in_pre() -> None:
    tree = parser.parse("<p>甲\n乙</p><pre>丙\n丁</pre>".encode())
    assert tree.lines(0) == ["甲 乙", "丙", "丁"]


def test_elements_below_the_bound_of_levels_are_left_out_and_their_text_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorder, "MAX_DEPTH", 50)
    tree = parser.parse(f"{'<div>' * 60}{PROSE[0]}{'</div>' * 60}<p>{PROSE[1]}</p>".encode())
    assert (tree.tags.count("div"), tree.flags) == (48, {"deep"})
    assert tree.lines(0) == [PROSE[0], PROSE[1]]
    after_pages = parser.parse(f"<head>{'<x-box><body></body></x-box>' * 20}{'<div>' * 60}{PROSE[0]}".encode())
    assert after_pages.tags.count("div") >= 48


def test_what_is_kept_of_a_page_too_deep_is_measured_as_without_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorder, "MAX_DEPTH", 4)
    link = "<a href=/1>甲乙</a>"
    tree = parser.parse(f"<div><p>{link}</p><p><b>{link}<script>s</script></b>丙</p></div><p>{link}</p>".encode())
    assert tree.tags == ["html", "body", "div", "p", "p", "p", "a"]
    assert (tree.parents, tree.ends) == ([-1, 0, 1, 2, 2, 1, 5], [7, 7, 5, 4, 5, 7, 7])
    assert (list(tree.sizes), tree.link_counts) == ([7, 7, 5, 2, 3, 2, 2], [1, 1, 0, 0, 0, 1, 0])
    assert (tree.elements["a"], tree.elements["script"], tree.raws) == ([6], [], {})


def test_tags_beyond_the_bound_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "_FEW_TAGS", 10)
    monkeypatch.setattr(parser, "MAX_TAGS", 40)
    tree = parser.parse(b"<p>x</p>" * 30)
    assert (tree.lines(0), tree.flags) == (["x"] * 20, {"cut"})
    assert parser.parse(b"<p>x</p>" * 20).flags == set()


def test_end_tags_that_would_take_quadratic_time_are_left_out_and_the_text_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """libxml2 looks through all open elements for each end tag that matches none."""
    body = f"<div>{PROSE[0]}</div><div>{'<span>' * 60}{PROSE[1]}{'</i>' * 30}".encode()
    monkeypatch.setattr(parser, "_FEW_TAGS", 10)
    monkeypatch.setattr(recorder, "MAX_DEPTH", 50)

    def above_the_second_div() -> str:
        tree = parser.parse(body)
        assert (tree.flags, tree.lines(0)) == ({"deep"}, list(PROSE[:2]))
        return tree.tags[tree.parents[tree.tags.index("span") - 1]]

    assert above_the_second_div() == "body"
    monkeypatch.setattr(recorder, "MAX_SEARCHES", 50 * 30)
    assert above_the_second_div() == "div"


@pytest.mark.parametrize(
    "body", [b"", b" ", b"\0", b"<", b"<!-- -->", b"</p>", b"<?xml version='1.0'?>", b"\xef\xbb\xbf"]
)
def test_what_is_no_page_gives_an_empty_tree(body: bytes) -> None:
    tree = parser.parse(body)
    assert len(tree) <= 2
    assert "".join(tree.chunks).strip() in ("", "<", "\ufeff")


def test_the_elements_are_those_that_lxml_finds() -> None:
    html = page(paragraphs(), "<ul><li>a<li>b</ul><table><tr><td>x</table><form><form>y</form>")
    tags = [element.tag for element in lxml.html.document_fromstring(html).iter() if isinstance(element.tag, str)]
    assert parser.parse(html.encode()).tags == tags


@given(st.lists(st.sampled_from(["<div>", "</div>", "<p>", "</p>", "<a href=x>", "</a>", "字", " ", "<br>", "<td>"])))
def test_every_element_lies_within_its_parent(pieces: list[str]) -> None:
    tree = parser.parse("".join(pieces).encode())
    for i, parent in enumerate(tree.parents):
        assert i < tree.ends[i] <= len(tree)
        assert tree.first[i] <= tree.last[i]
        if parent >= 0:
            assert parent < i
            assert tree.ends[i] <= tree.ends[parent]
            assert tree.first[parent] <= tree.first[i] <= tree.last[i] <= tree.last[parent]
            assert tree.sizes[i] <= tree.sizes[parent]
    assert "".join(tree.chunks).count("字") == pieces.count("字")


def test_two_documents_in_one_are_read_as_one() -> None:
    html = page(paragraphs(PROSE[:2])) + page(paragraphs(PROSE[2:]))
    tree = parser.parse(html.encode())
    assert all(line in tree.text(tree.tags.index("body")) for line in PROSE)


@pytest.mark.parametrize("tag", ["noscript", "template", "object", "x-box"])
def test_an_element_that_ends_after_a_page_inside_it_has_ended(tag: str) -> None:
    """What is silent is so up to its end, and a line does not break there."""
    tree = parser.parse(f"<head><{tag}><body>甲</body>乙</{tag}>丙</head><p>丁</p>".encode())
    assert tree.lines(0) == ["丙", "丁"] if tag in ("noscript", "template") else ["甲", "乙丙", "丁"]
    box = tree.tags.index(tag)
    assert (tree.tags[box + 1], tree.ends[box]) == ("body", box + 2)


def test_places_of_links_by_script_are_counted_in_what_they_stand_in_however_deep_they_lie() -> None:
    link = "<i onclick=\"location.href='/a/1.html'\">石桅渡口今起恢复夜航</i>"
    tree = parser.parse(f"<div><p>{link}{link}</p><p>{link}</p></div>{link}".encode())
    assert [tree.link_counts[i] for i in range(len(tree)) if tree.tags[i] != "i"] == [4, 4, 3, 2, 1]
    shallow, deep = (partial(parser.parse, f"{'<div>' * levels}{link * 3_000}".encode()) for levels in (2, 1_900))
    assert grows_at_most(shallow, deep, 3)


def test_an_end_tag_of_a_line_break_ends_a_line_as_in_browsers() -> None:
    assert parser.parse("<p>甲乙</br>丙丁</BR>戊</p>".encode()).lines(0) == ["甲乙", "丙丁", "戊"]
    assert parser.parse(f"<p>{'</i>' * 200}甲</br>乙</p>".encode()).lines(0) == ["甲", "乙"]
    assert parser.parse(b"</br>").tags == ["html", "body", "br"]
    assert parser.parse("<p>甲</br>乙</p>".encode() + b"<p></p>" * 20_000).lines(0) == ["甲", "乙"]


@pytest.mark.parametrize("many", [1, 25_000])
@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("&ldquo;价&rdquo;&nbsp;&#8212;&#x2026;", "“价” —…"),
        ("&amp;ldquo;价&amp;#8221;", "“价”"),
        ("a&b&&c;&amp;d;&;&lt;i&gt;&amp;lt;", "a&b&&c;&d;&;<i>&lt;"),
    ],
)
def test_references_are_signs_and_other_ampersands_stay_however_many_there_are(
    written: str, shown: str, many: int
) -> None:
    tree = parser.parse(f"<p>{written}</p><p>{'&' * many}</p>".encode())
    assert tree.text(tree.tags.index("p")) == shown
