"""What identity asks of its index, as protocols: newsportal.state.identity answers them from SQLite.

Keys and ids are signed 64-bit numbers, days proleptic ordinals in China time. Nothing begins or ends a transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from newsportal.dedup.block_index import BlockIndex
from newsportal.dedup.model import KnownArticle, KnownHeadline, KnownStory
from newsportal.dedup.near import NearKeys


@dataclass(slots=True)
class KnownAddress:
    """What an address leads to. Not frozen: one is made for each known address, at a quarter of the cost."""

    headline: int
    """Id of its headline."""
    row: int | None
    """That headline's row; None, as all that follows, where its words are no longer kept."""
    text: str | None
    """Its words."""
    day: int | None
    """The day it was first seen."""


@dataclass(slots=True)
class NearHeadline:
    """A headline with a near key in common. Not frozen: several are made for each new headline."""

    key: int
    """That near key."""
    row: int
    """Its row."""
    day: int
    """The day it was first seen."""
    text: str
    """Its words."""


@dataclass(slots=True)
class Near:
    """What is known near the words and the address of a new headline. Not frozen: one is made for each."""

    headlines: list[NearHeadline]
    """Headlines of the same beginning (`LISTED` at the most) or the same end (the newest four)."""
    story: int | None
    """Id of the story that the article at the address tells, where that was read before; else None."""
    title: str | None
    """That article's title."""


class Pair(NamedTuple):
    """Two headlines that may be one."""

    later: int
    """Id of the later one."""
    earlier: int
    """Id of the earlier one."""


class ArticleIndex(Protocol):
    """Articles inside the window, the sentences by which they are found, and the stories they tell."""

    def get(self, key: int) -> KnownArticle | None:
        """An article by its address."""

    def put(self, article: KnownArticle, story: KnownStory, old: KnownArticle | None = None) -> None:
        """Keep an article, in place of its earlier revision `old`, and its story in place of what was known of that."""

    def of_headline(self, headline: int, but: int) -> list[KnownArticle]:
        """The articles of a headline but the one at an address, by the day they were read."""

    def assign(self, key: int, headline: int) -> None:
        """The article at an address, where one was read, belongs to this headline from now on."""

    def move(self, old: int, new: int) -> None:
        """All articles of one headline belong to another from now on."""

    def story(self, key: int) -> KnownStory | None:
        """A story by its id."""

    def stories_with(self, sentences: Sequence[int], most: int) -> list[int]:
        """Ids of stories with one of these sentences among their articles' keys, the oldest first, `most` at most."""

    def frequent(self, keys: Collection[int], least: int) -> set[int]:
        """Those of `keys` (host and sentence mixed) that stood in `least` articles."""

    def count_sentences(self, keys: Collection[int], day: int, least: int) -> set[int]:
        """One article more holds these sentences (host and sentence mixed); gives those in `least` before."""


class Index(Protocol):
    """Headlines by address and by words, with the articles and blocks that belong to them."""

    @property
    def articles(self) -> ArticleIndex:
        """Articles and stories."""

    @property
    def blocks(self) -> BlockIndex:
        """Blocks, and the numbers of portals."""

    def forget(self) -> None:
        """The caller's transaction was rolled back: forget what is kept in memory."""

    def address(self, key: int) -> KnownAddress | None:
        """What an address leads to; None where it was never seen."""

    def lead(self, key: int, headline: int, row: int | None) -> None:
        """Let an address lead to a headline."""

    def add(self, key: int, day: int, portal: str, text: str, near: NearKeys, read: int = 0) -> int:
        """Keep a headline's words; gives its row."""

    def add_new(
        self, key: int, day: int, portal: str, text: str, near: NearKeys, read: int, block: str, crawl: str
    ) -> None:
        """The same for an address not seen before, which leads to the headline, and for the block it stands in."""

    def reword(self, row: int, text: str, near: NearKeys, read: int = 0) -> None:
        """Give a headline longer words."""

    def note_again(self, headline: KnownHeadline, portals: Collection[int], day: int) -> None:
        """Note that portals (by number), on a day, showed a headline's words under an address not seen before."""

    def drop(self, row: int, near: NearKeys) -> None:
        """Forget a headline that became another's."""

    def move(self, old: int, new: int) -> None:
        """A headline has another row from now on."""

    def headline(self, row: int) -> KnownHeadline | None:
        """A headline by its row."""

    def headlines(self, rows: Collection[int]) -> list[KnownHeadline]:
        """Headlines by their rows, the newest first."""

    def days(self, row: int) -> list[int]:
        """Further days on which a headline's words were shown under addresses not seen before."""

    def near(self, keys: NearKeys, address: int) -> Near:
        """Headlines with a near key in common, and the article at the address."""

    def equal(self, keys: NearKeys) -> list[KnownHeadline]:
        """Headlines whose words as a whole have the same hash, the newest first, 32 at the most."""

    def beginning(self, keys: NearKeys, most: int) -> list[KnownHeadline]:
        """`most` headlines of one beginning, in no order of time."""

    def wording(self, row: int, words: int) -> int | None:
        """Whether a further wording is known: None where not, else 1 where the headline's words complete it, or 0."""

    def add_wording(self, row: int, words: int, full: bool) -> None:
        """Note a further wording of a headline, and whether the headline's words complete it."""

    def add_maybe(self, pair: Pair, day: int) -> None:
        """Note two headlines that only their articles can tell to be one."""

    def maybes(self, headline: int) -> list[Pair]:
        """The pairs of a headline that no articles have resolved yet, the oldest first."""

    def drop_maybe(self, pair: Pair) -> None:
        """Forget a pair that articles have resolved."""

    def purge(self, day: int, articles: int) -> None:
        """Forget headlines older than `day` that stand in no block any more, and articles older than `articles`."""
