"""Whether settings can be what their user meant: a name that exists, a value of the kind that its default has."""

from __future__ import annotations

import codecs
import difflib
import logging
import math
import re
from collections.abc import Callable, Mapping
from importlib.util import find_spec

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings, default_settings
from scrapy.utils.versions import get_versions

from newsportal import settings as defaults
from newsportal.messages import marked, meant, say
from newsportal.urls.safety import networks

_WITHOUT_DEFAULT = (
    "CONCURRENT_REQUESTS_PER_IP", "FILES_EXPIRES", "FILES_RESULT_FIELD", "FILES_URLS_FIELD", "IMAGES_EXPIRES",
    "IMAGES_MIN_HEIGHT", "IMAGES_MIN_WIDTH", "IMAGES_RESULT_FIELD", "IMAGES_THUMBS", "IMAGES_URLS_FIELD",
    "MEDIA_ALLOW_REDIRECTS", "META_COPY_WARN_SKIP_KEYS",
)  # fmt: skip
"""Settings that Scrapy reads and gives no default."""
_NAMES = {name for module in (default_settings, defaults) for name in dir(module) if name.isupper()}
_POSITIVE = (
    "CONCURRENT_ITEMS", "CONCURRENT_REQUESTS", "CONCURRENT_REQUESTS_PER_DOMAIN", "DNS_TIMEOUT", "DOWNLOAD_TIMEOUT",
    "MEMUSAGE_CHECK_INTERVAL_SECONDS", "NEWSPORTAL_BROWSER_SECONDS", "NEWSPORTAL_DEAD_AFTER",
    "NEWSPORTAL_PROGRESS_SECONDS", "NEWSPORTAL_READER_SECONDS", "NEWSPORTAL_REFUSALS", "NEWSPORTAL_REPORT_DAYS",
    "NEWSPORTAL_WARC_FILE_MB", "NEWSPORTAL_WORKER_BEAT", "REACTOR_THREADPOOL_MAXSIZE", "SCRAPER_SLOT_MAX_ACTIVE_SIZE",
)  # fmt: skip
"""Numbers with which a crawl could do nothing if they were 0."""
_FRACTIONS = ("DNS_TIMEOUT",)
"""Numbers that need not be whole though Scrapy's default is."""
_CLASSES = marked("a JSON object of the paths of classes and numbers")
_A_CLASS = marked("the path of a class that exists")
_IS_NOT = marked("{name}={value!r} is not {needed}")
_NEAR = 0.5
"""How like a known name (difflib) one is that is told with that."""
_MISSPELT = 0.85
"""A name in a settings module that is so like a known one (difflib) is that one misspelt, and none of its own."""

Reader = Callable[[BaseSettings, str], object]
"""Reads a setting as its components do; raises ValueError, TypeError or LookupError where they could not."""


class SettingError(ValueError):
    """A setting that cannot be meant; the message is one sentence for the user."""


def check(settings: BaseSettings, given: Mapping[str, str]) -> None:
    """Raise SettingError if one of `settings`, or one `given` beside them by name (`-s`), cannot be meant."""
    own, checked = set(settings), settings.copy()
    for name, value in given.items():
        try:
            checked.set(name, value, priority="cmdline")
        except (ValueError, TypeError, AttributeError):
            words = say('a JSON object, such as {"name": 100}')
            raise SettingError(say(_IS_NOT, name=name, value=value, needed=words)) from None
    for name in sorted(checked):
        if checked.getpriority(name) != SETTINGS_PRIORITIES["default"]:
            if name in _NAMES or name in _WITHOUT_DEFAULT:
                _check_value(checked, name)
            else:
                _check_name(name, may_be_own=name in own)


def _check_name(name: str, *, may_be_own: bool) -> None:
    """A project's settings module may hold names of its own; `-s` sets only what some module has."""
    near = difflib.get_close_matches(name.upper(), _NAMES, 1, _NEAR)
    alike = difflib.SequenceMatcher(None, name.upper(), near[0]).ratio() if near else 0
    if not may_be_own or name.startswith("NEWSPORTAL_") or alike >= _MISSPELT:
        raise SettingError(meant(say("there is no setting {name}", name=name), name.upper(), _NAMES, _NEAR))


def _check_value(settings: BaseSettings, name: str) -> None:
    read, needed = _kind(name)
    try:
        read(settings, name)
    except (ValueError, TypeError, LookupError, ImportError):
        raise SettingError(say(_IS_NOT, name=name, value=settings.get(name), needed=say(needed))) from None


