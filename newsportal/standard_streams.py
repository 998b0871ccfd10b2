"""Standard streams that end no program: what a closed pipe, a lost terminal or a full disk refuses costs only words.

Python's own raise an exception wherever a program happens to print, and give it an exit code of theirs (120) at its
end; a stream that was closed before the program began is None, and the next file that is opened takes its descriptor.
"""

from __future__ import annotations

import errno
import io
import os
import select
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from newsportal.exit_codes import Exit
from newsportal.messages import say
from newsportal.os_errors import reason

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Messages(io.FileIO):
    """The standard error: what it refuses is dropped, since no message is worth the work that it tells of."""

    def __init__(self, descriptor: int) -> None:
        super().__init__(descriptor, "wb", closefd=False)
        self._terminal = self.isatty()

    def write(self, data: ReadableBuffer, /) -> int:
        """How many bytes were written; all of them where the stream refuses them."""
        try:
            while (written := super().write(data)) is None:
                # A terminal that another program set to return at once: wait until it takes more.
                select.select([], [self], [])
            return written
        except OSError as error:
            self._refused(error)
            return memoryview(data).nbytes

    def _refused(self, error: OSError) -> None:
        pass


class _Results(_Messages):
    """The standard output: its reader may leave at any time (`| head`), but a result that is lost ends the program."""

    def _refused(self, error: OSError) -> None:
        if isinstance(error, ConnectionError) or (self._terminal and error.errno == errno.EIO):
            return
        words = say("the standard output cannot be written: {why}", why=reason(error))
        with suppress(OSError):
            os.write(2, f"{words}\n".encode())
        # Not by an exception: one that ends an event loop leaves threads behind that the process would wait for.
        os._exit(Exit.STORAGE)


def secure() -> None:
    """Put such streams in the place of Python's; what was closed is opened on /dev/null. Others' streams stay."""
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdout is sys.__stdout__:
        sys.stdout = _text(_Results(1), sys.__stdout__)
    if sys.stderr is sys.__stderr__:
        sys.stderr = _text(_Messages(2), sys.__stderr__)


def _text(raw: io.FileIO, replaced: TextIO | None) -> TextIO:
    """A text stream that writes when the replaced one did; a character that its encoding lacks is escaped."""
    if replaced is not None:
        replaced.flush()
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=getattr(replaced, "encoding", "utf-8"),
        errors="backslashreplace",
        line_buffering=getattr(replaced, "line_buffering", True),
        write_through=getattr(replaced, "write_through", False),
    )
