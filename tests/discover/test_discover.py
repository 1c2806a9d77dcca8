from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bylint.config import Config
from bylint.config.nearest import Nearest
from bylint.config.nearest import load
from bylint.discover import Selection
from bylint.discover import files
from bylint.discover import site
from bylint.discover import sorter
from bylint.discover import top
from bylint.discover.names import beside
from bylint.discover.walk import Folder
from bylint.discover.walk import folder_content
from bylint.discover.walk import ways
from bylint.errors import UsageError
from bylint.readers import SUFFIXES


def grow(root: Path, *names: str, config: str = "") -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("A text.\n")
    if config:
        (root / "bylint.yaml").write_text(f"version: 1\n{config}\n")


def look(root: Path, *arguments: str, force_exclude: bool = False) -> Selection:
    return files(arguments, load(root), start=root, force_exclude=force_exclude)


def labels(found: Selection) -> list[str]:
    return [file.label for file in found.files]


def reasons(found: Selection) -> dict[str, str]:
    return {skipped.label: skipped.reason for skipped in found.skipped}


PAPER = "a paper of the repository, not of the publication"
TEMPLATE = "in a folder of layouts and templates"


@pytest.mark.parametrize(
    ("name", "reason"),
    (
        ("content/posts/fox/index.md", ""),
        ("content/security.md", ""),
        ("content/license-to-fish.md", ""),
        ("content/themes/water.md", ""),
        ("content/public/2024/vote.md", ""),
        ("archive/2023-05-17-strait.txt", ""),
        ("wp/2024/03/the-toll/index.html", ""),
        ("posts/read-me-a-story.md", ""),
        ("README.md", PAPER),
        ("posts/ReadMe.de.md", PAPER),
        ("LICENSE.txt", PAPER),
        ("docs/CONTRIBUTING.md", PAPER),
        ("SECURITY.md", PAPER),
        ("index.html", PAPER),
        ("content/_index.md", "a page that lists others"),
        ("content/news/_index.es.md", "a page that lists others"),
        ("tags/fox.md", "in a folder of pages that list others"),
        ("content/Categories/fox/index.html", "in a folder of pages that list others"),
        ("robots.txt", "a file for programs"),
        ("tools/requirements-dev.txt", "a file for programs"),
        ("keys/harbour.pem.txt", "a file for programs"),
        ("static-files/pgp-key.txt", "a file for programs"),
        ("posts/sha256sums.txt", "a file for programs"),
        ("posts/_template.md", "a blank form of a post"),
        ("posts/YYYY-MM-DD-title.md", "a blank form of a post"),
        ("posts/2024-template-for-a-town.md", ""),
        ("posts/key-to-the-harbour.md", ""),
        ("_drafts/fox.md", "in a folder of drafts"),
        ("notes/drafts-of-the-constitution.md", ""),
        ("_layouts/post.html", TEMPLATE),
        ("docs/_includes/bio.html", TEMPLATE),
        ("layouts/index.html", TEMPLATE),
        ("themes/plain/exampleSite/a.md", TEMPLATE),
        ("data/people/fox.md", "in a folder of data"),
        ("_site/2024/fox.html", "in a folder that the site's build writes"),
        ("public/2024/fox.html", "in a folder that the site's build writes"),
    ),
)
def test_what_is_an_article(tmp_path: Path, name: str, reason: str) -> None:
    grow(tmp_path, name, "hugo.toml", config="archive: false")
    found = look(tmp_path, ".")
    assert labels(found) == ([] if reason else [name])
    assert reasons(found).get(name, "") == reason


def test_root_without_a_site_is_only_a_folder(tmp_path: Path) -> None:
    grow(tmp_path, "index.html", "news.md", "public/a.md")
    assert labels(look(tmp_path, ".")) == ["index.html", "news.md", "public/a.md"]


def test_named_file_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    names = ("README.md", "_site/a.html", "drafts/a.md", ".hidden/b.md")
    grow(tmp_path, *names, config="exclude: [drafts]")
    assert labels(look(tmp_path, *names)) == sorted(names)
    passed = look(tmp_path, *names, force_exclude=True)
    assert (passed.files, passed.is_searched) == ((), False)
    assert reasons(passed) == {
        "README.md": PAPER,
        "_site/a.html": "in a folder that the site's build writes",
        "drafts/a.md": "excluded by the configuration",
        ".hidden/b.md": "in a hidden folder",
    }


