"""What lies in the cache was written by this user's bylint, or is taken for not there."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest

from bylint.text import cache

POSIX = pytest.mark.skipif(os.name == "nt", reason="modes and owners say nothing here")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(cache.PLACE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_is_kept_comes_back(folder):
    assert cache.read("a.kept") is None
    cache.write("a.kept", b"content")
    cache.write("b.kept", b"")
    assert (cache.read("a.kept"), cache.read("b.kept")) == (b"content", b"")
    assert sorted(path.name for path in folder.iterdir()) == ["CACHEDIR.TAG", "a.kept", "b.kept", "key"]


@POSIX
def test_nobody_else_may_look(folder):
    cache.write("a.kept", b"content")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "key", folder / "a.kept")}
    assert modes == {"cache": 0o700, "key": 0o600, "a.kept": 0o600}


def flipped(path):
    content = bytearray(path.read_bytes())
    content[3] ^= 4
    path.write_bytes(content)


def truncated(path):
    path.write_bytes(path.read_bytes()[:20])


def of_another_name(path):
    cache.write("b.kept", b"another content")
    path.write_bytes(path.with_name("b.kept").read_bytes())


def unsigned(path):
    path.write_bytes(b"content")


def a_folder(path):
    path.unlink()
    path.mkdir()


def a_link(path):
    path.rename(path.with_name("c.kept"))
    path.symlink_to("c.kept")


def a_loop(path):
    path.unlink()
    path.symlink_to(path.name)


def without_a_key(path):
    path.with_name("key").unlink()


def with_a_short_key(path):
    path.with_name("key").write_bytes(b"k")


def with_a_key_for_all(path):
    path.with_name("key").chmod(0o640)


def with_a_linked_key(path):
    path.with_name("key").rename(path.parent.with_name("key"))
    path.with_name("key").symlink_to("../key")


def written_by_all(path):
    path.chmod(0o622)


def a_pipe(path):
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    "harm",
    (
        flipped,
        truncated,
        of_another_name,
        unsigned,
        a_folder,
        without_a_key,
        with_a_short_key,
        *(
            pytest.param(harm, marks=POSIX)
            for harm in (a_link, a_loop, with_a_key_for_all, with_a_linked_key, written_by_all, a_pipe)
        ),
    ),
)
def test_what_does_not_check_is_not_there(harm, folder):
    cache.write("a.kept", b"content")
    harm(folder / "a.kept")
    assert cache.read("a.kept") is None
    cache.write("a.kept", b"anew")
    assert cache.read("a.kept") == (None if harm is a_folder else b"anew")
    assert not list(folder.glob("part-*"))


def a_linked_folder(folder):
    (folder.parent / "real").mkdir(0o700)
    folder.symlink_to("real", target_is_directory=True)


def a_file(folder):
    folder.write_text("mine", encoding="utf-8")


def for_the_group(folder):
    folder.mkdir()
    folder.chmod(0o770)


def of_somebody_else(folder):
    folder.mkdir(0o700)
    os.chown(folder, 12345, 12345)


@POSIX
@pytest.mark.parametrize(
    ("made", "trouble"),
    (
        (a_linked_folder, "its folder is a link"),
        (a_file, "a file stands in place of its folder"),
        (for_the_group, "its folder belongs to others, or others may write in it"),
        pytest.param(
            of_somebody_else,
            "its folder belongs to others, or others may write in it",
            marks=pytest.mark.skipif(getattr(os, "geteuid", int)() != 0, reason="only root gives files away"),
        ),
    ),
)
def test_a_folder_that_is_not_ones_own_is_not_used(made, trouble, folder, tmp_path):
    made(folder)
    before = sorted(tmp_path.rglob("*"))
    assert cache.trouble() == trouble
    cache.write("a.kept", b"content")
    assert cache.read("a.kept") is None
    assert sorted(tmp_path.rglob("*")) == before
    assert list(cache.own_files()) == []


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these have folders of their own")
@pytest.mark.parametrize(
    ("variables", "expected"),
    (
        ({"HOME": "/home/jane"}, "/home/jane/.cache/bylint"),
        ({"HOME": "/home/jane", "XDG_CACHE_HOME": "/var/cache/jane"}, "/var/cache/jane/bylint"),
        ({"HOME": "/home/jane", "XDG_CACHE_HOME": ".cache"}, "/home/jane/.cache/bylint"),
        ({"HOME": "/home/jane", "XDG_CACHE_HOME": "/var", "BYLINT_CACHE_DIR": "/ci/cache"}, "/ci/cache"),
        ({"HOME": "/home/jane", "BYLINT_CACHE_DIR": "~/kept"}, "/home/jane/kept"),
        ({"HOME": "here"}, "None"),
    ),
)
def test_where_the_folder_is(variables, expected):
    code = "from bylint.text import cache; print(cache.folder())"
    kept = {name: words for name, words in os.environ.items() if name not in ("HOME", "XDG_CACHE_HOME", cache.PLACE)}
    done = subprocess.run([sys.executable, "-c", code], env={**kept, **variables}, capture_output=True, text=True)
    assert done.stdout == f"{expected}\n"


_HOLDING = """
import sys
from bylint.text import cache
with cache.new_part():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_parts_of_runs_that_were_killed_are_deleted(folder):
    cache.write("a.kept", b"content")
    (folder / "part-x").write_bytes(b"half")
    command = [sys.executable, "-c", _HOLDING]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline().strip() == b"held"
        cache.write("b.kept", b"content")
        (part,) = folder.glob("part-*")
        assert part.name != "part-x"
        other.kill()
        if hasattr(os, "waitid"):
            # Dead and not collected, as in a container whose first process collects nobody: its number is still taken.
            os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)
        else:
            other.wait()
        cache.write("c.kept", b"content")
        assert not list(folder.glob("part-*"))


