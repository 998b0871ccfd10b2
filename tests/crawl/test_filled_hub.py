"""A hub whose headlines stand in files beside it is read as its script leaves it: under the page's own labels."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scrapy.http import Response

from newsportal.crawl import finish
from newsportal.exit_codes import Exit
from newsportal.items import Visit
from tests.crawl.offline import HOME, OfflineCrawl, River, entry

CHANNEL = HOME + "shizheng/"
DS = f"{CHANNEL}ds_{7:032x}.json"
ELEMENT = f'<ul data="datasource:{7:032x}" datatype="ds" preview="ds_"></ul>'
PAGE = f"<html><body><div><h2>要闻速递</h2>{ELEMENT}</div><div><h2>滚动播报</h2>{{}}</div></body></html>"
SHOWN = "".join(f"<li><a href='/{n}.html'>栖川县第{n}座新桥今天下午通车</a></li>" for n in range(90, 95))


def rows(first: int) -> list[dict[str, str]]:
    return [{"title": f"栖川县第{n}座新桥今天上午通车", "publishUrl": f"/{n}.html"} for n in range(first, first + 5)]


def blocks(visit: Visit) -> dict[str, list[str]]:
    """What stands in each block of the page, by label, and where."""
    assert {sighting.page for sighting in visit.sightings} == {visit.url}
    found: dict[str, list[str]] = {}
    for sighting in visit.sightings:
        found.setdefault(sighting.block, []).append(sighting.url)
    return found


def articles(first: int) -> list[str]:
    return [f"{HOME}{n}.html" for n in range(first, first + 5)]


def test_the_lists_stand_under_the_pages_labels_in_its_order(tmp_path: Path) -> None:
    crawl = OfflineCrawl(tmp_path)
    web = {CHANNEL: PAGE.replace("{}", f"<ul>{SHOWN}</ul>"), DS: json.dumps({"datasource": rows(60)})}
    visit = crawl.read(web, entry(CHANNEL, "hub", 1))
    assert (visit.role, blocks(visit)) == ("hub", {"要闻速递": articles(60), "滚动播报": articles(90)})
    assert set(crawl.waiting()) == {*articles(60), *articles(90)}


@pytest.mark.parametrize(
    ("script", "file", "data"),
    [
        ('<script src="/js/list_yw.js?v=3"></script>', "/js/list_yw.js?v=3", "var allData = {};"),
        ("<script>$.getJSON('./yaowen.json', show)</script>", "/shizheng/yaowen.json", "{}"),
        ('<script src="/data/gn_1.jsonp"></script>', "/data/gn_1.jsonp", "gn({})"),
    ],
)
def test_a_page_that_shows_nothing_is_read_with_what_its_scripts_name(
    tmp_path: Path, script: str, file: str, data: str
) -> None:
    crawl = OfflineCrawl(tmp_path)
    told = data.replace("{}", json.dumps({"data": {"list": rows(60)}}))
    page = f"<html><body><h1>时政</h1><div><h2>要闻速递</h2><ul></ul>{script}</div></body></html>"
    visit = crawl.read({CHANNEL: page, HOME[:-1] + file: told}, entry(CHANNEL, "hub", 1))
    assert (visit.role, blocks(visit)) == ("hub", {"要闻速递": articles(60)})


def test_a_page_that_shows_its_headlines_asks_for_no_script(tmp_path: Path) -> None:
    crawl = OfflineCrawl(tmp_path)
    page = f'<html><body><h2>要闻速递</h2><ul>{SHOWN}</ul><script src="/js/list_yw.js"></script></body></html>'
    assert blocks(crawl.read({CHANNEL: page}, entry(CHANNEL, "hub", 1))) == {"要闻速递": articles(90)}


def test_a_file_that_cannot_be_read_costs_its_own_list_only(tmp_path: Path) -> None:
    crawl = OfflineCrawl(tmp_path)
    request = crawl.spider.request(entry(CHANNEL, "hub", 1))
    page = Response(CHANNEL, body=PAGE.replace("{}", f"<ul>{SHOWN}</ul>").encode())
    (further,) = crawl.spider.parse(page, **request.cb_kwargs)
    assert (further.url, further.meta["expects"]) == (DS, "feed")
    visit = crawl.spider.reader.missing(further.cb_kwargs["article"], "http 404", True)
    assert isinstance(visit, Visit)
    assert blocks(visit) == {"滚动播报": articles(90)}


def test_a_page_whose_lists_change_without_it_is_asked_for_whole(tmp_path: Path) -> None:
    crawl = OfflineCrawl(tmp_path)
    crawl.read({CHANNEL: PAGE, DS: json.dumps(rows(60))}, entry(CHANNEL, "hub", 1))
    finish.end(crawl.session, "finished", Exit.OK)
    crawl.session.close()
    again = OfflineCrawl(tmp_path)
    request = again.spider.request(entry(CHANNEL, "hub", 1))
    assert not {b"If-None-Match", b"If-Modified-Since"} & set(request.headers)
    assert blocks(again.read({CHANNEL: PAGE, DS: json.dumps(rows(70))}, entry(CHANNEL, "hub", 1))) == {
        "要闻速递": articles(70)
    }


class Listed(River):
    """A portal that names a list of data."""

    feeds = (HOME + "api/list.json",)


def test_a_list_that_the_portal_names_is_a_hub_of_its_own(tmp_path: Path) -> None:
    crawl = OfflineCrawl(tmp_path, Listed)
    data = json.dumps({"data": [{"title": "要闻", "list": rows(60)}]})
    visit = crawl.read({Listed.feeds[0]: data}, entry(Listed.feeds[0], "feed", 0))
    assert (visit.role, blocks(visit)) == ("hub", {"要闻": articles(60)})
