"""新浪."""

from newsportal.spiders.base import PortalSpider


class SinaSpider(PortalSpider):
    """新浪."""

    name = "sina"
    title = "新浪"
    seeds = ("https://www.sina.com.cn/", "https://news.sina.com.cn/")
    domains = ("sina.com.cn", "sina.cn")
    article = r"/\d{4}-\d\d-\d\d/[a-z]*-?[a-z]*[a-z0-9]{8,}(\.d)?\.s?html|/article_\d+_\w+|/slide_\d+_\d+_\d+"
    example = "https://news.sina.com.cn/c/2026-11-24/doc-abcdefgh1234567.shtml"
    checked = "2026-11-29, addresses in public code"
