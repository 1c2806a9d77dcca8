from __future__ import annotations

import pytest

from bylint.text.files import is_match
from counting import calls


@pytest.mark.parametrize(
    ("glob", "matches", "misses"),
    (
        ("*.md", ("a.md", "deep/er/a.md"), ("a.mdx", "a.md.txt")),
        ("content/**/*.md", ("content/a.md", "content/x/y/a.md"), ("a.md", "other/content/a.md")),
        ("/*.md", ("a.md",), ("x/a.md",)),
        ("./notes", ("notes/a.md",), ("x/notes/a.md",)),
        ("drafts", ("drafts/a.md", "x/drafts/y/a.md"), ("drafts.md",)),
        ("drafts/", ("drafts/a.md", "x/drafts/a.md"), ("mydrafts/a.md",)),
        ("drafts/**", ("drafts/a.md", "drafts/x/a.md"), ("drafts", "x/drafts/a.md")),
        ("**/2024/*", ("2024/a.md", "x/2024/a.md", "x/2024/y/a.md"), ("x/a.md",)),
        ("**", ("a.md", "x/a.md"), ()),
        ("post-?.md", ("post-1.md",), ("post-12.md", "post-.md")),
        ("[ab].md", ("a.md", "b.md"), ("c.md",)),
        (".", ("a.md", "x/a.md"), ()),
        ("/", ("a.md", "x/a.md"), ()),
    ),
)
def test_globs(glob: str, matches: tuple[str, ...], misses: tuple[str, ...]) -> None:
    assert [name for name in matches + misses if is_match(glob, name)] == list(matches)


def test_no_glob_is_slow() -> None:
    # A matcher that tried every way would not end at all, neither over folders nor within one name.
    assert not is_match("*a" * 40 + "b", "a" * 250)
    assert calls(lambda: is_match("**/*a*/" * 20 + "b", "a/" * 60 + "c")) < 20_000
    assert not is_match("**/*a*/" * 20 + "b", "a/" * 60 + "c")
