"""环球网."""

from newsportal.spiders.base import PortalSpider


class HuanqiuSpider(PortalSpider):
    """环球网."""

    name = "huanqiu"
    title = "环球网"
    seeds = ("https://www.huanqiu.com/", "https://world.huanqiu.com/", "https://china.huanqiu.com/")
    domains = ("huanqiu.com",)
    article = r"/article/[0-9A-Za-z]{11}(?:$|[?#])"
    example = ("https://world.huanqiu.com/article/4QaB3cDe5Fg", "https://china.huanqiu.com/article/4Rx9yZ8wV7u")
    checked = "2026-11-29, addresses in public code"
