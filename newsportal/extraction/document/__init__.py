"""Bytes to tree: charset, parser, lines, links, metadata."""
