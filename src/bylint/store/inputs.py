"""All that an outcome depends on beside the article, as one digest."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path

from bylint import __version__
from bylint.model.knowledge import Knowledge
from bylint.model.rule import AnyRule
from bylint.text.shipped import shipped

_FORM = "2"
_CODE = Path(__file__).resolve().parent.parent


def inputs(rules: Iterable[AnyRule], config: str, knowledge: Knowledge) -> bytes:
    """Return the digest of the rules, of the configuration (given as its own digest), and of what is known."""
    chosen = tuple(rules)
    told = blake2b(digest_size=16)
    for part in (_FORM, __version__, _written(), config, *_known(knowledge), _today(chosen, knowledge)):
        told.update(f"{part}\n".encode())
    for rule in chosen:
        told.update(_words(rule))
    for path in sorted((shipped() / "directory").glob("*.yaml")):
        content = path.read_bytes()
        told.update(f"\n{path.name} {len(content)}\n".encode())
        told.update(content)
    return told.digest()


def _words(rule: AnyRule) -> bytes:
    """Return what outcomes depend on of a rule: not on its examples, nor on where its pack stands."""
    parts = (rule.severity_by, rule.yields_to, rule.options)
    said = (rule.code, rule.name, rule.severity, rule.check, rule.message, rule.hint)
    return json.dumps([*said, *parts], sort_keys=True, default=asdict).encode("ascii")


def _known(knowledge: Knowledge) -> Iterator[str]:
    """Yield what the site says: its policy stands in the configuration, people, bodies and rights in other files."""
    yield knowledge.site
    yield knowledge.directory.digest
    yield knowledge.registry.digest
    yield str(knowledge.settings.get("rights", ""))


def _today(rules: Iterable[AnyRule], knowledge: Knowledge) -> str:
    """Return the day of the run where a rule asks for it: other outcomes hold on any day."""
    asks = any("today" in getattr(rule.options, "uses", ()) for rule in rules)
    return str(knowledge.settings.get("today", "")) if asks else ""


def _written() -> str:
    """Return when the code was last changed: in a checkout the version alone does not tell."""
    if (_CODE / "rules").is_dir():
        return ""
    files = (entry for folder, _, _ in os.walk(_CODE) for entry in os.scandir(folder) if entry.name.endswith(".py"))
    return str(max(entry.stat().st_mtime_ns for entry in files))
