"""What a robots.txt says to one crawler: rules, delay and sitemaps, read as RFC 9309 says.

Pure: bytes in, `Rules` out. Rules are compared as bytes (RFC 9309, 2.2.2): `Disallow: /新闻` in GBK forbids that path
in GBK and in UTF-8, and nothing else. Protego, which Scrapy uses, confuses paths that are not UTF-8 with one another,
and takes a group for `news` as one for `newsportal`.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from newsportal.download.robots.patterns import bare, host_and_path, matches, spelled, spellings

READ = 512 * 1024
"""Bytes that are read of a robots.txt; RFC 9309 (2.5) asks for 500 KiB at least. Rules after them are ignored."""

SITEMAPS = 100
"""Most sitemaps taken from one robots.txt; addresses of more than 2,048 bytes are ignored."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_COLON = re.compile(rb":|\xef\xbc\x9a|\xa3\xba")
"""A colon, or the full-width one in UTF-8 or in GBK."""

_NAMES = {
    **dict.fromkeys((b"user-agent", b"useragent", b"user agent"), "agent"),
    **dict.fromkeys((b"disallow", b"dissallow", b"dissalow", b"disalow", b"diasllow", b"disallaw"), "disallow"),
    b"allow": "allow",
    **dict.fromkeys((b"crawl-delay", b"crawldelay", b"crawl delay"), "delay"),
    **dict.fromkeys((b"sitemap", b"site-map", b"sitemaps"), "sitemap"),
}
"""Directives, with the misspellings that Google's parser accepts too."""

_PAGE = re.compile(rb"<(?:!doctype|html|head|body|title|meta|script|style|div|table)\b", re.IGNORECASE)
"""What an HTML page has near its beginning; one that quotes rules, or an error page, is no robots.txt."""
_HEAD = 2_048
_TAG = re.compile(rb"<!--[^\r\n]{0,300}?-->|<[^<>\r\n]*>")

_TOKEN = re.compile(rb"[^\s/*]+|\*")
_SECONDS = re.compile(rb"\d{1,9}(?:\.\d{1,9})?")


@dataclass(slots=True)
class Rules:
    """What one robots.txt says to one crawler. Without rules, everything is allowed."""

    plain: dict[bytes, bool] = field(default_factory=dict)
    """Patterns without wildcards, and whether each allows (True) or forbids."""
    wild: list[tuple[int, bool, tuple[bytes, ...], bool]] = field(default_factory=list)
    """Patterns with wildcards, the longest first: length, allows, pieces between asterisks, whether it ends in $."""
    delay: float | None = None
    """Crawl-delay in seconds; None without one."""
    sitemaps: tuple[str, ...] = ()
    """Sitemaps listed, as written."""
    sizes: tuple[int, ...] = ()
    """The lengths of `plain` rules, the longest first."""
    named: dict[str, Rules] = field(default_factory=dict)
    """Rules that are absolute addresses, by the host that they name: of any other host they say nothing."""

    @property
    def count(self) -> int:
        """How many rules these are in all."""
        return len(self.plain) + len(self.wild) + sum(rules.count for rules in self.named.values())

    def allows(self, url: str) -> bool:
        """Whether `url` may be fetched: the longest matching rule decides, `Allow` if two are equally long."""
        parts = urlsplit(url)
        if parts.path == "/robots.txt":
            return True
        target = f"{parts.path or '/'}?{parts.query}" if parts.query or url.endswith("?") else parts.path or "/"
        octets = target.encode("utf-8", "replace").replace(b"*", b"%2A").replace(b"$", b"%24")
        octets = spelled(octets)
        decision = self._longest(octets)
        if self.named and (rules := self.named.get(bare(parts.hostname or ""))):
            decision = max(decision, rules._longest(octets))
        return decision[1]

    def _longest(self, octets: bytes) -> tuple[int, bool]:
        """The length of the longest rule that matches, 0 where none does, and whether it allows."""
        length = next((size for size in self.sizes if size <= len(octets) and octets[:size] in self.plain), 0)
        allowed = self.plain.get(octets[:length], True)
        for size, allow, pieces, anchored in self.wild:
            if size < length or (size == length and allowed):
                break
            if matches(octets, pieces, anchored):
                return size, allow
        return length, allowed

    def add(self, value: bytes, allow: bool) -> None:
        """Add the path of one Allow or Disallow line; an empty path changes nothing."""
        host, path = host_and_path(value)
        if host:
            self.named.setdefault(host, Rules()).add(path, allow)
            return
        for pattern in spellings(path):
            anchored = pattern.endswith(b"$")
            body = pattern[:-1] if anchored else pattern
            body = spelled(body.replace(b"$", b"%24"))
            if b"*" in body or anchored:
                self.wild.append(
                    (len(body) + anchored, allow, tuple(re.sub(rb"\*+", b"*", body).split(b"*")), anchored)
                )
            else:
                self.plain[body] = allow or self.plain.get(body, False)


