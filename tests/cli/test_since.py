"""`bylint check --since` and `--staged` in real repositories: what changed, what came of it, what git must not do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from bylint.cli.__main__ import main
from bylint.cli.since import changed_lines

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

EMPTY = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
"""The tree without files, which every repository has."""
OLD = "---\ntitle: The slip\nauthor: Jane Roe\n---\n\nThe boat came late.\n\nAdvertisement\n\nIt left early.\n"
AD = "ADS001 “Advertisement” marks an ad that is not here"
BIO = "Jane Roe is a professor of strategy at the U.S. Naval War College in Newport."
VIEWS = (
    "The views expressed are the author's own and do not reflect the official policy or position of the U.S. Naval War "
    "College, the Department of the Navy, the Department of Defense or the U.S. Government."
)


def git(folder, *arguments):
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(folder, message="Go on"):
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)


def begin(folder, *options):
    git(folder, "init", "--quiet", "--initial-branch=main", *options, ".")
    git(folder, "config", "user.name", "Jane Roe")
    git(folder, "config", "user.email", "jane@example.com")


@pytest.fixture
def site(folder, monkeypatch):
    """A repository in which an old article is committed, with an old fault."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    begin(folder)
    write(folder, "a.md", OLD)
    commit(folder)
    return folder


def write(folder, name, text):
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(text.encode())


@pytest.fixture
def found(capsys):
    """A function that runs `check` and returns what it reports, one line each."""

    def run(*arguments, code=None):
        capsys.readouterr()
        ended = main(["check", "--format", "concise", *arguments])
        out, err = capsys.readouterr()
        lines = out.splitlines()
        assert ended == (code if code is not None else int(bool(lines))), err
        return lines if code is None else err.splitlines()

    return run


@pytest.mark.usefixtures("site")
def test_nothing_has_changed(found):
    assert found("--since", "HEAD") == found("--staged") == []
    assert found("--since", "HEAD", code=0) == ["bylint: nothing to check: no article has changed since HEAD"]
    assert found("--staged", code=0) == ["bylint: nothing to check: no article is staged"]


@pytest.mark.parametrize(
    ("text", "lines"),
    (
        (OLD.replace("late", "too late"), []),  # a typo in an old article
        (OLD.replace("The slip", "The slips"), []),
        (OLD.replace("\n", "\r\n"), []),
        (OLD + "\nAdvertisement\n", [12]),
        (OLD.replace("The boat", "Advertisement\n\nThe boat"), [6]),
        (OLD.replace("Advertisement\n", "ADVERTISEMENT\n"), [8]),
        (OLD.replace("The boat", "It rained.\n\n" * 100 + "The boat"), []),
        (OLD.replace("Advertisement\n\n", "") + "\nAdvertisement\n", [10]),
    ),
)
def test_only_what_changed_is_reported(site, found, text, lines):
    write(site, "a.md", text)
    assert [int(line.split(":")[1]) for line in found("--since", "HEAD")] == lines
    assert found("--staged") == []
    git(site, "add", ".")
    assert [int(line.split(":")[1]) for line in found("--staged")] == lines
    commit(site)
    assert [int(line.split(":")[1]) for line in found("--since", "HEAD~1")] == lines
    assert found("--since", "HEAD") == []


def test_what_a_change_causes_elsewhere_is_reported(site, found):
    write(site, "b.md", f"---\ntitle: Strategy\nauthor: Jane Roe\n---\n\nIt rained.\n\n{BIO}\n\n{VIEWS}\n")
    commit(site)
    write(site, "b.md", f"---\ntitle: Strategy\nauthor: Jane Roe\n---\n\nIt rained.\n\n{BIO}\n")
    assert [line.split(" ")[:2] for line in found("--since", "HEAD")] == [["b.md:8:44:", "DIS001"]]


