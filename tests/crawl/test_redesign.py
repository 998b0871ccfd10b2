"""A portal that was rebuilt is an alarm at the crawl's end, which names the line of its data that no longer fits."""

from __future__ import annotations

from pathlib import Path

from newsportal.crawl import finish
from newsportal.exit_codes import Exit
from newsportal.extensions.summary import lines
from newsportal.items import Crawl
from tests.crawl.offline import HOME, OfflineCrawl, River, story
from tests.health import crawls


class Rebuilt(River):
    """A portal whose articles stood elsewhere before."""

    article = r"/\d{4}/\d+\.html$"


def crawl(folder: Path, path: str) -> Crawl:
    """A crawl of a hub and four articles to its end, after ten crawls in which nine of ten articles fitted."""
    run = OfflineCrawl(folder, Rebuilt)
    told = {"portal": "river", "spider": "river", "hubs": {}, "article_blocks": {}, "unmatched": 4}
    earlier = [crawls.crawl(hour, **told) for hour in range(10)]
    run.session.store.append("crawls", [*earlier])
    links = [f"{HOME}{path}{number}.html" for number in range(1, 5)]
    hub = "".join(f"<li><a href='{url}'>栖川县第{url[-6]}座新桥今天上午正式通车</a></li>" for url in links)
    run.run({HOME: f"<h2>要闻</h2><ul>{hub}</ul>"} | {url: story(n) for n, url in enumerate(links)})
    return finish.end(run.session, "finished", Exit.OK)


def test_articles_at_other_addresses_than_before_end_the_crawl_with_an_alarm_that_names_article(tmp_path: Path) -> None:
    rebuilt = crawl(tmp_path, "neu/20261124/10000")
    assert (rebuilt.articles_read, rebuilt.unmatched) == (4, 4)
    (alarm,) = rebuilt.alarms
    assert (alarm["what"], alarm["found"]) == ("`article` no longer fits: articles at other addresses", "4 of 4")
    assert (rebuilt.exit_code, rebuilt.outcome) == (Exit.ALARM, "alarm: the portal looks wrong")
    assert any(line.split()[:2] == ["alarm", "`article`"] for line in lines(rebuilt, ""))


def test_articles_where_they_were_are_none(tmp_path: Path) -> None:
    usual = crawl(tmp_path, "2026/10000")
    assert (usual.articles_read, usual.unmatched, usual.alarms, usual.exit_code) == (4, 0, [], Exit.OK)
