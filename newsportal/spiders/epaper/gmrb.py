"""光明日报."""

from newsportal.spiders.base import PortalSpider


class GmrbSpider(PortalSpider):
    """光明日报."""

    name = "gmrb"
    title = "光明日报"
    seeds = ("https://epaper.gmw.cn/", "https://epaper.gmw.cn/gmrb/html/layout/index.html")
    domains = ("epaper.gmw.cn",)
    article = r"/content/\d{6}/\d\d/content_\d{4,}\.html|/nw\.D\d{6}[a-z]+_\d{8}_\d+-\d+\.htm"
    example = "https://epaper.gmw.cn/gmrb/html/content/202608/25/content_23001.html"
    checked = "2026-11-28, addresses in public code"
