"""`bylint init`: look at a repository, propose its settings and what each takes away, and write what is agreed to."""

from __future__ import annotations

import os
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from importlib import metadata
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import click

from bylint import audit
from bylint import discover
from bylint.audit import Verdict
from bylint.audit.judge import judge_facts
from bylint.audit.judge import scope_of
from bylint.audit.judge import verdict
from bylint.cli.commands import today_option
from bylint.cli.commands import workers_option
from bylint.cli.output import print_human
from bylint.cli.output import progress
from bylint.cli.run import Run
from bylint.cli.run import Setting
from bylint.cli.run import boxes_of
from bylint.cli.run import demand_some
from bylint.cli.run import knowledge_of
from bylint.cli.run import readings
from bylint.cli.run import rules_by_path
from bylint.cli.run import setting
from bylint.cli.sites import author_data
from bylint.cli.sites import without
from bylint.config import NAMES
from bylint.config import Config
from bylint.config import repository
from bylint.config import selected
from bylint.config.reading import parsed
from bylint.errors import UsageError
from bylint.init import Proposal
from bylint.init import Site
from bylint.init import hooks
from bylint.init import plan
from bylint.init import settings
from bylint.init.portraits import Judging
from bylint.init.portraits import Portrait
from bylint.init.portraits import looked_at
from bylint.init.sites import exports
from bylint.init.sites import sites as sites_of
from bylint.model.rule import Fact
from bylint.model.rule import Outcome
from bylint.model.rule import Violation
from bylint.report import by_series
from bylint.report import counted
from bylint.report.escaping import shown
from bylint.report.text import line_of
from bylint.text.files import is_below
from bylint.text.files import shipped_lists

_MOST_CAUSES = 12
_BASELINE = Proposal("baseline", "bylint.baseline", "`bylint baseline create` keeps there what is wrong today")


class FirstRun(NamedTuple):
    """What a run without settings found: a portrait of each article, all that is wrong, and the lines of a report on
    it."""

    portraits: tuple[Portrait, ...]
    violations: tuple[Violation, ...]
    lines: tuple[Violation, ...]


class Draft(NamedTuple):
    """Settings as they would be written, what each takes away by its number, and what is left and new with them."""

    proposals: tuple[Proposal, ...]
    takes: tuple[int, ...]
    left: tuple[Violation, ...]
    files: int
    new: int


@click.command(epilog="Example: bylint init --yes")
@click.option("--yes", "is_agreed", is_flag=True, help="Write all three files without asking.")
@click.option(
    "--house-pictures", is_flag=True, help="The house makes the pictures that nobody credits: ask for no credit there."
)
@workers_option
@today_option
def command(*, is_agreed: bool, house_pictures: bool, workers: int, today: date) -> None:
    """Set bylint up in a repository: settings, the hook, and a check of pull requests.

    It looks at the generator of the site, at its layouts and at all its articles, shows what is wrong by cause, and
    what each setting that it proposes would take away. It asks before it writes bylint.yaml, .pre-commit-config.yaml
    and the file for the CI, touches nothing else, and overwrites nothing.
    """
    start = Path.cwd()
    root = repository(start) or start
    if root != start:
        raise UsageError(f"this is a part of the repository {shown(str(root))}; run `bylint init` there")
    known = setting(None, no_config=True)
    found = sites_of(root, shipped_lists())
    told = tuple(_told_of_exports(root))
    first = _first_run(known, workers, today, told)
    print_human((*_told_of_sites(found), *told, f"{counted(len(first.portraits), 'article')} read."))
    print_human(_told_of_causes(first))
    proposed = plan.proposals(
        found, first.portraits, first.violations, knowledge_of(known.config, today), shipped_lists()
    )
    if house_pictures:
        proposed = tuple(each._replace(asks="") if plan.is_of_pictures(each) else each for each in proposed)
    if not is_agreed:
        proposed = tuple(_answered(each) for each in proposed)
    draft = _draft(known, proposed, first, workers, today, _made(found))
    print_human(_told_of_draft(draft))
    _write_all(root, draft, _made(found), is_agreed=is_agreed)


def _first_run(known: Setting, workers: int, today: date, told: tuple[str, ...]) -> FirstRun:
    """Judge all articles without settings, and make a portrait of each; `told` is said where there is none."""
    config, start, _ = known
    chosen = selected(config, known.rules)
    files = discover.files((), config, start=start)
    if told and not files.files:
        raise UsageError(*told)
    demand_some(files, force_exclude=False)
    judging = Judging(chosen, knowledge_of(config, today))
    outcomes: list[Outcome] = []
    facts: list[Fact] = []
    portraits: list[Portrait] = []
    with progress() as show:
        for done, (outcome, portrait) in enumerate(looked_at(readings(files.files), judging, workers), start=1):
            facts += outcome.facts
            outcomes.append(outcome._replace(facts=()))
            portraits.append(portrait)
            show(done, len(files.files))
    facts.sort(key=attrgetter("code", "subject"))
    scope = scope_of(judging.knowledge, is_whole=True, is_archive=True)
    left = verdict(chosen, outcomes, judge_facts(chosen, facts, rules_by_path(config, start, chosen)), scope)
    return FirstRun(tuple(portraits), left.violations, by_series(left.violations))


def _run_with(config: Config, known: Setting, workers: int, today: date) -> Verdict:
    """Judge the whole site with settings."""
    run = Run(known._replace(config=config), selected(config, known.rules), knowledge_of(config, today), workers, True)
    boxes = author_data(config, known.start)
    files = without(discover.files((), config, start=known.start), boxes)
    with progress() as show:
        found = audit.run(
            (*readings(files.files), *boxes_of(boxes)),
            run.chosen,
            rules_by_path(config, known.start, run.chosen),
            run.knowledge,
            workers=workers,
            is_whole=True,
            shown=show,
        )
    return found._replace(files=len(files.files))


