"""The tables of the queue: Procrastinate's, and our own beside them."""

from __future__ import annotations

from importlib.resources import files

from procrastinate.schema import SchemaManager

SCHEMA = "newsportal_jobs"
"""The schema of the tables: apart from that of the walk, so that a role may have rights in one of them."""
_LOCK = 2
"""The lock under which they are made, so that two that begin at once do not meet."""
_ROLES = f"""
-- Workers and schedulers put crawls into the queue, and take them out: so they can have workers run any spider. They
-- make no tables. A worker's crawls need newsportal_crawler beside it.
DO $$ BEGIN CREATE ROLE newsportal_worker NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
GRANT USAGE ON SCHEMA {SCHEMA} TO newsportal_worker, newsportal_reader;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {SCHEMA} TO newsportal_worker;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA {SCHEMA} TO newsportal_worker;
GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO newsportal_reader;
"""


def statements() -> str:
    """The statements that make what is missing of the tables, as one transaction."""
    own = files(__package__).joinpath("schema.sql").read_text("utf-8")
    return (
        f"BEGIN;\nSELECT pg_advisory_xact_lock({_LOCK});\nCREATE SCHEMA IF NOT EXISTS {SCHEMA};\n"
        f"SET LOCAL search_path = {SCHEMA};\n"
        # Procrastinate's can be run once only.
        f"DO $made$ BEGIN IF to_regclass('{SCHEMA}.procrastinate_jobs') IS NULL THEN EXECUTE $procrastinate$\n"
        f"{SchemaManager.get_schema()}\n$procrastinate$; END IF; END $made$;\n{own}COMMIT;\n"
    )


def roles() -> str:
    """The statements that make a role of least rights, behind those of the walk."""
    return _ROLES
