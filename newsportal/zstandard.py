"""Zstandard (RFC 8878): Python's own from 3.14 on, before that the same by backports.zstd."""

from __future__ import annotations

import sys

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["zstd"]
