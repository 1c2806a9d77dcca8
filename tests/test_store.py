from __future__ import annotations

import os
import sqlite3
import tempfile
from datetime import date
from pathlib import Path

import pytest

from bylint import store
from bylint.model.source import Place
from bylint.model.source import Span
from bylint.model.violation import COUNTED
from bylint.model.violation import Edit
from bylint.model.violation import Fact
from bylint.model.violation import Fix
from bylint.model.violation import Outcome
from bylint.model.violation import Related
from bylint.model.violation import Suppression
from bylint.model.violation import Violation
from bylint.store import KnownFolder
from bylint.store import Stamp
from bylint.store.entries import entry_of
from bylint.store.entries import key_of

INPUTS = b"one set of rules"
OTHERS = b"another set"
STAMP = Stamp(120, 7, 8)


def at(path="a.md", start=3):
    return Place(path, Span(start, start + 4), 1, start + 1, 1, start + 5)


def fact(claim, path="a.md", subject="jane roe|chair", code="BIO001"):
    day = date(2024, 1, 29)
    return Fact(code, subject, claim, "chair of the board", "article", at(path), day, None, day)


def outcome(path="a.md"):
    violation = Violation(
        "IMG004",
        "licence-as-credit",
        "error",
        at(path),
        "“Creative Commons” names a licence",
        "Name the creator.",
        (Related(at(path, 40), "here"), Related(at("people.yaml"), "the registry has chair")),
        Fix("Remove it", "safe", (Edit(at(path), ""),)),
        "image:0",
    )
    asked = Suppression(at(path, 9), ("IMG001",), "the family asked", 4, 4, date(2027, 1, 31))
    return Outcome(path, (violation,), (fact("current", path),), (asked,))


OUTCOME = outcome()


@pytest.fixture
def begun():
    """Begin a run in a store; it is closed with the test."""
    stores = []

    def begin(folder, inputs=INPUTS):
        found = store.begun(folder, inputs)
        stores.append(found.store)
        return found

    yield begin
    for each in stores:
        each.close()


@pytest.fixture
def kept(begun):
    """Begin a run in a store that holds these outcomes from the run before."""

    def keep(folder, *outcomes, inputs=INPUTS):
        before = store.begun(folder, inputs).store
        before.keep(entry_of(each.path, b"key", STAMP, each) for each in outcomes)
        before.commit()
        before.close()
        return begun(folder, inputs)

    return keep


def label(name):
    return f"site/{name}"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / ".bylint_cache"


def test_what_is_kept_comes_back_at_the_path_of_the_run(folder, kept):
    found = kept(folder, OUTCOME)
    assert found.note == ""
    here = outcome("site/a.md")
    assert list(found.store.outcomes(label, of_given=False)) == [here._replace(facts=())]
    assert list(found.store.facts_of(label, "BIO001")) == list(here.facts)
    known = found.store.known("a.md")
    assert (known.key, known.stamp) == (b"key", STAMP)


@pytest.mark.parametrize("name", ("a\udcff.md", "ä/\U0001f600.md", "a\nb.md", ""))
def test_any_name_and_any_words_come_back(name, folder, kept):
    outcome = Outcome(name, facts=(fact("\ud800", name, subject="\udfff|x"),))
    found = kept(folder, outcome).store
    assert list(found.facts_of(lambda each: each, "BIO001")) == list(outcome.facts)


def test_what_is_kept_of_an_article_takes_the_place_of_what_was(folder, kept):
    found = kept(folder, OUTCOME).store
    found.keep([entry_of("a.md", b"new", STAMP, Outcome("a.md", facts=(fact("former"),)))])
    assert [each.claim for each in found.facts_of(label, "BIO001")] == ["former"]
    assert list(found.outcomes(label, of_given=False)) == []


def test_only_subjects_on_which_articles_differ_are_judged(folder, kept):
    def said(path, claim, subject):
        return Outcome(path, facts=(fact(claim, path, subject),))

    found = kept(
        folder,
        said("a.md", "current", "jane roe"),
        said("b.md", "former", "jane roe"),
        said("c.md", "current", "john doe"),
        said("d.md", "current", "john doe"),
        said("e.md", "current", "ruth poe"),
        said("f.md", "former", "ruth poe"),
    ).store
    everywhere = [each.place.path for each in found.facts(label, of_given=False)]
    assert everywhere == ["site/a.md", "site/b.md", "site/e.md", "site/f.md"]
    found.give(["b.md", "c.md"])
    assert [each.place.path for each in found.facts(label, of_given=True)] == ["site/a.md", "site/b.md"]