def test_named_folder_is_entered_whatever_it_is_called(tmp_path: Path) -> None:
    grow(tmp_path, "_site/a.html", "_site/README.md", "_site/tags/b.html")
    assert labels(look(tmp_path, "_site")) == ["_site/a.html"]
    assert labels(look(tmp_path, "_site/tags")) == ["_site/tags/b.html"]


def test_content_that_is_named_by_the_site_is_content(tmp_path: Path) -> None:
    names = ("_site/a.html", "_site/README.html", "posts/a.md", "data/b.md")
    grow(tmp_path, *names, config="content: ['_site/**', 'data/*.md']")
    found = look(tmp_path)
    assert labels(found) == ["_site/a.html", "data/b.md"]
    assert reasons(found) == {"posts/a.md": "not among the content of the configuration", "_site/README.html": PAPER}


def test_without_arguments_the_site_is_read_from_its_root(tmp_path: Path) -> None:
    grow(tmp_path, "posts/a.md", "other/b.md", config="archive: false")
    start = tmp_path / "other"
    found = files((), load(start), start=start)
    assert labels(found) == [(tmp_path / "posts/a.md").as_posix(), "b.md"]
    assert [file.name for file in found.files] == ["posts/a.md", "other/b.md"]
    assert labels(files((), Config(tmp_path), start=start)) == ["b.md"]


def test_walk_follows_gitignore_and_nothing_of_this_machine(tmp_path: Path) -> None:
    grow(tmp_path, "site/a.md", "site/out/b.md", "site/deep/c.md", ".hidden/d.md", "node_modules/x/e.md", "f.md")
    (tmp_path / "site" / ".gitignore").write_text("out/\n")
    assert labels(look(tmp_path, ".")) == ["f.md", "site/a.md", "site/deep/c.md"]
    (tmp_path / ".gitignore").write_text("deep/\n")
    assert labels(look(tmp_path, "site")) == ["site/a.md", "site/deep/c.md"]
    (tmp_path / ".git" / "info").mkdir(parents=True)
    (tmp_path / ".git" / "info" / "exclude").write_text("a.md\n")
    assert labels(look(tmp_path, "site")) == ["site/a.md"]


def met_by_folder(root: Path) -> tuple[set[str], int]:
    whole = site(load(root), root)
    sort, waiting = sorter(whole), [top(whole)]
    articles: set[str] = set()
    skipped = 0
    while waiting:
        folder = waiting.pop()
        holding, came = folder_content(whole.root, folder), sort(folder)
        articles.update(folder.name + name for name in came.articles)
        skipped += came.skipped
        waiting += (Folder(f"{folder.name}{name}/", holding.within) for name in came.inner)
    return articles, skipped


FOLDERS = ("a", "b", "posts", "node_modules", ".hidden", "_drafts", "data", "ä", "f{g}")
NAMES = ("c.md", "d.md", "e.html", "README.md", "g h.md", "i.Rmd", "i.md", "C.MD", "_config.yml")
PATTERNS = "a /a a/ !a/ *.md !c.md /posts/* posts/** **/b a/b !/a/b/ *.{md,html} [!c].md * !*/ ä* \\ [ { data/ !.hidden"


def overgrow(chance: random.Random, folder: Path, depth: int) -> None:
    folder.mkdir(exist_ok=True)
    for name in chance.sample(NAMES, 4):
        (folder / name).write_text("A text.\n")
    for name in chance.sample(FOLDERS, 3) if depth else ():
        overgrow(chance, folder / name, depth - 1)
    if chance.random() < 0.05:
        (folder / ".gitignore").symlink_to(folder / "gone")
    elif chance.random() < 0.4:
        patterns = chance.choices(PATTERNS.split(), k=chance.randint(1, 4))
        (folder / ".gitignore").write_text("\n".join(patterns), encoding="utf-8")


def link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def link_to_a_file(path: Path) -> None:
    path.symlink_to(Path(__file__))


def pipe(path: Path) -> None:
    os.mkfifo(path)


def too_large(path: Path) -> None:
    path.write_text("*.md\n" * 30_000)


