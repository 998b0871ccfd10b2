"""A crawl reads an article knowing the headlines that led to it."""

from __future__ import annotations

from pathlib import Path

from tests.crawl.offline import HOME, OfflineCrawl, entry

HEADING = "渡口清晨开出头班船 两岸菜农不再绕行"
PROSE = "<p>渡口停航三年之后，今天清晨五点半开出头班船，船上载着二十几位菜农和他们的担子。</p>" * 6
STORY = (
    "<html><head><title>河上早班车</title></head><body><h1>河上早班车</h1>"
    f"<div>{HEADING}</div><p>2026-11-24 08:00 来源：栖川日报</p><div>{PROSE}</div></body></html>"
)


def test_the_headlines_that_led_to_an_article_name_it(tmp_path: Path) -> None:
    links = "".join(f'<li><a href="/{n}.html">{words}</a></li>' for n, words in enumerate(_headlines()))
    web = {
        HOME: f"<html><title>栖川网</title><body><h2>要闻</h2><ul>{links}</ul></body></html>",
        f"{HOME}3.html": STORY,
    }
    crawl = OfflineCrawl(tmp_path)
    crawl.read(web, entry(HOME, "seed", 0))
    article = crawl.read(web, entry(f"{HOME}3.html")).article
    assert article
    assert (article.title, article.title_from, article.source) == (HEADING, "link", "栖川日报")


def _headlines() -> list[str]:
    return [HEADING if n == 3 else f"栖川县第{n}所小学下月开学迎新生" for n in range(8)]
