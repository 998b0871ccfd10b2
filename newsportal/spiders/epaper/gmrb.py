"""光明日报."""

from newsportal.spiders.printed import PrintedPaper


class GmrbSpider(PrintedPaper):
    """光明日报."""

    name = "gmrb"
    title = "光明日报"
    seeds = ("https://epaper.gmw.cn/gmrb/html/layout/index.html",)
    domains = ("epaper.gmw.cn",)
    paths = ("/gmrb/html/layout/", "/gmrb/html/content/")
    article = r"/content/\d{6}/\d\d/content_\d+\.html"
    example = "https://epaper.gmw.cn/gmrb/html/content/202608/25/content_23001.html"
    issue = "%Y%m/%d/node_01.html"
    checked = "2026-11-28, addresses in public code"
