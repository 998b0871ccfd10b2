"""Options of the test suite."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres import NoServer, Server, server


def pytest_configure() -> None:
    # Tests read what is said in English, whatever the user's locale is, and so does every command that a test starts.
    os.environ["LC_ALL"] = "C.UTF-8"
    # Of the hundreds of commands that tests start, only the first compiles the package: a sixth of each start.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # A background job of a shell, or one of nohup, ignores these, and so would every command that a test starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    # A slow machine fails no property.
    settings.register_profile("newsportal", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("newsportal")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="write what extract() says into tests/pages/*/*/expected.json"
    )


@pytest.fixture(autouse=True)
def _no_settings_stay() -> Iterator[None]:
    """Scrapy names the settings in the environment where a test asks for them: a later test's project has its own."""
    yield
    os.environ.pop("SCRAPY_SETTINGS_MODULE", None)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server, of the session's own."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: newsportal[cluster]")
    try:
        with server() as running:
            yield running
    except NoServer as missing:
        pytest.skip(str(missing))


@pytest.fixture
def database(postgres: Server) -> str:
    """The address of an empty database with its tables."""
    from newsportal.state.postgres.connection import Wire
    from newsportal.state.postgres.schema import make_tables

    wire = Wire(postgres.url)
    # Crawls that a test left open hold their locks.
    wire.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()", ())
    wire.run("DROP SCHEMA IF EXISTS newsportal, newsportal_jobs CASCADE", ())
    make_tables(wire)
    wire.close()
    return postgres.url