def test_what_does_not_agree_with_a_changed_line_is_reported(site, found):
    text = "---\ntitle: The tide\nauthor: Jane Roe\n---\n\nIt rained.\n\nJane Roe is the {} of the Tide Institute.\n"
    former, director = text.format("former director"), text.format("director")
    (site / "bylint.yaml").write_text("version: 1\narchive: true\n", encoding="utf-8")
    write(site, "2023.md", former.replace("author", "date: 2023-12-01\nauthor"))
    write(site, "2024.md", former.replace("author", "date: 2024-01-01\nauthor"))
    commit(site)
    write(site, "2023.md", former.replace("author", "date: 2023-12-01\nauthor").replace("former", "present"))
    write(site, "2024.md", director.replace("author", "date: 2024-01-01\nauthor"))
    commit(site)
    write(site, "2023.md", former.replace("author", "date: 2023-12-01\nauthor"))
    everything = found()
    assert [line for line in everything if "BIO001" in line] == found("--since", "HEAD") != []
    assert found() == found("--no-cache") == everything, "what was judged as it was is not kept as it is"


def test_what_is_staged_is_judged_against_the_archive_too(site, found):
    (site / "bylint.yaml").write_text("version: 1\narchive: true\n", encoding="utf-8")
    write(site, "a.md", OLD + "\nAdvertisement\n")
    git(site, "add", ".")
    write(site, "a.md", "It rained.\n")
    assert found("--staged") == found("--staged", "a.md") == [f"a.md:12:1: {AD}"]


def test_renames_are_followed(site, found):
    git(site, "mv", "a.md", "b.md")
    assert found("--since", "HEAD") == found("--staged") == []
    write(site, "b.md", OLD.replace("late", "too late") + "\nAdvertisement\n")
    assert found("--since", "HEAD") == [f"b.md:12:1: {AD}"]
    commit(site)
    assert found("--since", "HEAD~1") == [f"b.md:12:1: {AD}"]


def test_new_files_are_new_whether_git_knows_them_or_not(site, found):
    write(site, "new/b.md", OLD.replace("slip", "quay"))
    assert found("--since", "HEAD") == [f"new/b.md:8:1: {AD}"]
    assert found("--staged") == []
    git(site, "add", "--intent-to-add", ".")
    assert found("--since", "HEAD") == [f"new/b.md:8:1: {AD}"]
    git(site, "add", ".")
    assert found("--since", "HEAD") == found("--staged") == [f"new/b.md:8:1: {AD}"]


def test_what_is_staged_is_judged_and_not_what_is_on_disk(site, found):
    write(site, "a.md", OLD + "\nAdvertisement\n")
    git(site, "add", ".")
    write(site, "a.md", OLD)
    assert found("--staged") == [f"a.md:12:1: {AD}"]
    assert found("--staged", "a.md") == [f"a.md:12:1: {AD}"]
    write(site, "a.md", OLD + "\nIt rained.\n")
    git(site, "add", ".")
    write(site, "a.md", OLD + "\nAdvertisement\n")
    assert found("--staged") == []
    (site / "a.md").unlink()
    write(site, "c.md", "It rained.\n")
    assert found("--staged", code=0)[0] == "bylint: a.md: not read: it is staged, and no more on disk"


def test_paths_narrow_it_down_from_any_folder(site, found, monkeypatch):
    write(site, "x/b.md", OLD)
    write(site, "y/c.md", OLD)
    monkeypatch.chdir(site / "x")
    assert found("--since", "HEAD") == [f"b.md:8:1: {AD}"]
    assert found("--since", "HEAD", "../y") == [f"{(site / 'y' / 'c.md').as_posix()}:8:1: {AD}"]


def test_branch_is_compared_with_where_the_work_left_it(site, found):
    git(site, "switch", "--quiet", "--create", "work")
    write(site, "b.md", OLD)
    commit(site)
    git(site, "switch", "--quiet", "main")
    write(site, "a.md", OLD.replace("Advertisement\n\n", ""))
    commit(site)
    git(site, "switch", "--quiet", "--detach", "work")
    assert found("--since", "main") == [f"b.md:8:1: {AD}"]


