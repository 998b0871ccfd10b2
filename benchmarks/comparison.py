"""The table of `quality.py --peers`: newsportal and other extractors by the same figures, on the same pages."""

from __future__ import annotations

from typing import Any

from peers import Page as Given
from peers import answers
from quality import Part, Row, columns, prediction

from newsportal.extraction import extract
from newsportal.extraction.document.charset import decode

COMPARED = {
    "kind": {"kind"},
    "body_f1": {"text"},
    "body_solved": {"text"},
    "title": {"title"},
    "published": {"published"},
    "published_day": {"published"},
    "source": {"source"},
    "author": {"author"},
    "head_f1": {"headlines"},
}
"""The figures of the table of extractors, and the field that each needs."""


def comparison(score: Any, part: Part) -> str:
    """The other extractors' table on the same pages, newsportal first; "–" where a library never gives the field."""

    def text(file: str) -> str:
        return decode((part.pages / file).read_bytes(), None).text.decode("utf-8", "replace")

    def mine(page: Given) -> Row:
        return prediction(page.file, extract(page.html.encode(), page.url))

    lines = ["| extractor | " + " | ".join((*COMPARED, "cost")) + " |", "|---" * (len(COMPARED) + 2) + "|"]
    for answer in answers([Given(g.file, g.url, text(g.file)) for g in part.golds], mine):
        figures = columns(score, part.golds, answer.rows)["all"]
        given = {key for row in answer.rows.values() for key in row}
        cells = [f"{figures[key]:.3f}" if needs & given else "–" for key, needs in COMPARED.items()]
        lines.append(f"| {answer.name} | " + " | ".join((*cells, f"{answer.cost:.1f}")) + " |")
    return "\n".join(lines)
