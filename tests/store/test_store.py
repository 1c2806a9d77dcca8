from __future__ import annotations

import os
import sqlite3
import struct
import tempfile
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from bylint import store
from bylint.model.rule import COUNTED
from bylint.model.rule import Edit
from bylint.model.rule import Fact
from bylint.model.rule import Fix
from bylint.model.rule import Outcome
from bylint.model.rule import Related
from bylint.model.rule import Suppression
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.model.source import Span
from bylint.store import FolderState
from bylint.store import Stamp
from bylint.store.tables import key_of
from bylint.store.tables import record_of
from bylint.text import cache

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


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """The folder of the cache, which is not there yet."""
    monkeypatch.setenv(cache.PLACE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def root(tmp_path):
    """The root of a site."""
    return tmp_path / "site"


@pytest.fixture
def begun(root):
    """Begin runs in a store, each with a list of what it is told; the last ends with the test."""
    with ExitStack() as stack:

        def begin(inputs=INPUTS):
            stack.close()
            notes = []
            return stack.enter_context(store.begun(root, inputs, notes.append)), notes

        yield begin


@pytest.fixture
def kept(root, begun):
    """Begin a run in a store that holds these outcomes from the run before."""

    def keep(*outcomes, inputs=INPUTS):
        with store.begun(root, inputs, lambda _: None) as before:
            before.keep(record_of(each.path, b"key", STAMP, each) for each in outcomes)
            before.commit()
        return begun(inputs)

    return keep


def label(name):
    return f"site/{name}"


def test_what_is_kept_comes_back_at_the_path_of_the_run(kept):
    found, notes = kept(OUTCOME)
    assert notes == []
    here = outcome("site/a.md")
    assert list(found.outcomes(label, of_given=False)) == [here._replace(facts=())]
    assert list(found.facts_of(label, "BIO001")) == list(here.facts)
    known = found.known("a.md")
    assert (known.key, known.stamp) == (b"key", STAMP)


@pytest.mark.parametrize("name", ("a\udcff.md", "ä/\U0001f600.md", "a\nb.md", ""))
def test_any_name_and_any_words_come_back(name, kept):
    outcome = Outcome(name, facts=(fact("\ud800", name, subject="\udfff|x"),))
    found = kept(outcome)[0]
    assert list(found.facts_of(lambda each: each, "BIO001")) == list(outcome.facts)


def test_what_is_kept_of_an_article_takes_the_place_of_what_was(kept):
    found = kept(OUTCOME)[0]
    found.keep([record_of("a.md", b"new", STAMP, Outcome("a.md", facts=(fact("former"),)))])
    assert [each.claim for each in found.facts_of(label, "BIO001")] == ["former"]
    assert list(found.outcomes(label, of_given=False)) == []


def test_only_subjects_on_which_articles_differ_are_judged(kept):
    def said(path, claim, subject):
        return Outcome(path, facts=(fact(claim, path, subject),))

    found = kept(
        said("a.md", "current", "jane roe"),
        said("b.md", "former", "jane roe"),
        said("c.md", "current", "john doe"),
        said("d.md", "current", "john doe"),
        said("e.md", "current", "ruth poe"),
        said("f.md", "former", "ruth poe"),
    )[0]
    everywhere = [each.place.path for each in found.facts(label, of_given=False)]
    assert everywhere == ["site/a.md", "site/b.md", "site/e.md", "site/f.md"]
    found.give(["b.md", "c.md"])
    assert [each.place.path for each in found.facts(label, of_given=True)] == ["site/a.md", "site/b.md"]


def test_facts_that_are_only_counted_ask_for_no_subject(kept):
    lacks = Outcome("a.md", facts=(fact("lacks", "a.md", "posts"), fact("lacks it", "a.md", "posts")))
    has = Outcome("b.md", facts=(fact("has", "b.md", "posts")._replace(origin=COUNTED),))
    found = kept(lacks, has)[0]
    found.give(["b.md"])
    assert list(found.facts(label, of_given=True)) == []
    found.give(["a.md"])
    assert [each.claim for each in found.facts(label, of_given=True)] == ["has", "lacks", "lacks it"]


def test_an_article_that_is_gone_is_forgotten(kept):
    found = kept(OUTCOME, outcome("b.md"))[0]
    found.drop([found.known("a.md").id])
    assert found.known("a.md") is None
    assert [each.place.path for each in found.facts_of(label, "BIO001")] == ["site/b.md"]


def test_articles_are_known_by_their_folder(kept):
    names = ("a.md", "posts/b.md", "posts/2024/c.md", "/elsewhere/d.md", "/e.md")
    found = kept(*map(outcome, names))[0]
    assert sorted(found.names()) == sorted(names)
    assert [list(found.known_in(each)) for each in ("", "posts/", "posts/2024/", "/elsewhere/", "/")] == [
        ["a.md"],
        ["b.md"],
        ["c.md"],
        ["d.md"],
        ["e.md"],
    ]
    assert sorted(found.folders()) == ["", "/", "/elsewhere/", "posts/", "posts/2024/"]


LIKE = FolderState(b"shape", b"stamps", 2, 1, ("2023", "2024"))


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
def test_a_folder_is_as_it_was_where_what_was_read_is_what_was_listed(listed, read, expected, kept, begun):
    first = kept()[0]
    first.keep_folder("posts/", LIKE)
    first.wait("posts/a.md", b"", listed)
    if read is not None:
        first.keep([record_of("posts/a.md", b"key", read, outcome("posts/a.md"))])
    first.commit()
    assert begun()[0].folder("posts/") == expected


def test_other_pictures_make_every_article_wait(kept, begun):
    first = kept(OUTCOME, outcome("posts/b.md"))[0]
    first.keep_folder("posts/", LIKE)
    first.look_at_pictures(b"some")
    first.look_at_pictures(b"some")
    assert first.waiting() == 0
    first.wait("a.md", b"key", STAMP)
    first.look_at_pictures(b"others")
    assert sorted(first.each_waiting()) == [("a.md", b""), ("posts/b.md", b"")]
    # The run may be interrupted before any of them is read.
    first.commit()
    second, _ = begun()
    assert (second.known("posts/b.md").key, second.known("posts/b.md").stamp) == (b"", Stamp())
    assert second.folder("posts/").stamps == b""


def test_several_articles_are_kept_all_or_none(kept):
    found = kept()[0]

    def interrupted():
        yield record_of("a.md", b"key", STAMP, OUTCOME)
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
    kept()
    tag = (folder / "CACHEDIR.TAG").read_text(encoding="ascii")
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55")


def test_other_inputs_begin_with_nothing(kept, begun):
    kept(OUTCOME)
    first, notes = begun(OTHERS)
    assert notes == [
        "the cache holds results of other rules or settings or of another version, so every article is read"
    ]
    assert first.known("a.md") is None


def test_another_site_begins_with_nothing(kept, tmp_path):
    kept(OUTCOME)
    notes = []
    with store.begun(tmp_path / "another", INPUTS, notes.append) as other:
        assert other.known("a.md") is None
    assert notes == []


def test_a_site_is_known_by_its_real_root(kept, root, tmp_path):
    root.mkdir()
    kept(OUTCOME)
    (tmp_path / "link").symlink_to(root, target_is_directory=True)
    with store.begun(tmp_path / "link", INPUTS, pytest.fail) as same:
        assert same.known("a.md").key == b"key"


def test_the_oldest_stores_are_deleted(folder, kept):
    for number in range(6):
        kept(OUTCOME, inputs=bytes([number]))
    assert len(list(folder.glob("site-*"))) == 3
    assert len(list(folder.glob("site-*-05.kept"))) == 1


def test_what_is_not_committed_is_not_kept(kept, begun):
    found, _ = kept(OUTCOME)
    found.keep([record_of("b.md", b"key", STAMP, outcome("b.md"))])
    assert begun()[0].known("b.md") is None


def test_a_run_that_changes_nothing_writes_nothing(kept, begun, folder):
    kept(OUTCOME)
    (path,) = folder.glob("site-*")
    before = path.stat()
    found, _ = begun()
    found.wait("a.md", b"key", STAMP)
    found.give(["a.md"])
    found.commit()
    begun()
    assert path.stat() == before


def test_two_runs_at_once_do_not_disturb_each_other(kept, root, begun):
    first, _ = kept(OUTCOME)
    with store.begun(root, INPUTS, pytest.fail) as second:
        second.keep([record_of("b.md", b"key", STAMP, outcome("b.md"))])
        second.commit()
    assert first.known("b.md") is None
    first.keep([record_of("c.md", b"key", STAMP, outcome("c.md"))])
    first.commit()
    # The store is that of the run that ended last.
    assert sorted(begun()[0].names()) == ["a.md", "c.md"]


def test_no_part_is_left(kept, folder):
    kept(OUTCOME)
    assert [path.name for path in folder.glob("part-*")] != []  # the run goes on
    kept(OUTCOME, inputs=OTHERS)
    assert len(list(folder.glob("part-*"))) == 1


def broken(path):
    path.write_bytes(b"no database at all, " * 400)


def truncated(path):
    path.write_bytes(path.read_bytes()[:5000])


def emptied(path):
    path.write_bytes(b"")


def zeroed(path):
    content = path.read_bytes()
    path.write_bytes(content[:4096] + bytes(4096) + content[8192:])


def with_one_other_bit(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def longer(path):
    path.write_bytes(path.read_bytes() + bytes(4096))


def with_an_index_in_its_place(path):
    path.write_bytes(path.with_name("key").read_bytes())


def edited(path):
    other = sqlite3.connect(path)
    other.execute("update article set result = ''")
    other.execute("delete from fact")
    other.commit()
    other.close()


def with_another_key(path):
    path.with_name("key").write_bytes(bytes(32))


def with_a_key_that_others_may_read(path):
    path.with_name("key").chmod(0o644)


def without_a_key(path):
    path.with_name("key").unlink()


def that_others_may_write(path):
    path.chmod(0o666)


def of_another_name(path):
    content = path.read_bytes()
    with store.begun(path.parent, INPUTS, lambda _: None) as other:
        other.commit()
    path.write_bytes(next(each for each in path.parent.glob("site-*") if each != path).read_bytes())
    assert path.read_bytes() != content


POSIX = pytest.mark.skipif(os.name == "nt", reason="modes say nothing here")


@pytest.mark.parametrize(
    "harm",
    (
        broken,
        truncated,
        emptied,
        zeroed,
        with_one_other_bit,
        longer,
        with_an_index_in_its_place,
        edited,
        with_another_key,
        pytest.param(with_a_key_that_others_may_read, marks=POSIX),
        without_a_key,
        pytest.param(that_others_may_write, marks=POSIX),
        of_another_name,
    ),
)
def test_a_store_that_does_not_check_is_made_anew(harm, folder, kept, begun):
    kept(OUTCOME)
    (path,) = folder.glob("site-*")
    harm(path)
    first, notes = begun()
    assert notes == ["the results kept of earlier runs are damaged, so every article is read"]
    assert first.known("a.md") is None
    first.keep([record_of("a.md", b"key", STAMP, OUTCOME)])
    first.commit()
    again, notes = begun()
    assert notes == []
    assert again.known("a.md").key == b"key"


@POSIX
def test_a_link_in_place_of_a_store_is_not_followed(folder, kept, begun, tmp_path):
    kept(OUTCOME)
    (path,) = folder.glob("site-*")
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    before = (tmp_path / "elsewhere").read_bytes()
    first, notes = begun()
    assert notes == ["the results kept of earlier runs are damaged, so every article is read"]
    first.keep([record_of("b.md", b"key", STAMP, OUTCOME)])
    first.commit()
    begun()
    assert (tmp_path / "elsewhere").read_bytes() == before
    assert not path.is_symlink()


def planted_journal(victim, size):
    """Return a journal that tells sqlite to delete another file: no pages, and the name of a super-journal."""
    magic = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
    head = (magic + struct.pack(">IIIII", 0, 0x1234, size // 4096, 512, 4096)).ljust(512, b"\0")
    name = os.fsencode(victim)
    return head + struct.pack(">I", 0x40000000 // 4096 + 1) + name + struct.pack(">II", len(name), sum(name)) + magic


def test_a_journal_beside_a_store_is_not_rolled_back(folder, kept, begun, tmp_path):
    kept(OUTCOME)
    begun()
    (path,) = folder.glob("site-*")
    victim = tmp_path / "precious.txt"
    victim.write_text("years of work", encoding="utf-8")
    for place in (path, *folder.glob("part-*")):
        place.with_name(f"{place.name}-journal").write_bytes(planted_journal(victim, path.stat().st_size))
        place.with_name(f"{place.name}-wal").write_bytes(b"junk" * 1000)
    found, notes = begun()
    assert notes == []
    assert found.known("a.md").key == b"key"
    assert victim.read_text(encoding="utf-8") == "years of work"


def test_a_journal_beside_a_store_that_is_only_read_is_passed_over(folder, kept, begun, tmp_path):
    kept(OUTCOME)
    begun()
    (path,) = folder.glob("site-*")
    victim = tmp_path / "precious.txt"
    victim.write_text("years of work", encoding="utf-8")
    path.with_name(f"{path.name}-journal").write_bytes(planted_journal(victim, path.stat().st_size))
    found = store.private(path.name)
    assert found.known("a.md").key == b"key"
    found.close()
    assert victim.read_text(encoding="utf-8") == "years of work"


def test_a_folder_that_cannot_be_made_costs_time_only(tmp_path, begun, monkeypatch):
    (tmp_path / "file").write_text("a file stands here", encoding="utf-8")
    monkeypatch.setenv(cache.PLACE, str(tmp_path / "file" / "cache"))
    first, notes = begun()
    assert notes == ["the cache cannot be written (Not a directory), so this run keeps nothing"]
    first.keep([record_of("a.md", b"key", STAMP, OUTCOME)])
    assert first.known("a.md").key == b"key"


NOBODY = 65534


@pytest.fixture
def as_nobody():
    """Go on as somebody who may not write everywhere."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    yield
    if is_root:
        os.seteuid(0)


@pytest.fixture
def read_only(as_nobody, monkeypatch, root):  # noqa: ARG001
    """A cache that holds a store and that can be written no more."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "cache"
        monkeypatch.setenv(cache.PLACE, str(folder))
        with store.begun(root, INPUTS, lambda _: None) as before:
            before.keep([record_of("a.md", b"key", STAMP, OUTCOME)])
            before.commit()
        folder.chmod(0o500)
        yield folder
        folder.chmod(0o700)


@pytest.mark.skipif(os.name == "nt", reason="folders cannot be made read-only")
@pytest.mark.parametrize(("inputs", "key"), ((INPUTS, b"key"), (OTHERS, None)))
def test_a_store_that_cannot_be_written_is_read(inputs, key, read_only, begun):  # noqa: ARG001
    found, notes = begun(inputs)
    assert notes == ["the cache cannot be written (Permission denied), so this run keeps nothing"]
    known = found.known("a.md")
    assert (known and known.key) == key
    found.keep([record_of("b.md", b"key", STAMP, outcome("b.md"))])
    assert found.known("b.md").key == b"key"
