"""What the demo portal says to machines: robots.txt, sitemaps, RSS."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from newsportal.demo.edition import Edition
from newsportal.demo.hubs import channel_pages, channel_path
from newsportal.demo.markup import BASE
from newsportal.demo.stories import data

SITEMAP_SIZE = 1000
"""Articles in one sitemap; a larger portal has several and an index."""
_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'

ROBOTS = f"""User-agent: *
Disallow: /neibu/
Disallow: /so/
Sitemap: {BASE}/sitemap.xml
Sitemap: {BASE}/sitemap-news.xml
"""


def rss(edition: Edition) -> str:
    """The twenty newest articles."""
    entries = []
    for number in edition.newest(20):
        told = edition.story(number)
        entries.append(
            f"<item><title>{escape(told.title)}</title><link>{BASE}{told.path}</link>"
            f"<pubDate>{format_datetime(told.published)}</pubDate></item>"
        )
    portal = data("words")["portal"]
    head = f"<title>{portal}</title><link>{BASE}/</link><description>{portal}最新文章</description>"
    return f'{_XML}<rss version="2.0"><channel>{head}\n' + "\n".join(entries) + "\n</channel></rss>\n"


def sitemaps(edition: Edition) -> int:
    """How many sitemaps of articles there are."""
    return -(-edition.total // SITEMAP_SIZE)


def sitemap(edition: Edition, part: int) -> str:
    """Articles by number, `part` from 1; the first part also names the hubs."""
    urls = []
    if part == 1:
        urls += ["/", "/top.html", "/about.html"]
        for name in data("words")["channels"]:
            urls += [channel_path(name, page) for page in range(1, channel_pages(edition, name) + 1)]
    first = (part - 1) * SITEMAP_SIZE + 1
    urls += [edition.story(n).path for n in range(first, min(edition.total, first + SITEMAP_SIZE - 1) + 1)]
    entries = "\n".join(f"<url><loc>{BASE}{url}</loc></url>" for url in urls)
    return f"{_XML}<urlset {_SITEMAP}>\n{entries}\n</urlset>\n"


def sitemap_index(edition: Edition) -> str:
    """The index of the sitemaps of a portal with more than one."""
    names = [f"/sitemap-{part}.xml" for part in range(1, sitemaps(edition) + 1)]
    entries = "\n".join(f"<sitemap><loc>{BASE}{name}</loc></sitemap>" for name in names)
    return f"{_XML}<sitemapindex {_SITEMAP}>\n{entries}\n</sitemapindex>\n"


def news_sitemap(edition: Edition) -> str:
    """The articles of the last two days, at most a thousand, with title and time; unlisted ones too."""
    entries = []
    for number in range(edition.total, max(0, edition.total - SITEMAP_SIZE), -1):
        told = edition.story(number)
        if edition.now - told.published > timedelta(days=2):
            break
        entries.append(
            f"<url><loc>{BASE}{told.path}</loc><news:news><news:publication><news:name>{data('words')['portal']}"
            f"</news:name><news:language>zh-cn</news:language></news:publication><news:publication_date>"
            f"{told.published.isoformat()}</news:publication_date><news:title>{escape(told.title)}</news:title>"
            "</news:news></url>"
        )
    return f"{_XML}<urlset {_SITEMAP} {_NEWS}>\n" + "\n".join(entries) + "\n</urlset>\n"
