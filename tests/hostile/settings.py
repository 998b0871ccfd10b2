"""Stands in for newsportal.settings until that exists: what the download room asks for."""

DOWNLOAD_HANDLERS = {
    "http": "newsportal.download.connection.GuardedHandler",
    "https": "newsportal.download.connection.GuardedHandler",
    "file": None,
    "data": None,
    "ftp": None,
    "s3": None,
}
DOWNLOADER_MIDDLEWARES = {
    "newsportal.download.guard.AddressGuard": 20,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "newsportal.download.failures.Failures": 40,
    "newsportal.download.guard.Offsite": 50,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "newsportal.download.bodies.Bodies": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "newsportal.download.guard.Redirects": 600,
}
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 30
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
ROBOTSTXT_OBEY = False
EXTENSIONS = {"newsportal.logs.SafeLog": 0}
