"""What is wrong in the text of an editor, and what mends or silences it: as `bylint check` has it, by the same code."""

from __future__ import annotations

import os
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from bylint import discover
from bylint import fix
from bylint import packs
from bylint.audit import Reading
from bylint.audit import Verdict
from bylint.cli import mending
from bylint.cli import waivers
from bylint.cli.mending import Look
from bylint.cli.run import Run
from bylint.cli.run import run_of
from bylint.cli.sites import author_data
from bylint.config import NAMES
from bylint.config import Config
from bylint.config import label_of
from bylint.config import repository
from bylint.config import site_key
from bylint.config.files import OTHERS
from bylint.config.nearest import Nearest
from bylint.errors import BylintError
from bylint.model.rule import AnyRule
from bylint.model.rule import Violation
from bylint.model.source import Source
from bylint.readers import SUFFIXES
from bylint.readers.comments import Insertion

MARK = "\ufeff"
"""A text from an editor is handed on with it: what its bytes once were is settled, and nothing is left to guess."""


class Judged(NamedTuple):
    """The text of an editor as it was judged: as a `source`, by which run, with what is wrong; what tells that of
    another text; and how many characters of the editor's stand before the first of the source."""

    run: Run
    reading: Reading
    source: Source
    violations: tuple[Violation, ...]
    look: Look
    before: int = 0


class Site(NamedTuple):
    """How the files of a site are judged, and those that hold its authors."""

    run: Run
    boxes: frozenset[Path]


class Place(NamedTuple):
    """A file that bylint reads: its site, where the run about it stands, and whether its template prints its bios."""

    site: Site
    start: Path
    file: discover.FileToRead
    is_author_data: bool

    @property
    def needs_others(self) -> bool:
        """Tell whether it is judged against other articles."""
        return self.is_author_data or self.site.run.known.config.archive


class Sites:
    """How the files in the folders of an editor are judged. What was read of settings, registries and packs is kept
    until they change, or the day is over."""

    def __init__(self, roots: Iterable[Path] = ()) -> None:
        self.roots = tuple(roots)
        self._by_folder: dict[tuple[Path, str], tuple[Nearest, Config]] = {}
        self._by_key: dict[tuple[Path, Path], Site | BylintError] = {}
        self._day = _today()

    def forget(self) -> None:
        """Read everything anew when it is asked for next."""
        self._by_folder.clear()
        self._by_key.clear()

    def place(self, path: Path) -> Place | None:
        """Return how a file is judged, or nothing where bylint does not read it; BylintError lists the mistakes in its
        settings."""
        if self._day != _today():
            self._day = _today()
            self.forget()
        start = self.start_of(path)
        nearest, config = self._nearest(start, path.parent)
        is_read = path.suffix.casefold() in SUFFIXES
        if not is_read and not config.people:
            return None
        label = label_of(path, start)
        site = self._site(nearest, config)
        if path in site.boxes:
            return Place(site, start, discover.FileToRead(path, label, label_of(path, config.root)), True)
        if not is_read or discover.leads_out(path, config, start):
            return None
        found = discover.files(("-",), config, start=start, force_exclude=True, stdin=label).files
        return Place(site, start, found[0]._replace(path=path), False) if found else None

    def start_of(self, path: Path) -> Path:
        """Return the folder that paths are told from: that of the editor, or else the repository."""
        around = [root for root in self.roots if path.is_relative_to(root)]
        return max(around, key=lambda root: len(root.parts)) if around else repository(path.parent) or path.parent

    def concerns(self, path: Path) -> bool:
        """Tell whether a file decides how others are judged, as far as these were asked for."""
        if path.name in (*NAMES, *OTHERS):
            return True
        configs = [config for _, config in self._by_folder.values()]
        return any(path.is_relative_to(named) for config in configs for named in _named(config))

    def _nearest(self, start: Path, folder: Path) -> tuple[Nearest, Config]:
        key = start, str(folder)
        if key not in self._by_folder:
            # Each folder has one of its own: a mistake in the settings of one site is none of another's.
            nearest = Nearest(start)
            self._by_folder[key] = nearest, nearest.of(str(folder))
        return self._by_folder[key]

    def _site(self, nearest: Nearest, config: Config) -> Site:
        key = nearest.start, site_key(config)
        if key not in self._by_key:
            try:
                run = run_of(config, nearest, today=self._day, workers=1)
                boxes = frozenset(box.path for box in author_data(config, nearest.start))
                self._by_key[key] = Site(run, boxes)
            except BylintError as error:
                self._by_key[key] = error
        found = self._by_key[key]
        if isinstance(found, BylintError):
            raise found
        return found


def judged(place: Place, text: str) -> Judged:
    """Return what is wrong in a text, as it would be in its file, but for what only other articles can tell."""
    before = int(text.startswith(MARK))
    plain = text[before:].encode("utf-8", "replace").decode()  # half of a character that takes two is none
    reading = Reading(place.file.label, place.file.path.suffix, None, (MARK + plain).encode(), place.file.path)
    look = mending.look_of(place.site.run, ((place.file, reading),))
    source = Source(place.file.label, plain, bom=True)
    found = () if place.is_author_data else known_apart(place.site.run, look(reading))
    return Judged(place.site.run, reading, source, found, look, before)


def known_apart(run: Run, found: Sequence[Violation]) -> tuple[Violation, ...]:
    """Return what is wrong but for what the baseline of the site knows."""
    if not run.known.config.baseline:
        return tuple(found)
    from bylint.cli.baseline import without_known

    return without_known(run.known, None, Verdict(tuple(found), 1, 0)).violations


def fixed(article: Judged, found: Violation) -> str | None:
    """Return the text with one violation mended; nothing where that does harm."""
    done = fix.mended(article.source.text, (found,))
    if not done.applied:
        return None
    before, after = (
        article.look(mending.as_changed(article.reading, article.source, text))
        for text in (article.source.text, done.text)
    )
    return done.text if mending.is_better(before, after, done.applied) else None


def all_fixed(article: Judged) -> str | None:
    """Return the text with all mended that can be mended safely, as `--fix` does; nothing where there is none."""
    for done in mending.mend((article.reading,), article.violations, article.look, unsafe=False):
        if isinstance(done, mending.Mending) and done.mended:
            return done.text
    return None


def suppression(article: Judged, found: Violation) -> tuple[Insertion, ...]:
    """Return what is to be inserted for a violation to be silent once a reason is written in, as `--add-ignores`
    would."""
    return waivers.proposed(article.reading, article.source, found, article.look)


def explained(run: Run, name: str) -> AnyRule | None:
    """Return a rule by its code or name, with its examples."""
    every = packs.load((*packs.shipped_packs(), *run.known.config.packs), with_examples=True)
    return next((rule for rule in every if name.casefold() in (rule.code.casefold(), rule.name)), None)


def _named(config: Config) -> tuple[Path, ...]:
    """Return the files and folders that settings name."""
    named = (*config.people, *config.directory, *config.images.rights, *((config.baseline,) if config.baseline else ()))
    found = (*config.packs, *config.extended, *(path for path, _ in named))
    return tuple(Path(os.path.normpath(path)) for path in found)


def _today() -> date:
    return datetime.now(UTC).date()
