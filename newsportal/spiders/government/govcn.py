"""中国政府网."""

from newsportal.spiders.base import PortalSpider


class GovcnSpider(PortalSpider):
    """中国政府网."""

    name = "govcn"
    title = "中国政府网"
    seeds = ("https://www.gov.cn/", "https://www.gov.cn/yaowen/liebiao/", "https://www.gov.cn/zhengce/zuixin/")
    domains = ("www.gov.cn",)
    article = r"/\d{6}/content_\d{6,}\.htm|/\d{4}-\d\d/\d\d/content_\d{6,}\.htm"
    example = "https://www.gov.cn/yaowen/liebiao/202511/content_7040001.htm"
    checked = "2026-11-29, addresses in public code"
    from_memory = ("seeds",)
