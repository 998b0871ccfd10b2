"""Settings that differ from Scrapy's defaults, and newsportal's own, grouped by purpose, with the reasons.

All can be set with `-s NAME=VALUE`; docs/operating.md explains newsportal's own. Their defaults are written here and
nowhere else: components fall back on this module, so that a project with settings of its own gets the same. Of a
number the default says also whether it must be whole (newsportal/command_line/settings_check.py).
"""

from pathlib import Path

from scrapy.settings import default_settings as _scrapys

BOT_NAME = "newsportal"
SPIDER_MODULES = ["newsportal.spiders"]
NEWSPIDER_MODULE = "newsportal.spiders"
# One broken spider file never stops the other portals.
SPIDER_LOADER_CLASS = "newsportal.spiders.loader.PortalLoader"
COMMANDS_MODULE = "newsportal.commands"
TEMPLATES_DIR = str(Path(__file__).parent / "templates")

# -- Politeness, which no portal may opt out of (docs/politeness.md). The User-Agent says who asks and why.
USER_AGENT = "newsportal/0.1 (news headline research; obeys robots.txt)"
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 2.0

ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY_JITTER = 0
# Folder of the lock files by which processes share when a host was last asked; None: "pace" beside the state file.
NEWSPORTAL_PACE_FOLDER = None
# In seconds. A robots.txt may be kept for a day at most (RFC 9309).
NEWSPORTAL_ROBOTS_CACHE = 24 * 3600.0
NEWSPORTAL_ROBOTS_RETRY = 300.0
NEWSPORTAL_CRAWL_DELAY_MAX = 120.0
# In seconds: the longest Retry-After that is waited for within a crawl, the first pause after 429 or 503 without
# Retry-After, and for how long too many of them park a host.
NEWSPORTAL_LONGEST_WAIT = 600.0
NEWSPORTAL_BACKOFF = 10.0
NEWSPORTAL_PARKING = 3600.0
# In a row: answers 429 or 503 that park a host, and failed connections after which it is given up for a crawl.
NEWSPORTAL_REFUSALS = 5
NEWSPORTAL_DEAD_AFTER = 8

