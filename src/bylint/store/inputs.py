"""All that an outcome depends on beside the article, as one digest."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from bylint import __version__
from bylint import pictures
from bylint.model.knowledge import Knowledge
from bylint.model.rule import AnyRule
from bylint.text.shipped import shipped

_FORM = "1"
_CODE = Path(__file__).resolve().parent.parent


def inputs(rules: Iterable[AnyRule], config: str, knowledge: Knowledge) -> bytes:
    """Return the digest of the rules, of the configuration (given as its own digest), and of what is known."""
    chosen = tuple(rules)
    told = hashlib.blake2b(digest_size=16)
    for part in (_FORM, __version__, _written(), config, *_known(knowledge), _today(chosen, knowledge)):
        told.update(f"{part}\n".encode())
    for rule in chosen:
        told.update(_words(rule))
    told.update(_picture_files(knowledge))
    for path in sorted((shipped() / "directory").glob("*.yaml")):
        content = path.read_bytes()
        told.update(f"\n{path.name} {len(content)}\n".encode())
        told.update(content)
    return told.digest()


def _picture_files(knowledge: Knowledge) -> bytes:
    """Return a digest of the picture files below the site's root: by name, size and time."""
    root = knowledge.settings.get("root")
    if not root or not pictures.can_read():
        return b""
    told = hashlib.blake2b(digest_size=16)
    for folder, folders, names in os.walk(str(root)):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        for name in sorted(names):
            if not name.casefold().endswith(pictures.SUFFIXES):
                continue
            try:
                status = os.stat(os.path.join(folder, name))
            except OSError:
                continue
            told.update(f"{folder}/{name} {status.st_size} {status.st_mtime_ns}\n".encode("utf-8", "replace"))
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
    return str(max(path.stat().st_mtime_ns for path in _CODE.rglob("*.py")))
