"""The page benchmarks/robustness.md: a section for each family, with what was last shown."""

from __future__ import annotations

import platform
import re
from pathlib import Path

from benchmarks.attack.running import Result

import bylint

PAGE = Path(__file__).parent.with_name("robustness.md")
_SHOWN = 20


def section(family: str, result: Result) -> str:
    """Return the figures of a family, and what did not hold, as Markdown."""
    rows = [f"| {words} | {figure} |" for words, figure in result.figures]
    failures = [f"- {_plain(failure)}" for failure in result.failures[:_SHOWN]]
    if more := len(result.failures) - _SHOWN:
        failures += [f"- and {more} more"] if more > 0 else []
    verdict = f"Did not hold, {len(result.failures)}:" if failures else "All of it held."
    shown = f"bylint {bylint.__version__}, CPython {platform.python_version()}, {platform.system()}."
    lines = (f"## {family}", "", f"{verdict} {shown}", "", "| | |", "|---|---|", *rows, "", *failures)
    return "\n".join(lines).rstrip() + "\n"


def keep(family: str, result: Result) -> None:
    """Put the section of a family in the place of the one that the page holds, or at its end."""
    text = PAGE.read_text(encoding="utf-8")
    told = section(family, result)
    held = re.compile(rf"^## {re.escape(family)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    found = held.search(text)
    parts = (text[: found.start()], f"{told}\n", text[found.end() :]) if found else (text.rstrip(), f"\n\n{told}")
    PAGE.write_text("".join(parts).rstrip() + "\n", encoding="utf-8")


def _plain(failure: str) -> str:
    """Return one line without anything that a page, or a log, would take for more than text."""
    return "".join(sign if sign.isprintable() and sign not in "|<>" else "?" for sign in failure)[:300]
