"""Whole archives: whatever becomes of the store, of a run or of a second one beside it, the answer is the same."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import chdir
from contextlib import redirect_stderr
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from bylint import store
from bylint.audit import archive
from bylint.cli.__main__ import main
from bylint.cli.audit import archive_of
from bylint.cli.output import progress
from bylint.cli.run import Run
from bylint.cli.run import knowledge_of
from bylint.cli.run import setting
from bylint.config import selected
from bylint.text import cache

ARTICLE = """---
title: Water {number}
date: {day}
author: {name}
---

Water finds a way, and on limestone it finds several.
{more}
*{name} is {status}director of the Karst Hydrology Centre in Ljubljana.*
"""
TURNS = (("2021-06-03", ""), ("2021-06-17", "former "), ("2021-07-01", ""))
NAMES = tuple(f"{given} {family}" for given in ("Ada", "Bela", "Cyra", "Dena") for family in ("Quell", "Marsh", "Tarn"))
CONFIG = 'version: 1\ncontent: ["site/**"]\n'


def written(root, names=NAMES, more=""):
    """Write three articles by each: the second says `former`, the others do not."""
    root.mkdir(exist_ok=True)
    (root / "bylint.yaml").write_text(CONFIG, encoding="utf-8")
    for number, name in enumerate(names):
        for day, status in TURNS:
            path = root / "site" / day / f"{number:04}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            text = ARTICLE.format(number=number, day=day, name=name, status=status, more=more)
            path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def site(tmp_path, monkeypatch):
    root = written(tmp_path / "root")
    monkeypatch.chdir(root)
    return root


AUDIT = ("audit", "--format", "json")


def begun(root, *arguments, **options):
    """Begin a run in a process of its own."""
    command = [sys.executable, "-m", "bylint.cli", *(arguments or AUDIT)]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def printed(root, *arguments):
    """What a run prints, to stdout and to stderr."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2))
    with chdir(root), redirect_stdout(out), redirect_stderr(err):
        code = main(arguments or AUDIT)
    told = tuple(stream.buffer.getvalue().decode() for stream in (out, err) if not stream.flush())
    assert code in (0, 1), told[1]
    return told


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """The folder of the cache, with packs and lists as the run on the large archive has left them: most runs would take
    most of their time to read these."""
    shutil.copytree(cache.folder(), tmp_path / "cache", ignore=shutil.ignore_patterns("site-*", "part-*"))
    monkeypatch.setenv(cache.PLACE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def stores():
    return list(cache.folder().glob("site-*"))


def store_of_the_run():
    (path,) = stores()
    return path


@pytest.mark.usefixtures("site")
def test_audit_reports_what_only_the_archive_shows(capsys):
    assert main(["audit", "--format", "concise"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(NAMES)
    assert lines[0].startswith("site/2021-06-17/0000.md:9:15: BIO001 ")


@pytest.mark.usefixtures("site")
def test_text_ends_with_the_figures(capsys):
    main(["audit", "--list"])
    lines = capsys.readouterr().out.splitlines()
    assert "Found 12 warnings in 12 of 36 files checked against 36 of the archive." in lines
    assert lines[-13:-10] == ["", "Most affected files:", "       1 site/2021-06-17/0000.md"]
    assert lines[-1] == "         and 2 other files"


@pytest.mark.usefixtures("site")
def test_statistics_alone(capsys):
    main(["audit", "--format", "statistics"])
    assert capsys.readouterr().out.splitlines()[:7] == [
        "12 violations in 36 files.",
        "",
        "By severity:",
        "      12 warning",
        "",
        "By rule:",
        "      12 BIO001 conflicting-bio",
    ]


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("paths", "number"),
    (
        (["site/2021-06-17/0003.md"], 1),
        (["site/2021-06-03/0003.md"], 0),
        (["site/2021-06-17"], len(NAMES)),
        (["site/2021-07-01"], 0),
    ),
)
def test_only_the_given_files_are_reported(paths, number, capsys):
    main(["check", "--archive", "--format", "json", *paths])
    found = json.loads(capsys.readouterr().out)
    assert [violation["code"] for violation in found["violations"]] == ["BIO001"] * number
    assert all(violation["path"].startswith(paths[0]) for violation in found["violations"])
    assert found["summary"]["archive"] == 36


@pytest.mark.usefixtures("site")
def test_summary_says_against_how_many(capsys):
    main(["check", "--archive", "site/2021-06-03/0003.md"])
    assert "No violations in 1 file checked against 36 of the archive." in capsys.readouterr().out


@pytest.mark.usefixtures("site")
def test_without_archive_the_others_count_for_nothing():
    assert main(["check", "--format", "concise", "site/2021-06-17/0003.md"]) == 0
    assert stores() == []


def test_configuration_can_ask_for_the_archive(site):
    (site / "bylint.yaml").write_text(f"{CONFIG}archive: true\n", encoding="utf-8")
    assert main(["check", "--format", "concise", "site/2021-06-17/0003.md"]) == 1
    assert main(["check", "--no-archive", "--format", "concise", "site/2021-06-17/0003.md"]) == 0


def test_a_new_article_outside_the_content_is_compared_too(site, capsys):
    (site / "draft.md").write_bytes((site / "site/2021-06-17/0003.md").read_bytes())
    (site / "site/2021-06-17/0003.md").unlink()
    assert main(["check", "--archive", "--format", "concise", "draft.md"]) == 1
    assert capsys.readouterr().out.startswith("draft.md:9:16: BIO001 ")


def test_what_comes_in_by_stdin_stands_for_its_file(site):
    text = (site / "site/2021-06-03/0003.md").read_text(encoding="utf-8").replace("is director", "is former director")
    arguments = ("check", "--archive", "--format", "concise", "--stdin-filename", "site/2021-06-03/0003.md")
    for _ in range(2):
        with begun(site, *arguments, stdin=subprocess.PIPE) as run:
            out, _ = run.communicate(text, timeout=60)
        # Now it is former, former, current: nobody goes back to a post.
        assert out == ""
    assert len(json.loads(printed(site)[0])["violations"]) == len(NAMES)


def test_deleted_file_accuses_nobody(site):
    assert len(json.loads(printed(site)[0])["violations"]) == len(NAMES)
    shutil.rmtree(site / "site" / "2021-06-03")
    found = json.loads(printed(site, "audit", "--format", "json", "--select", "BIO001")[0])
    warm = json.loads(printed(site)[0])
    # Former, then current again: reported at what says current, for what said so before is gone.
    assert {v["path"][:15] for v in warm["violations"]} == {"site/2021-07-01"}
    assert warm["violations"] == found["violations"]


def test_a_suppression_is_unused_only_where_all_was_compared(site, capsys):
    path = site / "site/2021-06-03/0003.md"
    words = "\n<!-- bylint-ignore-next-line BIO001: she asked -->\n\nThe karst is dry.\n"
    path.write_text(path.read_text(encoding="utf-8") + words, encoding="utf-8")
    main(["check", "--format", "concise", str(path)])
    assert capsys.readouterr().out == ""
    main(["check", "--archive", "--format", "concise", str(path)])
    assert "LNT002" in capsys.readouterr().out


def test_suppression_covers_what_the_archive_shows(site):
    path = site / "site/2021-06-17/0003.md"
    words = "\n<!-- bylint-ignore-next-line BIO001: she asked -->\n"
    path.write_text(path.read_text(encoding="utf-8").replace("\n*", f"{words}*"), encoding="utf-8")
    assert main(["check", "--archive", "--format", "concise", str(path)]) == 0


def test_a_suppression_at_a_related_place_counts(site, capsys):
    path = site / "site/2021-06-03/0003.md"
    words = "\n<!-- bylint-ignore-next-line BIO001: she came back -->\n"
    path.write_text(path.read_text(encoding="utf-8").replace("\n*", f"{words}*"), encoding="utf-8")
    assert main(["check", "--archive", "--format", "concise", str(path)]) == 0
    assert main(["check", "--archive", "--format", "concise", str(site / "site/2021-06-17/0003.md")]) == 0
    assert capsys.readouterr().out == ""
    main(["audit", "--format", "concise"])
    out = capsys.readouterr().out
    assert "0003.md" not in out
    assert "site/2021-06-17/0002.md:9:14: BIO001" in out


def test_suppression_in_the_configuration_covers_the_archive(site, capsys):
    ignores = 'ignores:\n- {paths: ["site/2021-06-17/**"], rules: [BIO001], reason: she had left}\n'
    unused = '- {paths: ["site/2021-06-03/**"], rules: [ADS001], reason: she had left}\n'
    (site / "bylint.yaml").write_text(CONFIG + ignores + unused, encoding="utf-8")
    main(["audit", "--format", "concise"])
    out = capsys.readouterr().out
    assert "BIO001 “" not in out
    assert out.startswith("bylint.yaml:5:")


@pytest.mark.parametrize("folder", (".", "site", "site/2021-07-01"))
def test_paths_are_those_of_the_working_directory(folder, site):
    printed(site)
    found = json.loads(printed(site / folder)[0])["violations"]
    named = {(site / folder / violation["path"]).resolve() for violation in found}
    assert named == {site.resolve() / "site/2021-06-17" / f"{number:04}.md" for number in range(len(NAMES))}


def test_no_cache_reads_and_keeps_nothing(site):
    plain, _ = printed(site, "audit", "--format", "json", "--no-cache")
    assert stores() == []
    printed(site)
    before = store_of_the_run().stat()
    assert printed(site, "audit", "--format", "json", "--no-cache")[0] == plain
    assert store_of_the_run().stat() == before


@pytest.mark.parametrize("place", (".", "site"))
def test_without_a_configuration_there_is_a_store_too(place, tmp_path):
    root = written(tmp_path / "root")
    (root / "bylint.yaml").unlink()
    # Without settings the site is the folder of the run, in a repository too.
    (root / ".git").mkdir()
    plain, _ = printed(root / place, "audit", "--format", "json", "--no-cache")
    assert len(json.loads(plain)["violations"]) == len(NAMES)
    assert stores() == []
    for _ in range(2):
        assert printed(root / place) == (plain, "")
    assert len(stores()) == 1


def test_nothing_to_audit_is_an_error(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["audit"]) == 2
    assert "no files matched" in capsys.readouterr().err


@pytest.fixture(scope="module", autouse=True)
def large(tmp_path_factory):
    """An archive that takes a moment to read, and its answer."""
    letters = "bdfglmnprst"
    names = [f"Ada {a.upper()}a{b}en{c}il" for a in letters for b in letters[:6] for c in "m"]
    root = written(tmp_path_factory.mktemp("large") / "root", names, "\nNobody had been there before.\n" * 15)
    answer, _ = printed(root, "audit", "--format", "json", "--no-cache", "--workers", "1")
    assert len(json.loads(answer)["violations"]) == len(names)
    return root, answer


@pytest.fixture
def large_and_cold(large):
    # Every test has a cache of its own.
    return large


def test_workers_and_warmth_change_nothing(large_and_cold):
    root, answer = large_and_cold
    for workers in ("2", "1", "3"):
        assert printed(root, "audit", "--format", "json", "--workers", workers)[0] == answer


def test_order_of_arguments_changes_nothing(large):
    root, _ = large
    days = sorted(path.as_posix() for path in Path(root, "site").iterdir())
    runs = [printed(root, "check", "--archive", "--format", "json", *paths)[0] for paths in (days, days[::-1])]
    assert runs[0] == runs[1]


def stopped(root, number, *arguments):
    """Send a run a signal while it fills the store, and return what it ended with and printed."""
    with begun(root, "audit", "--format", "json", *arguments, start_new_session=True) as run:
        # The store is begun before the first article is read.
        while run.poll() is None and not any(cache.folder().glob("part-*")):
            time.sleep(0.01)
        time.sleep(0.2)
        os.killpg(run.pid, number)  # as a terminal does: all processes of the run
        try:
            out, err = run.communicate(timeout=60)
        finally:
            if run.poll() is None:
                os.killpg(run.pid, signal.SIGKILL)
    return run.returncode, out, err


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
@pytest.mark.parametrize("workers", ("1", "2"))
def test_killed_half_way_and_run_again(workers, large_and_cold):
    root, answer = large_and_cold
    code, out, _ = stopped(root, signal.SIGKILL, "--workers", workers)
    assert (code, out) == (-signal.SIGKILL, "")
    assert printed(root)[0] == answer
    assert printed(root)[0] == answer
    assert not list(cache.folder().glob("part-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
@pytest.mark.parametrize("workers", ("1", "2"))
def test_interrupt_leaves_a_usable_store(workers, large_and_cold):
    root, answer = large_and_cold
    code, out, err = stopped(root, signal.SIGINT, "--workers", workers)
    assert (code, out) == (130, "")
    assert "Traceback" not in err
    assert printed(root)[0] == answer


def test_interrupt_keeps_what_was_read(site):
    def interrupted(done, _total):
        if done == 7:
            raise KeyboardInterrupt

    known = setting(None, no_config=False)
    run = Run(known, selected(known.config, known.rules), knowledge_of(known.config), 1, no_cache=False)
    with pytest.raises(KeyboardInterrupt):
        archive.run(archive_of(run, lambda done, total: total and interrupted(done, total)), run.chosen)
    inputs = archive_of(run, lambda *_: None).inputs
    with store.begun(site, inputs, pytest.fail) as kept:
        assert len(list(kept.names())) == 7


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("stream", "words"), ((Terminal, "36 of 200 articles read"), (io.StringIO, "")))
def test_progress_is_shown_on_a_terminal_after_a_second(stream, words, monkeypatch):
    monkeypatch.setattr(sys, "stderr", stream())
    with progress() as shown:
        shown(1, 200)
        assert sys.stderr.getvalue() == ""
        time.sleep(1.01)
        shown(36, 200)
        said = sys.stderr.getvalue().removeprefix("\r\x1b[K")
        # 35 in a little over a second; the rest takes some five.
        assert re.fullmatch(rf"{words}, [23]\d a second, [4-9] s left" if words else "", said)


@pytest.mark.parametrize("command", ("check", "audit"))
def test_progress_is_not_shown_to_whoever_wants_quiet(command, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("Advertisement\n", encoding="utf-8")
    shown = []
    for quiet in ([], ["-q"]):
        monkeypatch.setattr(sys, "stderr", Terminal())
        assert main([command, "a.md", *quiet]) == 1
        shown.append(sys.stderr.getvalue())
    assert shown == ["\r\x1b[K", ""]


def truncated():
    path = store_of_the_run()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def zeroed():
    path = store_of_the_run()
    content = path.read_bytes()
    path.write_bytes(content[:4096] + bytes(len(content) - 4096))


def silenced():
    other = sqlite3.connect(store_of_the_run())
    other.execute("update article set result = ''")
    other.execute("delete from fact")
    other.commit()
    other.close()


def deleted():
    shutil.rmtree(cache.folder())


def without_the_key():
    (cache.folder() / "key").unlink()


def of_another_version():
    path = store_of_the_run()
    path.rename(path.with_name(path.name[: path.name.rindex("-")] + f"-{'0' * 32}.kept"))


def a_folder():
    path = store_of_the_run()
    path.unlink()
    path.mkdir()


_DAMAGED = "the results kept of earlier runs are damaged, so every article is read"


@pytest.mark.parametrize(
    ("harm", "reason"),
    (
        (truncated, _DAMAGED),
        (zeroed, _DAMAGED),
        (silenced, _DAMAGED),
        (without_the_key, _DAMAGED),
        (deleted, ""),
        (
            of_another_version,
            "the cache holds results of other rules or settings or of another version, so every article is read",
        ),
    ),
)
def test_harm_to_the_store_is_told_and_changes_nothing(harm, reason, site):
    answer, _ = printed(site)
    harm()
    assert printed(site) == (answer, f"bylint: {reason}\n" if reason else "")
    assert printed(site) == (answer, "")


def test_a_folder_in_place_of_the_store_costs_time_only(site):
    answer, _ = printed(site)
    a_folder()
    for _ in range(2):
        out, err = printed(site)
        assert out == answer
        assert err.startswith(f"bylint: {_DAMAGED}\nbylint: the cache cannot be written (")


def test_what_a_content_tree_holds_is_no_store(site):
    answer, _ = printed(site)
    planted = site / ".bylint_cache"
    planted.mkdir()
    silenced()
    for name in (store_of_the_run().name, f"{store_of_the_run().stem[-32:]}.sqlite"):
        shutil.copy(store_of_the_run(), planted / name)
    names = sorted(path.name for path in planted.iterdir())
    deleted()
    assert printed(site)[0] == answer
    assert sorted(path.name for path in planted.iterdir()) == names


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_a_link_in_a_content_tree_is_not_followed(site, tmp_path):
    victim = tmp_path / "victim"
    victim.mkdir()
    for number in range(6):
        (victim / f"{number}.sqlite").write_bytes(b"mine")
    (site / ".bylint_cache").symlink_to(victim)
    printed(site)
    assert sorted(path.name for path in victim.iterdir()) == [f"{number}.sqlite" for number in range(6)]


def test_two_runs_at_once(large_and_cold):
    root, answer = large_and_cold
    runs = [begun(root) for _ in range(2)]
    assert [run.communicate(timeout=120)[0] for run in runs] == [answer] * 2


def test_a_change_of_the_same_size_and_time_is_seen(site):
    printed(site)
    path = site / "site/2021-06-17/0003.md"
    old = path.stat()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("former ", " " * len("former ")), encoding="utf-8")
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert path.stat().st_size == old.st_size
    found = json.loads(printed(site)[0])["violations"]
    assert path.relative_to(site).as_posix() not in {violation["path"] for violation in found}


def ignored(root):
    (root / "site" / ".gitignore").write_text("2021-06-03/\n", encoding="utf-8")


def ignored_from_above(root):
    (root.parent / ".git").mkdir()
    (root.parent / ".gitignore").write_text("0003.md\n", encoding="utf-8")


def added(root):
    (root / "site/2021-06-17/x.md").write_bytes((root / "site/2021-06-17/0003.md").read_bytes())


def moved(root):
    (root / "site/2021-06-17").rename(root / "site/2021-06-18")


def excluded_by_its_name(root):
    (root / "site/2021-06-03/0003.md").rename(root / "site/2021-06-03/README.md")


def removed(root):
    shutil.rmtree(root / "site/2021-06-03")


def pictured(root):
    (root / "site/2021-06-03/new.png").write_bytes(b"a picture")


@pytest.mark.parametrize("change", (ignored, ignored_from_above, added, moved, excluded_by_its_name, removed, pictured))
@pytest.mark.parametrize("arguments", ((), ("site/2021-06-17/0003.md",)))
def test_what_changes_beside_articles_is_seen(change, arguments, site):
    command = ("audit", "--format", "json")
    printed(site, *command)
    if change is not moved:
        # A run on one file, between two on all of them, may leave nothing behind.
        printed(site, *command, *arguments)
    change(site)
    kept, _ = printed(site, *command)
    assert kept == printed(site, *command)[0] == printed(site, *command, "--no-cache")[0]


def test_a_file_that_was_only_touched_is_as_it_was(site):
    answer, _ = printed(site)
    (site / "site/2021-06-17/0003.md").touch()
    assert printed(site)[0] == answer


def test_plain_check_imports_no_sqlite(site):
    code = "import sys; from bylint.cli.__main__ import main; main(['check', 'site']); print('sqlite3' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=site, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("False\n")
