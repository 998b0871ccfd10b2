"""`scrapy genspider -t portal` makes a portal that crawls as it is."""

import shutil
from pathlib import Path

from tests.run import ROOT, scrapy


def test_a_generated_portal_is_a_spider_of_the_project(tmp_path: Path, monkeypatch):
    # A copy of the package, since genspider writes beside the known portals.
    shutil.copytree(ROOT / "newsportal", tmp_path / "newsportal", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr("tests.run.ROOT", tmp_path)
    made = scrapy(tmp_path, "genspider", "-t", "portal", "riverside", "https://www.riverside.example.cn/")
    assert made.returncode == 0, made.stderr
    text = (tmp_path / "newsportal" / "spiders" / "riverside.py").read_text("utf-8")
    assert 'seeds = ("https://www.riverside.example.cn/",)' in text
    assert 'domains = ("www.riverside.example.cn",)' in text
    assert "riverside" in scrapy(tmp_path, "list").stdout.split()
