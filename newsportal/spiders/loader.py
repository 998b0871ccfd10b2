"""Loads the spiders of all files that can be loaded: one broken file never stops the other portals."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType

from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader

from newsportal.collector import paused
from newsportal.messages import say

logger = logging.getLogger(__name__)


class PortalLoader(SpiderLoader):
    """Scrapy's loader, but a file that cannot be imported costs its own spiders only, and is named in one sentence.

    Scrapy's SPIDER_LOADER_WARN_ONLY knows ImportError and SyntaxError alone, and leaves out the files behind, too.
    """

    def __init__(self, settings: BaseSettings) -> None:
        self.broken: dict[str, str] = {}
        """What is wrong with each file that could not be loaded, by the file's name without its suffix."""
        super().__init__(settings)

    def _load_all_spiders(self) -> None:
        with paused():  # modules are no garbage
            for package in self.spider_modules:
                for module in self._modules(package):
                    self._load_spiders(module)
        self._check_name_duplicates()
        for sentence in self.broken.values():
            logger.error("%s", sentence)

    def _modules(self, path: str) -> Iterator[ModuleType]:
        try:
            module = import_module(path)
        # A file may raise anything, also end the process.
        except (Exception, SystemExit) as error:
            self.broken[path.rpartition(".")[2]] = _sentence(path, error)
            return
        yield module
        for _, name, _ in iter_modules(getattr(module, "__path__", ())):
            yield from self._modules(f"{path}.{name}")


def _sentence(path: str, error: BaseException) -> str:
    """What is wrong, with the file and its line; the error of a file that it imports is told with its own line."""
    words = f"{type(error).__name__}: {error}".split("\n")[0].removesuffix(": ")
    file = _file(path)
    if not file:
        return say(
            "SPIDER_MODULES names {path!r}, which cannot be imported ({why}); all other spiders are there",
            path=path,
            why=words,
        )
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    if isinstance(error, SyntaxError) and error.filename == file:
        lines.append(error.lineno)
    line = lines[-1] if lines else None
    where = say("{file}, line {line}", file=file, line=line) if line else file
    return say("{where} cannot be loaded ({why}); all other spiders are there", where=where, why=words)


def _file(path: str) -> str | None:
    try:
        found = find_spec(path)
    except (ImportError, ValueError):
        return None
    return found.origin if found else None
