"""The few pieces of HTML that every page of the demo portal is put together from."""

from __future__ import annotations

from functools import cache
from html import escape
from string import Template

from newsportal.demo.stories import DATA, data

HOST = "demo.newsportal.example"
BASE = f"http://{HOST}"
"""The one address of the portal, whatever port its server listens on."""


@cache
def template(name: str) -> Template:
    """data/`name`.html as a string template."""
    return Template((DATA / f"{name}.html").read_text(encoding="utf-8"))


def link(href: str, words: str, *, title: str | None = None) -> str:
    """A text link; `title` becomes its title attribute."""
    hint = f' title="{escape(title)}"' if title else ""
    return f'<a href="{escape(href)}"{hint}>{escape(words, quote=False)}</a>'


def listed(entries: list[str], name: str) -> str:
    """An unordered list of class `name`."""
    return f'<ul class="{name}">\n' + "\n".join(f"<li>{entry}</li>" for entry in entries) + "\n</ul>"


def block(label: str, inner: str, name: str) -> str:
    """A block with its heading."""
    return f'<div class="mod {name}">\n<div class="mod-hd"><h3>{label}</h3></div>\n{inner}\n</div>'


def labels() -> dict[str, str]:
    """The names that readers see of channels and columns, by the short ones."""
    channels: dict[str, str] = data("words")["channels"]
    return channels | {name: column["label"] for name, column in data("columns").items()}


def navigation() -> str:
    """The links to the channels and columns."""
    return " ".join(link(f"/{name}/", label) for name, label in labels().items())
