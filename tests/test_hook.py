"""The hook in a real content repository: real git, real pre-commit, the checkout as it is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
BAD = "---\ntitle: The slip\nauthor: Jane Roe\n---\n\nThe boat came late.\n\nAdvertisement\n\nIt left early.\n"
GOOD = BAD.replace("Advertisement\n\n", "")
CONFIG = "repos:\n- repo: {repo}\n  rev: {rev}\n  hooks:\n  - id: bylint\n"


pytestmark = [
    pytest.mark.skipif(not (CHECKOUT / ".git").exists(), reason="pre-commit clones the checkout; an sdist has none"),
    pytest.mark.skipif(shutil.which("git") is None, reason="needs git"),
]


@pytest.fixture(scope="module")
def hook(tmp_path_factory):
    """The checkout as a repository of hooks, installed once: its settings in a content repository."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("GIT_", "PRE_COMMIT"))]:
            patch.delenv(name)
        patch.setenv("PRE_COMMIT_HOME", str(tmp_path_factory.mktemp("environments")))
        snapshot = tmp_path_factory.mktemp("hooks") / "snapshot"
        yield CONFIG.format(rev=taken(snapshot), repo=snapshot.as_posix())


@pytest.fixture
def content(tmp_path, hook):
    """A content repository whose commits run the hook of the checkout."""
    folder = tmp_path / "content"
    git(tmp_path, "init", "--quiet", str(folder))
    sign(folder)
    (folder / ".pre-commit-config.yaml").write_text(hook, encoding="utf-8")
    path = folder / ".git" / "hooks" / "pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pre_commit run --verbose\n', encoding="utf-8")
    path.chmod(0o755)
    return folder


def taken(folder):
    """Clone the checkout and commit what is changed in it, as `pre-commit try-repo` does, which installs it anew for
    each commit; return the commit."""
    git(CHECKOUT, "clone", "--quiet", ".", str(folder))
    sign(folder)
    changes = folder.with_suffix(".diff")
    git(CHECKOUT, "diff", "HEAD", "--binary", f"--output={changes}")
    if changes.stat().st_size:
        git(folder, "apply", "--index", str(changes))
        git(folder, "commit", "--quiet", "--message", "Take what is changed")
    return git(folder, "rev-parse", "HEAD").stdout.strip()


def sign(folder):
    git(folder, "config", "user.name", "Jane Roe")
    git(folder, "config", "user.email", "jane@example.com")


def git(folder, *arguments, check=True):
    return subprocess.run(["git", *arguments], cwd=folder, check=check, capture_output=True, text=True)


