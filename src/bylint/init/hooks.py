"""The snippet for pre-commit and the file for the CI, as they run in the root of the repository."""

from __future__ import annotations

import json
import os
from importlib.metadata import Distribution
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.parse import urlunsplit

from bylint import __version__
from bylint.text.files import content_of

PRE_COMMIT = ".pre-commit-config.yaml"
GITHUB, GITLAB = ".github/workflows/bylint.yml", ".gitlab-ci.yml"
_LARGEST = 100_000
_HOME = "https://example.com/bylint"


class Source(NamedTuple):
    """Where bylint was installed from: an address with the commit that it had, or nothing but its `package`."""

    address: str
    revision: str
    package: str


def source(installed: Distribution) -> Source:
    """Return where bylint was installed from, as pip has recorded it; a folder of this machine is no address."""
    try:
        found = json.loads(installed.read_text("direct_url.json") or "{}")
    except ValueError:
        found = {}
    commit = found.get("vcs_info", {}).get("commit_id", "")
    if commit:
        # Whoever is named there for access is nobody's business.
        parts = urlsplit(found["url"])
        address = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        return Source(address, commit, f"bylint @ git+{address}@{commit}")
    return Source("" if found else _HOME, f"v{__version__}", f"bylint=={__version__}")


def pre_commit(installed_from: Source) -> str:
    """Return a `.pre-commit-config.yaml` that checks what each commit changes."""
    if installed_from.address:
        return _OF_REPOSITORY.format(address=installed_from.address, revision=installed_from.revision)
    return _OF_SYSTEM


def ci_file(root: Path) -> str:
    """Return which file for a CI a repository has, or would have."""
    if os.path.lexists(root / GITLAB):
        return GITLAB
    try:
        said = content_of(root / ".git" / "config", _LARGEST)
    except OSError:
        said = b""
    return GITLAB if b"gitlab" in said else GITHUB


def ci(name: str, installed_from: Source) -> str:
    """Return the file for a CI of this name."""
    return (_GITLAB if name == GITLAB else _GITHUB).format(package=json.dumps(installed_from.package))


_OF_REPOSITORY = """\
# Of what a commit changes, bylint reports what is wrong in the changed lines, or came of the change.
repos:
- repo: {address}
  rev: {revision}
  hooks:
  - id: bylint
    args: [--staged]
"""

_OF_SYSTEM = """\
# Of what a commit changes, bylint reports what is wrong in the changed lines, or came of the change.
# It was installed from a folder, so the hook runs the bylint of this machine: everybody who commits needs it.
repos:
- repo: local
  hooks:
  - id: bylint
    name: bylint
    entry: bylint check --force-exclude --staged --fail-on error
    language: system
    types_or: [markdown, mdx, html, plain-text, rst]
    require_serial: true
    verbose: true
"""

_GITHUB = """\
# Annotates what a pull request brings; what was wrong before is reported to nobody.
name: bylint
on: [pull_request]
permissions:
  contents: read
jobs:
  bylint:
    runs-on: ubuntu-latest
    steps:
    - uses: actions/checkout@v4
      with: {{fetch-depth: 0}}
    - uses: actions/setup-python@v5
      with: {{python-version: "3.12"}}
    - run: python -m pip install {package}
    - run: bylint check --since "origin/$GITHUB_BASE_REF" --format github
"""

_GITLAB = """\
# Reports what a merge request brings; what was wrong before is reported to nobody.
bylint:
  image: python:3.12
  variables: {{GIT_DEPTH: "0"}}
  rules:
  - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
  - python -m pip install {package}
  - git fetch origin "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
  - bylint check --since FETCH_HEAD
"""
