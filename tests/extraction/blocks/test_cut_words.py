"""Headlines that are shown cut, and where their other words stand."""

from __future__ import annotations

from newsportal.extraction.page import BlockHeadline
from tests.extraction.blocks.lists import LIST, read


def first(html: str) -> BlockHeadline:
    """The first headline of a list that begins with an entry of this markup."""
    return read(f"<h3>要闻</h3><ul><li>{html}</li>{LIST}</ul>")[0].headlines[0]


def linked(shown: str, attributes: str = "") -> str:
    return f'<a href="/yw/20261118/50.html" {attributes}>{shown}</a>'


def test_a_title_that_goes_on_by_fewer_letters_than_the_dots_completes_the_headline() -> None:
    found = first(linked("青亭渡口停航首日，送走最后一批乘...", 'title="青亭渡口停航首日，送走最后一批乘客"'))
    assert (found.text, found.text_from) == ("青亭渡口停航首日，送走最后一批乘客", "title")
    assert found.shown == "青亭渡口停航首日，送走最后一批乘..."


def test_a_title_that_is_as_much_cut_or_says_something_else_completes_nothing() -> None:
    for title in ("青亭渡口停航首日，送走最后一批乘...", "青亭渡口停航首日，送走最后一批乘…", "青亭渡口的摆渡人"):
        found = first(linked("青亭渡口停航首日，送走最后一批乘...", f'title="{title}"'))
        assert (found.text, found.text_from) == ("青亭渡口停航首日，送走最后一批乘...", "shown")


def test_the_name_of_a_school_or_person_that_is_shown_cut_gains_nothing() -> None:
    assert first(linked("青亭中心小..", 'title="青亭中心小学"')).text == "青亭中心小.."


def test_a_picture_of_the_same_card_completes_the_headline() -> None:
    picture = '<img src="d.jpg" alt="青亭渡口停航首日，送走最后一批乘客">'
    cut = "青亭渡口停航首日…"
    for html in (linked(picture) + linked(cut), linked(picture + cut), linked(f"{picture}<p>{cut}</p>")):
        found = first(html)
        assert (found.text, found.shown, found.text_from) == ("青亭渡口停航首日，送走最后一批乘客", cut, "alt")


def test_no_other_picture_does() -> None:
    whole = '<img src="d.jpg" alt="青亭渡口停航首日，送走最后一批乘客">'
    other = '<img src="d.jpg" alt="渡口的摆渡人在整理缆绳">'
    long = f'<img src="d.jpg" alt="青亭渡口停航首日，送走最后一批乘客。{"据介绍，" * 30}">'
    of_another = f'<a href="/yw/20261118/49.html">{whole}</a>'
    for html in (linked(other) + linked("青亭渡口停航首日…"), linked(long) + linked("青亭渡口停航首日…")):
        assert first(html).text == "青亭渡口停航首日…"
    assert first(linked("青亭渡口停航首日，")).text == first(linked(whole) + linked("青亭渡口停航首日，")).text
    (block,) = read(f"<h3>要闻</h3><ul><li>{of_another}</li><li>{linked('青亭渡口停航首日…')}</li>{LIST}</ul>")
    assert block.headlines[1].text == "青亭渡口停航首日…"
