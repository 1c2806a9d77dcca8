"""`bylint init`: the way of a newcomer from nothing to a green commit, and what it leaves alone."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from benchmarks.adoption import DISCLAIMER
from benchmarks.adoption import SITES

from bylint.cli.__main__ import main

ARTICLE = "---\ntitle: The slip\nauthor: Jane Roe\n---\n\nThe boat came late.\n\nAdvertisement\n\nIt left early.\n"
SNIPPET = ".pre-commit-config.yaml"
WORKFLOW = ".github/workflows/bylint.yml"


def git(folder, *arguments):
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(folder, monkeypatch):
    if shutil.which("git") is None:
        pytest.skip("needs git")
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    git(folder, "init", "--quiet")
    git(folder, "config", "user.name", "Jane Roe")
    git(folder, "config", "user.email", "jane@example.com")
    return folder


@pytest.fixture
def small(folder):
    (folder / "a.md").write_text(ARTICLE, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("kind", "settings"),
    (
        (
            "hugo",
            (
                "content:\n- content/**  #",
                "people:\n- data/authors  # 7 in it; 7 of the names in it sign articles",
                "  bios: true  # layouts/partials/author-box.html:1 prints",
                f'    fineprint: "{DISCLAIMER}"',
                "  credit-fields:\n  - lichtbild  # layouts/shortcodes/shot.html:1 prints",
            ),
        ),
        (
            "jekyll",
            (
                "exclude:\n- /Post-Templates  # _config.yml leaves it out",
                "people:\n- _data/authors.yml",
                "  - Otto Vane  # _layouts/post.html:5 signs",
                f'    views.html: "{DISCLAIMER}"',
            ),
        ),
        (
            "astro",
            (
                "content:\n- website/src/content/**",
                "people:\n- website/src/content/authors",
                "  - {name: Ivo Brant, paths: [website/**]}",
                f'  - {{text: "{DISCLAIMER}", paths: [website/**]}}',
            ),
        ),
    ),
)
def test_newcomer_comes_to_a_green_commit_and_stays_there(repository, capsys, kind, settings):
    posts = SITES[kind](repository, 60)
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message", "Site")
    before = {path for path in repository.rglob("*") if ".git" not in path.parts}

    assert main(["init", "--yes"]) == 0
    said = capsys.readouterr().out
    written = (repository / "bylint.yaml").read_text(encoding="utf-8")
    assert [each for each in settings if each not in written] == []
    new = {path.relative_to(repository).as_posix() for path in repository.rglob("*") if ".git" not in path.parts}
    new -= {path.relative_to(repository).as_posix() for path in before}
    assert new == {"bylint.yaml", SNIPPET, ".github", ".github/workflows", WORKFLOW}
    assert "  bylint baseline create\n" in said

    assert main(["baseline", "create"]) == 0
    assert main(["check"]) == 0
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message", "Set up")

    old = next(
        each for each in sorted(posts.rglob("*.m*d*")) if "\nAdvertisement\n" in each.read_text(encoding="utf-8")
    )
    text = old.read_text(encoding="utf-8")
    old.write_text(text.replace("nobody in the queue", "no one in the queue"), encoding="utf-8")
    git(repository, "add", ".")
    assert main(["check", "--staged"]) == 0
    git(repository, "commit", "--quiet", "--message", "Mend a typo")
    assert main(["check"]) == 0

    old.write_text(f"{old.read_text(encoding='utf-8')}\nAdvertisement\n", encoding="utf-8")
    git(repository, "add", ".")
    capsys.readouterr()
    for command in (["check", "--staged"], ["check"], ["check", "--since", "HEAD"]):
        assert main([*command, "--format", "concise"]) == 1
        assert capsys.readouterr().out.count("\n") == 1, command


def test_lines_before_and_after_are_those_of_runs(repository, capsys):
    SITES["hugo"](repository, 60)
    main(["check", "--format", "concise"])
    before = capsys.readouterr().out.count("\n")
    main(["init", "--yes"])
    said = capsys.readouterr().out
    main(["check", "--no-baseline", "--format", "concise"])
    after = capsys.readouterr().out.count("\n")
    assert f"\n{before} lines, {before / 0.6:.1f} for each 100 articles, without settings." in said
    assert f"\n{after} lines, {after / 0.6:.1f} for each 100 articles, with these settings." in said
    assert f"     {before - after}  images.credit-fields: lichtbild\n" in said


def test_nothing_is_overwritten(small, capsys):
    (small / "bylint.yaml").write_text("version: 1\n", encoding="utf-8")
    (small / SNIPPET).write_text("repos: []\n", encoding="utf-8")
    assert main(["init", "--yes"]) == 0
    said = capsys.readouterr().out
    assert "bylint.yaml is there already and stays as it is." in said
    assert "  - id: bylint\n" in said
    assert (small / "bylint.yaml").read_text(encoding="utf-8") == "version: 1\n"
    assert (small / SNIPPET).read_text(encoding="utf-8") == "repos: []\n"
    assert (small / WORKFLOW).exists()


@pytest.mark.parametrize("name", ("bylint.yml", ".bylint.yaml"))
def test_settings_of_another_name_are_settings(small, capsys, name):
    (small / name).write_text("version: 1\n", encoding="utf-8")
    assert main(["init", "--yes"]) == 0
    assert f"{name} is there already" in capsys.readouterr().out
    assert not (small / "bylint.yaml").exists()


def test_a_link_that_leads_nowhere_is_there_already(small, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "bylint.yaml"
    (small / "bylint.yaml").symlink_to(outside)
    assert main(["init", "--yes"]) == 0
    assert not outside.exists()


def test_folder_that_leads_out_is_not_written_into(small, tmp_path_factory, capsys):
    outside = tmp_path_factory.mktemp("outside")
    (small / ".github").symlink_to(outside, target_is_directory=True)
    assert main(["init", "--yes"]) == 2
    assert "a link that leads out of the repository" in capsys.readouterr().err
    assert list(outside.iterdir()) == []


def test_each_file_is_asked_for(small, capsys, monkeypatch):
    answers = iter((True, False, False))
    monkeypatch.setattr("click.confirm", lambda *_, **__: next(answers))
    assert main(["init"]) == 0
    assert (small / "bylint.yaml").exists()
    assert not (small / SNIPPET).exists()
    assert not (small / WORKFLOW).exists()
    capsys.readouterr()


def test_a_part_of_a_repository_is_refused(repository, monkeypatch, capsys):
    (repository / "posts").mkdir()
    (repository / "posts" / "a.md").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(repository / "posts")
    assert main(["init", "--yes"]) == 2
    assert "run `bylint init` there" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_a_folder_without_articles_is_told(capsys):
    assert main(["init", "--yes"]) == 2
    assert capsys.readouterr().err == "bylint: no files matched, so nothing was checked\n"


def test_an_export_alone_is_told(folder, capsys):
    (folder / "all.xml").write_text('<rss xmlns:wp="http://wordpress.org/export/1.2/">', encoding="utf-8")
    assert main(["init", "--yes"]) == 2
    assert capsys.readouterr().err == (
        "bylint: all.xml: an export of WordPress, which bylint does not read; export to Markdown or HTML first\n"
    )


def test_gitlab_gets_its_own_file(small):
    (small / ".git").mkdir()
    (small / ".git" / "config").write_text(
        '[remote "origin"]\n\turl = https://gitlab.example.com/q.git\n', encoding="utf-8"
    )
    assert main(["init", "--yes"]) == 0
    assert "bylint check --since FETCH_HEAD" in (small / ".gitlab-ci.yml").read_text(encoding="utf-8")
    assert not (small / WORKFLOW).exists()


def test_two_sites_of_one_repository_hold_in_the_root(repository, capsys):
    SITES["hugo"](repository / "quay", 30)
    SITES["astro"](repository / "mail", 30)
    assert main(["init", "--yes"]) == 0
    said = capsys.readouterr().out
    assert "mail/website/: Astro (mail/website/astro.config.mjs)\n" in said
    assert "quay/: Hugo (quay/hugo.toml)\n" in said
    written = (repository / "bylint.yaml").read_text(encoding="utf-8")
    assert "- quay/content/**  # what Hugo publishes" in written
    assert "- mail/website/src/content/**  # what Astro publishes" in written
    assert "- quay/data/authors" in written
    assert "paths: [mail/website/**]" in written
    assert main(["baseline", "create"]) == 0
    assert main(["check"]) == 0
    bad = repository / "quay" / "content" / "posts" / "new.md"
    bad.write_text(ARTICLE, encoding="utf-8")
    assert main(["check", "quay/content/posts/new.md", "--force-exclude"]) == 1


@pytest.mark.usefixtures("small")
def test_folder_without_repository(capsys):
    assert main(["init", "--yes"]) == 0
    said = capsys.readouterr().out
    assert "plain folders (no generator is known by its files)" in said
    assert "git add" not in said


def test_questions_stand_as_comments_or_are_answered(folder, capsys):
    (folder / "posts").mkdir()
    for n in range(6):
        article = (
            f"---\ntitle: Day {n}\nauthor: Writer Number{n}\n---\n\nThe sea.\n\n![People at a gate](/up/{n}.jpg)\n"
        )
        (folder / "posts" / f"{n}.md").write_text(article, encoding="utf-8")
    assert main(["init", "--yes"]) == 0
    assert "# images:\n#   ignore:\n#   - /up/  # Has the house itself made" in (folder / "bylint.yaml").read_text(
        "utf-8"
    )
    assert "      6? images.ignore: /up/\n" in capsys.readouterr().out
    (folder / "bylint.yaml").unlink()
    assert main(["init", "--yes", "--house-pictures"]) == 0
    assert "images:\n  ignore:\n  - /up/  # 6 articles" in (folder / "bylint.yaml").read_text("utf-8")
    assert "\n0 lines, 0.0 for each 100 articles, with these settings." in capsys.readouterr().out


def test_the_settings_leave_the_lines_that_were_told(folder, capsys):
    files = {
        "_config.yml": "title: Tarn Letters\n",
        "_data/authors.yml": "j_roe: {name: Jane Roe}\nb_lund: {name: Bo Lund}\n",
    }
    for number, author in enumerate(("j_roe", "j_roe", "b_lund", "Ada Vane", "Ivo Brant", "Marta Quell")):
        text = ARTICLE.replace("Jane Roe", author).replace("The boat", "Jane Roe and Bo Lund say that the boat")
        files[f"_posts/2024-01-0{number + 1}-boat-{number}.md"] = text.replace("The slip", f"The slip {number}")
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    assert main(["init", "--yes"]) == 0
    assert "6 lines, 100.0 for each 100 articles, with these settings.\n" in capsys.readouterr().out
    # Who is not among the people is told once a file of people is named, so that this takes nothing away before.
    assert "ignore:\n- BYL002  # 3 of 6 signed articles" in (folder / "bylint.yaml").read_text(encoding="utf-8")
    main(["check", "--no-baseline", "--format", "concise"])
    assert [line.split(" ")[1] for line in capsys.readouterr().out.splitlines()] == ["ADS001"] * 6
