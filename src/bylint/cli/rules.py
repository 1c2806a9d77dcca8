"""The rules: `bylint rules` lists, `bylint explain` explains, `bylint test` proves them."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from bylint import docs
from bylint import packs
from bylint.cli.commands import complete_rules
from bylint.cli.commands import config_options
from bylint.cli.commands import format_option
from bylint.cli.commands import rule_options
from bylint.cli.output import pages_of
from bylint.cli.output import print_human
from bylint.cli.output import print_values
from bylint.cli.output import terminal_width
from bylint.cli.run import knowledge_of
from bylint.cli.run import setting
from bylint.config import Config
from bylint.config import family
from bylint.config import label_of
from bylint.config import selected
from bylint.errors import UsageError
from bylint.model.rule import AnyRule
from bylint.model.world import Knowledge
from bylint.packs import prove
from bylint.report import counted
from bylint.report.escaping import shown
from bylint.text.yaml import guess

_WIDEST = 100


class Row(NamedTuple):
    """One rule as listed. `on`: yes, no, or some for a rule that only some paths have."""

    code: str
    name: str
    severity: str
    status: str
    on: str
    summary: str


class Proof(NamedTuple):
    """One pack: its rules, and what its examples fail to show."""

    label: str
    rules: tuple[AnyRule, ...]
    failures: tuple[prove.Failure, ...]


@click.command(epilog="Example: bylint rules --select IMG")
@config_options
@rule_options
@format_option("table", "json", "jsonl")
def list_rules(
    config_file: Path | None, no_config: bool, select: tuple[str, ...], ignore: tuple[str, ...], form: str
) -> None:
    """List the rules, and which are on for this site.

    A rule that is off can be turned on by its code or name, in bylint.yaml or with --select.
    """
    known = setting(config_file, no_config=no_config)
    chosen = selected(known.config, known.rules, select, ignore)
    rows = tuple(_rows(known.rules, {rule.code: rule for rule in chosen}))
    if form == "table":
        print_human(_table(rows))
    else:
        print_values(form, "rules", (row._asdict() for row in rows))


@click.command(epilog="Example: bylint explain licence-as-credit")
@click.argument("rules", nargs=-1, required=True, metavar="RULE...", shell_complete=complete_rules)
@click.option("--long", "is_long", is_flag=True, help="The whole page: examples, sources, how it is silenced.")
@config_options
def explain(rules: tuple[str, ...], is_long: bool, config_file: Path | None, no_config: bool) -> None:
    """Explain rules, by code or name: what they report, why, and what to do about it.

    Of a family, such as IMG, the rules are listed.
    """
    known = setting(config_file, no_config=no_config, with_examples=True).rules
    pages = [_explained(name, known, is_long=is_long) for name in rules]
    print_human("\n".join(pages).rstrip("\n").split("\n"))


def _explained(name: str, known: Sequence[AnyRule], *, is_long: bool) -> str:
    members = [rule for rule in known if family(rule.code).casefold() == name.casefold()]
    if not members and is_long:
        return docs.page(rule_named(name, known))
    if not members:
        rule = rule_named(name, known)
        address = pages_of((rule,)).get(rule.code, "")
        return "\n".join(docs.brief(rule, address, min(terminal_width(), _WIDEST))) + "\n"
    wide = max(len(rule.name) for rule in members)
    rows = "".join(f"{rule.code}  {rule.name.ljust(wide)}  {rule.summary}\n" for rule in members)
    return f"{rows}\n`bylint explain {members[0].code}` says more of one.\n"


def rule_named(name: str, known: Sequence[AnyRule]) -> AnyRule:
    """Return the rule with a code or name; UsageError if there is none."""
    wanted = name.casefold()
    found = next((rule for rule in known if wanted in (rule.code.casefold(), rule.name)), None)
    if found is None:
        names = [word for rule in known for word in (rule.code, rule.name)]
        raise UsageError(f"there is no rule {name!r}{guess(name, names)}")
    return found


@click.command(epilog="Example: bylint test house/house-style.yaml")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[PACK]...")
def prove_packs(files: tuple[Path, ...]) -> None:
    """Prove the examples of packs: what is marked must be reported, and nothing else.

    Without PACK, the packs that come with bylint are proved.
    """
    shipped = packs.shipped_packs()
    every = packs.load((*_others(shipped, files), *files))
    knowledge = knowledge_of(Config(Path.cwd()))
    proofs = tuple(_proof(path, every, knowledge) for path in files or shipped)
    print_human(_differences(proofs))
    raise click.exceptions.Exit(int(any(proof.failures for proof in proofs)))


def _others(shipped: tuple[Path, ...], files: Sequence[Path]) -> Iterator[Path]:
    """Yield the shipped packs but for those of which a file is another copy, as that in a checkout is of an installed
    one: it bears the name of the file and the prefix of the rules."""
    named = {path.name for path in files}
    prefixes = {family(rule.code) for rule in packs.load(files)} if files else frozenset()
    for path in shipped:
        if path.name not in named or prefixes.isdisjoint(family(rule.code) for rule in packs.load((path,))):
            yield path


def write_pages(folder: Path) -> None:
    """Write the page of each shipped rule, and delete pages of rules that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = docs.pages(packs.load(packs.shipped_packs()))
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _rows(rules: Iterable[AnyRule], chosen: dict[str, AnyRule]) -> Iterator[Row]:
    for rule in rules:
        here = chosen.get(rule.code)
        on = "no" if here is None else "some" if here.severity == "off" else "yes"
        severity = rule.severity if here is None or on == "some" else here.severity
        yield Row(rule.code, rule.name, severity, rule.status, on, rule.summary)


def _table(rows: tuple[Row, ...]) -> Iterator[str]:
    head = Row("CODE", "NAME", "SEVERITY", "STATUS", "ON", "WHAT")
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head) - 1)]
    for row in (head, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=True))
        yield f"{'  '.join(cells)}  {row.summary}"


def _proof(path: Path, every: tuple[AnyRule, ...], knowledge: Knowledge) -> Proof:
    rules = packs.load((path,))
    failures = tuple(failure for rule in rules for failure in prove.prove(rule, every, knowledge))
    return Proof(label_of(path, Path.cwd()), rules, failures)


def _differences(proofs: tuple[Proof, ...]) -> Iterator[str]:
    for proof in proofs:
        for failure in sorted(proof.failures, key=lambda failure: failure.line):
            yield f"{shown(proof.label)}:{failure.line}: {failure.code} {shown(failure.message)}"
        for rule in proof.rules:
            if rule.check == "forbid" and rule.options.pattern and not rule.anchors:
                slow = "its pattern has no word that every match holds, so it is tried on every article"
                yield f"{shown(proof.label)}:{rule.line}: {rule.code} {slow}"
    rules = [rule for proof in proofs for rule in proof.rules]
    examples = sum(len(rule.bad) + len(rule.good) for rule in rules)
    failed = sum(len(proof.failures) for proof in proofs)
    proved = f"{counted(examples, 'example')} of {counted(len(rules), 'rule')}"
    yield f"{counted(failed, 'difference')} in {proved}." if failed else f"{proved} proved."