@pytest.mark.skipif(sys.platform == "win32", reason="no devices and pipes there")
@pytest.mark.parametrize("where", ("", "posts", "posts/x{[1]}", "above"))
@pytest.mark.parametrize("make", (link_to_a_device, link_to_a_file, pipe, too_large))
@pytest.mark.parametrize("is_repository", (True, False))
def test_odd_gitignore_is_passed_over_and_told(make, where: str, is_repository: bool, tmp_path: Path) -> None:
    root = tmp_path.resolve() / "root"
    names = ("a.md", "posts/b.md", "posts/x{[1]}/c.md", "posts/x{[1]}/in/d.md", "other/e.md", "out/f.md")
    grow(root, *names, "node_modules/g.md", ".hidden/h.md")
    (root / "bylint.yaml").write_text("version: 1\n")
    (root / "other" / ".gitignore").write_text("e.md\n")
    if where:
        (root / ".gitignore").write_text("out/\n")
    if is_repository:
        (tmp_path / ".git").mkdir()
    make((tmp_path if where == "above" else root / where) / ".gitignore")
    found = files((), load(root), start=root)
    is_all = where in ("", "above")
    assert labels(found) == sorted(names if is_all else names[:4])
    assert list(reasons(found)) == ["." if is_all else where]
    assert met_by_folder(root) == ({file.name for file in found.files}, len(found.skipped))


@pytest.mark.skipif(sys.platform == "win32", reason="no links to devices there")
def test_odd_gitignore_in_what_is_ignored_is_not_met(tmp_path: Path) -> None:
    grow(tmp_path, "a.md", "out/in/b.md", config="site: {name: The Example}")
    (tmp_path / ".gitignore").write_text("out/\n")
    (tmp_path / "out" / "in" / ".gitignore").symlink_to("/dev/zero")
    found = look(tmp_path, ".")
    assert (labels(found), reasons(found)) == (["a.md"], {})
    assert met_by_folder(tmp_path.resolve()) == ({"a.md"}, 0)


