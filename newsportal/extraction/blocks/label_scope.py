"""Which label governs which headline: one walk down to each headline and back, in document order.

A label governs what follows it inside the element that holds it, until the next label there. So the walk keeps one
`Scope` for each element that it has entered and not left, from the root to the headline, with the label that holds in
it now; a scope begins with the label of the one around it.
"""

from __future__ import annotations

from bisect import bisect_left

from newsportal.extraction.article.main_region import MainRegion
from newsportal.extraction.blocks.anchor_text import is_before_on_line
from newsportal.extraction.blocks.inline_labels import spread
from newsportal.extraction.blocks.label_rows import LONGEST_ROW, LabelRow, bare_label, offered
from newsportal.extraction.blocks.label_shapes import are_alike, header, is_menu, is_site_name
from newsportal.extraction.blocks.link_groups import is_heading
from newsportal.extraction.blocks.model import Candidate, Label, Said, Scope
from newsportal.extraction.blocks.tabs import are_channels, are_neutral, panels
from newsportal.extraction.blocks.widespread import drop_widespread
from newsportal.extraction.document.tree import Tree

__all__ = ["assign"]

_PROSE = 150
"""Characters outside links from which an element is no heading but text, and ends the scope of a label before it."""
_LISTS = frozenset(("ul", "ol", "li", "dl", "tr"))
_ITEMS = frozenset(("li", "dd", "dt", "td", "tr", "p", "a"))
_SILENT = frozenset(("script", "style", "br", "hr", "input", "noscript", "iframe"))


def assign(tree: Tree, candidates: list[Candidate], stray: list[int], main: MainRegion | None) -> None:
    """Give each candidate its label, its list and its place there; `stray` are elements of links that are no labels."""
    walk = _LabelWalk(tree, candidates, stray, main)
    for candidate, following in zip(candidates, [*walk.links[1:], len(tree.tags)], strict=False):
        walk.visit(candidate, following)
    drop_widespread(tree, candidates, walk.replaced)
    spread(tree, candidates)


