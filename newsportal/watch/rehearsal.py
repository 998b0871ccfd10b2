"""What would be told, without telling it; and a line that tells whether a channel works."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from newsportal.messages import say
from newsportal.watch.channels import Channel
from newsportal.watch.queue import Message, Queue
from newsportal.watch.watch_file import WatchFile
from newsportal.watch.watcher import Watcher


def line() -> Message:
    """A message that only says that it arrived."""
    title, body = say("newsportal: a test"), say("This channel works.")
    return Message(0, title, body, str(uuid.uuid4()), 1, False)


def shown(file: WatchFile, watcher: Watcher, channels: Mapping[str, Channel], since: datetime | None) -> str:
    """The messages that would go out now, as text; nothing is kept of it."""
    told = []
    with file.transaction(keep=False):
        watcher.take(since)
        for name in channels:
            watcher.delivery.compose(name)
            told += [f"→ {name}\n{message.title}\n\n{message.body}\n" for message in Queue(file).waiting(name)]
    return "\n".join(told) or say("nothing would be told now")
