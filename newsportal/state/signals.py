"""Scrapy signals that the state's users wait for."""

state_opened = object()
"""Sent once a crawl has opened its state, before its first request; arguments: `parked_hosts` and, where machines share
one, `pace` (`newsportal.state.walk`)."""
