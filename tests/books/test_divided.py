"""An article of several pages is one article, whatever happens between its pages."""

from pathlib import Path

from tests.books.crawling import HOME, Books, entry, story

FIRST, SECOND = HOME + "1.html", HOME + "1_2.html"
SECOND_WORDS = "第二页的正文说明了工程的经费来源与竣工时间，全长一千二百米。" * 2
WEB = {FIRST: story(1, after="1_2.html"), SECOND: story(1, words=SECOND_WORDS)}
SOON = {"NEWSPORTAL_REVISIT_HOURS": "0,0,0"}


def test_a_further_page_is_never_due_by_itself(tmp_path: Path) -> None:
    books = Books(tmp_path, **SOON)
    visit = books.read(WEB, entry(FIRST))
    assert visit.article is not None
    assert visit.article.pages == 2
    assert books.ledger.pages.due(9e9, 9) == [FIRST]
