"""The example newsroom: each planted fault is found, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bylint.cli.__main__ import main

NEWSROOM = Path(__file__).parent.parent / "examples" / "newsroom"
EXPECTED = {
    "content/posts/2024-03-02-forty-plots.md": [(11, "IMG002"), (15, "ADS001")],
    "content/posts/2024-04-11-tide-mill.md": [(11, "IMG004"), (13, "IMG007"), (17, "IMG001")],
    "content/posts/2024-05-06-the-strait.md": [(12, "DIS001")],
    "content/posts/2024-06-03-buoys.md": [(12, "DIS006")],
    "content/posts/2024-06-17-pilots.txt": [(1, "ADS002"), (3, "ADS002"), (19, "BIO001"), (21, "ADS001")],
    "content/posts/2024-06-24-kettles.html": [(15, "ADS006"), (17, "IMG003")],
    "content/posts/2024-07-01-recorder.md": [(7, "ADS007")],
    "content/posts/2024-07-08-orchard.md": [(10, "ADS003"), (16, "ADS010")],
    "content/posts/2024-07-15-snow-fence.md": [(6, "LNT007"), (11, "ADS009")],
    "content/posts/2024-08-01-old-glass.md": [(14, "LNT002")],
    "content/posts/2024-08-12-carillon.md": [(4, "BYL005")],
    "content/posts/2024-08-19-bread.md": [(2, "BYL001")],
    "content/posts/2024-09-02-lamplighter.md": [(10, "IMG013"), (14, "BIO003")],
    "content/posts/2024-09-12-weather-ship.html": [(11, "BYL003"), (13, "ADS002")],
    "content/posts/2024-09-23-two-clocks.md": [(11, "DIS002")],
}
FAULTLESS = {
    "content/pages/style-guide.md",
    "content/partners/harbour-rail.md",
    "content/posts/2024-03-09-night-ferry.md",
    "content/posts/2024-05-20-harbor-masters.md",
    "content/posts/2024-09-09-labels.md",
}


@pytest.fixture
def found(monkeypatch, capsys):
    monkeypatch.chdir(NEWSROOM)
    assert main(["check", "--format", "json", "--no-cache", "--today", "2026-01-01"]) == 1
    return json.loads(capsys.readouterr().out)


def test_each_planted_fault_is_found_and_nothing_else(found):
    places: dict[str, list[tuple[int, str]]] = {}
    for violation in found["violations"]:
        places.setdefault(violation["path"], []).append((violation["line"], violation["code"]))
    assert places == EXPECTED


def test_all_articles_were_read(found):
    articles = {path.relative_to(NEWSROOM).as_posix() for path in NEWSROOM.glob("content/*/*")}
    assert found["summary"]["files"] == len(articles)
    assert articles - set(EXPECTED) == FAULTLESS