# -- Only addresses of the open internet (docs/security.md). Scrapy's own robots.txt and off-site filters let some
# requests through that they should not; newsportal/download/ says which.
DOWNLOAD_HANDLERS = {
    "http": "newsportal.download.politeness.throttle.ThrottledHandler",
    "https": "newsportal.download.politeness.throttle.ThrottledHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
DOWNLOADER_MIDDLEWARES = {
    # Above all others: what it answers is no request; what its pages load passes all others.
    "newsportal.download.browser.middleware.Rendering": 10,
    "newsportal.download.safety.middlewares.AddressGuard": 20,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "newsportal.download.safety.middlewares.Offsite": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "newsportal.download.robots.robotstxt.RobotsTxt": 100,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "newsportal.download.safety.middlewares.Redirects": 600,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
    "newsportal.download.safety.middlewares.Proxies": 750,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
    "newsportal.download.traffic.Traffic": 850,
    # Bodies decompresses within limits and drops what is no page; Scrapy's middleware guesses charsets from compressed
    # bytes.
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "newsportal.download.content.bodies.Bodies": 590,
    # Above RetryMiddleware (550), so that it sees 429, 503 and failed connections first.
    "newsportal.download.politeness.backoff.Backoff": 560,
}
# This one drops a request without telling the spider that waits for it; AddressGuard refuses the same addresses by an
# exception.
SPIDER_MIDDLEWARES = {"scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None}
# Requests to a paused host wait in this queue, not in the downloader, where they would hold up other hosts.
SCHEDULER_PRIORITY_QUEUE = "newsportal.download.politeness.host_queue.HostQueue"
NEWSPORTAL_ALLOWED_NETWORKS: list[str] = []
NEWSPORTAL_ALLOWED_PORTS = [80, 443]
NEWSPORTAL_UNVERIFIED_HOSTS: list[str] = []

# -- No remote control, no cookies.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False
COOKIES_ENABLED = False

# -- Limits of one answer, and of a crawl's received bytes (NEWSPORTAL_MAX_BYTES, 0: none).
DOWNLOAD_TIMEOUT = 30.0
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
REDIRECT_MAX_TIMES = 5
URLLENGTH_LIMIT = 1024
# The largest of 1,359 real pages has 0.73 million bytes.
NEWSPORTAL_PAGE_MAXSIZE = 2 * 1024 * 1024
NEWSPORTAL_MAX_BYTES = 0
RETRY_TIMES = 2
# A page that fails is counted by its reason; only what concerns a whole host has a line.
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"
# The spider follows a page's meta refresh as an ordinary link; Scrapy's middleware would decode every body once more.
METAREFRESH_ENABLED = False
DOWNLOAD_VERIFY_CERTIFICATES = True

# -- A browser for pages that only their scripts fill (docs/browser.md), off unless asked for. None: the system's.
NEWSPORTAL_BROWSER = False
NEWSPORTAL_CHROMIUM = None
# Of one page: requests that it may make, bytes that these may bring, seconds that it may run.
NEWSPORTAL_BROWSER_REQUESTS = 12
NEWSPORTAL_BROWSER_MAXSIZE = 4 * 1024 * 1024
NEWSPORTAL_BROWSER_SECONDS = 8.0

# -- The frontier is kept in the state file without duplicates, so Scrapy's duplicate filter has nothing to do.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"

# A page gives one item, and no callback returns a value from a generator: without Scrapy's parallel item processing and
# its check of callbacks a page takes 1.5 ms less.
CONCURRENT_ITEMS = 1
WARN_ON_GENERATOR_RETURN_VALUE = False
# Scrapy's own figures, without a look at each use for what is deprecated.
STATS_CLASS = "newsportal.crawl.stats.Stats"
# Takes half a millisecond a page less than asyncio's own event loop (benchmarks/crawl.py).
ASYNCIO_EVENT_LOOP = "uvloop.Loop"

# Processes that read pages beside the crawl's own, 0: it reads them itself; seconds of CPU that a page may take there.
NEWSPORTAL_READERS = 0
NEWSPORTAL_READER_SECONDS = 30.0

ITEM_PIPELINES = {
    "newsportal.pipelines.Validate": 100,
    "newsportal.pipelines.Deduplicate": 200,
    "newsportal.pipelines.JsonLines": 300,
}
EXTENSIONS = {
    "newsportal.extensions.SafeLog": 0,
    "newsportal.extensions.ByteLimit": 10,
    "scrapy.extensions.logstats.LogStats": None,
    "newsportal.extensions.Progress": 100,
    "newsportal.extensions.CrawlEnd": 900,
}
# Scrapy imports what stands here even where EXTENSIONS says None, and this one imports aiohttp.
EXTENSIONS_BASE = {
    path: order
    for path, order in _scrapys.EXTENSIONS_BASE.items()
    if path != "scrapy.extensions.remote_control.RemoteControl"
}

# -- Output and state.
FEED_EXPORT_ENCODING = "utf-8"
# Folder of the output; file of the state, None: .scrapy/newsportal/state.sqlite (newsportal/paths.py).
NEWSPORTAL_OUTPUT = "output"
NEWSPORTAL_STATE = None
NEWSPORTAL_DURABLE = False
# Of `scrapy work`, in seconds: between two signs of life, of which it may miss six; and before it starts again a crawl
# whose portal another one crawls.
NEWSPORTAL_WORKER_BEAT = 5.0
NEWSPORTAL_WORKER_AGAIN = 60.0
# Whether others move output files away or empty them on purpose; else a crawl that misses what it wrote does not begin.
NEWSPORTAL_ROTATED = False
NEWSPORTAL_KEYWORDS = 10
# Folder of WARC files that keep every answer, None: none is kept. The next file is begun at so many megabytes, and each
# day; files older than so many days, and the oldest beyond so many megabytes in all, are deleted (0: none is).
NEWSPORTAL_WARC = None
NEWSPORTAL_WARC_FILE_MB = 1_000
NEWSPORTAL_WARC_DAYS = 0
NEWSPORTAL_WARC_MB = 0
# Megabytes of a portal's pages that the state keeps, compressed, until the crawl's end, to read them again then.
NEWSPORTAL_KEPT_MB = 64
# Days for which a headline is recognised by equal words; by other words for three days (docs/headlines.md).
NEWSPORTAL_REPEAT_DAYS = 30

# Days before the newest record that the report tells of: a week, and the day that is compared with it.
NEWSPORTAL_REPORT_DAYS = 8.0

# -- When pages are read again: an article is mostly corrected soon after it came out, rarely later.
NEWSPORTAL_REVISIT_HOURS = [1, 6, 24, 72, 168, 720]
NEWSPORTAL_LISTING_HOURS = 1.0
NEWSPORTAL_RESUME_HOURS = 24.0

# -- The log has a line for each event, not for each page; the items are in the files.
LOG_LEVEL = "INFO"
LOGSTATS_INTERVAL = 0
# Seconds between two progress lines, by which the watchdog sees that a crawl is alive.
NEWSPORTAL_PROGRESS_SECONDS = 60.0
# The summary and crawls.jsonl hold the figures that matter.
STATS_DUMP = False
LOG_VERSIONS: list[str] = []
