"""人民网."""

from newsportal.spiders.base import PortalSpider


class PeopleSpider(PortalSpider):
    """人民网."""

    name = "people"
    title = "人民网"
    seeds = ("http://www.people.com.cn/",)
    domains = ("people.com.cn", "people.cn")
    article = r"/n\d?/\d{4}/\d{4}/c\d+-\d+(-\d+)?\.html|/GB/.*/\d{7,}\.html|/content_\d+\.html|/article/\d+"
    example = "http://politics.people.com.cn/n1/2026/1124/c1001-40000001.html"
    checked = "2026-11-29, addresses in public code"
