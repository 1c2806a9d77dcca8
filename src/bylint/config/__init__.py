"""The configuration of a site: one `bylint.yaml`, found upwards from the working directory, no cascade."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from bylint.errors import ConfigError
from bylint.model.policy import Policy
from bylint.model.violation import Suppression
from bylint.text.content import content_of
from bylint.text.content import is_below
from bylint.text.content import names_beside
from bylint.text.digest import digest
from bylint.text.yaml_form import MOST_TOLD
from bylint.text.yaml_form import guess

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


class Line(NamedTuple):
    """What a template prints on every page, or on those that match one of its paths."""

    text: str
    paths: tuple[str, ...] = ()


class Printed(NamedTuple):
    """What the site's template prints, so that it is in no file.

    `authors` sign what names nobody itself; `bios`: each author is introduced; `lines` stand on pages; `fields` are
    keys of headers, each with a value (empty for any) and what is printed for it (empty for the value itself);
    `shortcodes` are shortcodes, includes and components with what they print.
    """

    authors: tuple[Line, ...] = ()
    bios: bool = False
    lines: tuple[Line, ...] = ()
    fields: tuple[tuple[str, str, str], ...] = ()
    shortcodes: tuple[tuple[str, str], ...] = ()


class Config(NamedTuple):
    """What a site asks for. Globs are relative to `root`: the folder of the file, of the repository, or the start.

    `directory` and `people` are files or folders, each with the file and line that names it.

    The `paths` of `ignores` are globs still; `config.choosing.requests` makes them the paths of files.
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
    printed: Printed = Printed()
    fail_on: str = ""
    archive: bool = False
    digest: str = ""
    directory: tuple[tuple[Path, str], ...] = ()
    people: tuple[tuple[Path, str], ...] = ()
    policy: Policy | None = None


def load(start: Path, explicit: Path | None = None, *, use: bool = True) -> Config:
    """Return the configuration for a run in the folder `start`; ConfigError lists every mistake in it."""
    start = start.absolute()
    path = _found(start, explicit) if use else None
    if path is None:
        return Config(repository(start) or start)
    label = label_of(path, start)
    if explicit is None and not is_below(path, _own(path.parent)):
        raise ConfigError(f"{label}: it is a link that leads out of {_own_name(path.parent)}, so it is not read")
    try:
        content = content_of(path, LARGEST)
    except OSError as error:
        raise ConfigError(f"{label}: {error.strerror}{_near(path)}") from error
    config = parsed(content, label, path)
    if len(config.packs) > MOST_PACKS:
        raise ConfigError(f"{label}: it names {len(config.packs):,} packs; the limit is {MOST_PACKS}")
    _demand_inside(config, label, start)
    missing = [pack for pack in config.packs if not os.path.lexists(pack)]
    if missing:
        raise ConfigError(*(f"{label}: there is no pack {label_of(pack, start)!r}{_near(pack)}" for pack in missing))
    return config


def settings_of(config: Config) -> dict[str, object]:
    """Return what the roles need to know of a site, by name."""
    known: dict[str, object] = {
        "jurisdiction": config.jurisdiction,
        "ads": config.ads._asdict(),
        "images": config.images._asdict(),
        "commercial": config.commercial,
        "root": str(config.root),
    }
    return known if config.printed == Printed() else {**known, "printed": config.printed._asdict()}


def parsed(content: bytes, label: str, path: Path) -> Config:
    """Return what the content of a configuration asks for."""
    # Imported here: a run without a configuration needs none of it.
    from bylint.config import reading

    found = reading.config(content, label, path.parent)
    return found._replace(path=path, digest=digest(content))


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


def _demand_inside(config: Config, label: str, start: Path) -> None:
    """Raise ConfigError for what the settings name elsewhere: whoever wrote them need not be who runs them."""
    packs = ((pack, label) for pack in config.packs)
    named = (*packs, *config.directory, *config.people, *config.images.rights)
    own = _own(config.root)
    outside = [(path, place) for path, place in named if not is_below(path, own)]
    if outside:
        where = f"is outside of {_own_name(config.root)}, so it is not read"
        raise ConfigError(*(f"{place}: {label_of(path, start)!r} {where}" for path, place in outside[:MOST_TOLD]))


def _own(root: Path) -> tuple[Path, ...]:
    """Return the folders whose files the settings in a folder may name: the repository's, else this one."""
    return (root, repository(root) or root)


def _own_name(root: Path) -> str:
    return "the repository" if repository(root) else "the folder of the settings"


def _found(start: Path, explicit: Path | None) -> Path | None:
    if explicit is not None:
        return start / explicit
    for folder in (start, *start.parents):
        here = [path for name in NAMES if os.path.lexists(path := folder / name) and not path.is_dir()]
        if len(here) > 1:
            both = " and ".join(label_of(path, start) for path in here)
            raise ConfigError(f"{both} stand side by side; bylint reads one of them, so delete the other")
        if here:
            return here[0]
        if (folder / ".git").exists():
            break
    return None


def _near(path: Path) -> str:
    return guess(path.name, names_beside(path))
