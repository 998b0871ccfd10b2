"""What a command imports, imported before the fork: all but the reactor, which belongs to the process that runs it."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from pkgutil import walk_packages

import newsportal
from newsportal.text import keywords, segmentation
from newsportal.text.wordlists import shipped
from newsportal.urls.canonical import registered_domain

SCRAPY = ("cmdline", "crawler", "core.engine", "core.scraper", "core.downloader.handlers.http11", "utils.log")

for module in walk_packages(newsportal.__path__, "newsportal."):
    if not module.name.endswith("__main__"):
        import_module(module.name)
for name in SCRAPY:
    import_module(f"scrapy.{name}")
keywords.load()
segmentation.is_name("词典", shipped())
registered_domain("news.example.cn")
if "twisted.internet.reactor" in sys.modules:
    raise RuntimeError("a reactor was installed before the fork")
gc.freeze()
