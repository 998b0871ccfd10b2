"""Pages that only their scripts fill, shown by a browser that has no network (optional: `newsportal[browser]`).

middleware.py    Rendering: answers a request that holds a plain answer with the page as the browser shows it
chromium.py      the browser: found, started with its sandbox on, restarted, closed
page.py          one page in it, within bounds of time
subrequests.py   what the page loads, answered by this project's own downloader: robots.txt, delay, Retry-After, guard
"""
