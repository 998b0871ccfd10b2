"""Newspapers in print, as their sites show them page by page."""
