"""How often a page of a crawl asks the state: where that is another machine, each question is a way there and back."""

from __future__ import annotations

from pathlib import Path

from tests.crawl.offline import HOME, OfflineCrawl, story

MOST = 4
"""Questions a page outside its transaction: what waits next, how links call it, its headline, a spare one."""


def test_a_page_asks_the_state_four_times_at_most_outside_its_transaction(tmp_path: Path) -> None:
    crawl, asked, inside = OfflineCrawl(tmp_path), list[str](), False

    def statement(words: str) -> None:
        nonlocal inside
        begins = words.startswith("BEGIN")
        if not inside and not begins:
            asked.append(words)
        inside = begins or (inside and not words.startswith(("COMMIT", "ROLLBACK")))

    links = "".join(f'<li><a href="/{number}.html">栖川县第{number}座新桥通车</a></li>' for number in range(1, 7))
    web = {HOME: f"<html><body><h2>要闻</h2><ul>{links}</ul></body></html>"}
    web |= {f"{HOME}{number}.html": story(number) for number in range(1, 7)}
    crawl.session.memory.file.connection.set_trace_callback(statement)
    pages = crawl.run(web)
    assert {*web} <= {*pages}
    assert len(asked) <= MOST * len(pages)
