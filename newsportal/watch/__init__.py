"""Watches: who is told of which headlines, and by which channel; docs/watching.md.

`matching.py` and what it stands on (`words.py`, `patterns.py`, `when.py`) is pure; `gather.py` finds in the output
files what is to be told, `outbox.py` keeps it, `compose.py` makes messages of it, `delivery.py` sends them.
"""
