"""docs/portals.md and its Chinese counterpart, made from what the spiders declare."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scrapy.settings import Settings

from newsportal import settings
from newsportal.spiders.loader import PortalLoader
from newsportal.spiders.portal_data import KINDS, PortalData


def known() -> list[type[PortalData]]:
    """The known portals of this package, by name."""
    loader = PortalLoader(Settings({"SPIDER_MODULES": settings.SPIDER_MODULES}))
    spiders = [loader.load(name) for name in sorted(loader.list())]
    return [spider for spider in spiders if issubclass(spider, PortalData) and spider.kind()]


def page(language: str) -> str:
    """The page in a language, en or zh; raises KeyError for a kind or a source without words in it."""
    words = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))[language]
    portals = known()
    parts = [words["head"].lstrip("\n").replace("{count}", str(len(portals)))]
    for kind in KINDS:
        parts.append(f"\n## {words['kinds'][kind]}\n\n| {words['columns']} |\n|---|---|---|---|---|---|---|\n")
        parts += [_row(portal, words) for portal in portals if portal.kind() == kind]
    return "".join(parts)


def _row(portal: type[PortalData], words: dict[str, Any]) -> str:
    day, _, source = (portal.checked or "").partition(", ")
    checked = f"{day}, {words['sources'][source]}" if source else words["memory"]
    cells = (
        f"`{portal.name}`", portal.title, _listed(portal.seeds), _listed(portal.feeds), _listed(portal.paths), checked,
        _listed(portal.from_memory),
    )  # fmt: skip
    return f"| {' | '.join(cells)} |\n"


def _listed(values: Sequence[str]) -> str:
    return " ".join(f"`{value}`" for value in values)


if __name__ == "__main__":
    docs = Path(__file__).parents[2] / "docs"
    (docs / "portals.md").write_text(page("en"), encoding="utf-8")
    (docs / "portals.zh.md").write_text(page("zh"), encoding="utf-8")
