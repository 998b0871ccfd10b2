"""The processes of a crawl and of its browser, by /proc."""

from __future__ import annotations

from pathlib import Path


def below(pid: int) -> list[int]:
    """A process's children and theirs."""
    found, parents = [pid], {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text("utf-8").rpartition(")")[2].split()[1])
        except OSError:
            continue
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found[1:]


def command(pid: int) -> str:
    """A process's command line, "" where it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        return ""


def browsers(pid: int) -> list[int]:
    """The browser processes below a process, those that they started left out."""
    return [one for one in below(pid) if "--remote-debugging-pipe" in command(one) and "--type=" not in command(one)]


def renderers(pid: int) -> list[int]:
    """The processes below a process that hold pages."""
    return [one for one in below(pid) if "--type=renderer" in command(one)]


def is_confined(pid: int) -> bool:
    """Whether a process may make only the system calls that its filter lets through (seccomp), as in the sandbox."""
    return "\nSeccomp:\t2\n" in Path(f"/proc/{pid}/status").read_text("utf-8")