def read(body: bytes, agent: str) -> Rules:
    """The rules of the robots.txt `body` for the crawler whose product token is `agent`.

    The groups that name it apply; if there are none, those of `*`. An HTML page holds no rules, but a file that only
    begins with a comment or a tag (<!--, <pre>, <?php) does: its tags are left out.
    """
    name = agent.encode("ascii", "replace").lower()
    own, anyone = Rules(), Rules()
    sitemaps: list[str] = []
    current: list[Rules] = []
    named = collecting = False
    for directive, value in _directives(_octets(body)):
        if directive == "agent":
            current, collecting = (current if collecting else []), True
            token = found[0].lower() if (found := _TOKEN.match(value)) else b""
            named |= token == name
            current += [own] * (token == name) + [anyone] * (token == b"*")
        elif directive == "sitemap":
            if value and len(value) <= 2048 and len(sitemaps) < SITEMAPS:
                sitemaps.append(value.decode("utf-8", "replace"))
        else:
            collecting = False
            for rules in current:
                _take(rules, directive, value)
    chosen = own if named else anyone
    for rules in (chosen, *chosen.named.values()):
        rules.wild.sort(key=lambda rule: (rule[0], rule[1]), reverse=True)
        rules.sizes = tuple(sorted({len(path) for path in rules.plain}, reverse=True))
    chosen.sitemaps = tuple(sitemaps)
    return chosen


def _take(rules: Rules, directive: str, value: bytes) -> None:
    if directive != "delay":
        rules.add(value, directive == "allow")
    elif found := _SECONDS.match(value):
        rules.delay = max(float(found[0]), rules.delay or 0.0)


def _octets(body: bytes) -> bytes:
    """The file without byte order mark, NUL and cut last line, with UTF-16 and UTF-32 turned into UTF-8."""
    cut = len(body) >= READ
    body = body[:READ]
    encoding = next((encoding for mark, encoding in _MARKS if body.startswith(mark)), "")
    head = body[:1024]
    if not encoding and head.count(0) * 4 > len(head):
        encoding = "utf-16-be" if head[::2].count(0) > head[1::2].count(0) else "utf-16-le"
    if encoding:
        body = body.decode(encoding, "ignore").encode("utf-8").removeprefix(codecs.BOM_UTF8)
    body = body.replace(b"\0", b"")
    return body[: max(body.rfind(b"\n"), body.rfind(b"\r")) + 1] if cut else body


def _directives(octets: bytes) -> list[tuple[str, bytes]]:
    """The known directives with their values, in order; none of an HTML page."""
    if octets.lstrip()[:1] == b"<":
        if _PAGE.search(octets[:_HEAD]):
            return []
        octets = _TAG.sub(b"\n", octets)
    found = []
    for line in re.split(rb"[\r\n]+", octets):
        line = line.partition(b"#")[0].strip()
        name, *rest = _COLON.split(line, maxsplit=1)
        if (directive := _NAMES.get(name.strip().lower())) is None:
            name, *rest = line.split(None, 1)[:2] or [b""]
            directive = _NAMES.get(name.lower())
        if directive is not None:
            found.append((directive, rest[0].strip() if rest else b""))
    return found
