"""What search costs and whether it finds all: on the headlines, or with --articles the articles, of an output folder.

    python benchmarks/search.py FOLDER [--articles] [--words 400] [--seed 1]

Recall is held against a look at every text, for pieces of one to four characters taken at random out of the texts, half
of them asked in traditional characters. The time to find is that of all hits, read to the last."""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from pathlib import Path

from newsportal.reading.records import Records
from newsportal.reading.search import Query, SearchIndex, Where
from newsportal.reading.search.query import fold
from newsportal.reading.search.texts import TEXTS
from newsportal.text.scripts import forms


def traditional(word: str) -> str:
    return "".join(forms(sign)[-1] for sign in word)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", action="store_true")
    parser.add_argument("--words", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rng, file = random.Random(given.seed), Path(tempfile.mkdtemp()) / "search.sqlite"
    with Records(given.folder) as records, SearchIndex(file) as index:
        begin = time.process_time()
        index.update(records)
        built = time.process_time() - begin
        kinds = ("articles",) if given.articles else ("headlines", "sightings")
        lines = (TEXTS[kind](line) for kind in kinds for line in records.read(kind))
        texts = {(line.key, 0 if given.articles else line.wording): fold(line.text) for line in lines if line}
        newest = list(texts.values())
        print(f"{len(newest):,} texts, {built:.2f} CPU s to build the index of all")
        lost, taken = 0, []
        for number in range(given.words):
            text = rng.choice(newest)
            place, length = rng.randrange(len(text)), 1 + number % 4
            word = text[place : place + length]
            asked = traditional(word) if number % 8 > 3 else word
            begin = time.process_time()
            found = sum(1 for _ in index.find(Query.of([f"+{asked}"]), Where(articles=given.articles)))
            taken.append(1000 * (time.process_time() - begin))
            lost += sum(fold(asked) in text for text in newest) - found
        print(
            f"{given.words} words: lost {lost}, median {statistics.median(taken):.2f} ms, longest {max(taken):.0f} ms"
        )


if __name__ == "__main__":
    main()
