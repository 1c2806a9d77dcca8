"""A page: all that was made out about its elements, and what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bylint.readers.html_standing import NOWHERE
from bylint.readers.html_standing import Standing
from bylint.readers.html_tree import Tree


class Page(NamedTuple):
    """A page, and of each element its standing, whether it parts blocks, belongs to the article, and its marks.

    Without `is_inside` all of the page is the article.
    """

    tree: Tree
    standings: list[Standing]
    is_block: Sequence[bool]
    is_inside: Sequence[bool] | None
    marks: Sequence[tuple[str, ...]]

    def standing(self, index: int) -> Standing:
        """Return the standing of an element, or of what stands in none."""
        return self.standings[index] if index >= 0 else NOWHERE

    def inside(self, index: int) -> bool:
        """Tell whether an element belongs to the article."""
        return self.is_inside is None or (index >= 0 and self.is_inside[index])