def test_a_part_is_there_until_it_is_kept_or_given_up(folder):
    with cache.new_part() as part:
        cache.write("a.kept", b"content")
        part.path.write_bytes(b"another content")
        cache.keep(part, "b.kept")
    with cache.new_part() as part:
        part.path.write_bytes(b"content")
    assert sorted(path.name for path in folder.iterdir()) == ["CACHEDIR.TAG", "a.kept", "b.kept", "key"]
    assert cache.read("b.kept") == b"another content"


def test_a_write_that_fails_leaves_nothing(folder):
    cache.write("a.kept", b"content")
    (folder / "b.kept").mkdir()
    cache.write("b.kept", b"content")
    assert sorted(path.name for path in folder.iterdir()) == ["CACHEDIR.TAG", "a.kept", "b.kept", "key"]


_FULL = """
import resource
from bylint.text import cache
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
cache.write("b.kept", bytes(5000))
print(cache.read("a.kept"), cache.read("b.kept"))
"""


@POSIX
def test_a_full_disk_leaves_nothing(folder):
    cache.write("a.kept", b"content")
    # A limit on the size of files is met in the middle of a write, as the end of a disk is.
    done = subprocess.run([sys.executable, "-c", _FULL], capture_output=True, text=True, check=True)
    assert done.stdout == "b'content' None\n"
    assert sorted(path.name for path in folder.iterdir()) == ["CACHEDIR.TAG", "a.kept", "key"]


def test_runs_that_begin_at_once_have_one_key(folder):
    code = "from bylint.text import cache; import sys; cache.write(sys.argv[1], b'content')"
    runs = [subprocess.Popen([sys.executable, "-c", code, f"{number}.kept"]) for number in range(4)]
    assert [run.wait() for run in runs] == [0] * 4
    assert [cache.read(f"{number}.kept") for number in range(4)] == [b"content"] * 4
    assert not list(folder.glob("part-*"))


def test_a_link_in_place_of_the_tag_is_not_written_through(folder, tmp_path):
    folder.mkdir(0o700)
    (folder / "CACHEDIR.TAG").symlink_to(tmp_path / "victim")
    cache.write("a.kept", b"content")
    assert not (tmp_path / "victim").exists()