def test_a_bad_article_is_refused_and_a_good_one_commits(content):
    article = content / "posts" / "slip.md"
    article.parent.mkdir()
    article.write_text(BAD, encoding="utf-8")
    git(content, "add", ".")
    refused = git(content, "commit", "--message", "Add the slip", check=False)
    assert refused.returncode == 1
    said = refused.stdout + refused.stderr
    assert "posts/slip.md:8:1: error ADS001" in said
    assert "Errors stop the commit; warnings and infos are for you to weigh.\nMended? `git add` the files" in said
    assert "`bylint" not in said

    article.write_text(GOOD, encoding="utf-8")
    (content / "README.md").write_text("Advertisement\n", encoding="utf-8")  # no article: --force-exclude
    git(content, "add", ".")
    git(content, "commit", "--message", "Add the slip")
    assert git(content, "log", "--format=%s").stdout == "Add the slip\n"

    # With what is staged alone, an old fault stands in nobody's way.
    with (content / ".pre-commit-config.yaml").open("a", encoding="utf-8") as config:
        config.write("    args: [--staged]\n")
    article.write_text(BAD, encoding="utf-8")
    git(content, "add", ".")
    git(content, "commit", "--no-verify", "--message", "Bring an old fault")
    article.write_text(BAD.replace("came late", "came too late"), encoding="utf-8")
    git(content, "commit", "--all", "--message", "Mend a typo")
    article.write_text(f"{BAD}\nAdvertisement\n", encoding="utf-8")
    refused = git(content, "commit", "--all", "--message", "Add a fault", check=False)
    assert refused.returncode == 1
    assert "posts/slip.md:12:1: error ADS001" in refused.stdout + refused.stderr
    assert "posts/slip.md:8:1" not in refused.stdout + refused.stderr

    # The other hook mends what it can, and leaves it to the writer to look at that and to commit it.
    config = (content / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    mending = config.replace("  - id: bylint\n    args: [--staged]\n", "  - id: bylint-fix\n")
    (content / ".pre-commit-config.yaml").write_text(mending, encoding="utf-8")
    article.write_text(BAD, encoding="utf-8")
    git(content, "add", ".")
    refused = git(content, "commit", "--message", "Mend the fault", check=False)
    assert refused.returncode == 1
    assert "mended 1 violation in 1 file" in refused.stdout + refused.stderr
    assert article.read_text(encoding="utf-8") == GOOD
    git(content, "commit", "--all", "--message", "Mend the fault")


def staged_only(folder):
    with (folder / ".pre-commit-config.yaml").open("a", encoding="utf-8") as config:
        config.write("    args: [--staged]\n")


def committed(folder, *arguments):
    """Whether a commit passed the hook, and what that said."""
    done = git(folder, "commit", "--message", "Go on", *arguments, check=False)
    return done.returncode == 0, done.stdout + done.stderr


def test_what_is_staged_is_judged_and_warnings_are_shown(content):
    article = content / "slip.md"
    article.write_text(GOOD, encoding="utf-8")
    git(content, "add", ".")
    article.write_text(BAD, encoding="utf-8")
    assert committed(content)[0]
    assert article.read_text(encoding="utf-8") == BAD
    git(content, "add", ".")
    article.write_text(GOOD, encoding="utf-8")
    is_passed, said = committed(content)
    assert not is_passed
    assert "slip.md:8:1: error ADS001" in said

    names = ("статьи/новая лодка.md", "記事/渡し船.md", "مقالات/القارب.md", "a 'b' $c.md")
    for name in names:
        (content / name).parent.mkdir(exist_ok=True)
        (content / name).write_text(BAD, encoding="utf-8")
    git(content, "add", ".")
    is_passed, said = committed(content)
    assert not is_passed
    assert all(f"{name}:8:1: error ADS001" in said for name in names)
    # A warning lets the commit pass, and stands in what is shown.
    (content / "bylint.yaml").write_text("version: 1\nseverity: {ADS001: warning}\n", encoding="utf-8")
    git(content, "add", ".")
    is_passed, said = committed(content)
    assert is_passed
    assert all(f"{name}:8:1: warning ADS001" in said for name in names)

    git(content, "rm", "--quiet", *names)
    assert committed(content)[0]


def test_old_faults_of_renamed_and_merged_articles_pass(content):
    staged_only(content)
    git(content, "switch", "--quiet", "--create", "main")
    article = content / "slip.md"
    article.write_text(BAD, encoding="utf-8")
    git(content, "add", ".")
    assert committed(content, "--no-verify")[0]
    git(content, "mv", "slip.md", "ferry.md")
    assert committed(content)[0]

    article = content / "ferry.md"
    for branch, words in (("one", "never came.\n\nAdvertisement"), ("two", "came at noon.")):
        git(content, "switch", "--quiet", "--create", branch, "main")
        article.write_text(BAD.replace("came late.", words), encoding="utf-8")
        assert committed(content, "--all", "--no-verify")[0]
    assert git(content, "merge", "one", check=False).returncode == 1
    settled = BAD.replace("came late.", "came at noon, or never.\n\nAdvertisement")
    article.write_text(f"{settled}\nAdvertisement\n", encoding="utf-8")
    is_passed, said = committed(content, "--all")
    assert not is_passed
    assert re.findall(r"ferry\.md:(\d+):\d+: error ADS001", said) == ["14"]
    article.write_text(settled, encoding="utf-8")
    assert committed(content, "--all")[0]
    assert len(git(content, "log", "-1", "--format=%P").stdout.split()) == 2


def test_settings_alone_have_all_articles_judged_before_a_push(content):
    path = content / ".pre-commit-config.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: bylint", "id: bylint-audit"), encoding="utf-8")
    (content / "slip.md").write_text(BAD, encoding="utf-8")
    (content / "bylint.yaml").write_text("version: 1\nignore: [ADS]\n", encoding="utf-8")
    git(content, "add", ".")
    assert committed(content)[0]
    pushing = [sys.executable, "-m", "pre_commit", "run", "--hook-stage", "pre-push", "--files", "bylint.yaml"]
    assert subprocess.run(pushing, cwd=content, capture_output=True, check=False).returncode == 0
    (content / "bylint.yaml").write_text("version: 1\n", encoding="utf-8")
    refused = subprocess.run(pushing, cwd=content, capture_output=True, encoding="utf-8", check=False)
    assert refused.returncode == 1
    assert "slip.md:8:1: error ADS001" in refused.stdout


