from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest

from articles import WHOLE as KNOWLEDGE
from bylint import audit
from bylint import packs
from bylint.audit import guarded
from bylint.audit.archive import Inputs
from bylint.audit.archive import Task
from bylint.audit.archive import judge_task
from bylint.errors import ConfigError
from bylint.store import Stamp

needs_timer = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs a timer of processor time")
RULES = tuple(rule for rule in packs.load(packs.shipped_packs()) if rule.code in ("ADS001", "LNT010"))
# A rule whose check is none fails on every article that holds what it looks for.
BROKEN = tuple(replace(rule, check="nothing") if rule.code == "ADS001" else rule for rule in RULES)
TEXT = "The ferry sails at nine.\n\nAdvertisement\n\nIt is never late.\n"


class Panic(BaseException):
    """What a library written in Rust raises."""


def failing(error):
    def fail():
        raise error

    return fail


def endless():
    while True:
        pass


def deep():
    return deep()


@pytest.mark.parametrize(
    ("work", "kind"),
    (
        (failing(ValueError("a stranger's words")), "ValueError"),
        (failing(Panic("a stranger's words")), "Panic"),
        (deep, "RecursionError"),
        (lambda: bytes(1 << 62), "not enough memory"),
        pytest.param(endless, "it took over 0.05 s", marks=needs_timer),
    ),
)
def test_a_failure_is_told_by_its_kind(work, kind):
    assert guarded(work, lambda kind: kind, 0.05) == kind


@pytest.mark.parametrize("error", (KeyboardInterrupt(), SystemExit(3), ConfigError("bylint.yaml:1: no")))
def test_what_ends_a_run_ends_it(error):
    with pytest.raises(type(error)):
        guarded(failing(error), lambda kind: kind)


@needs_timer
def test_no_timer_is_left_behind():
    assert guarded(lambda: 7, lambda kind: kind, 60) == 7
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


@needs_timer
def test_the_time_of_the_whole_goes_on_after_a_part():
    def whole():
        guarded(lambda: 7, lambda kind: kind, 60)
        endless()

    assert guarded(whole, lambda kind: kind, 0.05) == "it took over 0.05 s"


def rules_of(label, _day):
    return BROKEN if label == "broken.md" else RULES


@pytest.mark.parametrize("workers", (1, 2))
def test_one_article_never_silences_the_others(tmp_path, workers):
    names = ["broken.md", *(f"{n:03}.md" for n in range(120))]
    for name in names:
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    readings = [audit.Reading(name, ".md", tmp_path / name) for name in names]
    found = audit.run(readings, RULES, rules_of, KNOWLEDGE, workers=workers).violations
    assert {v.code for v in found if v.place.path != "broken.md"} == {"ADS001"}
    assert len(found) == len(names)
    (lost,) = (v for v in found if v.place.path == "broken.md")
    assert (lost.code, lost.severity, lost.place.line, lost.place.column) == ("LNT010", "error", 1, 1)
    assert lost.message == "bylint failed on this article and did not judge it: KeyError"


def test_what_was_not_judged_is_not_kept(tmp_path):
    (tmp_path / "broken.md").write_text(TEXT, encoding="utf-8")
    task = Task("broken.md", b"", audit.Reading("broken.md", ".md", tmp_path / "broken.md"))
    entry = judge_task(Inputs(audit.Ruleset(rules_of, KNOWLEDGE), b"inputs"), task)
    assert (entry.key, entry.stamp) == (b"", Stamp())


@pytest.mark.parametrize(("debug", "is_told"), (("1", True), ("", False)))
def test_the_traceback_is_for_those_who_ask(debug, is_told):
    code = "from bylint.audit import guarded; guarded(lambda: 1 / 0, print)"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "BYLINT_DEBUG": debug}, capture_output=True, text=True
    )
    assert done.stdout == "ZeroDivisionError\n"
    assert ("Traceback" in done.stderr) is is_told
