"""Delivers: puts what is due into messages and sends them, each channel in a thread of its own and in its order."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from newsportal.collector import paused
from newsportal.messages import counted, say
from newsportal.text.sanitize import log_text
from newsportal.watch.answer import Answer, no_answer
from newsportal.watch.channels import Channel
from newsportal.watch.compose import Composer
from newsportal.watch.config import Config
from newsportal.watch.queue import Message, Queue
from newsportal.watch.watch_file import WatchFile

logger = logging.getLogger(__name__)


class Delivery:
    """The messages of one file on their way. A context manager: at its end no message is on its way any more."""

    def __init__(
        self, file: WatchFile, config: Config, channels: Mapping[str, Channel], titles: Mapping[str, str]
    ) -> None:
        self._file, self._channels = file, channels
        self._composer, self._queue = Composer(file, config, titles), Queue(file)
        self._threads = ThreadPoolExecutor(max(1, len(channels)), thread_name_prefix="channel")
        self._sending: dict[str, tuple[Message, Future[Answer]]] = {}
        self._failing: set[str] = set()
        self.sent = self.refused = self.down = 0
        """Entries sent, messages refused, and tries that no receiver took, so far."""

    def __enter__(self) -> Delivery:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown()
        self._answers()

    def step(self) -> float:
        """Do what can be done now; gives in how many seconds there is more to do: 0 where a message is on its way.

        Infinity where nothing waits, or only what a receiver did not take in this run.
        """
        self._answers()
        now = time.time()
        waits = [self._channel(name, channel, now) for name, channel in self._channels.items()]
        return min(waits, default=float("inf"))

    def compose(self, name: str) -> bool:
        """Put what is due for a channel into messages; False where nothing is. In a transaction of the caller's."""
        with paused():
            return self._composer.compose(name, self._channels[name].limits, time.time())

    def wait(self, seconds: float) -> None:
        """Wait for an answer, or so long."""
        wait([future for _, future in self._sending.values()], seconds, FIRST_COMPLETED)

    def _channel(self, name: str, channel: Channel, now: float) -> float:
        if name in self._sending:
            return 0.0
        if self._queue.empty(name):
            # Only then: what comes while a receiver is down, or its minute is full, goes into few messages.
            with self._file.transaction():
                self.compose(name)
            if self._queue.empty(name):
                return float("inf")
        ready = self._queue.ready(name, channel.limits.a_minute, now)
        if ready > now:
            return float("inf") if name in self._failing else ready - now
        message = self._queue.take(name, now)
        if message is None:
            return float("inf")
        self._sending[name] = message, self._threads.submit(channel.send, message)
        return 0.0

    def _answers(self) -> None:
        for name, (message, future) in list(self._sending.items()):
            if not future.done():
                continue
            del self._sending[name]
            error = future.exception()
            answer = no_answer(type(error).__name__, doubtful=True) if error else future.result()
            self._queue.answered(name, message, answer, time.time())
            self._tell(name, message, answer)

    def _tell(self, name: str, message: Message, answer: Answer) -> None:
        why = log_text(answer.words)
        (self._failing.add if answer.kind in ("refused", "down") else self._failing.discard)(name)
        if answer.kind == "sent":
            self.sent += message.entries
            words = counted(
                "{channel}: told {n:,} entry", "{channel}: told {n:,} entries", message.entries, channel=name
            )
            logger.info("%s", words)
        elif answer.kind == "refused":
            self.refused += 1
            logger.error("%s", say("{channel} refuses message {id}: {why}", channel=name, id=message.id, why=why))
        else:
            self.down += answer.kind == "down"
            logger.warning("%s", say("{channel} takes no message now: {why}", channel=name, why=why))
