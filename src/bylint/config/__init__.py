"""What a site asks for in its one `bylint.yaml`; no cascade."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from bylint.model.rule import Suppression
from bylint.model.world import Policy

NAMES = ("bylint.yaml", ".bylint.yaml")
LARGEST = 1_000_000
"""Bytes of the largest file of settings, or of rights, that is read."""
MOST_PACKS = 20


class Choice(NamedTuple):
    """A rule or a family of rules by code, name or prefix, and where it is asked for."""

    name: str
    place: str


class Override(NamedTuple):
    """What is different for some paths: only these rules, not these, these at another severity."""

    paths: tuple[str, ...]
    select: tuple[Choice, ...] = ()
    ignore: tuple[Choice, ...] = ()
    severity: tuple[tuple[Choice, str], ...] = ()


class Ads(NamedTuple):
    """What a site says about its advertising.

    `allow`: texts, shortcodes and classes that are its own labels and boxes; `slots`: its own slot markers, each with
    its closing one or nothing. Its template prints what is `disclosed` (paid links), `labelled` (paid articles) and
    how links are qualified (`links_qualified`). `parameters` are those it wants in no link.
    """

    allow: tuple[str, ...] = ()
    slots: tuple[tuple[str, str], ...] = ()
    disclosed: bool = False
    labelled: bool = False
    links_qualified: bool = False
    parameters: tuple[str, ...] = ()


class Images(NamedTuple):
    """What a site says about its pictures.

    `credit_fields`: header keys and shortcode attributes that hold a credit; `headings`: those over a list of credits;
    `blanket`: sentences that credit every picture of the article in which they stand.
    Class words, words of file names and pieces of paths (with `/`) say what is `content`, and what to `ignore`.
    `rights` are its rights files, each with the file and line that names it.
    """

    credit_fields: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rights: tuple[tuple[Path, str], ...] = ()
    blanket: tuple[str, ...] = ()


class TemplateLine(NamedTuple):
    """What a template prints on every page, or on those that match one of its paths."""

    text: str
    paths: tuple[str, ...] = ()


class TemplateText(NamedTuple):
    """What the site's template prints, so that it is in no file.

    `authors` sign what names nobody itself; `bios`: each author is introduced; `lines` stand on pages; `fields` are
    keys of headers, each with a value (empty for any) and what is printed for it (empty for the value itself);
    `shortcodes` are shortcodes, includes and components with what they print.
    """

    authors: tuple[TemplateLine, ...] = ()
    bios: bool = False
    lines: tuple[TemplateLine, ...] = ()
    fields: tuple[tuple[str, str, str], ...] = ()
    shortcodes: tuple[tuple[str, str], ...] = ()


class Config(NamedTuple):
    """What a site asks for. Globs are relative to `root`: the folder of the file, of the repository, or the start.

    `directory` and `people` are files or folders, each with the file and line that names it.

    The `paths` of `ignores` are globs still; `config.selection.requests` makes them the paths of files.
    """

    root: Path
    path: Path | None = None
    content: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    packs: tuple[Path, ...] = ()
    select: tuple[Choice, ...] = ()
    ignore: tuple[Choice, ...] = ()
    severity: tuple[tuple[Choice, str], ...] = ()
    overrides: tuple[Override, ...] = ()
    ignores: tuple[Suppression, ...] = ()
    site: str = ""
    commercial: bool = False
    jurisdiction: tuple[str, ...] = ()
    ads: Ads = Ads()
    images: Images = Images()
    printed: TemplateText = TemplateText()
    fail_on: str = ""
    archive: bool = False
    digest: str = ""
    directory: tuple[tuple[Path, str], ...] = ()
    people: tuple[tuple[Path, str], ...] = ()
    policy: Policy | None = None


def settings_of(config: Config) -> dict[str, object]:
    """Return what the roles need to know of a site, by name."""
    known: dict[str, object] = {
        "jurisdiction": config.jurisdiction,
        "ads": config.ads._asdict(),
        "images": config.images._asdict(),
        "commercial": config.commercial,
        "root": str(config.root),
    }
    return known if config.printed == TemplateText() else {**known, "printed": config.printed._asdict()}


def name_of(config: Config, path: Path) -> str:
    """Return the path of a file as globs see it: relative to the root, with `/`."""
    return label_of(path, config.root)


def label_of(path: Path, start: Path) -> str:
    """Return a path with `/`, relative to a folder if it lies in it, else absolute."""
    path = Path(os.path.normpath(start / path))
    return (path.relative_to(start) if path.is_relative_to(start) else path).as_posix()


def repository(start: Path) -> Path | None:
    """Return the root of the repository that holds a folder."""
    return next((folder for folder in (start, *start.parents) if (folder / ".git").exists()), None)
