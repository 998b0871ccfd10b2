"""Pages of the demo portal as trees."""

from __future__ import annotations

from lxml import html

from newsportal.demo.site import CHARSETS, Site


def tree(shown: Site, path: str) -> html.HtmlElement:
    """The page at `path`, decoded as its channel is encoded."""
    charset = next((pair[1] for name, pair in CHARSETS.items() if path.startswith(f"/{name}/")), "utf-8")
    return html.document_fromstring(shown.get(path).body.decode(charset))


def block(page: html.HtmlElement, label: str) -> html.HtmlElement:
    """The block under the heading `label`."""
    return next(mod for mod in page.find_class("mod") if mod.find_class("mod-hd")[0].text_content() == label)
