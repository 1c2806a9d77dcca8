"""What readers state about an article, so that nothing behind them asks for its format."""

from __future__ import annotations

import pytest

from bylint import readers
from bylint.model.article import Article
from bylint.model.source import Source


def _article(path: str, text: str) -> Article:
    return readers.read(Source(path, text), path[path.index(".") :])


@pytest.mark.parametrize(
    ("path", "is_page", "has_markup"),
    (("a.md", False, True), ("a.mdx", False, True), ("a.html", True, True), ("a.txt", False, False)),
)
def test_format_says_what_it_is(path: str, is_page: bool, has_markup: bool) -> None:
    article = _article(path, "Jane Roe grows pears.\n")
    assert (article.is_page, article.has_markup) == (is_page, has_markup)
