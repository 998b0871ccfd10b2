"""What comes out: the records of the four files, and the visit that carries a page's records through the pipelines.

The docstring under each field is its documentation: `scrapy schema` and docs/output.md are made from it.
Times are ISO 8601 with a zone; a value that is not known is null; keys keep the order they have here.
"""

from newsportal.items.article import Article
from newsportal.items.crawl import Crawl
from newsportal.items.headline import Headline
from newsportal.items.serialization import completed, current, encoded, item_of, line, record
from newsportal.items.sighting import Sighting, undecided
from newsportal.items.visit import Fetch, Kept, Visit
from newsportal.items.written import Written, WrittenArticle

__all__ = [
    "Article",
    "Crawl",
    "Fetch",
    "Headline",
    "Kept",
    "Sighting",
    "Visit",
    "Written",
    "WrittenArticle",
    "completed",
    "current",
    "encoded",
    "item_of",
    "line",
    "record",
    "undecided",
]
