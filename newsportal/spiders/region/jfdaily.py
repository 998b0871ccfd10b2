"""上观新闻."""

from newsportal.spiders.base import PortalSpider


class JfdailySpider(PortalSpider):
    """上观新闻."""

    name = "jfdaily"
    title = "上观新闻"
    seeds = ("https://www.jfdaily.com/", "https://www.shobserver.com/")
    domains = ("jfdaily.com", "shobserver.com")
    article = (
        r"/(?:news/detail|newsDetail\.html|wx/detail\.do|getArticle\.htm)\?id=\d{4,}|/\d{4}/\d\d/\d\d/\d{6,}\.html"
    )
    example = "https://www.jfdaily.com/staticsg/res/html/web/newsDetail.html?id=1185001"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds", "article")
