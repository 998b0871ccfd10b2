"""文汇报."""

from newsportal.spiders.base import PortalSpider


class WhbSpider(PortalSpider):
    """文汇报."""

    name = "whb"
    title = "文汇报"
    seeds = ("https://www.whb.cn/", "https://wenhui.whb.cn/")
    domains = ("whb.cn",)
    article = r"/commonDetail/\d+|/\d{6}/?\d\d/\d{5,}\.html"
    example = ("https://www.whb.cn/commonDetail/930001", "https://wenhui.whb.cn/third/baidu/202411/05/432002.html")
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds", "article")
