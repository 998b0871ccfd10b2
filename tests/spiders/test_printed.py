"""A newspaper in print is read as one day's issue, page by page, and nothing of another day."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from newsportal.demo import paper
from newsportal.demo.site import site
from newsportal.spiders.arguments import ArgumentError
from newsportal.spiders.demo import DemoPaperSpider
from newsportal.spiders.printed import PrintedPaper
from tests.run import records, scrapy
from tests.spiders.test_all import KNOWN
from tests.spiders.test_arguments import PROJECT

PAPERS = [name for name, spider in KNOWN.items() if issubclass(spider, PrintedPaper)]
DAY = date(2026, 11, 20)


def test_an_issue_is_read_with_the_page_of_each_article_and_its_name(tmp_path: Path) -> None:
    crawled = scrapy(tmp_path, "crawl", "demopaper", "-a", "day=2026-11-20")
    assert crawled.returncode == 0, crawled.stderr
    pages = paper.issue(site(articles=70).edition, DAY)
    told = {
        story.title: (f"{place:02d}", paper.PAGES[place - 1])
        for place, stories in enumerate(pages, 1)
        for story in stories
    }
    articles = records(tmp_path, "articles")
    assert {one["title"]: (one["print_page"], one["print_section"]) for one in articles} == told
    assert {one["published"][:10] for one in articles} == {"2026-11-20"}
    sightings = records(tmp_path, "sightings")
    labels = Counter(f"第{place}版：{name}" for place, name in told.values())
    assert Counter(one["block"] for one in sightings if one["page_role"] != "article") == labels
    (crawl,) = records(tmp_path, "crawls")
    assert (crawl["arguments"], crawl["pages"]) == ([{"name": "day", "value": "2026-11-20"}], 4 + len(told))


def test_a_day_without_an_issue_ends_in_a_sentence_and_its_own_exit_code(tmp_path: Path) -> None:
    crawled = scrapy(tmp_path, "crawl", "demopaper", "-a", "day=2026-11-01")
    assert crawled.returncode not in (0, 1), crawled.stderr
    assert "Traceback" not in crawled.stderr


@pytest.mark.parametrize("name", PAPERS)
def test_a_papers_day_is_in_its_seed_and_bounds_its_paths(name: str) -> None:
    spider = PROJECT.load(name)
    made = spider(spider.check({"day": "2026-10-02"}))
    assert len(made.seeds) == 1
    assert "/202610/02/" in made.seeds[0]
    own = made.addresses(made.own_domains, made.paths)
    assert own.holds(made.seeds[0])
    assert own.holds(made.seeds[0].replace("node_01", "node_08"))
    assert not own.holds(made.seeds[0].replace("202610/02", "202610/01"))


def test_without_a_day_it_is_todays_and_the_crawl_says_which() -> None:
    assert DemoPaperSpider.check({}) == {"day": "2026-11-20"}
    assert date.fromisoformat(KNOWN["rmrb"].check({})["day"]) == KNOWN["rmrb"].today()


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("20261120", "is not a day such as 2026-11-20"),
        ("2026-02-30", "is not a day such as 2026-11-20"),
        ("昨天", "is not a day such as 2026-11-20"),
        ("2026-11-21", "is to come: the newest issue is that of 2026-11-20"),
    ],
)
def test_what_is_no_day_or_one_to_come_is_named(day: str, says: str) -> None:
    with pytest.raises(ArgumentError, match=says):
        DemoPaperSpider.check({"day": day})


def test_the_demo_has_an_issue_of_each_day_that_has_stories_the_day_before() -> None:
    edition = site(articles=70, edition=3).edition
    assert [len(paper.issue(edition, date(2026, 11, day))) for day in (19, 20, 21, 22, 23)] == [0, 4, 4, 4, 0]
    for path in ("layout/202611/20/node_05.html", "layout/202613/40/node_01.html", "content/202611/20/content_70.html"):
        assert site(articles=70).get(f"/paper/{path}").status == 404
