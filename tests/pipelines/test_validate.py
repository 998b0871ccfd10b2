"""What others change of a visit is tidied again; what nobody touched is not."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.core.spidermw import SpiderMiddlewareManager
from scrapy.pipelines import ItemPipelineManager
from scrapy.utils.test import get_crawler

from newsportal.archive import store
from newsportal.crawl.tidying import tidy
from newsportal.items import Article, Fetch, Sighting, Visit
from newsportal.pipelines import Validate
from newsportal.spiders.base import PortalSpider
from tests.crawl.offline import PROJECT, River

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
DIRTY = " 栖川\0县\ud83d新\u200b桥\x07通车 "


class Passes:
    """A pipeline or spider middleware of somebody else's."""

    def process_item(self, item: Any) -> Any:
        """The same."""
        return item


class Stricter(Validate):
    """A pipeline that somebody else made of newsportal's."""


class Own(River):
    """A portal whose spider does something."""

    def parse(self, *given: Any) -> Any:
        """As others do."""
        return super().parse(*given)


class Made(River):
    """A portal that is data, of a class that does something."""

    check = classmethod(lambda cls, given: given)


def validate(
    spider: type[PortalSpider] = River,
    kind: type[Validate] = Validate,
    pipelines: dict[type, int] | None = None,
    middlewares: dict[type, int] | None = None,
) -> Validate:
    """The pipeline as a crawl has it, with what somebody added."""
    told = {
        "ITEM_PIPELINES": {kind: 100} | (pipelines or {}),
        "SPIDER_MIDDLEWARES": PROJECT["SPIDER_MIDDLEWARES"] | (middlewares or {}),
    }
    crawler = get_crawler(spider, PROJECT | told)
    crawler.spider = spider.from_crawler(crawler)
    itemproc, spidermw = ItemPipelineManager.from_crawler(crawler), SpiderMiddlewareManager.from_crawler(crawler)
    crawler.engine = SimpleNamespace(scraper=SimpleNamespace(itemproc=itemproc, spidermw=spidermw))
    (found,) = [one for one in itemproc.middlewares if isinstance(one, Validate)]
    found.open_spider()
    return found


def visit(words: str = DIRTY, url: str = "http://a.cn/2.html") -> Visit:
    """A visit that was tidied, and then changed."""
    fetch = Fetch(asked="http://a.cn/1.html", kind="article")
    article = Article(url=fetch.asked, portal="a", crawl="c", fetched=NOW, title=words, text=words, source=words)
    sighting = Sighting(
        headline="", kind="new", portal="a", crawl="c", seen=NOW, text=words, full_text=words, text_from="shown",
        url=url, page=fetch.asked, page_role="article", block=words * 20, block_role="", rank=1,
    )  # fmt: skip
    return Visit(
        url=fetch.asked, role="article", fetched=NOW, fetch=fetch, article=article, sightings=[sighting], tidied=True
    )


@pytest.mark.parametrize(
    "given",
    [
        {"pipelines": {Passes: 50}},
        {"middlewares": {Passes: 50}},
        {"kind": Stricter},
        {"spider": Own},
        {"spider": Made},
    ],
)
def test_what_others_may_have_changed_is_tidied_again(given: dict[str, Any]) -> None:
    found = validate(**given).process_item(visit())
    article, (sighting,) = found.article, found.sightings
    assert article
    assert (article.title, article.text, article.source) == ("栖川县新桥通车",) * 3
    assert sighting.text.strip() == "栖川县新桥通车" == sighting.full_text.strip()
    assert len(sighting.block) == 100


@pytest.mark.parametrize("given", [{}, {"pipelines": {Passes: 500}}])
def test_what_nobody_else_touched_is_not_tidied_again(given: dict[str, Any]) -> None:
    assert validate(**given).process_item(visit()) == visit()


def test_a_visit_that_was_not_tidied_is_and_so_is_one_of_a_pipeline_that_knows_no_crawl() -> None:
    untidied = visit()
    untidied.tidied = False
    assert validate().process_item(untidied).article == Validate().process_item(visit()).article != visit().article


WORDS = st.text(st.sampled_from([*"栖川a 　\t\n\r\0\u200b\u2028\ud83d\x85\ufeff"]), max_size=30)


@given(WORDS, st.sampled_from([1, 80, 9_000]), st.sampled_from(["", "http://a.cn/2.html"]))
def test_what_is_tidied_is_tidied_to_the_same(words: str, times: int, url: str) -> None:
    once = visit(words * times, url)
    tidy(once)
    again = deepcopy(once)
    tidy(again)
    assert again == once


def test_an_import_asks_pipelines_one_by_one_where_somebody_added_one() -> None:
    def manager(added: dict[type, int]) -> ItemPipelineManager:
        return ItemPipelineManager.from_crawler(get_crawler(River, {"ITEM_PIPELINES": {Validate: 100} | added}))

    assert len(store._steps(manager({}))) == 1
    assert store._steps(manager({Passes: 50})) == []
