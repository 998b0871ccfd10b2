"""经济日报."""

from newsportal.spiders.base import PortalSpider


class JjrbSpider(PortalSpider):
    """经济日报."""

    name = "jjrb"
    title = "经济日报"
    seeds = ("http://paper.ce.cn/", "http://paper.ce.cn/pc/layout/index.html")
    domains = ("paper.ce.cn",)
    article = r"/content/\d{6}/\d\d/content_\d{5,}\.html|/html/\d{4}-\d\d/\d\d/content_\d+\.htm"
    example = "http://paper.ce.cn/pc/content/202610/02/content_339001.html"
    checked = "2026-11-28, addresses in public code"
