"""Reservations: why two headlines of equal words, or of words that tell the same, may still be two items."""

from __future__ import annotations

from newsportal.dedup.headlines.normalized import NormalizedTitle
from newsportal.text.wordlists import Words


def reservation(a: NormalizedTitle, b: NormalizedTitle, words: Words, *, whole: bool) -> str:
    """Why two headlines may be two items though their words agree, "" where nothing says so; `whole`: none is cut."""
    if a.opinion != b.opinion:
        return "only one is a comment"
    if a.digest != b.digest:
        return "only one is a digest"
    if a.label and b.label and a.label != b.label:
        return f"labelled {' / '.join(sorted((a.label, b.label)))}"
    if a.form != b.form and _tells_apart(a.form, b.form, min(a.canon, b.canon, key=len), words):
        return f"shown as {' / '.join(sorted((a.form or 'text', b.form or 'text')))}"
    if whole and _asks(a, words) != _asks(b, words):
        return "only one is a question"
    return ""


def _tells_apart(form: str, other: str, canon: str, words: Words) -> bool:
    """Whether two forms are two items: 预告 and a report always are, a film and a report only of an occasion."""
    shown = {form, other} <= words.of("live-labels") | {""}
    return not shown or words.pattern("{}", "occasions").search(canon) is not None


def _asks(title: NormalizedTitle, words: Words) -> bool:
    """Whether a headline asks if something is so; one that asks who, how or why tells the same without its mark."""
    marked = title.folded.endswith("?") or title.canon.endswith(words.each("doubts"))
    asking = marked or words.pattern("{}", "whether").search(title.canon)
    return bool(asking) and not words.pattern("{}", "questions").search(title.canon)