def test_facts_that_are_only_counted_ask_for_no_subject(folder, kept):
    lacks = Outcome("a.md", facts=(fact("lacks", "a.md", "posts"), fact("lacks it", "a.md", "posts")))
    has = Outcome("b.md", facts=(fact("has", "b.md", "posts")._replace(origin=COUNTED),))
    found = kept(folder, lacks, has).store
    found.give(["b.md"])
    assert list(found.facts(label, of_given=True)) == []
    found.give(["a.md"])
    assert [each.claim for each in found.facts(label, of_given=True)] == ["has", "lacks", "lacks it"]


def test_an_article_that_is_gone_is_forgotten(folder, kept):
    found = kept(folder, OUTCOME, outcome("b.md")).store
    found.drop([found.known("a.md").id])
    assert found.known("a.md") is None
    assert [each.place.path for each in found.facts_of(label, "BIO001")] == ["site/b.md"]


def test_articles_are_known_by_their_folder(folder, kept):
    names = ("a.md", "posts/b.md", "posts/2024/c.md", "/elsewhere/d.md", "/e.md")
    found = kept(folder, *map(outcome, names)).store
    assert sorted(found.names()) == sorted(names)
    assert [list(found.known_in(each)) for each in ("", "posts/", "posts/2024/", "/elsewhere/", "/")] == [
        ["a.md"],
        ["b.md"],
        ["c.md"],
        ["d.md"],
        ["e.md"],
    ]
    assert sorted(found.folders()) == ["", "/", "/elsewhere/", "posts/", "posts/2024/"]


LIKE = KnownFolder(b"shape", b"stamps", 2, 1, ("2023", "2024"))


@pytest.mark.parametrize(
    ("listed", "read", "expected"),
    (
        (STAMP, STAMP, LIKE),
        (STAMP, Stamp(), LIKE._replace(stamps=b"")),
        (Stamp(121, 7, 8), STAMP, LIKE._replace(stamps=b"")),
        (None, STAMP, LIKE._replace(stamps=b"")),
        (STAMP, None, LIKE._replace(shape=b"", stamps=b"")),
    ),
)
def test_a_folder_is_as_it_was_where_what_was_read_is_what_was_listed(listed, read, expected, folder, kept, begun):
    first = kept(folder).store
    first.keep_folder("posts/", LIKE)
    first.wait("posts/a.md", b"", listed)
    if read is not None:
        first.keep([entry_of("posts/a.md", b"key", read, outcome("posts/a.md"))])
    first.commit()
    first.close()
    assert begun(folder).store.folder("posts/") == expected


def test_other_pictures_make_every_article_wait(folder, kept, begun):
    first = kept(folder, OUTCOME, outcome("posts/b.md")).store
    first.keep_folder("posts/", LIKE)
    first.look_at_pictures(b"some")
    first.look_at_pictures(b"some")
    assert first.waiting() == 0
    first.wait("a.md", b"key", STAMP)
    first.look_at_pictures(b"others")
    assert sorted(first.each_waiting()) == [("a.md", b""), ("posts/b.md", b"")]
    # The run may be interrupted before any of them is read.
    first.commit()
    first.close()
    second = begun(folder).store
    assert (second.known("posts/b.md").key, second.known("posts/b.md").stamp) == (b"", Stamp())
    assert second.folder("posts/").stamps == b""


def test_several_articles_are_kept_all_or_none(folder, kept):
    found = kept(folder).store

    def interrupted():
        yield entry_of("a.md", b"key", STAMP, OUTCOME)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        found.keep(interrupted())
    assert found.known("a.md") is None
    assert list(found.facts_of(label, "BIO001")) == []


@pytest.mark.parametrize(
    ("content", "name", "inputs"), ((b"other", "a.md", INPUTS), (b"text", "b.md", INPUTS), (b"text", "a.md", OTHERS))
)
def test_a_key_depends_on_content_name_and_inputs(content, name, inputs):
    assert key_of(content, name, inputs) != key_of(b"text", "a.md", INPUTS)


def test_folder_says_what_it_is(folder, kept):
    kept(folder).store.close()
    assert (folder / ".gitignore").read_text(encoding="ascii") == "*\n"
    tag = (folder / "CACHEDIR.TAG").read_text(encoding="ascii")
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55")


