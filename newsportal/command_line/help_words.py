"""What Scrapy and argparse say in a help and of wrong options, in the user's language."""

from __future__ import annotations

import argparse

from newsportal.messages import marked, say

_SCRAPYS = (
    marked("Global Options"),
    marked(
        "append scraped items to the end of FILE (use - for stdout), to define format set a colon at the end of the "
        "output URI (i.e. -o FILE:FORMAT)"
    ),
    marked("disable logging completely"),
    marked("Dump template to standard output"),
    marked(
        "dump scraped items into FILE, overwriting any existing file, to define format set a colon at the end of the "
        "output URI (i.e. -O FILE:FORMAT)"
    ),
    marked("Edit spider after creating it"),
    marked("enable pdb on failure (uses ipdb if installed)"),
    marked("If the spider already exists, overwrite it with the template"),
    marked("List available templates"),
    marked("only list contracts, without checking them"),
    marked("print contract tests for all spiders"),
    marked("log file. if omitted stderr will be used"),
    marked("set spider argument (may be repeated)"),
    marked("set/override setting (may be repeated)"),
    marked("Uses a custom template, given by name or by path to a .tmpl file."),
    marked("write process ID to FILE"),
    marked("write python cProfile stats to FILE"),
    marked("Invalid -a value, use -a NAME=VALUE"),
    marked("Invalid -s value, use -s NAME=VALUE"),
)
"""Scrapy's texts as Scrapy 2.19 writes them."""
_ARGPARSES = (
    marked("usage: "),
    marked("options"),
    marked("positional arguments"),
    marked("show this help message and exit"),
    marked("argument %(argument_name)s: %(message)s"),
    marked("expected one argument"),
    marked("ambiguous option: %(option)s could match %(matches)s"),
    marked("not allowed with argument %s"),
    marked("ignored explicit argument %r"),
    marked("the following arguments are required: %s"),
    marked("%(prog)s: error: %(message)s\n"),
)
"""Texts that argparse looks up by itself (messages.teach_libraries)."""


def translate(parser: argparse.ArgumentParser) -> None:
    """Say the options that Scrapy gave a parser in the user's language."""
    for group in parser._action_groups:
        group.title = group.title and say(group.title)
    for action in parser._actions:
        if action.dest == "loglevel":
            level = (action.help or "").rpartition(" ")[2].rstrip(")")
            action.help = say("log level (default: {level})", level=level)
        elif action.help:
            action.help = say(action.help)
