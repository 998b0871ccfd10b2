"""Pages that only a script fills are counted and told, never silently empty."""

from __future__ import annotations

from pathlib import Path

from tests.hostile.server import Server, by_path, response
from tests.run import records, scrapy
from tests.whole_crawl.served import article, crawl, hub, news

SHELL = response('<html><title>栖川网</title><body><div id=app></div><script src="/app.js"></script></body></html>')


def test_pages_that_need_a_browser_are_in_the_summary_the_record_and_the_status(tmp_path: Path) -> None:
    paths = [news(number) for number in range(4)]
    pages = {"/": hub(paths), paths[0]: article(0), paths[1]: article(1), paths[2]: SHELL, paths[3]: SHELL}
    with Server(by_path(pages)) as server:
        done = crawl(tmp_path, server)
    assert "2 pages need a browser" in done.stderr
    (told,) = records(tmp_path, "crawls")
    assert (told["needs_browser"], told["articles_new"]) == (2, 2)
    assert "2 pages need a browser" in scrapy(tmp_path, "status", told["portal"]).stdout
