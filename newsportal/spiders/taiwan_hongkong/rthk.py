"""香港電台新聞."""

from newsportal.spiders.base import PortalSpider


class RthkSpider(PortalSpider):
    """香港電台新聞."""

    name = "rthk"
    title = "香港電台新聞"
    seeds = ("https://news.rthk.hk/rthk/ch/", "https://news.rthk.hk/rthk/ch/latest-news.htm")
    feeds = (
        "https://rthk.hk/rthk/news/rss/c_expressnews_clocal.xml",
        "https://rthk.hk/rthk/news/rss/c_expressnews_cfinance.xml",
    )
    domains = ("rthk.hk",)
    paths = ("/rthk/ch/",)
    article = r"/component/k2/\d{6,}-\d{8}\.htm"
    example = "https://news.rthk.hk/rthk/ch/component/k2/1865001-20260810.htm"
    checked = "2026-11-28, addresses in public code"
    from_memory = ("seeds",)
