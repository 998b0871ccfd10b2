"""What is "the same": addresses, headlines, articles. Pure: no Scrapy, no SQL, no clock."""

from newsportal.dedup.headlines import Verdict, compare
from newsportal.dedup.urls import canonical, registered_domain
from newsportal.dedup.words import Words

__all__ = ["Verdict", "Words", "canonical", "compare", "registered_domain"]
