"""新京报."""

from newsportal.spiders.base import PortalSpider


class BjnewsSpider(PortalSpider):
    """新京报."""

    name = "bjnews"
    title = "新京报"
    seeds = ("https://www.bjnews.com.cn/", "https://www.bjnews.com.cn/depth", "https://www.bjnews.com.cn/culture")
    domains = ("bjnews.com.cn",)
    article = r"/detail/\d{14,17}\.html|/[a-z]+/\d{4}/\d\d/\d\d/\d{6}\.html"
    example = "https://www.bjnews.com.cn/detail/1773820412120001.html"
    checked = "2026-11-29, addresses in public code"
