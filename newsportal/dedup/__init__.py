"""What is "the same": addresses, headlines, articles. Pure: no Scrapy, no SQL, no clock."""

from newsportal.dedup.headlines.comparison import Verdict, compare
from newsportal.text.wordlists import Words
from newsportal.urls.canonical import canonical, registered_domain

__all__ = ["Verdict", "Words", "canonical", "compare", "registered_domain"]
