"""Words not seen before under a known address: a change in time, or a variant of the headline in another place."""

from __future__ import annotations

from newsportal.dedup.block_index import BlockIndex
from newsportal.dedup.headlines.comparison import Verdict
from newsportal.dedup.model import Decision, KnownHeadline, Seen, repeat
from newsportal.text.keys import name_of


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