def _draft(
    known: Setting, proposed: tuple[Proposal, ...], first: FirstRun, workers: int, today: date, made: str
) -> Draft:
    """Try settings, and leave out those that take nothing away."""
    path = known.start / NAMES[0]
    config = parsed(settings.written(proposed, made).encode(), NAMES[0], path)
    after = _run_with(config, known, workers, today)
    lines = by_series(after.violations)
    taken, new = plan.taken(proposed, first.lines, lines, first.portraits)
    numbers = tuple(
        plan.would_take(each, lines, first.portraits) if each.asks else taken[number]
        for number, each in enumerate(proposed)
    )
    kept = tuple(n for n, each in enumerate(proposed) if numbers[n] or not plan.must_take(each))
    chosen = tuple(proposed[n] for n in kept)
    with_baseline = (*chosen, _BASELINE) if lines else chosen
    return Draft(with_baseline, tuple(numbers[n] for n in kept), lines, after.files, new)


def _answered(proposal: Proposal) -> Proposal:
    """Ask the house what only it can know."""
    if proposal.asks and click.confirm(shown(proposal.asks), default=False):
        return proposal._replace(asks="")
    return proposal


def _made(sites: Sequence[Site]) -> str:
    return "Made with " + ", ".join(dict.fromkeys(site.generator.name for site in sites))


def _told_of_sites(sites: Sequence[Site]) -> Iterator[str]:
    for site in sites:
        place = f"{site.below}{site.file}" if site.file else "no generator is known by its files"
        yield f"{shown(site.below) or './'}: {site.generator.name} ({shown(place)})"


def _told_of_exports(root: Path) -> Iterator[str]:
    for maker, name in exports(root, shipped_lists()):
        yield f"{shown(name)}: an export of {maker}, which bylint does not read; export to Markdown or HTML first"


def _told_of_causes(first: FirstRun) -> Iterator[str]:
    causes = plan.causes(first.lines)
    yield ""
    yield f"{_rate(len(first.lines), len(first.portraits))}, without settings. By cause:"
    for cause in causes[:_MOST_CAUSES]:
        yield f"{cause.lines:>7,}  {cause.first.code} in {counted(cause.articles, 'article')}: {shown(cause.form)}"
        yield f"         such as {line_of(cause.first)}" if cause.lines > 1 else f"         {line_of(cause.first)}"
    rest = causes[_MOST_CAUSES:]
    if rest:
        yield f"{sum(cause.lines for cause in rest):>7,}  of {counted(len(rest), 'other cause')}"


def _told_of_draft(draft: Draft) -> Iterator[str]:
    yield ""
    yield "Proposed for bylint.yaml, with the lines that each takes away:"
    for proposal, number in zip(draft.proposals, draft.takes, strict=False):
        value = proposal.value if isinstance(proposal.value, str) else settings.value(proposal.value)
        mark = "?" if proposal.asks else " "
        yield shown(f"{number:>7,}{mark} {proposal.key}: {value}")
        yield f"         {shown(proposal.asks or proposal.why)}"
    if not draft.takes:
        yield "      nothing: the defaults hold"
    if any(proposal.asks for proposal in draft.proposals):
        yield "What is marked with ? stands there as a comment: only the house can say whether it holds."
    new = f"; {counted(draft.new, 'line')} new with them" if draft.new else ""
    yield f"{_rate(len(draft.left), draft.files)}, with these settings{new}."
    yield ""


def _rate(lines: int, articles: int) -> str:
    return f"{counted(lines, 'line')}, {100 * lines / max(articles, 1):.1f} for each 100 articles"


def _write_all(root: Path, draft: Draft, made: str, *, is_agreed: bool) -> None:
    """Write what is agreed to; show what belongs into files that are there already."""
    source = hooks.source(metadata.distribution("bylint"))
    text = settings.written(draft.proposals, made)
    there = next((name for name in NAMES if os.path.lexists(root / name)), "")
    written = [_write(root, there or NAMES[0], text, is_agreed=is_agreed)]
    written.append(_write(root, hooks.PRE_COMMIT, hooks.pre_commit(source), is_agreed=is_agreed))
    name = hooks.ci_file(root)
    written.append(_write(root, name, hooks.ci(name, source), is_agreed=is_agreed))
    print_human(_told_next(root, written, draft))


def _write(root: Path, name: str, text: str, *, is_agreed: bool) -> str:
    """Write a file that is not there, if it is agreed to, and return its name; nothing where it was not written."""
    path = root / name
    if os.path.lexists(path):
        print_human(
            [f"{name} is there already and stays as it is. What bylint would have written:", "", *text.split("\n")]
        )
        return ""
    if not is_below(path, [root]):
        raise UsageError(f"{name}: this is a link that leads out of the repository, so nothing is written there")
    if not is_agreed and not click.confirm(f"Write {name}?", default=True):
        return ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror}") from error
    print_human([f"{name} written."])
    return name


def _told_next(root: Path, written: Iterable[str], draft: Draft) -> Iterator[str]:
    names = [name for name in written if name]
    if not names:
        return
    yield ""
    yield "Next:"
    if _BASELINE in draft.proposals and NAMES[0] in names:
        names.append(str(_BASELINE.value))
        yield "  bylint baseline create"
    if (root / ".git").exists():
        yield "  pre-commit install" if hooks.PRE_COMMIT in names else ""
        yield f"  git add {' '.join(names)} && git commit"
