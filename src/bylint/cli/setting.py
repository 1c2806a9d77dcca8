"""What a run works with: the site's configuration, the rules of its packs, and what is known beforehand."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bylint import config as configuration
from bylint import packs
from bylint import people
from bylint.audit import RulesFor
from bylint.config import Config
from bylint.config import selection
from bylint.config.reading import load
from bylint.errors import ConfigError
from bylint.model.knowledge import Knowledge
from bylint.model.people import Directory
from bylint.model.policy import Policy
from bylint.model.rule import AnyRule
from bylint.text.shipped import Lists
from bylint.text.shipped import shipped
from bylint.text.yaml_form import MOST_TOLD
from bylint.text.yaml_form import guess


class Setting(NamedTuple):
    """The configuration, where the run stands, and every rule that its packs hold."""

    config: Config
    start: Path
    rules: tuple[AnyRule, ...]


class Run(NamedTuple):
    """What was asked for on the command line: the rules chosen, what is known, and how to work."""

    known: Setting
    chosen: tuple[AnyRule, ...]
    knowledge: Knowledge
    workers: int
    no_cache: bool


def setting(config_file: Path | None, *, no_config: bool, with_examples: bool = False) -> Setting:
    """Read the configuration and the packs."""
    config, start = site(config_file, no_config=no_config)
    paths = (*packs.shipped_packs(), *config.packs)
    return Setting(config, start, packs.load(paths, with_examples=with_examples))


def site(config_file: Path | None, *, no_config: bool) -> tuple[Config, Path]:
    """Read the configuration alone."""
    start = Path.cwd()
    return load(start, config_file, use=not no_config), start


def knowledge_of(config: Config, today: date | None = None) -> Knowledge:
    """Return what is known before an article is read."""
    lists = Lists(shipped() / "directory")
    settings = {**configuration.settings_of(config), "start": str(Path.cwd())}
    if today:
        settings["today"] = today.isoformat()
    if config.images.rights:
        # Imported here: few sites keep such a file.
        from bylint.config import rights

        settings["rights"] = rights.read(config.images.rights)
    known = people.known(lists, config.directory, config.people)
    policy = config.policy or Policy()
    _demand_named(policy, known.directory)
    return Knowledge(lists, known.directory, config.site, settings, known.registry, policy)


def _demand_named(policy: Policy, directory: Directory) -> None:
    bodies = directory.organisations
    names = {*bodies, *(body.kind for body in bodies.values())} if policy.named else set()
    wrong = [(name, place) for name, place in policy.named if name not in names][:MOST_TOLD]
    if wrong:
        raise ConfigError(
            *(
                f"{place}: there is no kind or id of an organisation {name!r}{guess(name, names)}"
                for name, place in wrong
            )
        )


def rules_by_path(config: Config, start: Path, chosen: tuple[AnyRule, ...]) -> RulesFor:
    """Return a function, for workers too, that gives the rules for a path as it is shown to people."""
    return partial(_rules_at, config, start, chosen)


def _rules_at(config: Config, start: Path, chosen: tuple[AnyRule, ...], label: str) -> tuple[AnyRule, ...]:
    if not config.overrides:
        return chosen
    return selection.rules_for(config, chosen, configuration.name_of(config, start / label))
