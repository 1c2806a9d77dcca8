"""A walk over an archive that is known already: what has to be read again, and what is forgotten."""

from __future__ import annotations

import os

import pytest

from bylint import store
from bylint.audit import Reading
from bylint.audit.walk import checked_label
from bylint.audit.walk import walk_archive
from bylint.config.nearest import load
from bylint.discover import site
from bylint.model.rule import Outcome
from bylint.store.tables import record_of
from bylint.store.tables import stamp_of

NAMES = ("posts/a.md", "posts/b.md", "posts/2024/c.md", "notes/d.md")


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "root"
    for name in (*NAMES, "posts/README.md", "posts/a.png"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("A text.\n", encoding="utf-8")
    (root / "bylint.yaml").write_text("version: 1\n", encoding="utf-8")
    return root


def walk(root, given=(), stdin=()):
    """Walk once, read what has to be read, and return it with what is known now; the files may be a moment old."""
    readings = {name: Reading(name, ".md", root / name) for name in given}
    readings |= {name: Reading(name, ".md", None) for name in stdin}
    with store.begun(root, b"inputs", lambda _: None) as kept:
        counts = walk_archive(kept, site(load(root), root), readings, lambda *_: None)
        waiting = [name for name, _ in kept.each_waiting()]
        kept.keep(
            record_of(name, b"key", store.Stamp() if name in stdin else stamp_of((root / name).stat()), Outcome(name))
            for name in waiting
        )
        known = sorted(kept.names())
        kept.commit()
    return sorted(waiting), known, (counts.files, counts.skipped)


def nothing(_root):
    pass


def edit(root):
    (root / "posts/a.md").write_text("Another text.\n", encoding="utf-8")


def edit_excluded(root):
    (root / "posts/README.md").write_text("Another text.\n", encoding="utf-8")


def add(root):
    (root / "posts/2024/e.md").write_text("A text.\n", encoding="utf-8")


def add_folder(root):
    (root / "posts/2025").mkdir()
    (root / "posts/2025/e.md").write_text("A text.\n", encoding="utf-8")


def delete(root):
    (root / "posts/a.md").unlink()


def rename_folder(root):
    (root / "posts/2024").rename(root / "posts/2025")


def ignore(root):
    (root / ".gitignore").write_text("2024/\n", encoding="utf-8")


def ignore_from_above(root):
    (root.parent / ".git").mkdir()
    (root.parent / ".gitignore").write_text("a.md\n", encoding="utf-8")


def change_picture(root):
    (root / "posts/a.png").write_text("Another picture.\n", encoding="utf-8")


def add_picture_where_no_article_is(root):
    (root / "assets").mkdir()
    (root / "assets" / "b.jpg").write_text("A picture.\n", encoding="utf-8")


ALL = sorted(NAMES)


@pytest.mark.parametrize(
    ("change", "waiting", "known"),
    (
        (nothing, [], ALL),
        (edit, ["posts/a.md"], ALL),
        (edit_excluded, [], ALL),
        (add, ["posts/2024/e.md"], sorted((*ALL, "posts/2024/e.md"))),
        (add_folder, ["posts/2025/e.md"], sorted((*ALL, "posts/2025/e.md"))),
        (delete, [], ["notes/d.md", "posts/2024/c.md", "posts/b.md"]),
        (rename_folder, ["posts/2025/c.md"], ["notes/d.md", "posts/2025/c.md", "posts/a.md", "posts/b.md"]),
        (ignore, [], ["notes/d.md", "posts/a.md", "posts/b.md"]),
        (ignore_from_above, [], ["notes/d.md", "posts/2024/c.md", "posts/b.md"]),
        (change_picture, ALL, ALL),
        (add_picture_where_no_article_is, ALL, ALL),
    ),
)
def test_only_what_changed_is_read(change, waiting, known, root):
    assert walk(root) == (ALL, ALL, (4, 1))
    assert walk(root) == ([], ALL, (4, 1))
    change(root)
    assert walk(root)[:2] == (waiting, known)
    again = walk(root)
    assert (again[0], again[1], again[2][0]) == ([], known, len(known))


@pytest.mark.parametrize("name", ("posts/README.md", "elsewhere.md"))
def test_a_given_file_that_is_no_article_is_known_for_one_run(name, root):
    (root / ".gitignore").write_text("elsewhere.md\n", encoding="utf-8")
    (root / "elsewhere.md").write_text("A text.\n", encoding="utf-8")
    walk(root)
    assert walk(root, [name])[:2] == ([name], sorted((*ALL, name)))
    assert walk(root)[:2] == ([], ALL)


def test_a_given_article_that_is_as_it_was_is_not_read(root):
    walk(root)
    assert walk(root, ["posts/a.md"]) == ([], ALL, (4, 1))


def test_what_comes_in_by_stdin_is_read_each_time_and_the_file_after_it(root):
    walk(root)
    for _ in range(2):
        assert walk(root, stdin=["posts/b.md"])[0] == ["posts/b.md"]
    assert walk(root)[0] == ["posts/b.md"]
    assert walk(root)[0] == []


@pytest.fixture
def walked(root):
    """What a walk works on after one that has read all."""
    walk(root)
    with store.begun(root, b"inputs", lambda _: None) as kept:
        yield kept, site(load(root), root)


@pytest.mark.parametrize("name", ("posts/../../secret.md", "/etc/passwd", "posts/gone.md", "../posts/a.md", "posts/.."))
def test_no_article_is_named_that_the_walk_did_not_meet(name, walked):
    kept, whole = walked
    label = checked_label(str, walk_archive(kept, whole, {}, lambda *_: None), {})
    assert label("posts/a.md") == "posts/a.md"
    with pytest.raises(store.DAMAGE):
        label(name)


def test_what_is_given_may_lie_anywhere(walked, tmp_path):
    kept, whole = walked
    name = str(tmp_path / "elsewhere.md")
    given = {name: Reading(name, ".md", tmp_path / "elsewhere.md")}
    assert checked_label(str, walk_archive(kept, whole, given, lambda *_: None), given)(name) == name


@pytest.mark.parametrize("name", ("posts/../../secret.md", "posts/gone.md"))
def test_no_article_is_read_that_the_walk_did_not_meet(name, root, walked):
    kept, whole = walked
    # As if it were an article of a folder that is as it was, but for the time of one file.
    kept.keep([record_of(name, b"key", store.Stamp(1, 2, 3), Outcome(name))])
    kept._db.execute(
        "update article set folder = ?, name = ? where key = ? and size = 1", (b"posts/", name[6:].encode(), b"key")
    )
    os.utime(root / "posts/a.md", (1, 1))
    with pytest.raises(store.DAMAGE):
        walk_archive(kept, whole, {}, lambda *_: None)


@pytest.mark.parametrize("inner", ("..", "../..", "gone"))
def test_no_folder_is_entered_that_is_not_there(inner, walked):
    kept, whole = walked
    known = kept.folder("posts/")
    kept.keep_folder("posts/", known._replace(inner=(*known.inner, inner)))
    assert sorted(walk_archive(kept, whole, {}, lambda *_: None).names) == ["", "notes/", "posts/", "posts/2024/"]
    assert kept.folder("posts/").inner == known.inner
