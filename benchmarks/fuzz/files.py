"""What must hold for every file beside the articles: settings, packs, people, rights, pictures."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from bylint.config import reading
from bylint.config.policy import rights_in
from bylint.errors import BylintError
from bylint.model.world import Directory
from bylint.packs import reading as packs
from bylint.people import organisations
from bylint.people import reading as registries
from bylint.pictures import embedded

_REGISTRIES = (".yaml", ".json", ".toml", ".csv", ".tsv", ".md")


def settings(content: bytes) -> None:
    """Read a `bylint.yaml`: values, or mistakes with their lines."""
    first, second = (_told(lambda: reading.parsed(content, "bylint.yaml", Path("/site/bylint.yaml"))) for _ in "ab")
    assert first == second, "a second reading gives something else"


def pack(content: bytes) -> None:
    """Read a pack: rules, or mistakes with their lines."""
    _, mistakes = packs.rules("house.yaml", content)
    assert all(mistake.startswith("house.yaml") for mistake in mistakes), "a mistake without its place"


def registry(content: bytes) -> None:
    """Read a file of people; the first byte chooses the format."""
    suffix = _REGISTRIES[content[0] % len(_REGISTRIES)] if content else ".yaml"
    _, mistakes = registries.people(_directory(), [(f"people{suffix}", content[1:])], {})
    assert all(mistake.startswith("people") for mistake in mistakes), "a mistake without its place"


def directory(content: bytes) -> None:
    """Read a file of organisations."""
    _, mistakes = organisations.entries(_directory(), [("bodies.yaml", content)])
    assert all(mistake.startswith("bodies.yaml") for mistake in mistakes), "a mistake without its place"


def rights_file(content: bytes) -> None:
    """Read a rights file."""
    _told(lambda: rights_in([("rights.yaml", content)]))


def picture(content: bytes) -> None:
    """Read what a picture says of itself; whatever is wrong is its trouble."""
    with tempfile.NamedTemporaryFile(suffix=".jpg") as file:
        file.write(content)
        file.flush()
        first, second = (embedded("a.jpg", Path(file.name), "a.jpg") for _ in "ab")
    assert first == second, "a second reading gives something else"


def _told(read: Callable[[], object]) -> object:
    """Return what is read, or the mistakes that are told instead."""
    try:
        return read()
    except BylintError as error:
        return error.lines


@cache
def _directory() -> Directory:
    return Directory({})
