"""What a crawl opens where all that it writes and remembers is on this machine: the state file and the store."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from scrapy import signals

from newsportal import paths
from newsportal import settings as defaults
from newsportal.crawl.books import Books
from newsportal.crawl.places import opened
from newsportal.crawl.unit_of_work import UnitOfWork
from newsportal.state.current_page import CurrentPage
from newsportal.state.portal_state import PortalState
from newsportal.state.signals import state_opened
from newsportal.warc.opened import opened as opened_archive

if TYPE_CHECKING:
    from newsportal.crawl.session import CrawlSession


def open_state(session: CrawlSession, held: ExitStack, name: str) -> None:
    """Open state and store of a session, which `held` closes; `name`: what the portal's rows are kept under."""
    settings = session.crawler.settings
    durable = settings.getbool("NEWSPORTAL_DURABLE", defaults.NEWSPORTAL_DURABLE)
    state, session.store = opened(settings, held)
    session.current_page = CurrentPage(paths.current_page_file(settings, name))
    held.callback(session.current_page.close)
    kept = settings.getint("NEWSPORTAL_KEPT_MB", defaults.NEWSPORTAL_KEPT_MB) * 1_000_000
    session.memory = session.walk = PortalState(state, name, window_days=session.window_days, kept_bytes=kept)
    session.books = Books(session.memory, session.store, session.counters.visit)
    # Made here, where a place that cannot be written ends the crawl; the throttle would fail at each request.
    paths.pace_folder(settings).mkdir(parents=True, exist_ok=True)
    session.archive = opened_archive(settings, state, name, durable=durable)
    if session.archive:
        held.callback(session.archive.close)
        session.crawler.signals.connect(session.archive.received, signal=signals.response_downloaded)
    session.unit = UnitOfWork(
        session.walk,
        session.books,
        session.current_page,
        session.counters,
        archive=session.archive,
        revisit=session.revisit,
        cannot_write=session.end_unwritable,
    )
    session.crawler.signals.send_catch_log(state_opened, parked_hosts=session.walk.parked_hosts)
