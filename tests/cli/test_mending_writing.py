"""A file is replaced whole or left alone and told, and nothing stays beside it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bylint.audit import Reading
from bylint.cli.__main__ import main
from bylint.cli.mending import Refusal
from bylint.cli.mending import WriteError
from bylint.cli.mending import mend
from bylint.cli.mending import replace
from bylint.cli.mending import sweep
from bylint.model.rule import Edit
from bylint.model.rule import Fix
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.model.source import Span
from cli.mending import check

FOUND = "The society has forty plots.\n\nAdvertisement\n\nA plot costs 62 pounds a year.\n"
MENDED = "The society has forty plots.\n\nA plot costs 62 pounds a year.\n"
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links and modes of POSIX")
root = pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="only root gives files away")


def article(path: Path, text: str = FOUND) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@posix
@pytest.mark.parametrize("arguments", (("link.md",), ("--force-exclude", "link.md"), ("shelf",), ("shelf/*.md",)))
def test_link_out_of_the_tree_is_neither_read_nor_written(folder, monkeypatch, capsys, arguments):
    draft = article(folder / "out" / "draft.md")
    (folder / "site").mkdir()
    (folder / "site" / "link.md").symlink_to(draft)
    (folder / "site" / "shelf").symlink_to(folder / "out")
    monkeypatch.chdir(folder / "site")
    check("--fix", *arguments)
    told = capsys.readouterr()
    assert text_of(draft) == FOUND
    assert "plots" not in told.out + told.err
    assert "not read: a link out of the tree" in told.err
    check("--fix", *arguments, article(folder / "site" / "b.md").name)
    assert text_of(draft) == FOUND
    assert text_of(folder / "site" / "b.md") == MENDED


@posix
@pytest.mark.parametrize("command", (("inspect", "link.md"), ("why", "link.md", "ADS001"), ("check", "link.md")))
def test_link_out_of_the_tree_is_a_mistake_of_the_command(folder, monkeypatch, capsys, command):
    article(folder / "out" / "draft.md")
    (folder / "site").mkdir()
    (folder / "site" / "link.md").symlink_to(folder / "out" / "draft.md")
    monkeypatch.chdir(folder / "site")
    assert main([*command, "--no-config"]) == 2
    told = capsys.readouterr()
    assert "link out of the tree" in told.err
    assert told.out == ""


@posix
def test_link_and_its_file_are_one(folder, capsys):
    article(folder / "b.md")
    (folder / "a.md").symlink_to("b.md")
    assert check("--fix", "a.md", "b.md") == 0
    assert "mended 1 violation in 1 file" in capsys.readouterr().err
    assert text_of(folder / "b.md") == MENDED


@posix
def test_file_of_two_names_is_left_and_told(folder, capsys):
    article(folder / "a.md")
    article(folder / "c.md")
    os.link(folder / "a.md", folder / "b.txt")
    assert check("--fix", "--fail-on", "never", "a.md", "c.md") == 1
    assert "a.md: not mended: it has another name" in capsys.readouterr().err
    assert text_of(folder / "a.md") == text_of(folder / "b.txt") == FOUND
    assert text_of(folder / "c.md") == MENDED
    assert sorted(os.listdir(folder)) == ["a.md", "b.txt", "c.md"]


@posix
@root
def test_owner_and_mode_stay(folder):
    article(folder / "a.md")
    os.chown(folder / "a.md", 12345, 54321)
    (folder / "a.md").chmod(0o4750)
    assert check("--fix", "a.md") == 0
    found = (folder / "a.md").stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (12345, 54321, 0o4750)
    assert text_of(folder / "a.md") == MENDED


@posix
@root
def test_file_of_somebody_else_is_left(folder):
    # By its bare name: the folders above belong to whoever runs the tests, and let nobody else through.
    target = article(Path("a.md"))
    target.chmod(0o666)
    folder.chmod(0o777)
    os.seteuid(12345)
    try:
        with pytest.raises(WriteError, match="somebody else"):
            replace(target, FOUND.encode(), MENDED.encode())
    finally:
        os.seteuid(0)
    assert os.listdir(folder) == ["a.md"]
    assert (target.stat().st_uid, text_of(target)) == (0, FOUND)


def test_extended_attributes_stay(folder):
    article(folder / "a.md")
    try:
        os.setxattr(folder / "a.md", "user.note", b"keep")
    except (AttributeError, OSError):
        pytest.skip("no extended attributes here")
    assert check("--fix", "a.md") == 0
    assert os.getxattr(folder / "a.md", "user.note") == b"keep"


def test_changed_and_vanished_files_are_left(tmp_path):
    target = article(tmp_path / "a.md", "Somebody wrote this meanwhile.\n")
    with pytest.raises(WriteError, match="changed meanwhile"):
        replace(target, FOUND.encode(), MENDED.encode())
    assert text_of(target) == "Somebody wrote this meanwhile.\n"
    target.unlink()
    with pytest.raises(WriteError, match="vanished meanwhile"):
        replace(target, FOUND.encode(), MENDED.encode())
    assert os.listdir(tmp_path) == []


def test_file_that_vanished_keeps_no_other_from_being_mended(tmp_path):
    article(tmp_path / "b.md")
    readings = [Reading(name, ".md", tmp_path / name) for name in ("a.md", "b.md")]
    found = [_advertisement(reading.path) for reading in readings]
    gone, mended = mend(readings, found, lambda reading: _found(reading), unsafe=False)
    assert gone == Refusal("a.md", "it has vanished meanwhile")
    assert not isinstance(mended, Refusal)
    assert mended.text == MENDED


def _found(reading: Reading) -> tuple[Violation, ...]:
    return (_advertisement(reading.path),) if b"Advertisement" in reading.content else ()


def _advertisement(path: str) -> Violation:
    start = FOUND.index("Advertisement")
    place = Place(path, Span(start, start + 15), 3, 1, 5, 1)
    return Violation("ADS001", "label", "error", place, "a label", fix=Fix("remove it", "safe", (Edit(place, ""),)))


@posix
def test_full_disk_leaves_nothing(tmp_path):
    import resource

    target = article(tmp_path / "a.md")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, limits[1]))
    try:
        with pytest.raises(WriteError, match="too large"):
            replace(target, FOUND.encode(), MENDED.encode())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert os.listdir(tmp_path) == ["a.md"]
    assert text_of(target) == FOUND


@posix
def test_only_files_of_dead_runs_are_swept(tmp_path):
    (tmp_path / ".bylint-0123456789abcdef").write_text("left by a run that was killed", encoding="utf-8")
    (tmp_path / ".bylint-notes").write_text("somebody's own", encoding="utf-8")
    (tmp_path / ".bylint-1123456789abcdef").mkdir()
    (tmp_path / ".bylint-2123456789abcdef").symlink_to(tmp_path / ".bylint-notes")
    os.mkfifo(tmp_path / ".bylint-3123456789abcdef")
    sweep(tmp_path)
    left = sorted(os.listdir(tmp_path))
    assert left == [".bylint-1123456789abcdef", ".bylint-2123456789abcdef", ".bylint-3123456789abcdef", ".bylint-notes"]


_HOLDING = """
import sys
from pathlib import Path
from bylint.cli import mending
with mending._temporary(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_file_that_another_run_writes_is_left(folder, capsys):
    article(folder / "a.md")
    article(folder / "b.md")
    command = [sys.executable, "-c", _HOLDING, str(folder / "a.md")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline().strip() == b"held"
        assert check("--fix", ".") == 1
        assert "a.md: not mended: another run is about to write it" in capsys.readouterr().err
        other.kill()
    assert text_of(folder / "b.md") == MENDED
    assert check("--fix", ".") == 0
    assert sorted(os.listdir(folder)) == ["a.md", "b.md"]


def test_several_runs_at_once_do_no_harm(folder):
    names = [f"{number}.md" for number in range(12)]
    for name in names:
        article(folder / name)
    command = [sys.executable, "-m", "bylint.cli", "check", "--no-config", "--no-cache", "--select", "ADS", "--fix"]
    runs = [subprocess.Popen([*command, *names], stdout=-3, stderr=-3) for _ in range(4)]
    assert {run.wait() for run in runs} <= {0, 1}
    assert check("--fix", *names) == 0
    assert {text_of(folder / name) for name in names} == {MENDED}
    assert sorted(os.listdir(folder)) == sorted(names)


def test_diff_is_exact_where_it_is_harmless(folder, capfdbinary):
    text = FOUND.replace("forty", "forty\t\u00a0\u200d«plots»").replace("\n", "\r\n")
    (folder / "a.md").write_bytes(text.encode())
    assert check("--diff", "a.md") == 1
    told = capfdbinary.readouterr()
    assert " The society has forty\t\u00a0\u200d«plots» plots.\r\n".encode() in told.out
    assert b"-Advertisement\r\n" in told.out
    assert told.err == b""


def test_diff_says_once_that_it_is_not_exact(folder, capfdbinary):
    for name in ("a.md", "b.md"):
        article(folder / name, f"##[group]A \x1b[2J \u202e text.\n{FOUND}")
    assert check("--diff", "a.md", "b.md") == 1
    told = capfdbinary.readouterr()
    assert told.out.count(b" \\x23#[group]A \\x1b[2J \\u202e text.\n") == 2
    assert told.err.count(b"escapes") == 1