FOUND = re.compile(r"^(\S+?):(\d+):\d+: \w+ ([A-Z]{3}\d{3}) ", re.MULTILINE)
SETTINGS = {
    "quay": "version: 1\nseverity: {ADS001: warning}\nignore: [BIO]\narchive: true\n",
    "mail": "version: 1\nignore: [ADS]\narchive: true\n",
}
BIO = GOOD.replace("It left early.", "Jane Roe is {} of the Institute for Tidal Studies in Holm.")


def reported(text):
    """The files, lines and rules of a report, and by how many runs it was made."""
    found = {(path.split("/")[1], path.rsplit("/", 1)[1], line, code) for path, line, code in FOUND.findall(text)}
    return found, len(re.findall(r"^(?:Found|No violations)", text, re.MULTILINE))


def ran(folder):
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose"]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False).stdout


def checked(folder, *arguments):
    command = [sys.executable, "-m", "bylint.cli", "check", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False).stdout


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no paths of so many letters")
def test_two_sites_are_judged_by_their_own_settings_in_one_batch_and_in_four(content):
    words = ("the director", "the former director", "the director")
    for site, settings in SETTINGS.items():
        posts = content / "sites" / site / "posts"
        posts.mkdir(parents=True)
        (posts.parent / "bylint.yaml").write_text(settings, encoding="utf-8")
        for number in range(70):
            text = BIO.format(words[number]) if number < len(words) else BAD if number % 10 == 3 else GOOD
            text = text.replace("The slip", f"Slip {number} of the {site}\ndate: 2024-01-{number % 28 + 1:02}")
            (posts / f"{number}.md").write_text(text, encoding="utf-8")
    git(content, "add", ".")
    expected, _ = reported(checked(content))
    assert {(site, code[:3]) for site, _, _, code in expected} >= {("quay", "ADS"), ("mail", "BIO")}
    assert {("quay", "BIO"), ("mail", "ADS")}.isdisjoint((site, code[:3]) for site, _, _, code in expected)
    assert reported(ran(content)) == (expected, 1)
    for site in SETTINGS:
        own = {each for each in expected if each[0] == site}
        alone = reported(checked(content / "sites" / site))[0]
        assert {each[1:] for each in alone} == {each[1:] for each in own}
        assert reported(checked(content, "--config", f"sites/{site}/bylint.yaml", f"sites/{site}"))[0] == own

    # pre-commit hands over so many letters at once that paths as long as these come in four lists.
    deep = "/".join(letter * 240 for letter in "abcdefghijkl")
    for site in SETTINGS:
        posts = content / "sites" / site / "posts"
        posts.rename(posts.with_name("short"))
        (posts / deep).parent.mkdir(parents=True)
        posts.with_name("short").rename(posts / deep)
    git(content, "add", ".")
    found, batches = reported(ran(content))
    assert batches >= 4
    assert found == expected
