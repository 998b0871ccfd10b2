"""Which label governs which headline: one walk down to each headline and back, in document order.

A label governs what follows it inside the element that holds it, until the next label there. So the walk keeps one
frame for each element that is open, from the root to the headline, with the label that holds in it now; a frame begins
with the label of the one around it.
"""

from __future__ import annotations

from bisect import bisect_left

from newsportal.extraction.article.main_region import Main
from newsportal.extraction.blocks.anchor_text import is_before_on_line
from newsportal.extraction.blocks.block_words import LABEL_WORD
from newsportal.extraction.blocks.inline_labels import spread
from newsportal.extraction.blocks.label_rows import LONGEST_ROW, Row, row
from newsportal.extraction.blocks.label_words import is_label, trim
from newsportal.extraction.blocks.link_groups import is_heading
from newsportal.extraction.blocks.model import Entry, Frame, Label
from newsportal.extraction.blocks.tabs import are_channels, are_neutral, panels
from newsportal.extraction.document.tree import Tree

__all__ = ["assign"]

_PROSE = 150
"""Characters outside links from which an element is no heading but text, and ends the scope of a label before it."""
_LISTS = frozenset(("ul", "ol", "li", "dl", "tr"))
_ITEMS = frozenset(("li", "dd", "dt", "td", "tr", "p", "a"))
_SILENT = frozenset(("script", "style", "br", "hr", "input", "noscript", "iframe"))


def assign(tree: Tree, entries: list[Entry], stray: list[int], main: Main | None) -> None:
    """Give each entry its label, its list (`frame`) and its place there (`item`); `stray` links are no labels."""
    walk = _Walk(tree, entries, stray, main)
    for entry, following in zip(entries, [*walk.slots[1:], len(tree.tags)], strict=False):
        walk.visit(entry, following)
    spread(entries)


