"""The pictures of an article."""

from __future__ import annotations

from tests.extraction.markup import PROSE, page, paragraphs, read


def test_pictures_of_the_story_come_with_their_captions() -> None:
    pictures = (
        "<p><img src=/p/1.jpg></p><p>图为合龙现场。</p>"
        "<figure><img data-src='//i.qinghe.example/2.jpg' src=/blank.gif><figcaption>江上的测量队</figcaption></figure>"
        "<img src=/icon.png width=16><img src='data:image/gif;base64,R0'><div class=share><img src=/wx.png></div>"
    )
    found = read(page(f"<div>{paragraphs(PROSE[:2])}{pictures}{paragraphs(PROSE[2:])}</div>")).article
    assert found
    assert [(image.url, image.caption) for image in found.images] == [
        ("http://www.qinghe.example/p/1.jpg", "图为合龙现场。"),
        ("http://i.qinghe.example/2.jpg", "江上的测量队"),
    ]
