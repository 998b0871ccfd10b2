"""经济日报."""

from newsportal.spiders.printed import PrintedPaper


class JjrbSpider(PrintedPaper):
    """经济日报."""

    name = "jjrb"
    title = "经济日报"
    seeds = ("http://paper.ce.cn/pc/layout/index.html",)
    domains = ("paper.ce.cn",)
    paths = ("/pc/layout/", "/pc/content/", "/pad/layout/", "/pad/content/")
    article = r"/content/\d{6}/\d\d/content_\d+\.html"
    example = (
        "http://paper.ce.cn/pc/content/202610/02/content_339001.html",
        "http://paper.ce.cn/pad/content/202504/15/content_312002.html",
    )
    issue = "%Y%m/%d/node_01.html"
    checked = "2026-11-28, addresses in public code"
