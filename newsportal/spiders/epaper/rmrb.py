"""人民日报."""

from newsportal.spiders.printed import PrintedPaper


class RmrbSpider(PrintedPaper):
    """人民日报."""

    name = "rmrb"
    title = "人民日报"
    seeds = ("http://paper.people.com.cn/rmrb/pc/layout/index.html",)
    domains = ("paper.people.com.cn",)
    paths = ("/rmrb/pc/layout/", "/rmrb/pc/content/")
    article = r"/rmrb/pc/content/\d{6}/\d\d/content_\d+\.html"
    example = "http://paper.people.com.cn/rmrb/pc/content/202609/30/content_30180001.html"
    issue = "%Y%m/%d/node_01.html"
    checked = "2026-11-28, addresses in public code"
