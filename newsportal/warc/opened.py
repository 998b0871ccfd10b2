"""The archive of a crawl, where the settings ask for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsportal import paths
from newsportal import settings as defaults
from newsportal.state.sqlite import SqliteState
from newsportal.warc.files import Bounds
from newsportal.warc.library import fastwarc

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

    from newsportal.warc.archive import WarcArchive


def opened(settings: BaseSettings, state: SqliteState, portal: str, *, durable: bool) -> WarcArchive | None:
    """The archive that NEWSPORTAL_WARC names; None where it names none. Raises WarcMissing, and OSError of its folder.

    Settings: NEWSPORTAL_WARC_FILE_MB, NEWSPORTAL_WARC_DAYS, NEWSPORTAL_WARC_MB.
    """
    folder = paths.warc_folder(settings)
    if folder is None:
        return None
    fastwarc()
    from newsportal.warc.archive import WarcArchive

    bounds = Bounds(
        file=settings.getint("NEWSPORTAL_WARC_FILE_MB", defaults.NEWSPORTAL_WARC_FILE_MB) * 1_000_000,
        days=settings.getint("NEWSPORTAL_WARC_DAYS", defaults.NEWSPORTAL_WARC_DAYS),
        all=settings.getint("NEWSPORTAL_WARC_MB", defaults.NEWSPORTAL_WARC_MB) * 1_000_000,
    )
    return WarcArchive(folder, state, portal, bounds=bounds, durable=durable, agent=settings["USER_AGENT"])