class _Walk:
    def __init__(self, tree: Tree, entries: list[Entry], stray: list[int], main: Main | None) -> None:
        self.tree = tree
        self.stray = stray
        self.main = main.container if main else -1
        self.story = main
        self.begin, self.end = (main.begin, main.end) if main else (0, 0)
        self.slots = [entry.slot for entry in entries]
        self.panels: dict[int, Label] = {}
        self.frames = [Frame(-1, None, 0, len(entries), 0)]  # around all roots: its end is that of the last element

    def count(self, i: int) -> int:
        return bisect_left(self.slots, self.tree.ends[i]) - bisect_left(self.slots, i)

    def visit(self, entry: Entry, following: int) -> None:
        """Go from the headline before to this one; `following` is the element of the next."""
        tree, frames, slot, ends = self.tree, self.frames, entry.slot, self.tree.ends
        entry.lead = None
        while ends[frames[-1].node] <= slot:
            self.leave()
        if slot < frames[-1].child:  # a link inside a link
            entry.label, entry.frame, entry.item = frames[-1].label, frames[-1].node, slot
            return
        while True:
            frame = frames[-1]
            child = self.advance(frame, entry)
            if child >= slot:
                break
            label = self.panels.get(child, frame.label) if child != self.main else None
            alone = following >= ends[child]
            if alone and frame.count > 1 and self.is_plain(frame, child, slot):
                self.passed(frame, child)
                entry.label, entry.frame, entry.item = label, frame.node, child
                return
            frames.append(Frame(child, label, tree.first[child], 1 if alone else self.count(child), child + 1))
        entry.label = self.panels.get(slot, frame.label)
        self.passed(frame, slot)
        entry.item = slot
        for frame in reversed(frames):
            if frame.count > 1:
                entry.frame = frame.node
                break
            entry.item = frame.node

    def is_plain(self, frame: Frame, item: int, link: int) -> bool:
        """Can no label stand in the item with its one headline: is it like one that held none, or nothing but it?"""
        tree = self.tree
        if frame.seen > 1 and frame.plain == (tree.tags[item], tree.names[item]):
            return True
        return tree.link_counts[item] == 1 and self.begins_with(item, link)

    def begins_with(self, item: int, link: int) -> bool:
        """Does nothing stand in the item before its link, but a rank?"""
        first, end = self.tree.first[item], self.tree.first[link]
        return first == end or (end - first == 1 and self.tree.chunks[first].strip().isdigit())

    def passed(self, frame: Frame, child: int) -> None:
        """A child with headlines is done."""
        frame.child, frame.at, frame.seen = self.tree.ends[child], self.tree.last[child], frame.seen + 1
        frame.style = (self.tree.tags[child], self.tree.names[child])

    def leave(self) -> None:
        """Close the innermost frame; its label may have been the header of what follows it."""
        closed = self.frames.pop()
        frame, node = self.frames[-1], closed.node
        self.passed(frame, node)
        if closed.count == 1:
            frame.plain = None if closed.own else frame.style
        if not closed.own or node in self.panels:
            return
        if closed.first and closed.count <= 5 and is_heading(self.tree.names[node]):
            frame.label, frame.own, frame.seen = closed.first, True, 0
            frame.first = frame.first or closed.first
        elif frame.label and not frame.label.firm:
            frame.label = None

    def advance(self, frame: Frame, entry: Entry) -> int:
        """Pass the children before the one that holds the entry, taking labels from them; return that child."""
        tree, slot = self.tree, entry.slot
        child, ends, first, last, sizes = frame.child, tree.ends, tree.first, tree.last, tree.sizes
        while True:
            if first[child] > frame.at:
                self.read_text(frame, child)
            if ends[child] > slot:
                frame.child = child
                return child
            if sizes[child] - tree.link_sizes[child] > _PROSE or self.is_story(first[child], last[child]):
                frame.label, frame.own = None, False
            elif sizes[child] <= LONGEST_ROW and tree.tags[child] not in _SILENT:
                self.read_element(frame, child, entry)
            frame.at = last[child]
            child = ends[child]

    def is_story(self, first: int, last: int) -> bool:
        """Does a part of the story stand in these chunks?"""
        if not self.story or first >= self.end or last <= self.begin or first == last:
            return False
        return self.story.holds(first) or first < self.begin

    def read_text(self, frame: Frame, child: int) -> None:
        """A label may stand between two children, in no element of its own."""
        if frame.count <= 1:
            return
        whole = " ".join("".join(self.tree.chunks[frame.at : self.tree.first[child]]).split())
        text = trim(whole)
        if (
            2 <= len(text) <= 12
            and is_label(text)
            and (whole[-1] in ":：" or (LABEL_WORD.search(text) and not frame.seen))
        ):
            self.put(frame, Row(text, [text], child, True, False))

    def read_element(self, frame: Frame, child: int, entry: Entry) -> None:
        if frame.count <= 1 and self.frames[-2].seen > 1 and self.tree.tags[frame.node] in _ITEMS:
            return  # only before the first entries of a list may a label stand on their line
        found, at = row(self.tree, child), bisect_left(self.stray, child)
        if not found or (at < len(self.stray) and self.stray[at] < self.tree.ends[child]):
            return
        if is_before_on_line(self.tree, child, entry.slot):
            if not frame.seen:
                entry.lead = _label(found, frame)
        elif self.fits(frame, found):
            self.put(frame, found)
        elif frame.count <= 1 and found.strong and not entry.lead:
            entry.lead = _label(found, frame)

    def fits(self, frame: Frame, found: Row) -> bool:
        tree, node = self.tree, frame.node
        if frame.count <= 1:
            return found.firm and not frame.seen and tree.tags[node] not in _ITEMS
        if not frame.seen or found.firm:
            return True
        return (
            found.strong
            and tree.tags[node] not in _LISTS
            and (tree.tags[found.slot], tree.names[found.slot]) != frame.style
        )

    def put(self, frame: Frame, found: Row) -> None:
        """Let a label govern the frame from here on, or a row of tabs its panels."""
        label = _label(found, frame)
        opened = panels(self.tree, found, frame.node, self.count)
        headed = bool(frame.own and frame.label and frame.label.firm and not frame.seen)
        if opened:
            elements, parts = opened
            neutral = are_neutral(parts)
            if neutral and headed and parts is found.parts:
                return
            for number, (element, part) in enumerate(zip(elements, parts, strict=True)):
                whole = label if neutral and parts is not found.parts else Label(part, found.slot, frame.node, True)
                self.panels[element] = whole._replace(panel=number)
            if parts is found.parts:
                label = Label(parts[0], found.slot, frame.node, True)
        elif are_channels(self.tree, found) or (headed and len(found.parts) > 1 and are_neutral(found.parts)):
            return
        frame.label, frame.own, frame.seen = label, True, 0
        frame.first = frame.first or label


def _label(found: Row, frame: Frame) -> Label:
    return Label(found.text, found.slot, frame.node, found.firm)
