"""The search for sites of a corpus in code and lists, as a command on an invented corpus."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(name="corpus")
def _corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    pages = [{"site": "coast.example.org", "url": "https://www.harbour.example.com/ferry"}, {"site": None, "url": None}]
    _write(folder / "html/invented.jsonl", "".join(json.dumps(page) + "\n" for page in pages))
    _write(folder / "content-articles.yaml", "- id: A1\n  repo: someone/island.example.net\n- repo: someone/website\n")
    with tarfile.open(folder / "archives.tar.xz", "w:xz") as packed:
        for name in ("./quay.example.org/post.md", "./ocean/post.md"):
            packed.addfile(tarfile.TarInfo(name), io.BytesIO())
    return folder


@pytest.mark.parametrize(
    ("path", "text", "printed"),
    (
        ("src/a.py", '\nX = "coast.example.org"\n', "src/a.py:2: coast.example.org NAMED"),
        ("src/a.py", '"https://www.harbour.example.com/x"', "src/a.py:1: harbour.example.com NAMED"),
        ("src/a.py", r'r"island\.example\.net"', "src/a.py:1: island.example.net NAMED"),
        ("src/a.json", '{"at": "img.quay.example.org"}', "src/a.json:1: quay.example.org NAMED"),
        ("rules/a.yaml", "words: [Coast.Example.ORG]", "rules/a.yaml:1: coast.example.org NAMED"),
        (
            "rules/directory/credits.yaml",
            "vague: [coast.example.org]",
            "rules/directory/credits.yaml:1: coast.example.org NAMED",
        ),
    ),
)
def test_a_site_is_found_where_it_is_named(corpus: Path, tmp_path: Path, path: str, text: str, printed: str) -> None:
    _write(tmp_path / "root" / path, text)
    ended = _run(corpus, tmp_path / "root")
    assert ended.stdout.splitlines() == [printed, "4 sites: 1 named, 0 in lists of the field"]
    assert ended.returncode == 1


@pytest.mark.parametrize(
    ("path", "text", "why"),
    (
        ("rules/lexicon/hosts.yaml", "host:\n  words: [coast.example.org]", "a host of pictures"),
        ("rules/directory/affiliates.yaml", "networks:\n- hosts: [coast.example.org]", "an affiliate network"),
        ("rules/a.yaml", "rules:\n  sources:\n  - {title: Ferry, url: 'https://coast.example.org'}", "a citation"),
    ),
)
def test_lists_of_the_field_may_name_it(corpus: Path, tmp_path: Path, path: str, text: str, why: str) -> None:
    _write(tmp_path / "root" / path, text)
    ended = _run(corpus, tmp_path / "root")
    assert ended.stdout.splitlines()[0].endswith(f": coast.example.org {why}")
    assert ended.returncode == 0


@pytest.mark.parametrize("text", ("seacoast.example.org", "coast.example.organic", "website", "ocean", "example.org"))
def test_near_names_are_left_alone(corpus: Path, tmp_path: Path, text: str) -> None:
    _write(tmp_path / "root/src/a.py", text)
    assert _run(corpus, tmp_path / "root").stdout == "4 sites: 0 named, 0 in lists of the field\n"


@pytest.mark.parametrize("module", ("benchmarks.accuracy.sites", "benchmarks.accuracy"))
def test_no_corpus_is_one_line_and_two(tmp_path: Path, module: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", module, str(tmp_path / "none")],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout, len(ended.stderr.splitlines())) == (2, "", 1)


def _run(corpus: Path, root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks.accuracy.sites", str(corpus), str(root)]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
