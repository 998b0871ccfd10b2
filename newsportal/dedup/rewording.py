"""Other words of a known headline: which are kept as its own, and whether they are a change in time or a variant."""

from __future__ import annotations

from newsportal.dedup.block_index import BlockIndex
from newsportal.dedup.headlines.comparison import Verdict
from newsportal.dedup.headlines.normalized import NormalizedTitle
from newsportal.dedup.index import Index
from newsportal.dedup.model import Decision, KnownHeadline, Seen, repeat
from newsportal.dedup.near import near_keys
from newsportal.text.keys import name_of, words_key


def reworded(blocks: BlockIndex, seen: Seen, headline: KnownHeadline, verdict: Verdict) -> Decision:
    """A change where an earlier crawl saw the headline in this block and this one not yet; else a repeat.

    `verdict`: what comparing the new words with the headline's said.
    """
    last = blocks.last_crawl(headline.row, seen.portal, seen.block)
    if last is None or last == seen.crawl:
        where = "in this crawl" if last else "in another block"
        evidence = f"the same address under other words {where}: {headline.text}; {verdict.evidence}"
        return repeat(headline.key, "address", evidence, seen.text, seen.text_from)
    return Decision(
        headline=name_of(headline.key),
        kind="changed",
        rule="address",
        evidence=f"the same address under other words; {verdict.evidence}",
        other=headline.text,
        text=seen.text,
        text_from=seen.text_from,
    )


def keep_longer(
    index: Index, seen: Seen, title: NormalizedTitle, headline: KnownHeadline, own: NormalizedTitle, verdict: Verdict
) -> bool:
    """Keep the longer of two wordings as the headline's; gives whether its own words complete those seen."""
    longer = (len(title.canon), not title.cut) > (len(own.canon), not own.cut)
    if longer:
        begins = own.cut or title.canon.startswith(own.canon)
        index.add_wording(headline.row, words_key(headline.text), begins)
        index.reword(headline.row, seen.text, near_keys(title))
        return False
    completes = verdict.kind == "same" and verdict.rule in ("cut", "prefix") and own.canon.startswith(title.canon)
    completes = completes or (title.cut and not own.cut and title.canon == own.canon)
    if seen.text != headline.text:
        index.add_wording(headline.row, words_key(seen.text), completes)
    return completes
