"""`bylint cache`, and runs that have none."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from bylint.cli.__main__ import main
from bylint.text import cache

ARTICLE = "---\ntitle: Peace\nauthor: Jane Roe\n---\nThe talks went on for a week.\n\nAdvertisement\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "bylint.yaml").write_text("version: 1\n", encoding="utf-8")
    (tmp_path / "site" / "a.md").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "site")
    monkeypatch.setenv(cache.PLACE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_dir_size_and_clear(folder, capsys):
    assert main(["cache", "dir"]) == 0
    assert capsys.readouterr().out == f"{folder}\n"
    assert main(["cache", "size"]) == 0
    assert capsys.readouterr().out == "0 files, 0.0 MB\n"
    main(["audit"])
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    capsys.readouterr()
    main(["cache", "size"])
    figures = capsys.readouterr().out.strip()
    assert main(["cache", "clear"]) == 0
    assert capsys.readouterr().out == f"{figures} deleted\n"
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def test_another_folder(folder, tmp_path, capsys):
    other = tmp_path / "other"
    assert main(["audit", "--cache-dir", str(other)]) == 1
    assert not folder.exists()
    assert len(list(other.glob("site-*"))) == 1
    main(["cache", "dir", "--cache-dir", str(other)])
    assert capsys.readouterr().out.endswith(f"\n{other}\n")


def test_a_folder_without_a_name(capsys):
    assert main(["audit", "--cache-dir", ""]) == 2
    assert "a folder has a name" in capsys.readouterr().err


def alone(*arguments, **variables):
    """What a run of its own ends with and prints, with these variables and no others."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    command = [sys.executable, "-m", "bylint.cli", *arguments]
    done = subprocess.run(command, env={**kept, **variables}, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="every user has a home there")
@pytest.mark.parametrize("arguments", (("check", "a.md"), ("audit",), ("rules",), ("inspect", "a.md")))
def test_without_a_home_nothing_is_kept_and_all_is_reported(arguments, tmp_path):
    code, out, _ = alone(*arguments, HOME=str(tmp_path / "home"))
    # A home that is no absolute path is none; a user without an entry in the list of users has the same.
    assert alone(*arguments, HOME="none") == (code, out, "bylint: no cache is used: there is no home folder\n")


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_a_linked_cache_is_told_and_left_alone(folder, tmp_path, capsys):
    assert main(["audit", "--no-cache"]) == 1
    answer = capsys.readouterr().out
    (tmp_path / "victim").mkdir(0o700)
    (tmp_path / "victim" / "mine.kept").write_bytes(b"mine")
    folder.unlink() if folder.is_file() else folder.rename(tmp_path / "before")
    folder.symlink_to(tmp_path / "victim")
    assert main(["audit"]) == 1
    assert capsys.readouterr() == (answer, "bylint: no cache is used: its folder is a link\n")
    assert main(["cache", "clear"]) == 2
    assert [path.name for path in (tmp_path / "victim").iterdir()] == ["mine.kept"]


_FULL = """
import resource, sys
from bylint.cli.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))
sys.exit(main(["audit", "--format", "json"]))
"""


@pytest.mark.skipif(os.name == "nt", reason="needs a limit on the size of files")
def test_a_full_disk_changes_no_answer_and_leaves_nothing(folder, capsys):
    code = main(["audit", "--format", "json"])
    answer = capsys.readouterr().out
    for path in folder.glob("site-*"):
        path.unlink()
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", _FULL], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (code, answer)
        assert "every article is read" in done.stderr
        assert "Traceback" not in done.stderr
        assert not [*folder.glob("part-*"), *folder.glob("site-*")]
