"""What a site asks for in its `bylint.yaml`: values, and what they select."""

from __future__ import annotations

import os
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bylint.errors import UsageError
from bylint.model.rule import AnyRule
from bylint.model.rule import Suppression
from bylint.model.source import Place
from bylint.model.world import Policy
from bylint.text.files import is_any
from bylint.text.yaml import MOST_TOLD
from bylint.text.yaml import guess

NAMES = ("bylint.yaml", "bylint.yml", ".bylint.yaml", ".bylint.yml")
LARGEST = 1_000_000
"""Bytes of the largest file of settings, or of rights, that is read."""
MOST_PACKS = 20


class Choice(NamedTuple):
    """A rule or a family of rules by code, name or prefix, or another name or a glob; and where it stands."""

    name: str
    place: str


class Override(NamedTuple):
    """What is different for some paths: only these rules, not these, these at another severity.

    It holds for articles dated `before` one day and `after` another, where these are given; not for those without a
    date, then. Without paths it holds for all.
    """

    paths: tuple[str, ...] = ()
    select: tuple[Choice, ...] = ()
    ignore: tuple[Choice, ...] = ()
    severity: tuple[tuple[Choice, str], ...] = ()
    place: Place | None = None
    before: date | None = None
    after: date | None = None


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
    `rights` are its rights files, each with the file and line that names it. `each`: every picture without a credit is
    to be reported, also where hardly any article has one. `ignored_at`: where each of `ignore` stands.
    """

    credit_fields: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rights: tuple[tuple[Path, str], ...] = ()
    blanket: tuple[str, ...] = ()
    each: bool = False
    ignored_at: tuple[Place, ...] = ()


class TemplateLine(NamedTuple):
    """What a template prints on every page, or on those that match one of its paths."""

    text: str
    paths: tuple[str, ...] = ()


class TemplateText(NamedTuple):
    """What the site's template prints, so that it is in no file.

    `authors` sign what names nobody itself; `bios`: each author is introduced (None: nothing is said of it); `lines`
    stand on pages; `fields` are keys of headers, each with a value (empty for any) and what is printed for it (empty
    for the value itself); `shortcodes` are shortcodes, includes and components with what they print.
    """

    authors: tuple[TemplateLine, ...] = ()
    bios: bool | None = None
    lines: tuple[TemplateLine, ...] = ()
    fields: tuple[tuple[str, str, str], ...] = ()
    shortcodes: tuple[tuple[str, str], ...] = ()


class Config(NamedTuple):
    """What a site asks for. Globs are relative to `root`: the folder of the file, of the repository, or the start.

    `directory` and `people` are files or folders, each with the file and line that names it, and so is `baseline`.

    The `paths` of `ignores` are globs still; `requests` makes them the paths of files. `globs` are others that
    should match a file, `credit_fields` and `authors` are the names that `images` and `printed` have,
    each with its place. `label` is the path of its file as shown to people, `extended` are the files that it takes in,
    nearest first. What `is_for_all` holds for all files of a run, whatever settings lie nearer to them.
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
    label: str = ""
    directory: tuple[tuple[Path, str], ...] = ()
    people: tuple[tuple[Path, str], ...] = ()
    policy: Policy | None = None
    baseline: tuple[Path, str] | None = None
    globs: tuple[Choice, ...] = ()
    credit_fields: tuple[Choice, ...] = ()
    authors: tuple[Choice, ...] = ()
    extended: tuple[Path, ...] = ()
    is_for_all: bool = False


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


def site_key(config: Config) -> Path:
    """Return what tells the site of some settings from all others: their file or, without one, the root."""
    return config.path or config.root


def label_of(path: Path, start: Path) -> str:
    """Return a path with `/`, relative to a folder if it lies in it, else absolute."""
    path = Path(os.path.normpath(start / path))
    return (path.relative_to(start) if path.is_relative_to(start) else path).as_posix()


def repository(start: Path) -> Path | None:
    """Return the root of the repository that holds a folder."""
    return next((folder for folder in (start, *start.parents) if os.path.lexists(folder / ".git")), None)


# The linter's own rules stay on whatever is selected: without them silence would not be explained.
_OWN = "LNT"


class Has(NamedTuple):
    """What of a site turns rules on: a registry of its people, a policy on disclaimers."""

    registry: bool = False
    policy: bool = False