def _kind(name: str) -> tuple[Reader, str]:
    """How a setting is read, and what it needs to be, in words: both by its name, or by its default."""
    for pattern, read, needed in _BY_NAME:
        if re.fullmatch(pattern, name):
            return read, needed
    match getattr(defaults, name, getattr(default_settings, name, None)):
        case bool():
            return BaseSettings.getbool, marked("True or False")
        case int() | float() as default:
            return _number, _number_words(name, whole=_whole(name, default))
        case dict():
            return BaseSettings.getdict, marked("a JSON object")
        case list():
            return BaseSettings.getlist, marked("a list, its parts divided by commas")
        case str(default) if re.fullmatch(r"[a-z_]\w*(\.\w+)+", default):
            return _component, _A_CLASS
        case _:
            return BaseSettings.get, marked("a text")


def _whole(name: str, default: float) -> bool:
    return isinstance(default, int) and name not in _FRACTIONS


def _number_words(name: str, *, whole: bool) -> str:
    if "PRIORITY" in name:
        return marked("a whole number") if whole else marked("a number")
    if name in _POSITIVE:
        return marked("a whole number of 1 or more") if whole else marked("a number above 0")
    return marked("a whole number of 0 or more") if whole else marked("a number of 0 or more")


def _number(settings: BaseSettings, name: str) -> None:
    default = getattr(defaults, name, getattr(default_settings, name, None))
    value = settings.getint(name) if _whole(name, default or 0) else settings.getfloat(name)
    if not math.isfinite(value) or ("PRIORITY" not in name and value < 0) or (name in _POSITIVE and not value):
        raise ValueError(value)


def _numbers(settings: BaseSettings, name: str) -> None:
    if not all(float(value) >= 0 for value in settings.getlist(name)):
        raise ValueError(name)


def _networks(settings: BaseSettings, name: str) -> None:
    networks(settings.getlist(name))


def _ports(settings: BaseSettings, name: str) -> None:
    if not all(0 <= int(port) < 65_536 for port in settings.getlist(name)):
        raise ValueError(name)


def _component(settings: BaseSettings, name: str) -> None:
    for path in settings.getlist(name):
        _find(path)


def _components(settings: BaseSettings, name: str) -> None:
    for path, order in settings.getdict(name).items():
        if order is not None:
            float(order)
            _find(path)


def _find(path: object) -> None:
    """Look for the module, and import only the packages around it: it may need an event loop that is not there yet."""
    if isinstance(path, str) and find_spec(path.rpartition(".")[0]) is None:
        raise ImportError(path)


def _modules(settings: BaseSettings, name: str) -> None:
    for module in settings.getlist(name):
        if find_spec(module) is None:
            raise ImportError(module)


def _level(settings: BaseSettings, name: str) -> None:
    # Scrapy hands the word to logging, which knows it in capitals only.
    logging.Handler().setLevel(settings.get(name))


def _encoding(settings: BaseSettings, name: str) -> None:
    codecs.lookup(settings.get(name) or "utf-8")


def _tls(settings: BaseSettings, name: str) -> None:
    if not re.fullmatch(r"(TLS(v1\.[0-3])?)?", settings.get(name) or ""):
        raise ValueError(name)


def _credentials(settings: BaseSettings, name: str) -> None:
    if settings.get(name) and settings.getpriority("HTTPAUTH_DOMAIN") == SETTINGS_PRIORITIES["default"]:
        raise ValueError(name)


_BY_NAME: tuple[tuple[str, Reader, str], ...] = (
    (r"NEWSPORTAL_ALLOWED_NETWORKS", _networks, marked("networks such as 10.0.0.0/8, with commas")),
    (r"NEWSPORTAL_ALLOWED_PORTS|TELNETCONSOLE_PORT", _ports, marked("ports such as 80,443")),
    (r"NEWSPORTAL_REVISIT_HOURS|\w+_HTTP_CODES|\w+_ALLOWED_CODES", _numbers, marked("numbers such as 1,24,72")),
    (r"\w+_MODULES?", _modules, marked("a module that exists")),
    (r"(\w+_)?LOG_LEVEL", _level, marked("a level: DEBUG, INFO, WARNING, ERROR or CRITICAL")),
    (r"\w+_ENCODING", _encoding, marked("the name of an encoding")),
    (r"LOG_VERSIONS", lambda s, n: get_versions(s.getlist(n)), marked("names of installed packages, with commas")),
    (r"\w+_MIDDLEWARES|EXTENSIONS|ITEM_PIPELINES", _components, _CLASSES),
    (r"RETRY_EXCEPTIONS", _component, _A_CLASS),
    (r"\w+_TLS_\w+_VERSION|\w+_TLS_METHOD", _tls, marked("a version such as TLSv1.2")),
    (r"HTTPAUTH_(USER|PASS)", _credentials, marked("of use without HTTPAUTH_DOMAIN")),
    (r"LOG_FORMAT", lambda s, n: logging.Formatter(s.get(n)), marked("a format of Python's logging")),
)
"""Settings whose values need more than the kind of their default: a pattern of the name, how it is read, words."""
