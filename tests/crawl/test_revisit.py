"""Articles are read again soon at first, then ever later; hubs always; failures change nothing that was known."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from newsportal.crawl.revisit import WHOLE_EVERY, conditions, known_after
from newsportal.items import Article, Fetch, Visit

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
STEPS = [3600.0, 6 * 3600.0, 86400.0]


def visit(role: str = "article", hours: float = 0, **known) -> Visit:
    known = {"hash": "h1"} | known if role != "failed" else known
    fetch = Fetch(asked="http://a.cn/1.html", kind="article", **known)
    seen = Visit(url="http://a.cn/1.html", role=role, fetched=AT + timedelta(hours=hours), fetch=fetch)
    if role == "article":
        seen.article = Article(url=seen.url, portal="a.cn", crawl="c", fetched=seen.fetched, revision=1)
    return seen


def hours_to_next(page) -> float | None:
    return None if page.due is None else (page.due - page.last) / 3600


def test_an_unchanged_article_is_read_again_ever_later_and_in_the_end_no_more():
    page, seen = None, []
    for _ in range(4):
        page = known_after(page, visit(), "c", STEPS)
        seen.append(hours_to_next(page))
    assert seen == [1, 6, 24, None]


def test_a_304_counts_as_a_reading_and_keeps_what_was_known():
    first = known_after(None, visit(etag='"e"'), "c1", STEPS)
    again = known_after(first, visit(role="unchanged", unchanged=True), "c2", STEPS)
    assert (again.role, again.hash, again.etag, again.revision, again.crawl) == ("article", "h1", '"e"', 1, "c2")
    assert hours_to_next(again) == 6


def test_a_page_called_unchanged_again_and_again_is_now_and_then_asked_for_whole():
    page = known_after(None, visit(role="hub", etag='"e"', modified="Tue, 24 Nov 2026 08:00:00 GMT"), "c", STEPS)
    assert conditions(page) == {"If-None-Match": '"e"', "If-Modified-Since": "Tue, 24 Nov 2026 08:00:00 GMT"}
    whole = []
    for _ in range(2 * WHOLE_EVERY):
        page = known_after(page, visit(role="unchanged", unchanged=True), "c", STEPS)
        whole.append(not conditions(page))
    assert whole == [*[False] * (WHOLE_EVERY - 2), True, False] * 2


def test_an_etag_that_stays_the_same_while_the_page_changes_is_not_believed_until_it_changes():
    page = known_after(None, visit(role="hub", etag='"e"', modified="d1"), "c", STEPS)
    page = known_after(page, visit(role="hub", hash="h2", etag='"e"', modified="d2"), "c", STEPS)
    assert conditions(page) == {"If-Modified-Since": "d2"}
    page = known_after(page, visit(role="unchanged", unchanged=True, etag='"e"'), "c", STEPS)
    page = known_after(page, visit(role="hub", hash="h2", etag='"e"', modified="d2"), "c", STEPS)
    assert conditions(page) == {"If-Modified-Since": "d2"}
    page = known_after(page, visit(role="hub", hash="h2", etag='"f"', modified="d2"), "c", STEPS)
    assert conditions(replace(page, quiet=0)) == {"If-None-Match": '"f"', "If-Modified-Since": "d2"}


def test_a_change_begins_the_steps_anew():
    page = known_after(known_after(None, visit(), "c", STEPS), visit(), "c", STEPS)
    assert hours_to_next(known_after(page, visit(hash="h2"), "c", STEPS)) == 1


def test_an_earlier_version_that_comes_back_is_no_change():
    page = known_after(known_after(None, visit(), "c", STEPS), visit(hash="h2"), "c", STEPS)
    assert hours_to_next(known_after(page, visit(known=True), "c", STEPS)) == 6


def test_a_hub_is_never_due_by_itself():
    assert known_after(None, visit(role="hub"), "c", STEPS).due is None


def test_a_failure_that_may_pass_changes_nothing_that_was_known():
    page = known_after(None, visit(), "c1", STEPS)
    failed = known_after(page, visit(role="failed", hours=2), "c2", STEPS)
    assert failed == replace(page, crawl="c2", last=failed.last)
    assert known_after(None, visit(role="failed"), "c", STEPS).due is None


def test_a_page_that_was_never_read_is_tried_in_the_next_crawl_and_then_by_the_steps_to_their_end():
    page, waits = None, []
    for n in range(5):
        page = known_after(page, visit(role="failed", may_pass=True), f"c{n}", STEPS)
        waits.append(hours_to_next(page))
    assert waits == [0, 1, 6, 24, None]
    assert known_after(page, visit(), "c9", STEPS).role == "article"


def test_a_page_that_is_gone_is_asked_for_once_more_after_the_longest_step():
    gone = known_after(None, visit(role="failed", gone=True), "c", STEPS)
    assert (gone.role, hours_to_next(gone)) == ("failed", 24)


def test_without_steps_no_article_is_read_again():
    assert known_after(None, visit(), "c", []).due is None


def test_feeds_and_sitemaps_are_never_due_as_articles_are():
    for role in ("feed", "sitemap"):
        page = known_after(None, visit(role=role), "c1", STEPS)
        assert page.due is None
        assert known_after(page, visit(role="unchanged", unchanged=True), "c2", STEPS).due is None