def selected(
    config: Config,
    rules: Sequence[AnyRule],
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    *,
    has_registry: bool = False,
) -> tuple[AnyRule, ...]:
    """Return the rules that run anywhere, at the severities that the site gives them.

    `select` and `ignore` come from the command line: `select` takes the place of the site's choice, `ignore` adds to
    it. A family prefix selects what is on by default, a code or name selects its rule in any case. A severity turns a
    rule on; one that only an override gives keeps the rule `off` elsewhere. Some rules are on where the site names its
    people (`has_registry`), some where it has a policy on disclaimers.
    """
    has = Has(has_registry or bool(config.people), config.policy is not None)
    asked, refused = _choices(rules, "--select", select), _choices(rules, "--ignore", ignore)
    _demand_known(rules, [*asked, *refused, *_all_choices(config)])
    wanted = asked or config.select
    found = [rule for rule in rules if _is_wanted(rule, wanted, () if asked else config.severity, has)]
    found = [rule for rule in found if not _is_refused(rule, config, asked, refused)]
    extra = () if asked else tuple(_extra(config, rules, found))
    if not found and not extra:
        raise UsageError("no rule is selected, so nothing would be checked; see `bylint rules`")
    weighed = (_weighed(rule, config.severity, asked) for rule in found)
    own = (rule for rule in rules if _is_own(rule) and rule not in found and not _is_refused(rule, config, (), refused))
    return tuple(sorted((*weighed, *extra, *own), key=lambda rule: rule.code))


def rules_for(config: Config, chosen: tuple[AnyRule, ...], name: str, day: date | None = None) -> tuple[AnyRule, ...]:
    """Return the rules for one path, given as `config.name_of` does, and the date of its article."""
    found = chosen
    for override in config.overrides:
        if holds(override, name, day):
            found = tuple(_overridden(override, found))
    return found


def holds(override: Override, name: str, day: date | None) -> bool:
    """Tell whether an override holds for an article of this name and date."""
    if override.paths and not _is_meant(override.paths, name):
        return False
    before, after = override.before, override.after
    if day is None:
        return not (before or after)
    return (before is None or day < before) and (after is None or after < day)


def requests(config: Config, files: Iterable[tuple[str, str]]) -> tuple[Suppression, ...]:
    """Return the suppressions of the configuration for files, each given as its name (for globs) and its label."""
    named = tuple(files) if config.ignores else ()
    found = (
        ignored._replace(paths=tuple(label for name, label in named if _is_meant(ignored.paths, name)))
        for ignored in config.ignores
    )
    return tuple(request for request in found if request.paths)


def dead(config: Config, files: Iterable[tuple[str, str]]) -> tuple[Suppression, ...]:
    """Return a suppression without force for each path of `ignores` and `overrides` that is none of all the files.

    Those of settings that these extend may be meant for another site.
    """
    own = config.label
    places = [(each.place, each.paths, "") for each in config.ignores if each.place.path == own]
    overrides = (each for each in config.overrides if each.place and each.place.path == own)
    places += [(each.place, each.paths, " of this override") for each in overrides if each.place]
    names = [name for name, _ in files] if places else []
    return tuple(
        Suppression(place, (), "", 0, 0, trouble=f"no file that is checked matches {glob!r}{of}")
        for place, globs, of in places
        for glob in globs
        if not any(_is_meant((glob,), name) for name in names)
    )


def _is_meant(globs: tuple[str, ...], name: str) -> bool:
    """Tell whether a file matches; its own name does whatever signs it holds, as in `[slug].html`."""
    return name in globs or is_any(globs, name)


def family(code: str) -> str:
    """Return the letters of a code."""
    return code.rstrip("0123456789")


def _choices(rules: Iterable[AnyRule], option: str, names: Iterable[str]) -> tuple[Choice, ...]:
    """Return what an option of the command line names, in small letters or large."""
    parted = [name.strip() for several in names for name in several.split(",")]
    known = {name.casefold(): name for rule in rules for name in _names(rule)} if parted else {}
    return tuple(Choice(known.get(name.casefold(), name), option) for name in parted if name)


def _all_choices(config: Config) -> Iterator[Choice]:
    whole = Override((), config.select, config.ignore, config.severity)
    for each in (whole, *config.overrides):
        yield from each.select
        yield from each.ignore
        yield from (choice for choice, _ in each.severity)
    for ignored in config.ignores:
        yield from (Choice(name, f"{ignored.place.path}:{ignored.place.line}") for name in ignored.rules)


