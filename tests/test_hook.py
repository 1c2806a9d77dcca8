"""The hook in a real content repository: real git, real pre-commit, the checkout as it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
BAD = "---\ntitle: The slip\nauthor: Jane Roe\n---\n\nThe boat came late.\n\nAdvertisement\n\nIt left early.\n"
GOOD = BAD.replace("Advertisement\n\n", "")
CONFIG = "repos:\n- repo: {repo}\n  rev: {rev}\n  hooks:\n  - id: bylint\n"


@pytest.fixture
def content(tmp_path, monkeypatch):
    """A content repository whose commits run the hook of the checkout."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "PRE_COMMIT"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "environments"))
    folder = tmp_path / "content"
    git(tmp_path, "init", "--quiet", str(folder))
    sign(folder)
    snapshot = tmp_path / "snapshot"
    config = CONFIG.format(rev=taken(snapshot), repo=snapshot.as_posix())
    (folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    hook = folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pre_commit run --verbose\n', encoding="utf-8")
    hook.chmod(0o755)
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


@pytest.mark.skipif(not (CHECKOUT / ".git").exists(), reason="pre-commit clones the checkout; an sdist has none")
@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_bad_article_is_refused_and_a_good_one_commits(content):
    article = content / "posts" / "slip.md"
    article.parent.mkdir()
    article.write_text(BAD, encoding="utf-8")
    git(content, "add", ".")
    refused = git(content, "commit", "--message", "Add the slip", check=False)
    assert refused.returncode == 1
    assert "posts/slip.md:8:1: ADS001" in refused.stdout + refused.stderr

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
    assert "posts/slip.md:12:1: ADS001" in refused.stdout + refused.stderr
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
