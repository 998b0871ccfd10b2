"""Keywords are jieba's, at a thirtieth of the memory."""

import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from newsportal.text.keywords import keywords

STORY = "栖川县河口大桥今天通车。大桥全长三公里，连接栖川县与对岸的松屿新区，2026年动工。通车后两岸居民往来只要5分钟。"


def test_keywords_are_those_of_jieba_analyse_but_for_numbers():
    code = (
        "import sys; sys.modules['rjieba'] = None; from jieba.analyse import default_tfidf;"
        "from newsportal.text import segmentation, wordlists;"
        "default_tfidf.tokenizer = segmentation.cutter_of(wordlists.shipped())._tokenizer;"
        "print(*[w for w in default_tfidf.extract_tags(sys.argv[1], topK=99) if any(c.isalpha() for c in w)])"
    )
    root = Path(__file__).parents[2]
    theirs = subprocess.run([sys.executable, "-c", code, STORY], cwd=root, capture_output=True, text=True, check=True)
    assert sorted(keywords(STORY, 99)) == sorted(theirs.stdout.split())
    assert keywords(STORY, 3) == theirs.stdout.split()[:3]


def test_a_text_without_words_has_no_keywords():
    assert keywords("2026 11 24，。", 5) == keywords("", 5) == keywords(STORY, 0) == []


@given(st.text(max_size=300))
@settings(max_examples=50)
def test_any_text_gives_at_most_so_many_distinct_words(text):
    found = keywords(text, 7)
    assert len(found) == len(set(found)) <= 7


def test_words_are_found_behind_however_many_weightier_numbers() -> None:
    numbers = " ".join([f"{n} 这" * 5 for n in range(1000, 1040)])
    assert keywords(f"{numbers} 大桥", 2) == ["大桥"]
