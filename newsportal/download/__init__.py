"""What may be fetched, and how politely: Scrapy's download handler, downloader middlewares and scheduler queue.

In the order of settings.py, from the handler at the network up through the middlewares as a request passes them:

politeness/throttle.py     ThrottledHandler: one request at a time per host, on top of safety/handler.py
safety/middlewares.py      AddressGuard, Offsite: only addresses of the open internet, only the portal's own
robots/robotstxt.py        RobotsTxt: nothing that robots.txt forbids
politeness/backoff.py      Backoff: overloaded and dead hosts are left alone
content/bodies.py          Bodies: answers decompressed within limits, and no other files than were asked for
safety/middlewares.py      Redirects, Proxies: redirects that lead nowhere are refused and counted; whose proxy is taken
traffic.py                 Traffic: what is sent and received, counted
politeness/host_queue.py   HostQueue: requests wait in the scheduler until their host may be asked

Beside them stands what they share: politeness/host_locks.py (whose turn it is among processes), refusal.py (requests
that are not made), failures.py (why a download failed) and meta_keys.py. What an address alone says is in
newsportal/urls/.
"""