@pytest.mark.parametrize("seed", range(24))
def test_folder_by_folder_a_site_comes_to_the_same(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    root = tmp_path.resolve() / "root"
    overgrow(chance, root, 3)
    (root / "bylint.yaml").write_text("version: 1\n")
    if seed % 2:
        (tmp_path / ".git").mkdir()
    if seed % 3:
        (tmp_path / ".gitignore").write_text("*.html\n{\n")
    found = files((), load(root), start=root)
    assert met_by_folder(root) == ({file.name for file in found.files}, len(found.skipped))


@pytest.mark.parametrize("seed", range(24))
def test_along_the_ways_to_some_files_they_are_found_as_among_all(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    root = tmp_path.resolve() / "root"
    overgrow(chance, root, 3)
    (root / "site" / "posts").mkdir(parents=True)
    (root / "site" / "bylint.yaml").write_text("version: 1\nexclude: [b.md]\n")
    (root / "bylint.yaml").write_text("version: 1\n")
    if seed % 2:
        (tmp_path / ".git").mkdir()
    every = sorted(map(str, root.rglob("*")))
    some = [path for path in chance.sample(every, len(every) // 3) if not os.path.isdir(path)]
    whole = [path for path in chance.sample(every, 2) if os.path.isdir(path) and not os.path.islink(path)]
    start = root if seed % 3 else root.parent
    given = () if seed % 3 else ("root/", "root/**/*.md")
    meant = ways(str(tmp_path.resolve()), some, whole)
    found = files(given, Nearest(start).of, start=start, meant=meant)
    among_all = files(given, Nearest(start).of, start=start)

    def is_meant(path: Path) -> bool:
        return str(path) in some or any(path.is_relative_to(folder) for folder in whole)

    assert found.files == tuple(file for file in among_all.files if is_meant(file.path))
    assert {skipped for skipped in among_all.skipped if is_meant(start / skipped.label)} <= set(found.skipped)
    assert set(found.skipped) <= set(among_all.skipped)


def test_ways_that_a_system_takes_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path.resolve()
    grow(root, "cafe\u0301/A.md", "b.md")
    monkeypatch.setattr(sys, "platform", "darwin")
    found = files((), load(root), start=root, meant=ways(str(root), [f"{root}/caf\u00e9/a.md"], ()))
    assert labels(found) == ["cafe\u0301/A.md"]


def write_patterns(root: Path) -> None:
    (root / ".gitignore").write_text("b.md\n")


def write_patterns_above(root: Path) -> None:
    (root.parent / ".gitignore").write_text("b.md\n")


def write_beside(root: Path) -> None:
    (root / "_config.yml").write_text("")


def remove(root: Path) -> None:
    (root / "posts" / "a.md").unlink()


def write_article(root: Path) -> None:
    (root / "posts" / "new.MD").write_text("")


def make_a_folder_of_it(root: Path) -> None:
    remove(root)
    (root / "posts" / "a.md").mkdir()


def edit(root: Path) -> None:
    (root / "posts" / "a.md").write_text("Another text.\n")


def edit_beside(root: Path) -> None:
    (root / "posts" / "notes.csv").write_text("other\n")


@pytest.mark.parametrize(
    ("change", "is_shape", "is_stamps"),
    (
        (write_patterns, False, True),
        (write_patterns_above, False, True),
        (write_beside, False, True),
        (remove, False, False),
        (write_article, False, False),
        (make_a_folder_of_it, False, False),
        (edit, True, False),
        (edit_beside, True, True),
    ),
)
def test_what_decides_about_a_folder_is_seen(
    change: Callable[[Path], None], is_shape: bool, is_stamps: bool, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    grow(root, "posts/a.md", "posts/b.md", "posts/notes.csv", config="archive: false")

    def look_at_posts() -> tuple[bytes, bytes]:
        whole = site(load(root), root)
        found = folder_content(root, Folder("posts/", folder_content(root, top(whole)).within))
        return found.shape, found.stamps

    before = look_at_posts()
    change(root)
    after = look_at_posts()
    assert (before[0] == after[0], before[1] == after[1]) == (is_shape, is_stamps)


def test_saved_page_decides_about_the_folder_beside_it(tmp_path: Path) -> None:
    grow(tmp_path, "fox_files/a.html", config="archive: false")
    whole = site(load(tmp_path), tmp_path)
    before = folder_content(tmp_path, top(whole)).within
    (tmp_path / "fox.html").write_text("")
    assert folder_content(tmp_path, top(whole)).within != before


def test_no_article_decides_about_the_folders_beside_it() -> None:
    assert not [name for name in beside() if Path(name).suffix.casefold() in SUFFIXES]


@pytest.mark.parametrize(
    ("glob", "wanted"),
    (
        ("*.md", ["a.md"]),
        ("posts/*.md", ["posts/b.md"]),
        ("posts/**/*.md", ["posts/b.md", "posts/x/c.md"]),
        ("**/[cd].md", ["posts/x/c.md"]),
        ("none/*.md", None),
        ("*.html", []),
    ),
)
def test_globs(tmp_path: Path, glob: str, wanted: list[str] | None) -> None:
    grow(tmp_path, "a.md", "posts/b.md", "posts/x/c.md", "posts/README.md")
    if wanted is None:
        with pytest.raises(UsageError, match="there is no such file or folder"):
            look(tmp_path, glob)
    else:
        found = look(tmp_path, glob)
        assert (labels(found), found.is_searched) == (wanted, True)


def test_missing_paths_are_told_together_with_a_guess(tmp_path: Path) -> None:
    grow(tmp_path, "posts/fox.md")
    with pytest.raises(UsageError) as caught:
        look(tmp_path, "posts/fx.md", "post", "posts", "zebra")
    assert caught.value.lines == (
        "posts/fx.md: there is no such file or folder (did you mean 'fox.md'?)",
        "post: there is no such file or folder (did you mean 'posts'?)",
        "zebra: there is no such file or folder",
    )


def test_each_file_is_read_once_in_order(tmp_path: Path) -> None:
    grow(tmp_path, "b.md", "a.md", "posts/c.md")
    found = look(tmp_path, "b.md", ".", "./b.md", "posts/../a.md", "posts")
    assert labels(found) == ["a.md", "b.md", "posts/c.md"]


def test_labels_outside_are_absolute(tmp_path: Path) -> None:
    grow(tmp_path, "a.md", "in/b.md")
    found = look(tmp_path / "in", "../a.md", "b.md")
    assert labels(found) == [(tmp_path / "a.md").as_posix(), "b.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_are_not_followed_unless_named(tmp_path: Path) -> None:
    grow(tmp_path, "posts/a.md", "outside.md")
    (tmp_path / "posts" / "loop").symlink_to(tmp_path / "posts")
    (tmp_path / "posts" / "out.md").symlink_to(tmp_path / "outside.md")
    (tmp_path / "posts" / "dead.md").symlink_to(tmp_path / "gone.md")
    found = look(tmp_path, "posts")
    assert labels(found) == ["posts/a.md"]
    assert reasons(found) == {"posts/loop": "a link to another folder", "posts/out.md": "a link to another file"}
    assert labels(look(tmp_path, "posts/out.md")) == ["posts/out.md"]
    with pytest.raises(UsageError):
        look(tmp_path, "posts/dead.md")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs folders that cannot be opened")
def test_folder_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    grow(tmp_path, "a.md", "shut/b.md")
    (tmp_path / "shut").chmod(0)
    try:
        found = look(tmp_path, ".")
    finally:
        (tmp_path / "shut").chmod(0o700)
    assert labels(found) == ["a.md"]
    assert "cannot be opened" in found.skipped[0].reason


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names there")
def test_pipe_is_no_article(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert labels(look(tmp_path, ".")) == []
    with pytest.raises(UsageError, match="neither a file nor a folder"):
        look(tmp_path, "pipe.md")


def test_rendered_file_gives_way_to_its_source(tmp_path: Path) -> None:
    grow(tmp_path, "posts/fox/index.Rmd", "posts/fox/index.md", "posts/owl/index.md")
    found = look(tmp_path, ".")
    assert labels(found) == ["posts/fox/index.Rmd", "posts/owl/index.md"]
    assert reasons(found) == {"posts/fox/index.md": "made from index.Rmd"}


def test_page_gives_way_to_the_text_that_it_was_made_from(tmp_path: Path) -> None:
    grow(tmp_path, "fox.html", "fox.md", "owl.html", "owl.txt")
    found = look(tmp_path, ".")
    assert labels(found) == ["fox.md", "owl.html", "owl.txt"]
    assert reasons(found) == {"fox.html": "made from fox.md"}


def test_folder_of_a_saved_page_is_none_of_articles(tmp_path: Path) -> None:
    grow(tmp_path, "fox.html", "Fox_files/frame.html", "owl-Dateien/a.html", "owl.htm", "minutes_files/a.md")
    found = look(tmp_path, ".")
    assert labels(found) == ["fox.html", "minutes_files/a.md", "owl.htm"]
    assert set(reasons(found).values()) == {"in a folder of a page that was saved"}


def test_unknown_formats_are_told_where_they_are_named(tmp_path: Path) -> None:
    grow(tmp_path, "a.docx", "b", "c.MD")
    assert reasons(look(tmp_path, ".")) == {}
    found = look(tmp_path, "a.docx", "b", "c.MD")
    assert (labels(found), reasons(found)) == (["c.MD"], {"a.docx": "no format known by '.docx'", "b": "no suffix"})


def test_stdin_has_the_name_it_is_given(tmp_path: Path) -> None:
    config = Config(tmp_path)
    (found,) = files(["-"], config, start=tmp_path, stdin="posts/a.md").files
    assert (found.label, found.name, found.path) == ("posts/a.md", "posts/a.md", Path("-"))
    assert files(["-"], config, start=tmp_path, stdin="README.md", force_exclude=True).files == ()
    assert files(["-"], config, start=tmp_path, stdin="README.md").files != ()
    for name, is_read in (("posts/b.md", True), ("node_modules/b.md", False), ("../b.md", True)):
        assert bool(files(["-"], config, start=tmp_path, stdin=name, force_exclude=True).files) == is_read


def test_order_is_the_same_in_every_run(tmp_path: Path) -> None:
    grow(tmp_path, *(f"{folder}/{i}.md" for folder in ("b", "a", "ä") for i in range(5)))
    code = "import sys; from pathlib import Path; from bylint.config.nearest import load; "
    code += "from bylint.discover import files; "
    code += "p = Path(sys.argv[1]); print([f.label for f in files((), load(p), start=p).files])"
    call = [sys.executable, "-c", code, str(tmp_path)]
    seeds = ({**os.environ, "PYTHONHASHSEED": seed} for seed in ("1", "2"))
    assert len({subprocess.run(call, capture_output=True, env=env).stdout for env in seeds}) == 1


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timer that sends a signal")
def test_a_signal_amid_a_walk_breaks_no_library(tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number:03}.md").touch()
    code = """if True:
        import signal, sys
        from pathlib import Path
        from bylint.discover.walk import walk

        class Ended(BaseException): pass

        is_walking = False

        def end(*_):
            if is_walking: raise Ended

        list(walk(Path(sys.argv[1])))  # what is imported at its first use is imported whole
        signal.signal(signal.SIGALRM, end)
        for step in range(400):
            signal.setitimer(signal.ITIMER_REAL, 0.00002 * (step + 1))
            try:
                is_walking = True
                list(walk(Path(sys.argv[1])))
                is_walking = False
            except Ended:
                is_walking = False
        signal.setitimer(signal.ITIMER_REAL, 0)
    """
    ended = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
