"""Where files lie is told, or said in one sentence to be unknown."""

from __future__ import annotations

import pytest
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from newsportal import paths


@pytest.fixture
def outside(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "newsportal.settings")


@pytest.mark.usefixtures("outside")
def test_outside_a_project_the_state_has_a_place_only_where_it_is_told():
    with pytest.raises(UsageError, match=r"no scrapy\.cfg here or above"):
        paths.state_file(Settings())
    assert str(paths.state_file(Settings({"NEWSPORTAL_STATE": "own.sqlite"}))) == "own.sqlite"
