"""Hubs whose lists stand in files beside them: read file by file, then as the page that their script makes of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from scrapy.http import Headers, Response

from newsportal.state.frontier import Entry


@dataclass(slots=True)
class FilledHub:
    """A hub as it came, and the files of its lists as far as they were read."""

    entry: Entry
    """Its frontier entry."""
    response: Response
    """The page as it came."""
    waiting: list[str]
    """Addresses of the files that are still to be read."""
    files: dict[str, bytes] = field(default_factory=dict)
    """What was read, by address; one that could not be is left out, as on the reader's screen."""

    def add(self, response: Response) -> None:
        """Take in a file's answer."""
        self.files[self.waiting.pop(0)] = response.body

    def missing(self) -> None:
        """Leave out a file that could not be read."""
        self.waiting.pop(0)

    def next_page(self, inside: Callable[[str], bool]) -> str | None:
        """The address of the next file to read, one that is `inside` the portal; None where all are read."""
        self.waiting = [url for url in self.waiting if inside(url)]
        return self.waiting[0] if self.waiting else None

    def whole(self, charset: str | None) -> Response:
        """The page with its lists in their places.

        What the server said of its version is left out: the page alone stays the same while its lists change.
        """
        from newsportal.extraction.filled_page import filled

        whole = in_utf_8(self.response, filled(self.response.body, self.response.url, charset, self.files))
        for header in ("ETag", "Last-Modified"):
            whole.headers.pop(header, None)
        return whole


def in_utf_8(response: Response, body: bytes) -> Response:
    """A page in UTF-8 in place of an answer."""
    headers = Headers(response.headers)
    headers["Content-Type"] = "text/html; charset=utf-8"
    return Response(
        response.url, status=response.status, headers=headers, body=body, flags=response.flags, request=response.request
    )
