"""An article of several pages is one article, whatever happens between its pages."""

from dataclasses import replace
from pathlib import Path

from twisted.python.failure import Failure

from newsportal.crawl.answer import task_of
from newsportal.crawl.multipage import MultipageArticle
from newsportal.download.refusal import Refused
from tests.crawl.offline import HOME, OfflineCrawl, answer, entry, story

FIRST, SECOND = HOME + "1.html", HOME + "1_2.html"
SECOND_WORDS = "第二页的正文说明了工程的经费来源与竣工时间，全长一千二百米。" * 2
WEB = {FIRST: story(1, after="1_2.html"), SECOND: story(1, words=SECOND_WORDS)}
SOON = {"NEWSPORTAL_REVISIT_HOURS": "0,0,0"}


def test_a_further_page_is_never_due_by_itself(tmp_path: Path) -> None:
    crawl = OfflineCrawl(tmp_path, **SOON)
    visit = crawl.read(WEB, entry(FIRST))
    assert visit.article is not None
    assert visit.article.pages == 2
    assert crawl.session.memory.pages.due(9e9, 9) == [FIRST]


def test_a_part_without_words_makes_no_new_revision_at_each_reading(tmp_path: Path) -> None:
    crawl = OfflineCrawl(tmp_path)
    reader = crawl.spider.reader
    reading = reader._read(task_of(answer(FIRST, WEB[FIRST]), page=FIRST))
    assert reading.content is not None
    parts = [reading.content, replace(reading.content, text="", next_page=None)]
    visit = reader._visit(MultipageArticle(entry(FIRST), answer(FIRST, WEB[FIRST]), parts, reading))
    assert visit.article is not None
    assert visit.fetch.hash == visit.article.content_hash


def test_a_part_that_ends_the_process_is_blamed_on_its_article(tmp_path: Path) -> None:
    crawl = OfflineCrawl(tmp_path)
    (request,) = crawl.spider.parse(answer(FIRST, WEB[FIRST]), entry(FIRST))
    assert crawl.session.current_page.interrupted() is None
    list(request.callback(answer(SECOND, WEB[SECOND]), **request.cb_kwargs))
    assert crawl.session.current_page.interrupted() == FIRST


def failed_part(crawl: OfflineCrawl, reason: str) -> list:
    """What the second page comes to that cannot be read for this reason."""
    (request,) = crawl.spider.parse(answer(FIRST, WEB[FIRST]), entry(FIRST))
    failure = Failure(Refused(reason, SECOND))
    failure.request = request
    return list(crawl.spider.failed_further(failure))


def test_an_article_known_whole_keeps_its_text_where_a_part_fails_for_now(tmp_path: Path) -> None:
    crawl = OfflineCrawl(tmp_path, **SOON)
    crawl.read(WEB, entry(FIRST))
    before = crawl.session.memory.pages.get(FIRST)
    crawl.session.close()
    later = OfflineCrawl(tmp_path, arguments={"depth": "2"}, **SOON)
    (visit,) = failed_part(later, "timeout")
    later.keep(visit)
    after = later.session.memory.pages.get(FIRST)
    assert before
    assert after
    assert (after.revision, after.hash) == (1, before.hash)
    assert later.session.counters.crawl["errors/timeout"] == 1


def test_an_article_first_read_without_one_of_its_pages_is_kept_with_the_gap(tmp_path: Path) -> None:
    crawl = OfflineCrawl(tmp_path)
    (visit,) = failed_part(crawl, "timeout")
    article = crawl.keep(visit).article
    assert article is not None
    assert (article.pages, article.missing_pages) == (2, 1)


def test_an_article_whose_crawl_is_stopped_between_its_pages_waits_for_the_next_start(tmp_path: Path) -> None:
    crawl = OfflineCrawl(tmp_path)
    with crawl.session.unit.outside_visits():
        crawl.session.memory.frontier.push([entry(FIRST)])
    crawl.spider.dispatcher.in_flight.take(entry(FIRST))
    assert failed_part(crawl, "closing") == []
    assert crawl.spider.dispatcher.in_flight.urls == set()
    assert FIRST in crawl.waiting()
