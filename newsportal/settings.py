"""Settings: what differs from Scrapy's defaults, and newsportal's own, grouped by purpose, each with its why.

All can be set with `-s NAME=VALUE`; docs/operating.md lists newsportal's own.
"""

from pathlib import Path

BOT_NAME = "newsportal"
SPIDER_MODULES = ["newsportal.spiders"]
NEWSPIDER_MODULE = "newsportal.spiders"
COMMANDS_MODULE = "newsportal.commands"
TEMPLATES_DIR = str(Path(__file__).parent / "templates")

# -- Politeness: not optional. The agent says who asks and why.
USER_AGENT = "newsportal/0.1 (news headline research; obeys robots.txt)"
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 2.0

ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY_JITTER = 0

# -- Only addresses of the open internet (docs/security.md); Scrapy's own robots.txt and off-site filters have holes.
DOWNLOAD_HANDLERS = {
    "http": "newsportal.download.politeness.throttle.PacedHandler",
    "https": "newsportal.download.politeness.throttle.PacedHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
DOWNLOADER_MIDDLEWARES = {
    "newsportal.download.safety.middlewares.AddressGuard": 20,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "newsportal.download.safety.middlewares.Offsite": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "newsportal.download.robots.robotstxt.RobotsTxt": 100,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "newsportal.download.safety.middlewares.Redirects": 600,
    # Unpacks within bounds and drops what is no page; Scrapy's guesses charsets of packed bytes.
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "newsportal.download.content.bodies.Bodies": 590,
    # Above RetryMiddleware (550): it sees 429, 503 and dead hosts first.
    "newsportal.download.politeness.backoff.Patience": 560,
}
# It drops a request without a word to the spider that waits for it; AddressGuard refuses the same addresses aloud.
SPIDER_MIDDLEWARES = {"scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None}
# Requests to a host that rests wait here, not in the downloader, where they would hold up other hosts.
SCHEDULER_PRIORITY_QUEUE = "newsportal.download.politeness.host_queue.HostQueue"
NEWSPORTAL_ALLOWED_NETWORKS: list[str] = []
NEWSPORTAL_ALLOWED_PORTS = [80, 443]

# -- Nothing that listens, nothing that remembers, nothing that opens other doors.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False
COOKIES_ENABLED = False

# -- Bounds of one answer.
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
REDIRECT_MAX_TIMES = 5
URLLENGTH_LIMIT = 1024
NEWSPORTAL_PAGE_MAXSIZE = 2 * 1024 * 1024
NEWSPORTAL_MAX_BYTES = 0
RETRY_TIMES = 2
# The spider follows page.refresh as an ordinary link; Scrapy's middleware would decode every body a second time.
METAREFRESH_ENABLED = False
DOWNLOAD_VERIFY_CERTIFICATES = True

# -- The frontier is in the state, so Scrapy's own duplicate filter has nothing to do.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"

# A visit is one item, and no callback of ours returns a value from a generator: 1.5 ms a page less without the care.
CONCURRENT_ITEMS = 1
WARN_ON_GENERATOR_RETURN_VALUE = False
# Half a millisecond a page less than asyncio's own loop (benchmarks/crawl.py).
ASYNCIO_EVENT_LOOP = "uvloop.Loop"

ITEM_PIPELINES = {
    "newsportal.pipelines.Validate": 100,
    "newsportal.pipelines.Deduplicate": 200,
    "newsportal.pipelines.JsonLines": 300,
}
EXTENSIONS = {
    "newsportal.extensions.SafeLog": 0,
    "newsportal.extensions.Bounds": 10,
    "scrapy.extensions.logstats.LogStats": None,
    "newsportal.extensions.Progress": 100,
    "newsportal.extensions.Summary": 900,
}

# -- Output and state.
FEED_EXPORT_ENCODING = "utf-8"
NEWSPORTAL_OUTPUT = "output"
NEWSPORTAL_STATE = None
NEWSPORTAL_DURABLE = False
NEWSPORTAL_KEYWORDS = 10
NEWSPORTAL_REPEAT_DAYS = 30

# -- Coming back: corrections come soon after a story, rarely later.
NEWSPORTAL_REVISIT_HOURS = [1, 6, 24, 72, 168, 720]
NEWSPORTAL_LISTING_HOURS = 1
NEWSPORTAL_RESUME_HOURS = 24

# -- A log line an event, not a line a page; the items are in the files.
LOG_LEVEL = "INFO"
LOGSTATS_INTERVAL = 0
# The summary says what matters; the stats are in the signal and in crawls.jsonl.
STATS_DUMP = False
LOG_VERSIONS: list[str] = []
