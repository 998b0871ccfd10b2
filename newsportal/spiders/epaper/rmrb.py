"""人民日报."""

from newsportal.spiders.base import PortalSpider


class RmrbSpider(PortalSpider):
    """人民日报."""

    name = "rmrb"
    title = "人民日报"
    seeds = ("http://paper.people.com.cn/", "http://paper.people.com.cn/rmrb/pc/layout/index.html")
    domains = ("paper.people.com.cn",)
    article = r"/(?:content/\d{6}/\d\d|html/\d{4}-\d\d/\d\d)/content_\d+\.htm|/nw\.D\d{6}[a-z]+_\d{8}_\d+-\d+\.htm"
    example = "http://paper.people.com.cn/rmrb/pc/content/202609/30/content_30180001.html"
    checked = "2026-11-28, addresses in public code"