def test_first_commit_compares_with_nothing(folder, found, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    begin(folder)
    write(folder, "a.md", OLD)
    git(folder, "add", ".")
    assert found("--staged") == found("--since", EMPTY) == [f"a.md:8:1: {AD}"]
    assert found("--since", "HEAD", code=2) == ["bylint: --since: there is no revision 'HEAD' here"]


def test_objects_with_longer_names(folder, found, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    begin(folder, "--object-format=sha256")
    write(folder, "a.md", OLD)
    commit(folder)
    assert found("--since", "HEAD") == []
    write(folder, "a.md", OLD + "\nAdvertisement\n")
    assert found("--since", "HEAD") == [f"a.md:12:1: {AD}"]


def test_second_working_tree(site, found, monkeypatch, tmp_path_factory):
    other = tmp_path_factory.mktemp("trees") / "other"
    git(site, "worktree", "add", "--quiet", "-b", "other", str(other))
    monkeypatch.chdir(other)
    write(other, "a.md", OLD + "\nAdvertisement\n")
    assert found("--since", "main") == [f"a.md:12:1: {AD}"]
    git(other, "add", ".")
    assert found("--staged") == [f"a.md:12:1: {AD}"]


def test_shallow_clone_says_what_it_lacks(site, found, monkeypatch, tmp_path_factory):
    commit(site)
    clone = tmp_path_factory.mktemp("clones") / "clone"
    git(site, "clone", "--quiet", "--depth", "1", site.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    (told,) = found("--since", "HEAD~1", code=2)
    assert told.endswith(
        "no revision 'HEAD~1' here; this clone is shallow: `git fetch --unshallow` brings what it lacks"
    )
    write(clone, "a.md", OLD + "\nAdvertisement\n")
    assert found("--since", "origin/main") == [f"a.md:12:1: {AD}"]


def test_clone_without_old_contents_fetches_nothing(site, found, monkeypatch, tmp_path_factory):
    write(site, "a.md", OLD + "\nIt rained.\n")
    commit(site)
    git(site, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path_factory.mktemp("clones") / "clone"
    git(site, "clone", "--quiet", "--filter=blob:none", site.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    assert len(found("--since", "HEAD~1", code=2)) == 1


def test_merge_that_is_not_settled(site, found):
    for branch, words in (("one", "never came"), ("two", "came at noon")):
        git(site, "switch", "--quiet", "--create", branch, "main")
        write(site, "a.md", OLD.replace("came late", words))
        commit(site)
    subprocess.run(["git", "merge", "one"], cwd=site, capture_output=True, check=False)
    assert found("--staged", code=2) == [
        "bylint: a.md: a merge has left its conflict here, so nothing is staged",
    ]
    assert found("--since", "HEAD") == []


def test_of_a_merge_only_what_neither_side_had_is_reported(site, found):
    for branch, words in (("one", "never came.\n\nAdvertisement"), ("two", "came at noon.")):
        git(site, "switch", "--quiet", "--create", branch, "main")
        write(site, "a.md", OLD.replace("came late.", words))
        write(site, f"{branch}.md", OLD)
        commit(site)
    subprocess.run(["git", "merge", "one"], cwd=site, capture_output=True, check=False)
    settled = OLD.replace("came late.", "came at noon, or never.\n\nAdvertisement")
    write(site, "a.md", settled)
    git(site, "add", ".")
    assert found("--staged") == []
    write(site, "a.md", f"{settled}\nAdvertisement\n")
    git(site, "add", ".")
    assert found("--staged") == [f"a.md:14:1: {AD}"]
    git(site, "commit", "--quiet", "--message", "Merge")
    assert found("--since", "HEAD~1") == [f"a.md:8:1: {AD}", f"a.md:14:1: {AD}", f"one.md:8:1: {AD}"]


NAMES = (
    "-x.md",
    "--output=x.md",
    "a b.md",
    " c.md",
    ":(top)d.md",
    "ä.md",
    "$(touch e).md",
    "f\ng.md",
    "h\ti.md",
    'j".md',
)


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be there")
def test_files_of_any_name(site, found):
    for name in NAMES:
        write(site, name, OLD)
    git(site, "add", ".")
    assert len(found("--since", "HEAD")) == len(found("--staged")) == len(NAMES)
    commit(site)
    assert found("--since", "HEAD") == []
    for name in NAMES:
        write(site, name, OLD + "\nAdvertisement\n")
    assert len(found("--since", "HEAD")) == len(NAMES)


def test_files_of_submodules_are_told(site, found):
    git(site, "update-index", "--add", "--cacheinfo", f"160000,{git(site, 'rev-parse', 'HEAD')},part")
    commit_of_index = git(site, "write-tree")
    write(site, "part/b.md", OLD)
    assert found("--since", commit_of_index, code=0) == [
        "bylint: 1 file of submodules not read: what changed in them is known in their own folders",
        f"bylint: nothing to check: no article has changed since {commit_of_index}",
    ]


def test_baseline_and_change_go_together(site, found):
    write(site, "a.md", OLD + "\nAdvertisement\n")
    assert main(["baseline", "create", "known"]) == 0
    assert found("--since", "HEAD", "--baseline", "known") == []
    assert found("--since", "HEAD") == [f"a.md:12:1: {AD}"]


@pytest.mark.parametrize(
    "revision", ("nowhere", "--output=stolen", "-x", "", "main..main", "HEAD:a.md", "a\nb", "@{upstream}", "HEAD^9")
)
def test_what_is_no_revision_is_one_line(site, found, revision):
    (told,) = found(f"--since={revision}", code=2)
    assert told.startswith("bylint: --since: ")
    assert sorted(path.name for path in site.iterdir()) == [".git", "a.md"]


@pytest.mark.parametrize("arguments", (["--since", "HEAD", "-"], ["--staged", "--fix"], ["--staged", "--diff"]))
@pytest.mark.usefixtures("site")
def test_what_cannot_go_together(found, arguments):
    (told,) = found(*arguments, code=2)
    assert "--since and --staged report what is wrong in files" in told


@pytest.mark.usefixtures("site")
def test_both_cannot_be_asked(found):
    assert found("--since", "HEAD", "--staged", code=2) == ["bylint: --since and --staged exclude each other"]


def test_no_repository_and_no_git(folder, found, monkeypatch, tmp_path):
    write(folder, "a.md", OLD)
    (told,) = found("--since", "HEAD", code=2)
    assert told.startswith("bylint: git cannot say what has changed here: not a git repository")
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert found("--staged", code=2) == ["bylint: git is needed to say what has changed, and there is none"]


@pytest.mark.skipif(os.name == "nt", reason="a script of the shell is no program there")
def test_git_of_the_content_is_not_run(folder, found, monkeypatch):
    write(folder, "a.md", OLD)
    write(folder, "git", "#!/bin/sh\ntouch ran\n")
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    (told,) = found("--staged", code=2)
    assert told.endswith("git: a git that lies in the working directory is not run")
    assert not (folder / "ran").exists()


@pytest.mark.skipif(os.name == "nt", reason="a script of the shell is no program there")
@pytest.mark.parametrize("filters", (("evil",), ("evil", "a=b"), tuple(f"evil.{n}" for n in range(200))))
def test_nothing_that_a_repository_names_is_run(site, found, filters):
    ran = site / ".git" / "ran"
    script = site / ".git" / "script"
    script.write_text(f'#!/bin/sh\necho "$0" >> "{ran}"\ncat\n', encoding="utf-8")
    script.chmod(0o755)
    for hook in ("post-index-change", "fsmonitor-watchman", "reference-transaction"):
        shutil.copy(script, site / ".git" / "hooks" / hook)
    for key in (
        "core.fsmonitor",
        "diff.external",
        "diff.evil.command",
        "diff.evil.textconv",
        "core.pager",
        "pager.diff-index",
        "core.sshCommand",
        "core.editor",
        "credential.helper",
    ):
        git(site, "config", key, str(script))
    with (site / ".git" / "config").open("a", encoding="utf-8") as file:
        for name in filters:
            steps = "".join(f'\t{step} = "{script}"\n' for step in ("clean", "smudge", "process"))
            file.write(f'[filter "{name}"]\n{steps}\trequired = true\n')
    git(site, "config", "core.hooksPath", str(site / ".git" / "hooks"))
    lines = "".join(f"{'ab'[n % 2]}.md filter={name}\n" for n, name in enumerate(filters))
    (site / ".gitattributes").write_text(f"*.md diff=evil filter={filters[0]}\n{lines}", encoding="utf-8")
    write(site, "a.md", OLD + "\nAdvertisement\n")
    write(site, "b.md", OLD)
    assert found("--since", "HEAD") == [f"a.md:12:1: {AD}", f"b.md:8:1: {AD}"]
    assert found("--staged") == []
    assert not ran.exists()


@pytest.fixture
def asked_of_git(monkeypatch, tmp_path_factory):
    """A function that returns what git was asked since it was called last."""
    folder, real = tmp_path_factory.mktemp("asked"), shutil.which("git")
    log = folder / "log"
    log.touch()
    (folder / "git").write_text(f'#!/bin/sh\necho "$@" >> "{log}"\nexec "{real}" "$@"\n', encoding="utf-8")
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    commands = ("rev-parse", "config", "ls-files", "diff-index", "cat-file", "merge-base", "hash-object")

    def asked():
        lines = log.read_text(encoding="utf-8").splitlines()
        log.write_text("", encoding="utf-8")
        return [word for line in lines for word in line.split() if word in commands]

    return asked


@pytest.mark.skipif(os.name == "nt", reason="a script of the shell is no program there")
def test_git_is_asked_few_times(site, found, asked_of_git):
    clean = OLD.replace("Advertisement\n\n", "")
    write(site, "b.md", clean)
    commit(site)
    asked_of_git()
    assert found("--since", "HEAD") == found("--staged") == []
    assert asked_of_git() == ["rev-parse", "config", "ls-files", "diff-index", "rev-parse", "diff-index"]
    write(site, "b.md", clean.replace("late", "too late"))
    git(site, "add", "b.md")
    asked_of_git()
    assert found("--since", "HEAD") == found("--staged") == []
    assert asked_of_git() == ["rev-parse", "config", "ls-files", "diff-index", "rev-parse", "diff-index"]
    write(site, "b.md", OLD)
    assert found("--since", "HEAD") == [f"b.md:8:1: {AD}"]
    assert asked_of_git() == ["rev-parse", "config", "ls-files", "diff-index", "cat-file"]
    assert found("--staged") == []
    assert asked_of_git() == ["rev-parse", "diff-index", "cat-file"]


def test_folders_in_which_nothing_changed_are_not_entered(site, found):
    write(site, "kept/b.md", OLD)
    write(site, "kept/bylint.yaml", "version: one\n")
    commit(site)
    write(site, "c/d.md", OLD)
    assert found("--since", "HEAD") == [f"c/d.md:8:1: {AD}"]
    write(site, "kept/b.md", OLD + "\nAdvertisement\n")
    (told,) = found("--since", "HEAD", code=2)
    assert told.startswith("bylint: kept/bylint.yaml:1: ")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_what_git_and_bylint_see_of_a_tree_differs(site, found):
    """Each file that is an article and changed is judged, and no other."""
    (site / ".gitignore").write_text("out/\n*.txt\n", encoding="utf-8")
    for name in ("out/a.md", "out/deep/b.md", "node_modules/c.md", ".hidden/d.md", "e.txt", "new/deep/f.md"):
        write(site, name, OLD)
    write(site, "out/tracked.md", OLD)
    write(site, "new/skipped.md", OLD)
    write(site, "new/bylint.yaml", "version: 1\nexclude: [skipped.md]\n")
    git(site, "add", "--force", "out/tracked.md")
    other = site / "other"
    write(other, "g.md", OLD)
    begin(other)
    commit(other)
    write(site, "gone.md", OLD)
    git(site, "add", "gone.md")
    (site / "gone.md").unlink()
    os.symlink("new", site / "link")
    os.symlink("a.md", site / "link.md")
    new = [f"{name}:8:1: {AD}" for name in ("new/deep/f.md", "other/g.md")]
    assert found("--since", "HEAD") == found("--since", "HEAD", ".") == new
    assert found("--since", "HEAD", "new") == new[:1]
    # What is named is read.
    assert found("--since", "HEAD", "out/a.md", "e.txt") == [f"e.txt:8:1: {AD}", f"out/a.md:8:1: {AD}"]
    assert found("--since", "HEAD", ".hidden") == [f".hidden/d.md:8:1: {AD}"]
    git(site, "add", ".")
    assert found("--staged") == new[:1]


def test_commit_that_merges_several_branches(site, found):
    for branch in ("one", "two", "three"):
        git(site, "switch", "--quiet", "--create", branch, "main")
        write(site, f"{branch}.md", OLD)
        commit(site)
    git(site, "switch", "--quiet", "--create", "all", "main")
    write(site, "own.md", OLD)
    commit(site)
    git(site, "merge", "--quiet", "--no-commit", "one", "two", "three")
    assert found("--staged") == [], "each stands so on one side"
    write(site, "two.md", OLD + "\nAdvertisement\n")
    write(site, "own.md", OLD + "\nAdvertisement\n")
    git(site, "add", ".")
    assert found("--staged") == [f"own.md:12:1: {AD}", f"two.md:12:1: {AD}"]


def test_author_data_of_a_site_below_in_which_no_article_changed(site, found):
    write(site, "below/bylint.yaml", "version: 1\npeople: [_data/authors.yml]\nprinted: {bios: true}\n")
    write(site, "below/_data/authors.yml", "jane:\n  name: Jane Roe\n  bio: She sails.\n")
    write(site, "below/b.md", OLD.replace("Jane Roe", "jane"))
    commit(site)
    assert found("--since", "HEAD") == []
    write(site, "below/_data/authors.yml", f"jane:\n  name: Jane Roe\n  bio: {BIO}\n")
    assert [line.split(" ")[1] for line in found("--since", "HEAD")] == [
        line.split(" ")[1] for line in found() if "authors.yml" in line
    ]


def test_since_the_empty_tree_is_a_full_check(site, capsys):
    """The example newsroom, some of it unknown to git; with bios that a template prints, and a dead suppression."""
    newsroom = Path(__file__).parents[2] / "examples" / "newsroom"
    shutil.copytree(newsroom, site, dirs_exist_ok=True)
    with (site / "bylint.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {paths: [content/posts/2024-08-19-bread.md], rules: [ADS001], reason: there is none}\n")
        file.write("people: [_data/authors.yml]\nprinted: {bios: true}\n")
    write(site, "_data/authors.yml", f"jane:\n  name: Jane Roe\n  bio: {BIO}\n")
    write(site, "content/posts/tide.md", "---\ntitle: The tide\nauthor: jane\n---\n\nIt rained.\n")
    git(site, "add", "content/posts", "_data")
    for archive in ("--no-archive", "--archive"):
        for form in ("text", "json"):
            ended = main(["check", archive, "--format", form])
            full = capsys.readouterr().out
            assert main(["check", archive, "--format", form, "--since", EMPTY]) == ended
            assert capsys.readouterr().out == full
            assert all(told in full for told in ("bylint.yaml", "_data/authors.yml", "LNT002", "DIS001", "ADS001"))


@given(
    st.lists(st.sampled_from(("Advertisement", "It rained.", "", BIO, "![](a.jpg)")), min_size=1, max_size=9),
    st.lists(st.sampled_from(("Advertisement", "It rained.", "", BIO, "![](a.jpg)")), min_size=1, max_size=9),
)
@settings(max_examples=200)
def test_lines_that_did_not_change_are_those_of_before(before, now):
    runs = changed_lines("\n".join(before), "\r\n".join(now))
    changed = {number for first, last in runs for number in range(first, last + 1)}
    assert changed <= set(range(1, max(len(now), 1) + 1))
    rest = iter(before)
    assert all(line in rest for number, line in enumerate(now, 1) if number not in changed), "in their order"


def test_very_long_files_are_compared_in_one_piece():
    before = "\n".join(map(str, range(20_000)))
    assert changed_lines(before, before.replace("\n100\n", "\nx\n")) == ((101, 101),)
    assert changed_lines(before, f"x\n{before[::-1]}") == ((1, 20_001),)


def test_hook_of_git_alone_sees_what_a_partial_commit_holds(site):
    """`git commit FILE` makes an index of its own, of which only the hook is told."""
    hook = site / ".git" / "hooks" / "pre-commit"
    hook.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bylint.cli check --staged\n', encoding="utf-8")
    hook.chmod(0o755)
    write(site, "b.md", OLD)
    git(site, "add", "b.md")
    write(site, "a.md", OLD.replace("late", "too late"))
    done = subprocess.run(["git", "commit", "-m", "One", "a.md"], cwd=site, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    done = subprocess.run(["git", "commit", "-m", "Two"], cwd=site, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "b.md:8:1" in done.stdout + done.stderr
