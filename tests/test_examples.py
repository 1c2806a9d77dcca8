"""The example sites: what is wrong in each, and that its settings, lists and packs say nothing in vain."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bylint.cli.__main__ import main

EXAMPLES = Path(__file__).parent.parent / "examples"
EXPECTED = Path(__file__).parent / "examples"


@pytest.mark.parametrize("name", sorted(path.stem for path in EXPECTED.iterdir()))
def test_what_is_wrong_in_an_example(name, tmp_path, monkeypatch, capsys):
    site = tmp_path / name
    shutil.copytree(EXAMPLES / name, site)
    monkeypatch.chdir(site)
    assert main(["check", "--format", "concise", "--today", "2026-12-01"]) == 1
    printed = capsys.readouterr()
    # Nothing is said of its settings: each glob, list and field is used.
    assert (printed.out, printed.err) == ((EXPECTED / f"{name}.txt").read_text(encoding="utf-8"), "")
    assert main(["test", "rules/house.yaml"]) == 0


def test_every_example_is_tried():
    assert {path.name for path in EXAMPLES.iterdir() if path.is_dir()} == {
        *(path.stem for path in EXPECTED.iterdir()),
        "newsroom",
    }
