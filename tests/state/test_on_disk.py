"""Values that lie on the disk for as long as a process needs them."""

from __future__ import annotations

from pathlib import Path

from newsportal.state.on_disk import OnDisk


def test_values_come_back_by_address_and_the_newest_stands() -> None:
    held = OnDisk[tuple[str, ...]]()
    assert (held.get("a"), "a" in held, held.urls()) == (None, False, [])
    held["a"], held["b"] = ("浮桥",), ()
    held["a"] = ("浮桥", "渡口")
    assert (held.get("a"), held.get("b"), held.get("c")) == (("浮桥", "渡口"), (), None)
    assert ("a" in held, "c" in held, sorted(held.urls())) == (True, False, ["a", "b"])
    held.close()
    assert (held.get("a"), "a" in held, held.urls()) == (None, False, [])


def test_many_values_take_little_memory() -> None:
    held, status = OnDisk[bytes](), Path("/proc/self/status")
    held["0"] = b""
    before = _kilobytes(status)
    for number in range(4_000):
        held[f"{number}"] = number.to_bytes(2, "big") * 4_000
    assert _kilobytes(status) - before < 8_000  # of 32,000
    assert held.get("77") == b"\x00\x4d" * 4_000


def _kilobytes(status: Path) -> int:
    if not status.exists():
        return 0
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmRSS"))
