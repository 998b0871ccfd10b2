"""How a crawl starts: anew, or where an interrupted one stopped."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import timedelta

from newsportal import settings as defaults
from newsportal.crawl.session import CrawlSession
from newsportal.exit_codes import Exit
from newsportal.items import Fetch, Visit
from newsportal.messages import counted, say
from newsportal.state.crawls import OpenCrawl
from newsportal.urls.canonical import forget_suffixes

logger = logging.getLogger(__name__)


def begin(session: CrawlSession) -> None:
    """Begin a crawl, or go on with an interrupted one of the same arguments; in the caller's transaction.

    Setting: NEWSPORTAL_RESUME_HOURS, how old that one may be.
    """
    spider, walk = session.spider, session.walk
    forget_suffixes()  # asked when a spider is made, and while it crawls no more
    hours = session.crawler.settings.getfloat("NEWSPORTAL_RESUME_HOURS", defaults.NEWSPORTAL_RESUME_HOURS)
    left = walk.crawls.interrupted()
    # The age has no sign: one that begins in the future began while the clock was ahead.
    if left and left.arguments == spider.arguments and abs(session.now() - left.begin) <= timedelta(hours=hours):
        walk.crawl = walk.crawls.resume(left)
        session.begun(resumed=True)
    else:
        if left:
            _end_abandoned(session, left)
        walk.crawl = walk.crawls.open(spider.portal, spider.name, spider.arguments, session.now())
        session.begun(resumed=False)
    session.portal, session.counters.crawl = spider.portal, Counter(walk.crawl.counts)
    suspect = session.current_page.interrupted()
    if suspect and walk.frontier.count_crash(suspect) >= 2:
        _set_aside(session, suspect)
    if walk.crawl.starts > 1:
        words = counted(
            "resuming crawl {id}, {n:,} address waits",
            "resuming crawl {id}, {n:,} addresses wait",
            session.waiting,
            id=walk.crawl.id,
        )
        logger.info("%s", words)
    else:
        logger.info("%s", say("crawl {id} begins", id=walk.crawl.id))


def _end_abandoned(session: CrawlSession, left: OpenCrawl) -> None:
    """Write what an interrupted crawl, too old or of other arguments, had seen."""
    session.walk.crawl, session.counters.crawl = left, Counter(left.counts)
    # `page` keeps one set of rows for all portals: this crawl's may be another than the abandoned one's.
    session.portal = left.portal
    session.walk.commit()
    session.end("abandoned", Exit.INTERRUPTED)
    session.walk.begin()


def _set_aside(session: CrawlSession, url: str) -> None:
    """Take a page that ended the process twice for one that failed, so that no link to it brings it back."""
    logger.error("%s", say("set aside, since the process ended twice while reading it: {url!r}", url=url))
    session.walk.frontier.drop(url)
    fetch = Fetch(asked=url, kind="article")
    session.unit.know(Visit(url=url, role="failed", fetched=session.now(), fetch=fetch))
    session.counters.crawl[f"aside/{url}"] = 1
    session.walk.crawls.save_counts(session.counters.crawl)
