"""How a file is changed, as its markup writes things."""

from __future__ import annotations

import pytest

from bylint.model.source import Source
from bylint.readers import edits
from bylint.readers import read

_ADDRESS = "https://example.com/by"


@pytest.mark.parametrize(
    ("path", "text", "written"),
    (
        ("a.md", "Photo: Ada Lund, CC BY\n", f"[CC BY]({_ADDRESS})"),
        ("a.rst", "Photo: Ada Lund, CC BY\n", f"`CC BY <{_ADDRESS}>`__"),
        ("a.html", "<p>Photo: Ada Lund, CC BY</p>\n", f'<a href="{_ADDRESS}">CC BY</a>'),
        ("a.txt", "Photo: Ada Lund, CC BY\n", None),
        ("a.md", "Photo: `Ada Lund`, CC BY\n", None),
    ),
)
def test_link_as_the_markup_writes_one(path: str, text: str, written: str | None) -> None:
    article = read(Source(path, text), path[1:])
    prose = article.blocks[-1].prose
    words = prose.cut(prose.plain.index("CC BY"), len(prose.plain))
    edit = edits.linking(article, len(article.blocks) - 1, words, _ADDRESS)
    assert (edit and edit.text) == written
    assert edit is None or text[slice(*edit.place.span)] == "CC BY"
