"""`bylint test`: prove that the examples of packs show what they say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from bylint import packs
from bylint.cli.printing import print_human
from bylint.cli.setting import knowledge_of
from bylint.config import Config
from bylint.config import label_of
from bylint.model.knowledge import Knowledge
from bylint.model.rule import AnyRule
from bylint.packs import prove
from bylint.report.printable import counted
from bylint.report.printable import shown


class Proof(NamedTuple):
    """One pack: its rules, and what its examples fail to show."""

    label: str
    rules: tuple[AnyRule, ...]
    failures: tuple[prove.Failure, ...]


@click.command(epilog="Example: bylint test house/house-style.yaml")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[PACK]...")
def command(files: tuple[Path, ...]) -> None:
    """Prove the examples of packs: what is marked must be reported, and nothing else.

    Without PACK, the packs that come with bylint are proved.
    """
    shipped = packs.shipped_packs()
    every = packs.load((*shipped, *files))
    knowledge = knowledge_of(Config(Path.cwd()))
    proofs = tuple(_proof(path, every, knowledge) for path in files or shipped)
    print_human(_lines(proofs))
    raise click.exceptions.Exit(int(any(proof.failures for proof in proofs)))


def _proof(path: Path, every: tuple[AnyRule, ...], knowledge: Knowledge) -> Proof:
    rules = packs.load((path,))
    failures = tuple(failure for rule in rules for failure in prove.prove(rule, every, knowledge))
    return Proof(label_of(path, Path.cwd()), rules, failures)


def _lines(proofs: tuple[Proof, ...]) -> Iterator[str]:
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
