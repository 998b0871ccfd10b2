"""What `-a path=` names: the archive files of a folder, a pattern, a list, or one file. No network is asked."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from glob import glob
from pathlib import Path
from typing import IO, NamedTuple

from newsportal.messages import marked, say

SUFFIXES = (".warc", ".warc.gz", ".warc.zst", ".arc", ".arc.gz", ".wacz")
"""How the names of archive files end."""
_LISTS = (".txt", ".paths", ".paths.gz")
"""How the names of lists of files end; Common Crawl's are called warc.paths.gz."""


class SourceError(ValueError):
    """No archive where one was named; the message is one sentence for the user."""


class Source(NamedTuple):
    """One file of records: an archive file, or one of those that a WACZ packs together."""

    path: str
    """The file's absolute path."""
    member: str = ""
    """The name inside it, of a WACZ."""

    @property
    def shown(self) -> str:
        """Its name for a reader."""
        return f"{self.path}:{self.member}" if self.member else self.path

    def open(self) -> IO[bytes]:
        """The bytes, to be read and sought in. Raises OSError, and BadZipFile for a damaged WACZ."""
        return zipfile.ZipFile(self.path).open(self.member) if self.member else open(self.path, "rb")

    def size(self) -> int:
        """Bytes of the file; of a WACZ's part those that it takes there. Raises as `open`."""
        if self.member:
            return zipfile.ZipFile(self.path).getinfo(self.member).compress_size
        return Path(self.path).stat().st_size


def find(place: str) -> list[Source]:
    """The sources that a path names, each once, by name. Raises SourceError, and OSError for what cannot be read."""
    path = Path(place).expanduser().absolute()
    if path.is_dir():
        files = [one for one in path.rglob("*") if one.name.lower().endswith(SUFFIXES) and one.is_file()]
    elif path.is_file():
        files = list(_listed(path)) if path.name.lower().endswith(_LISTS) else [path]
    else:
        files = [Path(one) for one in glob(str(path), recursive=True) if Path(one).is_file()]
        if not files:
            raise SourceError(say("there is no file or folder {path}", path=path))
    sources = [source for file in sorted(set(files)) for source in _parts(file)]
    if not sources:
        raise SourceError(say("{path} holds no archive ({suffixes})", path=path, suffixes=" ".join(SUFFIXES)))
    return sources


def _listed(path: Path) -> Iterator[Path]:
    """The files of a list, one a line, from the list's folder or, as Common Crawl names them, from one above it."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            names = [name for line in lines if (name := line.strip()) and not name.startswith("#")]
    except (gzip.BadGzipFile, EOFError, zlib.error, UnicodeDecodeError):
        raise SourceError(say("{path} is damaged, or no list of files", path=path)) from None
    for name in names:
        if "://" in name:
            words = marked("{path} names an address, {name}: an archive is read from the disk; fetch it first")
            raise SourceError(say(words, path=path, name=name))
        found = [folder / name for folder in path.parents if (folder / name).is_file()]
        if not found:
            raise SourceError(say("{path} names {name}, and there is no such file", path=path, name=name))
        yield found[0]


def _parts(path: Path) -> Iterator[Source]:
    if path.suffix.lower() != ".wacz":
        yield Source(str(path))
        return
    try:
        names = sorted(zipfile.ZipFile(path).namelist())
    except zipfile.BadZipFile as error:
        raise SourceError(say("{path} is no WACZ: {why}", path=path, why=error)) from None
    yield from (Source(str(path), name) for name in names if name.lower().endswith(SUFFIXES))
