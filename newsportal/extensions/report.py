"""Where the end of a crawl is told: in its log, and on stderr where that is read."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from newsportal.exit_codes import Exit

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)
_LEVELS = {Exit.OK: logging.INFO, Exit.ALARM: logging.WARNING, Exit.INTERRUPTED: logging.WARNING}
"""An alarm is a record of its own."""


def report(settings: BaseSettings, code: Exit, words: str, *, plain: bool = False) -> None:
    """Tell how a crawl ended.

    In a log file, and then on stderr only what is not well: cron mails what stands there. Without a log file the log
    is stderr: the words are a record of it, or, if `plain`, stand there as they are.
    """
    in_file, logged = bool(settings["LOG_FILE"]), settings.getbool("LOG_ENABLED")
    if in_file or (logged and not plain):
        logger.log(_LEVELS.get(code, logging.ERROR), "%s", words)
    if code != Exit.OK if in_file else (plain or not logged):
        print(f"\n{words}" if plain else words, file=sys.stderr)
