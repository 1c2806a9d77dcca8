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


@pytest.fixture
def content(tmp_path, monkeypatch):
    """A content repository whose commits run the hook."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "PRE_COMMIT"))]:
        monkeypatch.delenv(name)
    folder = tmp_path / "content"
    git(tmp_path, "init", "--quiet", str(folder))
    git(folder, "config", "user.name", "Jane Roe")
    git(folder, "config", "user.email", "jane@example.com")
    hook = folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    command = f'"{sys.executable}" -m pre_commit try-repo "{CHECKOUT.as_posix()}" bylint --verbose'
    hook.write_text(f"#!/bin/sh\nexec {command}\n", encoding="utf-8")
    hook.chmod(0o755)
    return folder


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
