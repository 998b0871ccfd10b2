"""The signals that end a crawl, from the process's first moment to its last: an interruption, whenever they come."""

from __future__ import annotations

import signal
from types import FrameType

from scrapy.crawler import CrawlerProcessBase

_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
"""SIGHUP: the terminal was closed, the connection lost."""


class Interruption:
    """Notes the first signal, and has Scrapy end the crawl as soon as there is one to end.

    Scrapy itself hears only SIGTERM and SIGINT, and only once its event loop runs.
    """

    def __init__(self) -> None:
        self.signal: int | None = None
        """The first signal; None if none came."""

    def catch(self) -> None:
        """From now on note signals, except those that the process was started to ignore (`nohup`)."""
        for signum in _SIGNALS:
            if signal.getsignal(signum) is not signal.SIG_IGN:
                signal.signal(signum, self._note)

    def hand_over(self, process: CrawlerProcessBase) -> None:
        """From the start of its event loop on let Scrapy act on signals: on a second one by force."""
        from twisted.internet import reactor

        shutdown = process._signal_shutdown

        def end(signum: int, frame: FrameType | None) -> None:
            self._note(signum, frame)
            shutdown(signum, frame)

        def hang_up(signum: int, frame: FrameType | None) -> None:
            # Kernel and shell may both tell of one lost terminal: the second time asks for nothing new.
            if self.signal is None:
                end(signum, frame)

        def begin() -> None:
            if self.signal is not None:
                shutdown(self.signal, None)
            if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
                signal.signal(signal.SIGHUP, hang_up)

        process._signal_shutdown = end  # type: ignore[assignment]
        # Behind what Scrapy does when the loop starts: it sets its own handlers then.
        reactor.callWhenRunning(reactor.callLater, 0, begin)

    def _note(self, signum: int, _: FrameType | None) -> None:
        self.signal = self.signal or signum
