"""凤凰网."""

from newsportal.spiders.base import PortalSpider


class IfengSpider(PortalSpider):
    """凤凰网."""

    name = "ifeng"
    title = "凤凰网"
    seeds = ("https://www.ifeng.com/", "https://news.ifeng.com/")
    domains = ("ifeng.com",)
    article = r"/c/\w{8,}|/a/20\d{6}/\d+_\d+\.shtml"
    example = "https://news.ifeng.com/c/8abCdEfGhIj"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