class _LabelWalk:
    """The walk, and where it stands."""

    def __init__(self, tree: Tree, candidates: list[Candidate], stray: list[int], main: MainRegion | None) -> None:
        self.tree, self.stray, self.main = tree, stray, main
        self.said = Said(candidates)
        self.container, self.begin, self.end = (main.container, main.begin, main.end) if main else (-1, 0, 0)
        self.links = [candidate.element for candidate in candidates]
        self.panels: dict[int, Label] = {}
        self.replaced: dict[Label, set[int]] = {}  # where lists with labels of their own stand below this one
        self.scopes = [Scope(-1, None, 0, len(candidates), 0)]  # around all roots: its end is that of the last element

    def count(self, i: int) -> int:
        """How many headlines element i holds."""
        return bisect_left(self.links, self.tree.ends[i]) - bisect_left(self.links, i)

    def visit(self, candidate: Candidate, following: int) -> None:
        """Go from the headline before to this one; `following` is the element of the next."""
        tree, scopes, link = self.tree, self.scopes, candidate.element
        first, ends = tree.first, tree.ends
        candidate.inline_label = None
        while ends[(scope := scopes[-1]).element] <= link:
            self.leave()
        child = scope.child
        if link < child:  # a link inside a link
            candidate.label, candidate.list_element, candidate.item = scope.label, scope.element, link
            return
        while True:
            if ends[child] <= link or first[child] > scope.at:  # else the very next child holds the link
                child = self.advance(scope, candidate)
            if child == link:
                break
            label = self.panels.get(child, scope.label) if child != self.container else None
            alone = following >= ends[child]
            if alone and scope.count > 1 and scope.is_plain(tree, child, link):
                scope.passed(tree, child)
                candidate.label, candidate.list_element, candidate.item = label, scope.element, child
                return
            scope = Scope(child, label, first[child], 1 if alone else self.count(child), child + 1)
            scopes.append(scope)
            child = scope.child
        candidate.label = self.panels.get(link, scope.label)
        scope.passed(tree, link)
        candidate.item, candidate.list_element = link, -1
        for scope in reversed(scopes):
            if scope.count > 1:
                candidate.list_element = scope.element
                break
            candidate.item = scope.element

    def leave(self) -> None:
        """Close the innermost scope; its label may have been the header of what follows it."""
        closed = self.scopes.pop()
        scope, element = self.scopes[-1], closed.element
        scope.passed(self.tree, element)
        if closed.count == 1:
            scope.plain = -1 if closed.own else element
        if element <= self.container < self.tree.ends[element]:
            scope.label, scope.own = None, False  # it was the article's own heading
            return
        if not closed.own or element in self.panels:
            return
        if closed.first and closed.count <= 5 and is_heading(self.tree.names[element]):
            scope.label, scope.own, scope.seen = closed.first, True, 0
            scope.first = scope.first or closed.first
        elif scope.own and scope.label and not scope.label.certain:
            scope.label = None

    def advance(self, scope: Scope, candidate: Candidate) -> int:
        """Pass the children before the one that holds the link, taking labels from them; return that child."""
        tree, link = self.tree, candidate.element
        child, ends, first, last, sizes = scope.child, tree.ends, tree.first, tree.last, tree.sizes
        while True:
            if first[child] > scope.at:
                self.read_text(scope, child)
            if ends[child] > link:
                scope.child = child
                return child
            free = sizes[child] - tree.link_sizes[child] if sizes[child] > _PROSE else 0
            if free > _PROSE or (first[child] < self.end and self.is_main_text(first[child], last[child])):
                scope.label, scope.own = None, False
            elif sizes[child] <= LONGEST_ROW and tree.tags[child] not in _SILENT:
                if sizes[child] or tree.holds(child, "img"):  # else it is a gap, as every second one
                    self.read_element(scope, child, candidate)
            elif tree.names[child] and (heading := header(tree, child)) >= 0:
                self.read_element(scope, heading, candidate)
            if link == self.links[0] and is_menu(tree, child) and not (scope.label and scope.label.certain):
                scope.label, scope.own = None, False  # it was the name of the site or channel
            scope.at = last[child]
            child = ends[child]

    def is_main_text(self, first: int, last: int) -> bool:
        """Does a part of the main text stand in these chunks, of which the first is not behind it?"""
        if not self.main or last <= self.begin or first == last:
            return False
        return self.main.holds(first) or first < self.begin

    def read_text(self, scope: Scope, child: int) -> None:
        """A label may stand between two children, in no element of its own."""
        between = self.tree.chunks[scope.at : self.tree.first[child]]
        if scope.count > 1 and (text := bare_label(between, scope.seen > 0)):
            self.put(scope, LabelRow(text, [text], child, True, False))

    def read_element(self, scope: Scope, child: int, candidate: Candidate) -> None:
        """A child without headlines may be a label: of what follows it, or of the next headline alone."""
        if scope.count <= 1 and self.scopes[-2].seen > 1 and self.tree.tags[scope.element] in _ITEMS:
            return  # only before the first links of a list may a label stand on their line
        found, at = offered(self.tree, child, candidate, self.said), bisect_left(self.stray, child)
        strays = at < len(self.stray) and self.stray[at] < self.tree.ends[child]
        if not found or strays or (candidate.element == self.links[0] and is_site_name(self.tree, child, found.text)):
            return
        if is_before_on_line(self.tree, child, candidate.element):
            if not scope.seen:
                candidate.inline_label = found.label(scope.element)
        elif self.fits(scope, found):
            self.put(scope, found)
        elif scope.count <= 1 and found.likely and not candidate.inline_label:
            candidate.inline_label = found.label(scope.element)

    def fits(self, scope: Scope, found: LabelRow) -> bool:
        """Can it be the label of what follows in this scope, from where it stands and how sure it is?"""
        tree, element = self.tree, scope.element
        if scope.count <= 1:
            return found.certain and not scope.seen and tree.tags[element] not in _ITEMS
        if not scope.seen or found.certain or found.only_tabs:
            return True
        return found.likely and tree.tags[element] not in _LISTS and not are_alike(tree, found.element, scope.before)

    def put(self, scope: Scope, found: LabelRow) -> None:
        """Let a label govern the scope from here on, or a row of tabs its panels."""
        label, opened = found.label(scope.element), panels(self.tree, found, scope.element, self.count)
        if found.only_tabs and not opened:
            return
        if scope.label and not scope.own:
            self.replaced.setdefault(scope.label, set()).add(self.tree.parents[scope.element])
        headed = bool(scope.own and scope.label and scope.label.certain and not scope.seen)
        if opened:
            elements, parts = opened
            neutral = are_neutral(parts)
            if neutral and headed and parts is found.parts:
                return
            common = neutral and parts is not found.parts
            for number, (element, part) in enumerate(zip(elements, parts, strict=True)):
                own = label if common else Label(part, found.element, scope.element, True)
                self.panels[element] = own._replace(panel=number)
            if parts is found.parts:
                label = Label(parts[0], found.element, scope.element, True)
        elif are_channels(self.tree, found) or (headed and len(found.parts) > 1 and are_neutral(found.parts)):
            return
        scope.label, scope.own, scope.seen = label, True, 0
        scope.first = scope.first or label
