"""Other extractors beside ours: the same measure for each, and one that cannot be had is named, not guessed."""

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def peers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    monkeypatch.delitem(sys.modules, "peers", raising=False)
    module = importlib.import_module("peers")
    monkeypatch.setattr(module, "PLACE", tmp_path / "peers")
    return module


def pages(peers: ModuleType) -> list[Any]:
    return [peers.Page(f"{n}.html", f"https://news.example/{n}", f"<p>第{n}篇</p>" * 50) for n in range(3)]


def test_ours_is_read_when_no_other_can_be_installed(
    peers: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(peers, "_installed", lambda name: None)
    [ours] = peers.answers(pages(peers), lambda page: {"title": page.url})
    assert ours.name == "newsportal"
    assert ours.cost > 0
    assert ours.rows["2.html"] == {"file": "2.html", "title": "https://news.example/2"}
    assert "defuddle cannot be installed" in capsys.readouterr().err


def test_an_extractor_in_a_process_of_its_own_answers_under_its_version(
    peers: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = (
        "import json, sys\n"
        "for line in open(sys.argv[1], encoding='utf-8'):\n"
        "    page = json.loads(line)\n"
        "    print(json.dumps({'file': page['file'], 'cpu': 0.5, 'text': page['url']}))\n"
        "print('a word of its own')\n"
        "print(json.dumps({'version': '1.2'}))\n"
    )
    command = [sys.executable, "-c", child]
    monkeypatch.setattr(peers, "_installed", lambda name: command if name == "gne" else None)
    _, gne = peers.answers(pages(peers), lambda page: {})
    assert gne.name == "gne 1.2"
    assert gne.rows["0.html"]["text"] == "https://news.example/0"
    assert "cpu" not in gne.rows["0.html"]
