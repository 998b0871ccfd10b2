"""Where files lie by the settings: everything that newsportal writes is found here, in one place.

A setting that is there but empty raises UsageError: as a path it would be the folder that the command was started in.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.exceptions import NotConfigured, UsageError
from scrapy.utils.project import data_path

from newsportal import settings as defaults
from newsportal.messages import needs, say

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings


def check(settings: BaseSettings) -> None:
    """Raise UsageError where a place is set to nothing: before a crawl, which would meet it after its start."""
    for place in (output_folder, state_file, pace_folder, warc_folder):
        place(settings)
    if database(settings) is not None and find_spec("psycopg") is None:
        raise UsageError(needs("psycopg", "cluster"), print_help=False)


def _path(name: str, told: str | Path) -> Path:
    if not str(told).strip():
        raise UsageError(say("{name} is empty: give it a path, or leave it out", name=name), print_help=False)
    return Path(told)


def output_folder(settings: BaseSettings) -> Path:
    """The folder of the output (NEWSPORTAL_OUTPUT)."""
    return _path("NEWSPORTAL_OUTPUT", settings.get("NEWSPORTAL_OUTPUT", defaults.NEWSPORTAL_OUTPUT))


def report_file(settings: BaseSettings) -> Path:
    """The page that `scrapy report` writes unless told otherwise."""
    return output_folder(settings) / "report.html"


def feed_folder(settings: BaseSettings) -> Path:
    """The folder of the feeds (`scrapy feed`)."""
    return output_folder(settings) / "feeds"


def log_folder(settings: BaseSettings) -> Path:
    """The folder of the logs of scheduled crawls."""
    return output_folder(settings) / "logs"


def database(settings: BaseSettings) -> str | None:
    """The address of the database that crawls of several machines share, where NEWSPORTAL_STATE names one."""
    told = str(settings.get("NEWSPORTAL_STATE", defaults.NEWSPORTAL_STATE) or "")
    return told if told.startswith(("postgresql://", "postgres://")) else None


def queue(settings: BaseSettings) -> str:
    """The address of the database in which the crawls of a schedule wait. Raises UsageError where there is none."""
    check(settings)
    url = database(settings)
    if url is None:
        words = say("NEWSPORTAL_STATE names no database, in which crawls could wait for workers (docs/cluster.md)")
        raise UsageError(words, print_help=False)
    if find_spec("procrastinate") is None:
        raise UsageError(needs("procrastinate", "cluster"), print_help=False)
    return url


def check_no_database(settings: BaseSettings) -> None:
    """Raise UsageError where a database holds what crawls share: what a command changes here would not be there."""
    if database(settings) is not None:
        words = say(
            "this cannot be done where NEWSPORTAL_STATE is a database: `scrapy cluster --export` moves the state "
            "back here (docs/cluster.md)"
        )
        raise UsageError(words, print_help=False)


def state_file(settings: BaseSettings) -> Path:
    """The file of the state (NEWSPORTAL_STATE; in the project's .scrapy folder unless set)."""
    told = settings.get("NEWSPORTAL_STATE", defaults.NEWSPORTAL_STATE)
    if told is not None and database(settings) is None:
        if "://" in str(told):
            words = say("NEWSPORTAL_STATE={told!r} is neither a file nor a postgresql:// address", told=str(told))
            raise UsageError(words, print_help=False)
        return _path("NEWSPORTAL_STATE", told)
    try:
        return Path(data_path("newsportal")) / "state.sqlite"
    except NotConfigured:
        words = say("there is no scrapy.cfg here or above: start in a project's folder, or set NEWSPORTAL_STATE")
        raise UsageError(words, print_help=False) from None


def warc_folder(settings: BaseSettings) -> Path | None:
    """The folder of kept answers (NEWSPORTAL_WARC); None where none are kept."""
    told = settings.get("NEWSPORTAL_WARC", defaults.NEWSPORTAL_WARC)
    return None if told is None else _path("NEWSPORTAL_WARC", told)


def crawl_lock(settings: BaseSettings, portal: str) -> Path:
    """The lock of a portal's crawl."""
    return state_file(settings).parent / "locks" / f"{portal}.lock"


def crawl_locks(settings: BaseSettings) -> dict[str, Path]:
    """The locks of all crawls that ever ran on this state, by the portal's name."""
    folder = state_file(settings).parent / "locks"
    return {path.stem: path for path in sorted(folder.glob("*.lock"))}


def search_file(settings: BaseSettings) -> Path:
    """The file of the search index (`scrapy find`); it can be deleted."""
    return state_file(settings).parent / "search.sqlite"


def watch_file(settings: BaseSettings) -> Path:
    """The file in which `scrapy watch` remembers what it read, and what is to be told."""
    return state_file(settings).parent / "watch.sqlite"


def archive_folder(settings: BaseSettings) -> Path:
    """The folder of what `scrapy crawl archive` has read and not stored yet, a folder a crawl."""
    return state_file(settings).parent / "archive"


def forgotten_folder(settings: BaseSettings) -> Path:
    """The folder of the files, named by portals, that say since when `scrapy status` does not show each."""
    return state_file(settings).parent / "forgotten"


def current_page_file(settings: BaseSettings, portal: str) -> Path:
    """The file that names the page which a portal's crawl is reading."""
    return state_file(settings).parent / "reading" / portal


def schedule_folder(settings: BaseSettings) -> Path:
    """The folder of the scheduler's lock and of the records of its crawls' last starts."""
    return state_file(settings).parent / "schedule"


def pace_folder(settings: BaseSettings) -> Path:
    """The folder where processes share when each host was last asked (NEWSPORTAL_PACE_FOLDER)."""
    told = settings.get("NEWSPORTAL_PACE_FOLDER", defaults.NEWSPORTAL_PACE_FOLDER)
    return state_file(settings).parent / "pace" if told is None else _path("NEWSPORTAL_PACE_FOLDER", told)
