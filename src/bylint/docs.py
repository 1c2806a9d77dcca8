"""The page of a rule, in Markdown: what `bylint explain` prints and what stands in docs/rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import MISSING
from dataclasses import fields
from typing import Any

from bylint.model.rule import AnyRule
from bylint.model.rule import Example

_GAP = re.compile(r"\{[\w-]+\}")
# What is said in some cases only.
_SENTENCE_GAP = re.compile(r"(?<=[.])\{[\w-]+\}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def page(rule: AnyRule) -> str:
    """Return the page of one rule."""
    return "\n\n".join(part for part in _parts(rule) if part) + "\n"


def pages(rules: Iterable[AnyRule]) -> dict[str, str]:
    """Return the pages of rules by file name, and `README.md` that lists them."""
    listed = sorted(rules, key=lambda rule: rule.code)
    rows = "\n".join(
        f"| [{rule.code}]({rule.code}.md) | {rule.name} | {_default(rule)} | {_cell(rule.summary)} |" for rule in listed
    )
    table = f"# Rules\n\n| code | name | by default | what |\n|---|---|---|---|\n{rows}\n"
    return {"README.md": table, **{f"{rule.code}.md": page(rule) for rule in listed}}


def _parts(rule: AnyRule) -> Iterator[str]:
    yield f"# {rule.code}: {rule.name}"
    yield f"{rule.summary}."
    yield _facts(rule)
    yield f"## Why\n\n{rule.why}"
    yield "\n".join(f"- [{source.title}]({source.url})" for source in rule.sources)
    if rule.bad:
        yield "## What is reported\n\nThe marks ⟦ and ⟧ show the place; they are not part of the text."
        yield from map(_example, rule.bad)
    yield "## What is not"
    yield from map(_example, rule.good)
    yield _advice(rule)
    yield f"## What it looks for\n\n{_options(rule)}"
    yield f"## To be rid of it\n\n{_silence(rule)}"


def _facts(rule: AnyRule) -> str:
    rows = {
        "by default": _default(rule),
        "who can mend it": rule.desk,
        "status": f"{rule.status}, since {rule.since}",
        "silent beside": ", ".join(rule.yields_to),
        "fix": _fix(rule),
    }
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {words} |" for name, words in rows.items() if words)])


def _fix(rule: AnyRule) -> str:
    if rule.fix is None:
        return ""
    deeds = {
        "remove": "deletes the line",
        "qualify": 'adds rel="sponsored"',
        "insert": "sets a sentence above",
        "replace": "writes what should stand there, where that can be told",
    }
    means = {
        "safe": "`bylint check --fix`",
        "unsafe": "`bylint check --fix --unsafe`",
        "proposal": "a proposal, never written:",
    }
    return f"{means[rule.fix.applicability]} {deeds[rule.fix.deed]}"


def _default(rule: AnyRule) -> str:
    if rule.status in ("preview", "retired") or rule.enabled == "false":
        return "off"
    words = rule.severity
    for element, by_words in rule.severity_by.items():
        cases = ", ".join(f"{severity} for {case}" for case, severity in by_words.items())
        words += f"; by {element}: {cases}"
    where = {"with-registry": ", where there is a registry", "with-policy": ", where the site has a policy"}
    return words + where.get(rule.enabled, "")


def _advice(rule: AnyRule) -> str:
    hint = _GAP.sub("…", _SENTENCE_GAP.sub("", rule.hint)) or "See the message."
    filled = "; … stands for words of the article, or for what is known of them" if _GAP.search(rule.message) else ""
    return f"## What to do\n\n{hint}\n\nThe message: {_code(_GAP.sub('…', rule.message))}{filled}."


def _example(example: Example) -> str:
    return "\n\n".join((f"`{name}`:\n\n" if name else "") + _fenced(_visible(text)) for name, text in example.files)


def _options(rule: AnyRule) -> str:
    given = {"check": rule.check}
    for field in fields(rule.options):
        value = getattr(rule.options, field.name)
        if field.default is MISSING or value != field.default:
            given[field.name] = _words(value)
    return _fenced("\n".join(f"{name}: {words}" for name, words in given.items()), "yaml")


def _words(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return "|\n  " + text.strip().replace("\n", "\n  ") if "\n" in text else text


def _silence(rule: AnyRule) -> str:
    here = _fenced(f"<!-- bylint-ignore-next-line {rule.code}: the reason -->", "html")
    site = _fenced(f"severity:\n  {rule.code}: off", "yaml")
    if "suppression" in rule.name:
        return f"No suppression silences it. For a site, in `bylint.yaml`:\n\n{site}"
    return f"At one place:\n\n{here}\n\nFor a site, in `bylint.yaml`:\n\n{site}"


def _fenced(text: str, language: str = "text") -> str:
    longest = max((len(ticks) for ticks in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def _code(text: str) -> str:
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _visible(text: str) -> str:
    return _CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
