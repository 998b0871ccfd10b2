from __future__ import annotations

import subprocess
import sys

import jieba
import pytest

from newsportal.keywords import frequencies, keywords
from tests.hostile.answers import PARAGRAPHS

TEXTS = (*PARAGRAPHS, "".join(PARAGRAPHS), "The water of 2026, the AI 芯片 and 5G 网络 are on the way", "", "水")


@pytest.mark.parametrize("text", TEXTS)
def test_keywords_are_those_of_jieba(text: str) -> None:
    from jieba.analyse import extract_tags

    assert keywords(text, 10, jieba.cut) == extract_tags(text, topK=10)


def test_a_word_that_the_table_lacks_has_the_median() -> None:
    assert frequencies()["没有这个词的"] == frequencies().median
    assert frequencies()["水库"] != frequencies().median


def test_the_table_costs_little_memory() -> None:
    code = (
        "import jieba, resource\n"
        "from newsportal.keywords import frequencies, keywords\n"
        "jieba.setLogLevel(60); jieba.initialize()\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "keywords('水库检修', 5, jieba.cut)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    grown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert int(grown) < 60 * 1024
