"""The items themselves."""

from datetime import UTC, datetime

from newsportal.items import Sighting, undecided


def test_an_undecided_sighting_is_the_one_that_the_class_makes_of_the_same_values() -> None:
    given = {
        "portal": "demo", "crawl": "demo-1", "seen": datetime(2026, 11, 22, tzinfo=UTC), "text": "澜河大桥通…",
        "full_text": "澜河大桥通车", "text_from": "title", "url": "http://a.example/1.html", "page": "http://a.example/",
        "page_role": "hub", "block": "要闻", "block_role": "list", "place": 2, "rank": 3,
        "published": datetime(2026, 11, 21, tzinfo=UTC), "published_precision": "day",
    }  # fmt: skip
    own = "text", "full_text", "text_from", "url", "rank", "published", "published_precision"
    standing = tuple(given[name] for name in own)
    common = {name: value for name, value in given.items() if name not in own}
    made, other = undecided([standing, standing], **common)  # type: ignore[arg-type, list-item]
    assert made == other == Sighting(headline="", kind="new", **given)  # type: ignore[arg-type]
    assert made.also is not other.also
