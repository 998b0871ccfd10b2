"""The project's own settings, but for what would slow the plain spider down or needs the project's spiders."""

from newsportal.settings import *  # noqa: F403

SPIDER_MODULES: list[str] = []
ITEM_PIPELINES: dict[str, int] = {}
EXTENSIONS = {"newsportal.extensions.SafeLog": 0}
DUPEFILTER_CLASS = "scrapy.dupefilters.RFPDupeFilter"
ROBOTSTXT_OBEY = False
DOWNLOAD_DELAY = 0
