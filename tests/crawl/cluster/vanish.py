"""Takes a portal's lock over a network that then is cut, in a network namespace of its own: `python -m`."""

from __future__ import annotations

import subprocess

from newsportal.state.postgres.connection import Wire
from newsportal.state.walk import StateLost
from tests.postgres import server
from tests.waiting import wait_for

QUICK = {"tcp_keepalives_idle": 1, "tcp_keepalives_interval": 1, "tcp_keepalives_count": 1, "tcp_user_timeout": 1_000}
"""In place of ten seconds: what an address says goes before what newsportal sets."""


def main() -> None:
    """Print what is seen of the lock."""
    link = ["ip", "link", "set", "lo"]
    subprocess.run([*link, "up"], check=True)
    with server({"listen_addresses": "127.0.0.1"}) as one:
        options = "%20".join(f"-c%20{name}%3D{value}" for name, value in QUICK.items())
        machine = Wire(f"postgresql://news@127.0.0.1/postgres?options={options}&tcp_user_timeout=1000")
        other = Wire(one.url)
        print("held" if machine.lock("river") else "not held")
        subprocess.run([*link, "down"], check=True)
        print("free" if other.lock("river") else "held while it vanishes")
        wait_for(lambda: other.lock("river"))
        print("free")
        subprocess.run([*link, "up"], check=True)
        try:
            machine.ask("SELECT 1")
        except StateLost:
            print("what it held back is lost")


if __name__ == "__main__":
    main()
