"""光明日报."""

from newsportal.spiders.printed import PrintedPaper


class GmrbSpider(PrintedPaper):
    """光明日报."""

    name = "gmrb"
    title = "光明日报"
    seeds = ("https://epaper.gmw.cn/gmrb/html/layout/index.html",)
    domains = ("epaper.gmw.cn",)
    paths = ("/gmrb/html/layout/", "/gmrb/html/content/", "/gmrb/html/")  # the last one: as it was until 2025
    article = r"/content/\d{6}/\d\d/content_\d+\.html|/gmrb/html/\d{4}-\d\d/\d\d/nw\.D110000gmrb_[-\d_]+\.htm"
    example = (
        "https://epaper.gmw.cn/gmrb/html/content/202608/25/content_23001.html",
        "https://epaper.gmw.cn/gmrb/html/2025-02/12/nw.D110000gmrb_20250212_4-01.htm",
    )
    issue = "%Y%m/%d/node_01.html"
    checked = "2026-11-28, addresses in public code"
