"""Which links a crawl has seen, as far as its process knows."""

from __future__ import annotations

from newsportal.state.seen_links import SeenLinks

URL = "http://river.example/{}.html"


def test_links_that_were_seen_are_known_and_hardly_any_others() -> None:
    seen = SeenLinks()
    assert not seen.holds(URL.format(1), "大桥今天通车")
    for n in range(20_000):
        seen.add(URL.format(n), "大桥今天通车")
    assert all(seen.holds(URL.format(n), "大桥今天通车") for n in range(20_000))
    assert sum(seen.holds(URL.format(n), "大桥明天通车") for n in range(20_000)) < 3
    seen.clear()
    assert not seen.holds(URL.format(1), "大桥今天通车")
