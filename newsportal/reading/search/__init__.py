"""Search: `query.py` is what a user asks, `texts.py` what records say, `index.py` finds the one in the other."""

from newsportal.reading.search.index import Found, SearchIndex, Where
from newsportal.reading.search.query import Query

__all__ = ["Found", "Query", "SearchIndex", "Where"]
