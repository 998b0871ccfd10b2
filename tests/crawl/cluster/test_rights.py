"""What the roles of `scrapy cluster --sql` may do, and what is told to nobody."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from newsportal.exit_codes import Exit
from tests.crawl.cluster.machines import LATER, WEB, Clock, crawl, files, keep
from tests.run import ROOT, scrapy, scrapy_cfg

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed: newsportal[cluster]")
TITLE = "'; DROP TABLE newsportal.log; -- $$ \\\\. %s {x} \\x00 桥"
"""A title that would be more than data, were it put into a statement, a COPY or a format."""
_REFUSED = {
    "machine1": (
        "SELECT body FROM newsportal.log", "DELETE FROM newsportal.log", "UPDATE newsportal.log SET body = ''",
        "UPDATE newsportal.learned SET n = 0", "DELETE FROM newsportal.readers", "TRUNCATE newsportal.pages",
        "CREATE TABLE newsportal.more (n int)", "UPDATE newsportal.format SET n = 9",
        "UPDATE newsportal.log_end SET log = ''",
    ),
    "machine2": (
        "INSERT INTO newsportal.log VALUES (1)", "UPDATE newsportal.log_end SET n = 0",
        "SELECT url FROM newsportal.pages", "DELETE FROM newsportal.frontier", "DROP TABLE newsportal.log",
    ),
}  # fmt: skip


def test_a_crawl_can_claim_and_append_and_a_reader_read_and_shorten_and_neither_more(
    project: Path, database: str
) -> None:
    from newsportal.state.postgres.connection import Wire
    from newsportal.state.postgres.pace import PostgresPace

    printed = scrapy(project, "cluster", "--sql").stdout
    with psycopg.connect(database, autocommit=True) as admin:
        admin.execute("DROP SCHEMA newsportal CASCADE")
        admin.execute(printed)
        admin.execute(printed)
        for role, kind in (("machine1", "crawler"), ("machine2", "reader")):
            made = f"CREATE ROLE {role} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL"
            admin.execute(f"DO $$ BEGIN {made}; END $$; GRANT newsportal_{kind} TO {role}")
    crawler, reader = (database.replace("//news@", f"//{role}@") for role in ("machine1", "machine2"))
    hostile = {url: page.replace("栖川县第6座新桥通车", TITLE) for url, page in LATER.items()}
    for web in (WEB, hostile):
        crawl(project / "alone", web)
        crawl(project, web, NEWSPORTAL_STATE=crawler)
        keep(project / "books", reader)
        Clock.now += timedelta(days=1)
    assert files(project / "books") == files(project / "alone")
    assert "DROP TABLE" in files(project / "books")["articles.jsonl"]
    wire = Wire(crawler)
    assert PostgresPace(wire).take("h.example", 0.0, held=True) == 0
    wire.close()
    for role, statements in _REFUSED.items():
        with psycopg.connect(database.replace("//news@", f"//{role}@"), autocommit=True) as connection:
            for statement in statements:
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(statement)


def test_a_password_in_the_address_is_in_no_log_and_no_file(project: Path, database: str) -> None:
    told = ("-s", "NEWSPORTAL_STATE=" + database.replace("//news@", "//news:geheim@"), "-L", "DEBUG")
    commands = (("crawl", "demo", "-a", "pages=1"), ("keep", "--once"), ("cluster", "--import"))
    ran = [scrapy(project, *command, *told) for command in commands]
    assert [one.returncode for one in ran] == [0, 0, 74]
    said = "".join(one.stdout + one.stderr for one in ran)
    assert "did its job" in said
    assert "reader's state already" in said
    written = [path.read_bytes() for path in project.rglob("*") if path.is_file()]
    assert "geheim" not in said
    assert not [data for data in written if b"geheim" in data]
    with psycopg.connect(database) as connection:
        assert "geheim" not in str(connection.execute("SELECT * FROM pg_stat_activity").fetchall())


@pytest.mark.parametrize(
    "url", ["//news:geheim@[bad", "//news:ge%zzheim@h/x", "//news:geheim@h/x?foo=1", "//u:geheim@127.0.0.1:9/x"]
)
def test_a_password_is_in_no_message(url: str) -> None:
    from newsportal.state.postgres.database import connect
    from newsportal.state.walk import StateLost

    with pytest.raises(StateLost) as lost:
        connect(f"postgresql:{url}")
    assert "heim" not in str(lost.value)


def test_a_database_that_is_not_utf_8_is_refused_in_one_sentence(project: Path, database: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS bytes")
        connection.execute("CREATE DATABASE bytes ENCODING 'SQL_ASCII' TEMPLATE template0")
    told = ("-s", "NEWSPORTAL_STATE=" + database.replace("/postgres?", "/bytes?"))
    for command in (("keep", "--once"), ("cluster", "--export")):
        ran = scrapy(project, *command, *told)
        assert ran.returncode == Exit.STORAGE
        assert "Traceback" not in ran.stderr
        assert "one of SQL_ASCII, it must be UTF8: createdb -T template0 -E UTF8" in ran.stderr


def test_what_keep_needs_is_said_in_one_sentence(project: Path) -> None:
    bare = "import sys; sys.modules['psycopg'] = None; from scrapy.cmdline import execute; execute(sys.argv)"
    told = ("keep", "--once", "-s", "NEWSPORTAL_STATE=postgresql:///news")
    command, environment = [sys.executable, "-c", bare, *told], os.environ | {"PYTHONPATH": str(ROOT)}
    ran = subprocess.run(command, cwd=scrapy_cfg(project), env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == Exit.USAGE
    assert "[cluster]" in ran.stderr
    assert "Traceback" not in ran.stderr
