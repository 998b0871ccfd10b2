"""明報新聞網."""

from newsportal.spiders.base import PortalSpider


class MingpaoSpider(PortalSpider):
    """明報新聞網."""

    name = "mingpao"
    title = "明報新聞網"
    seeds = (
        "https://news.mingpao.com/",
        "https://news.mingpao.com/ins/港聞/section/latest/s00001",
        "https://news.mingpao.com/pns/要聞/section/latest/s00001",
    )
    feeds = ("https://news.mingpao.com/rss/ins/all.xml", "https://news.mingpao.com/rss/pns/s00001.xml")
    domains = ("mingpao.com",)
    article = r"/article/\d{8}/s\d{5}/\d{10,13}"
    hub = r"/section/"
    example = "https://news.mingpao.com/ins/港聞/article/20250702/s00001/1751444240001/made-up"
    checked = "2026-11-28, addresses in public code"
