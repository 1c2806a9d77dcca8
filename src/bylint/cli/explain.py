"""`bylint explain`: the page of a rule."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from bylint import docs
from bylint.cli.options import config_options
from bylint.cli.printing import print_human
from bylint.cli.setting import setting
from bylint.errors import UsageError
from bylint.model.rule import AnyRule
from bylint.text.yaml_form import guess


@click.command(epilog="Example: bylint explain licence-as-credit")
@click.argument("rules", nargs=-1, required=True, metavar="RULE...")
@config_options
def command(rules: tuple[str, ...], config_file: Path | None, no_config: bool) -> None:
    """Explain rules, by code or name: what they report, why, with examples and sources."""
    known = setting(config_file, no_config=no_config, with_examples=True).rules
    pages = [docs.page(rule_named(name, known)) for name in rules]
    print_human("\n".join(pages).rstrip("\n").split("\n"))


def rule_named(name: str, known: Sequence[AnyRule]) -> AnyRule:
    """Return the rule with a code or name; UsageError if there is none."""
    wanted = name.casefold()
    found = next((rule for rule in known if wanted in (rule.code.casefold(), rule.name)), None)
    if found is None:
        names = [word for rule in known for word in (rule.code, rule.name)]
        raise UsageError(f"there is no rule {name!r}{guess(name, names)}")
    return found