def test_other_inputs_begin_with_nothing(folder, kept, begun):
    kept(folder, OUTCOME).store.close()
    first = begun(folder, OTHERS)
    assert first.note == (
        ".bylint_cache holds results of other rules or settings or of another version, so every article is read"
    )
    assert first.store.known("a.md") is None


def test_the_oldest_stores_are_deleted(folder, kept):
    for number in range(6):
        kept(folder, OUTCOME, inputs=bytes([number])).store.close()
    assert len(list(folder.glob("*.sqlite"))) <= 4
    assert (folder / "05.sqlite").is_file()


def test_a_second_run_sees_what_was_kept_and_keeps_nothing(folder, kept, begun):
    first = kept(folder, OUTCOME)
    second = begun(folder)
    assert second.note.endswith("is in use by another run, so this run keeps nothing")
    assert second.store.known("a.md").key == b"key"
    second.store.keep([entry_of("b.md", b"key", STAMP, Outcome("b.md"))])
    second.store.commit()
    second.store.close()
    assert first.store.known("b.md") is None


def broken(path):
    path.write_bytes(b"no database at all, " * 400)


def truncated(path):
    path.write_bytes(path.read_bytes()[:5000])


def emptied(path):
    path.write_bytes(b"")


def of_another_form(path):
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("create table article (name text)")
    other.close()


def with_a_trigger(path):
    other = sqlite3.connect(path)
    other.execute("create trigger lies after insert on article begin delete from fact; end")
    other.commit()
    other.close()


@pytest.mark.parametrize("harm", (broken, truncated, emptied, of_another_form, with_a_trigger))
def test_a_damaged_store_is_made_anew(harm, folder, kept, begun):
    kept(folder, OUTCOME).store.close()
    (path,) = folder.glob("*.sqlite")
    harm(path)
    first = begun(folder)
    assert first.note.endswith("so every article is read")
    assert first.store.known("a.md") is None
    first.store.keep([entry_of("a.md", b"key", STAMP, OUTCOME)])
    first.store.commit()
    first.store.close()
    again = begun(folder)
    assert again.note == ""
    assert again.store.known("a.md").key == b"key"


def test_a_row_that_is_not_as_it_was_written_is_damage(folder, kept, begun):
    kept(folder, OUTCOME).store.close()
    (path,) = folder.glob("*.sqlite")
    other = sqlite3.connect(path)
    other.execute("update article set result = ?", ("[" * 100_000,))
    other.commit()
    other.close()
    found = begun(folder).store
    with pytest.raises(store.DAMAGE):
        list(found.outcomes(label, of_given=False))


def test_a_folder_that_cannot_be_made_costs_time_only(tmp_path, begun):
    (tmp_path / ".bylint_cache").write_text("a file stands here", encoding="utf-8")
    first = begun(tmp_path / ".bylint_cache")
    assert first.note.startswith(".bylint_cache cannot be written (")
    first.store.keep([entry_of("a.md", b"key", STAMP, OUTCOME)])
    assert first.store.known("a.md").key == b"key"


NOBODY = 65534


@pytest.fixture
def not_root():
    """Go on as somebody who may not write everywhere."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    yield
    if is_root:
        os.seteuid(0)


@pytest.fixture
def read_only():
    """A folder that holds a store and that nobody but root can write."""
    with tempfile.TemporaryDirectory() as root:
        Path(root).chmod(0o755)
        folder = Path(root) / ".bylint_cache"
        before = store.begun(folder, INPUTS).store
        before.keep([entry_of("a.md", b"key", STAMP, OUTCOME)])
        before.commit()
        before.close()
        for path in (*folder.iterdir(), folder):
            path.chmod(0o555 if path.is_dir() else 0o444)
        yield folder
        folder.chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="folders cannot be made read-only")
@pytest.mark.parametrize(("inputs", "key"), ((INPUTS, b"key"), (OTHERS, None)))
def test_a_store_that_cannot_be_written_is_read(inputs, key, read_only, begun, not_root):  # noqa: ARG001
    found = begun(read_only, inputs)
    assert found.note.endswith("so this run keeps nothing")
    known = found.store.known("a.md")
    assert (known and known.key) == key
    found.store.keep([entry_of("b.md", b"key", STAMP, outcome("b.md"))])
    assert found.store.known("b.md").key == b"key"
