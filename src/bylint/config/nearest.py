"""The settings in force for each file: those of the nearest `bylint.yaml`, upwards from the file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from bylint import people
from bylint.config import Config
from bylint.config import label_of
from bylint.config import repository
from bylint.config import site_key
from bylint.config.files import settings_in
from bylint.config.reading import read_settings
from bylint.errors import ConfigError
from bylint.text.files import shipped_lists
from bylint.text.yaml import first_told

MOST_SETTINGS = 100
"""Files of settings that are in force in one run."""


def telling(mistakes: Iterable[str]) -> ConfigError:
    """Return the error that tells mistakes, each once, and of very many the first."""
    return ConfigError(*first_told(tuple(dict.fromkeys(mistakes))))


def load(start: Path, explicit: Path | None = None, *, use: bool = True) -> Config:
    """Return the settings for the folder `start`; ConfigError lists every mistake in them."""
    known = Nearest(start, explicit, use=use)
    found = known.of(str(known.start))
    known.demand_right()
    return found


class Nearest:
    """The settings in force for each folder: those of the file that is nearest, upwards to the repository's root.

    It keeps what it has read, so that a run reads each file once, and the mistakes in each, by the key of its site.
    Where a run stands in a repository and a folder belongs to another inside of it (a submodule), the search goes on to
    the outer root.
    """

    def __init__(self, start: Path, explicit: Path | None = None, *, use: bool = True) -> None:
        self.start = start.absolute()
        self.mistakes: dict[Path, tuple[str, ...]] = {}
        self._top = repository(self.start)
        self._by_folder: dict[str, Config] = {}
        self._by_key: dict[Path, Config] = {}
        self._for_all: Config | None = None
        if explicit is not None:
            self._for_all = self._config(self.start / explicit, is_named=True)._replace(is_for_all=True)
        elif not use:
            self._for_all = self._default(str(self.start))._replace(is_for_all=True)
        if self._for_all is not None:
            self._by_key[site_key(self._for_all)] = self._for_all

    def of(self, folder: str) -> Config:
        """Return the settings for what lies in a folder, given as its whole path."""
        if self._for_all is not None:
            return self._for_all
        found = self._by_folder.get(folder)
        if found is not None:
            return found
        # A folder may be named in several ways; each is looked up once.
        passed, here = [folder], os.path.normpath(folder)
        while found is None:
            passed.append(here)
            found = self._in(here)
            above = os.path.dirname(here)
            if found is None:
                found = self._default(passed[1]) if self._is_end(here) else self._by_folder.get(above)
            here = above
        self._by_folder.update(dict.fromkeys(passed, found))
        return found

    def known(self, key: Path) -> Config:
        """Return the settings that have this key of their site, and that were asked for before."""
        return self._by_key[key]

    def demand_right(self) -> None:
        """Raise ConfigError for all mistakes of what was read."""
        if self.mistakes:
            raise telling(chain.from_iterable(self.mistakes.values()))

    def is_below(self, key: Path) -> bool:
        """Tell whether settings with this key of their site stand in a folder below that where the run stands."""
        config = self._by_key[key]
        return not config.is_for_all and self.start in config.root.parents

    def _in(self, folder: str) -> Config | None:
        try:
            path = settings_in(folder, self.start)
        except ConfigError as error:
            self.mistakes[Path(folder)] = error.lines
            return self._by_key.setdefault(Path(folder), Config(Path(folder)))
        return self._config(path) if path else None

    def _config(self, path: Path, *, is_named: bool = False) -> Config:
        if len(self._by_key) >= MOST_SETTINGS:
            raise ConfigError(f"{label_of(path, self.start)}: more than {MOST_SETTINGS} files of settings are in force")
        try:
            found, mistakes = read_settings(path, self.start, is_named=is_named)
        except ConfigError as error:
            found, mistakes = Config(path.parent, path), error.lines
        if mistakes:
            self.mistakes[path] = tuple(mistakes)
        return self._by_key.setdefault(path, _with_boxes(found))

    def _is_end(self, folder: str) -> bool:
        if self._top and Path(folder).is_relative_to(self._top):
            return folder == str(self._top)
        return os.path.lexists(os.path.join(folder, ".git")) or folder == os.path.dirname(folder)

    def _default(self, folder: str) -> Config:
        own = self._top if self._top and Path(folder).is_relative_to(self._top) else repository(Path(folder))
        found = Config(own or self.start)
        return self._by_key.setdefault(site_key(found), found)


def _with_boxes(config: Config) -> Config:
    """Return settings that say whether bios are printed, as the layouts of the site show it where they do not."""
    if config.people and config.printed.bios is None:
        bios = people.prints_boxes(shipped_lists(), config.root, config.people)
        return config._replace(printed=config.printed._replace(bios=bios or None))
    return config
