"""Log records that no page can forge."""

from __future__ import annotations

import logging

from scrapy.utils.test import get_crawler

from newsportal.extensions.safe_log import SafeFormatter, SafeLog


def test_a_title_cannot_forge_a_log_line_or_move_the_cursor() -> None:
    logger, records = logging.getLogger("forged"), []
    handler = logging.Handler()
    handler.setFormatter(SafeFormatter(logging.Formatter("%(levelname)s %(message)s")))
    handler.emit = lambda record: records.append(handler.format(record))  # type: ignore[method-assign]
    logger.addHandler(handler)
    logger.propagate = False
    logger.warning("read %s", "标题\nERROR stolen\x1b[2K\r\u2028ERROR again\u202e \ud800")
    assert records == ["WARNING read 标题\n    ERROR stolen\\x1b[2K\\r\\u2028ERROR again\\u202e \\ud800"]


def test_the_extension_makes_the_root_handlers_safe_once() -> None:
    handler = logging.Handler()
    logging.root.addHandler(handler)
    try:
        SafeLog.from_crawler(get_crawler())
        SafeLog.from_crawler(get_crawler())
        assert isinstance(handler.formatter, SafeFormatter)
        assert not isinstance(handler.formatter._inner, SafeFormatter)
    finally:
        logging.root.removeHandler(handler)


def test_no_record_is_made_that_no_handler_writes_and_a_level_that_others_set_higher_stays() -> None:
    handlers, logging.root.handlers = logging.root.handlers, []
    levels = {name: logging.getLogger(name).level for name in (None, "scrapy")}
    handler = logging.Handler(logging.INFO)
    try:
        logging.root.addHandler(handler)
        for name in levels:
            logging.getLogger(name).setLevel(logging.NOTSET)
        SafeLog().quieten()
        assert [
            logging.getLogger(name).isEnabledFor(logging.DEBUG) for name in ("scrapy.core.engine", "newsportal.x")
        ] == [False] * 2
        assert logging.getLogger("scrapy.core.engine").isEnabledFor(logging.INFO)
        logging.getLogger("scrapy").setLevel(logging.ERROR)  # by somebody else
        SafeLog().quieten()
        assert not logging.getLogger("scrapy.core.engine").isEnabledFor(logging.WARNING)
    finally:
        logging.root.handlers = handlers
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
