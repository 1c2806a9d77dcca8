"""The attacks of strangers, in short: a hostile pull request, damaged articles and caches, killed runs."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.attack import interrupts
from benchmarks.attack import mutating
from benchmarks.attack import page
from benchmarks.attack import planting
from benchmarks.attack import pull_request
from benchmarks.attack import watching
from benchmarks.attack.running import Attack
from benchmarks.attack.running import Ended
from benchmarks.attack.running import Result
from benchmarks.attack.running import files_in

REPOSITORY = Path(__file__).parents[2]
BYLINT = str(Path(sys.executable).with_name("bylint"))
# Limits of processes, sessions and /proc are those of Linux; what is attacked is the same everywhere.
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the attack is made of what Linux has")


def test_a_hostile_pull_request_hides_nothing_and_harms_nothing(tmp_path: Path) -> None:
    site, home = tmp_path / "work" / "site", tmp_path / "runner"
    site.parent.mkdir()
    attack = Attack((BYLINT,), tmp_path, (), 2, 7)
    assert len(planting.plant(attack, site, share=0.02)) >= 40
    before = files_in(site.parent)
    by = pull_request.by_own_settings(site, home)
    for words in pull_request.RUNS[:3]:
        ended = pull_request.judged(attack, (*words, *by), site, home)
        assert tuple(pull_request.wrong(words, ended)) == ()
    # Settings that the pull request brings lead elsewhere: they are refused.
    assert pull_request.judged(attack, pull_request.RUNS[0], site, home).code == 2
    assert files_in(site.parent) == before
    pull_request.judged(attack, ("check", "--fix", *by), site, home)
    outside = {name: content for name, content in before.items() if not name.startswith("site/")}
    after = files_in(site.parent)
    assert {name: content for name, content in after.items() if not name.startswith("site/")} == outside


@pytest.mark.parametrize(("family", "number"), (("mutations", 100), ("kills", 8), ("damage", 1)))
def test_a_short_attack_holds(tmp_path: Path, family: str, number: int) -> None:
    words = (sys.executable, "-m", "benchmarks.attack", "--only", family, "--number", str(number))
    ended = subprocess.run(
        words, cwd=REPOSITORY, env={**os.environ, "TMPDIR": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert "All of it held." in ended.stdout, ended.stdout + ended.stderr
    assert not ended.returncode


def test_the_same_seed_damages_the_same_way() -> None:
    pool = (mutating.Seed(".md", b"The count began at two.\n\nAdvertisement\n"), mutating.Seed(".html", b"<p>a"))
    once, again = ([mutating.mutated(chance, pool) for _ in range(300)] for chance in map(random.Random, (3, 3)))
    assert once == again
    assert len({seed.content for seed in once}) > 200


LOG = r"""
11 openat(AT_FDCWD</home/ci/site>, "content/a.md", O_RDONLY|O_CLOEXEC) = 3</home/ci/site/content/a.md>
11 openat(AT_FDCWD</home/ci/site>, "../secret", O_RDONLY|O_CLOEXEC) = 3</home/ci/secret>
11 openat(AT_FDCWD</home/ci/site>, "/home/ci/none", O_RDONLY|O_CLOEXEC) = -1 ENOENT (No such file or directory)
11 openat(AT_FDCWD</home/ci/site>, "/home/ci/one", O_RDONLY <unfinished ...>
12 newfstatat(AT_FDCWD</home/ci/site>, "/home/ci/looked-at", {st_mode=S_IFREG|0644}, 0) = 0
11 <... openat resumed>) = 4</home/ci/one>
12 openat(4</home/ci/runner>, "kept", O_WRONLY|O_CREAT, 0600) = 5</home/ci/runner/kept>
12 unlink("/home/ci/site/content/a.md") = 0
12 rename("/home/ci/runner/kept", "/home/ci/two\303\251") = 0
12 +++ exited with 0 +++
"""


def test_what_strays_is_told(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text(LOG, encoding="utf-8")
    assert watching.strayed(log, Path("/home/ci/site"), Path("/home/ci/runner")) == (
        "reads /home/ci/site/../secret",
        "reads /home/ci/one",
        "changes /home/ci/site/content/a.md",
        "changes /home/ci/twoé",
    )


def test_what_bylint_tells_github_is_no_order_of_a_stranger() -> None:
    own = b"::error file=a.md,line=1::an ad\n::notice title=bylint::1,033 violations more in the log of this step: 10\n"
    words = ("check", "--format", "github")
    assert list(pull_request.wrong(words, Ended(1, own, b"", 1.0, 1.0, 60.0))) == []
    (wrong,) = pull_request.wrong(words, Ended(1, own + b"::notice title=bylint::pwned\n", b"", 1.0, 1.0, 60.0))
    assert wrong == "prints a workflow command: '::notice title=bylint::pwned'"


@pytest.mark.parametrize(
    ("printed", "wrong"),
    (
        (b"a.md:1:1: ADS001 an ad", []),
        (b"a.md:1:1: ##[error]pwned", ["prints a workflow command: 'a.md:1:1: ##[error]pwned'"]),
        (b"  ::add-mask::e", ["prints a workflow command: '::add-mask::e'"]),
        (b"\x1b[31m", ["prints the control '\\x1b'"]),
        ("bidi \u202e".encode(), ["prints the control '\\u202e'"]),
        (b"SECRET-4711", ["prints what stands outside of the tree"]),
    ),
)
def test_what_a_log_would_obey_is_told(printed: bytes, wrong: list[str]) -> None:
    assert list(pull_request.wrong(("check",), Ended(1, printed, b"", 1.0, 1.0, 60.0))) == wrong


IMPORT = b"""Traceback (most recent call last):
  File "/opt/bin/bylint", line 3, in <module>
    from bylint.cli.__main__ import entry
KeyboardInterrupt
"""
CALL = b"""Traceback (most recent call last):
  File "/opt/bin/bylint", line 6, in <module>
    sys.exit(entry())
             ^^^^^^^
  File "/opt/lib/bylint/cli/__main__.py", line 14, in entry
KeyboardInterrupt
"""


@pytest.mark.parametrize(
    ("err", "has_begun", "is_of_python"),
    (
        (IMPORT, False, True),
        (b"Fatal Python error: init_import_site: Failed to import the site module\nKeyboardInterrupt\n", False, True),
        (b"KeyboardInterrupt\n", False, True),
        (IMPORT, True, False),
        (CALL, False, False),
        (b"bylint: this is a mistake of bylint\n", False, False),
        (b"", False, False),
    ),
)
def test_an_interruption_before_bylint_is_told_from_ours(err: bytes, has_begun: bool, is_of_python: bool) -> None:
    assert interrupts.is_of_python(err, has_begun=has_begun) == is_of_python


def test_a_section_takes_the_place_of_its_last_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = tmp_path / "page.md"
    shown.write_text("# Page\n", encoding="utf-8")
    monkeypatch.setattr(page, "PAGE", shown)
    for family, failures in (("kills", ("one is | lost",)), ("bombs", ()), ("kills", ())):
        page.keep(family, Result((("runs", "4"),), failures))
    text = shown.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("#")] == ["# Page", "## kills", "## bombs"]
    assert text.count("All of it held.") == 2
