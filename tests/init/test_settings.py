"""Proposals as the text of a `bylint.yaml`, which bylint itself reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from bylint.config.reading import parsed
from bylint.init import Proposal
from bylint.init.hooks import GITHUB
from bylint.init.hooks import GITLAB
from bylint.init.hooks import ci
from bylint.init.hooks import pre_commit
from bylint.init.hooks import source
from bylint.init.settings import written

AWKWARD = (
    "true",
    "12",
    "*.md",
    "a: b",
    "# x",
    "- x",
    "{x}",
    "Ünï — “q”",
    'a "b"',
    "a\\b",
    "a\nb",
    " x ",
    "no",
    "~",
    "@x",
)


@pytest.mark.parametrize("words", AWKWARD)
def test_any_words_are_read_as_they_are(words):
    text = written([Proposal("printed.lines", words, "why"), Proposal("people", words, words)], "Made with X")
    config = parsed(text.encode(), "bylint.yaml", Path("/site/bylint.yaml"))
    assert [line.text for line in config.printed.lines] == [words]
    assert [path for path, _ in config.people] == [Path("/site") / words]


def test_all_keys_are_those_of_the_configuration():
    given = [
        Proposal("baseline", "bylint.baseline", ""),
        Proposal("content", "content/**", "x"),
        Proposal("exclude", "/x", "x"),
        Proposal("people", "data/authors", "x"),
        Proposal("site.name", "The Quay", "x"),
        Proposal("printed.authors", "Bo Roe", "x"),
        Proposal("printed.authors", {"name": "Ada Lund", "paths": ["a/**"]}, "x"),
        Proposal("printed.bios", value=True, why="x"),
        Proposal("printed.lines", {"text": "Views: own.", "paths": ["a/**"]}, "x"),
        Proposal("printed.fields", {"views": {"own": "Mine."}}, "x"),
        Proposal("printed.fields", {"views": {"yours": "Yours."}}, "x"),
        Proposal("printed.shortcodes", {"views.html": "Mine."}, "x"),
        Proposal("images.credit-fields", "lichtbild", "x"),
        Proposal("images.ignore", "/up/", "x", asks="Is it so?"),
        Proposal("ads.disclosed", value=True, why="x"),
        Proposal("ads.links-qualified", value=True, why="x"),
        Proposal("ignore", "BYL004", "x"),
        Proposal("overrides", {"paths": ["a/**"], "ignore": ["IMG001"]}, "x"),
    ]
    text = written(given, "Made with X")
    config = parsed(text.encode(), "bylint.yaml", Path("/site/bylint.yaml"))
    assert config.printed.fields == (("views", "yours", "Yours."), ("views", "own", "Mine."))
    assert config.images.ignore == ()
    assert "\n  - lichtbild  # x\n#   ignore:\n#   - /up/  # Is it so?\nads:\n" in text
    answered = [each._replace(asks="") for each in given]
    config = parsed(written(answered, "x").encode(), "bylint.yaml", Path("/site/bylint.yaml"))
    assert config.images.ignore == ("/up/",)
    assert [path for path, _ in (config.baseline,)] == [Path("/site/bylint.baseline")]


class Installed:
    def __init__(self, told):
        self.told = told

    def read_text(self, _name):
        return self.told


@pytest.mark.parametrize(
    ("told", "hook", "package"),
    (
        (None, "- repo: https://example.com/bylint\n  rev: v", "bylint=="),
        ('{"url": "file:///home/jane/bylint", "dir_info": {}}', "- repo: local\n", "bylint=="),
        (
            '{"url": "https://jane:secret@example.com/b", "vcs_info": {"vcs": "git", "commit_id": "abc123"}}',
            "- repo: https://example.com/b\n  rev: abc123\n",
            "bylint @ git+https://example.com/b@abc123",
        ),
        ("no json", "- repo: https://example.com/bylint\n", "bylint=="),
    ),
)
def test_hook_names_where_bylint_came_from(told, hook, package):
    found = source(Installed(told))
    assert hook in pre_commit(found)
    assert "secret" not in pre_commit(found)
    for name in (GITHUB, GITLAB):
        assert package in ci(name, found)
