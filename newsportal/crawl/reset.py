"""Starting over: what was stored is set aside, and the state forgets it, so that the next crawl finds it new."""

from __future__ import annotations

from pathlib import Path

from newsportal import lock
from newsportal.messages import say
from newsportal.output import rebuild
from newsportal.output.schema import KINDS
from newsportal.output.store import Store
from newsportal.state import forgetting
from newsportal.state.sqlite import SqliteState


class CrawlRuns(Exception):
    """A crawl uses the state; the message is one sentence for the user."""


def portals(state: SqliteState, store: Store) -> list[str]:
    """The portals of which something is remembered or stored, by name."""
    stored = {record["portal"] for record in store.last("crawls") if isinstance(record.get("portal"), str)}
    return sorted(stored | forgetting.known_portals(state))


def start_over(state: SqliteState, store: Store, locks: Path, portal: str | None, *, window_days: int) -> str:
    """Start over with a portal (None: with all); gives where its records are now, "" if none were.

    `locks`: where crawls hold theirs. Raises CrawlRuns, and what `Store.set_aside` and `rebuild.fill_missing` raise;
    then the state is as it was.
    """
    state.begin()
    try:
        # Looked at behind the state's write lock, for which a crawl that starts now waits.
        for path in sorted(locks.glob("*.lock")):
            if (who := lock.held(path)) is not None:
                raise CrawlRuns(say("a crawl runs ({who}): let it end, then start over", who=who))
        urls = [line["url"] for line in store.all("articles") if line.get("portal") == portal] if portal else []
        place = store.set_aside(tuple(KINDS), portal)
        if portal:
            forgetting.forget_portal(state, portal, urls)
            rebuild.fill_missing(state, store, window_days=window_days)
        else:
            forgetting.forget_all(state)
        state.commit()
    except BaseException:
        state.rollback()
        raise
    forgetting.shrink(state)
    return place