def _demand_known(rules: Iterable[AnyRule], choices: Iterable[Choice]) -> None:
    known = {name: None for rule in rules for name in _names(rule)}
    unknown = [choice for choice in choices if choice.name not in known]
    if unknown:
        raise UsageError(
            *(f"{c.place}: there is no rule {c.name!r}{guess(c.name, known)}" for c in unknown[:MOST_TOLD])
        )


def _names(rule: AnyRule) -> tuple[str, str, str]:
    return rule.code, rule.name, family(rule.code)


def _is_exact(rule: AnyRule, choices: Iterable[Choice]) -> bool:
    return any(choice.name in (rule.code, rule.name) for choice in choices)


def _is_named(rule: AnyRule, choices: Iterable[Choice]) -> bool:
    return any(choice.name in _names(rule) for choice in choices)


def _is_wanted(
    rule: AnyRule,
    wanted: Sequence[Choice],
    severities: Iterable[tuple[Choice, str]],
    has: Has,
) -> bool:
    if rule.status == "retired":
        return False
    if _is_exact(rule, wanted):
        return True
    is_on = _is_turned_on(rule, severities) or is_default(rule, has)
    return is_on and (not wanted or _is_named(rule, wanted))


def _is_turned_on(rule: AnyRule, severities: Iterable[tuple[Choice, str]]) -> bool:
    return any(_is_exact(rule, (choice,)) and severity != "off" for choice, severity in severities)


def is_default(rule: AnyRule, has: Has | None = None) -> bool:
    """Tell whether a site that selects nothing gets the rule; without `has`, one without any configuration."""
    has = has or Has()
    by_site = {"true": True, "with-registry": has.registry, "with-policy": has.policy}
    return by_site.get(rule.enabled, False) and rule.status in ("stable", "deprecated")


def _is_refused(rule: AnyRule, config: Config, asked: Sequence[Choice], refused: Sequence[Choice]) -> bool:
    if _is_named(rule, refused):
        return True
    # What the command line asks for by its own name is not refused by the site.
    if _is_exact(rule, asked):
        return False
    return _is_named(rule, config.ignore) or _severity(rule, config.severity) == "off"


def _severity(rule: AnyRule, severities: Iterable[tuple[Choice, str]]) -> str:
    """Return the severity that a site gives a rule; what names the rule itself comes before what names its family."""
    found = [(choice, severity) for choice, severity in severities if _is_named(rule, (choice,))]
    found.sort(key=lambda given: _is_exact(rule, (given[0],)))
    return found[-1][1] if found else ""


def _weighed(rule: AnyRule, severities: Iterable[tuple[Choice, str]], asked: Sequence[Choice] = ()) -> AnyRule:
    severity = _severity(rule, severities)
    if not severity or (severity == "off" and _is_exact(rule, asked)):
        return rule
    options = rule.options
    if getattr(options, "across", "off") != "off":
        options = replace(options, across=severity)  # what articles say of one another weighs as the rest does
    return replace(rule, severity=severity, severity_by={}, options=options)


def _extra(config: Config, rules: Iterable[AnyRule], found: Sequence[AnyRule]) -> Iterator[AnyRule]:
    """Yield the rules that only an override turns on; they are off wherever it does not apply."""
    codes = {rule.code for rule in found}
    for rule in rules:
        is_on_somewhere = any(_is_turned_on(rule, override.severity) for override in config.overrides)
        if rule.code not in codes and rule.status != "retired" and is_on_somewhere:
            yield replace(rule, severity="off", severity_by={})


def _overridden(override: Override, rules: Iterable[AnyRule]) -> Iterator[AnyRule]:
    for rule in rules:
        is_left_out = override.select and not _is_named(rule, override.select) and not _is_own(rule)
        if is_left_out or _is_named(rule, override.ignore) or _severity(rule, override.severity) == "off":
            continue
        # A rule that is off elsewhere is turned on by its own name only, not with its family.
        is_quiet = rule.severity == "off" and not _is_turned_on(rule, override.severity)
        yield rule if is_quiet else _weighed(rule, override.severity)


def _is_own(rule: AnyRule) -> bool:
    return family(rule.code) == _OWN and is_default(rule)
