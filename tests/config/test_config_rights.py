"""The rights file of a site: its mistakes, its schema, and what turns on the day of a run."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bylint.cli.__main__ import main
from bylint.config.policy import RIGHT
from bylint.config.policy import RIGHTS_FILE
from bylint.config.policy import rights_in
from bylint.errors import ConfigError
from bylint.model.markup import Right

_SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "rights.json"
_FILE = """version: 1
rights:
- picture: [img/quay.jpg, img/nets-*.jpg]
  licence: order 4711
  from: 2024
  until: 2025-02
  note: web only
- {supplier: Coast Agency, id: [99887766, 240117-N-AB123-1001], licence: order 4712}
"""


def known(text: str) -> tuple[Right, ...]:
    return rights_in([("rights.yaml", text.encode())])


def test_each_picture_is_a_right():
    dated = Right("order 4711", since=date(2024, 1, 1), until=date(2025, 2, 28), note="web only", place="rights.yaml:3")
    numbered = Right("order 4712", supplier="Coast Agency", place="rights.yaml:8")
    assert known(_FILE) == (
        dated._replace(picture="img/quay.jpg"),
        dated._replace(picture="img/nets-*.jpg"),
        numbered._replace(number="99887766"),
        numbered._replace(number="240117 n ab123 1001"),
    )


@pytest.mark.parametrize(
    ("entry", "words"),
    (
        ("a.jpg", "rights.yaml:3: a right must be a mapping"),
        ("{picture: a.jpg}", "rights.yaml:3: rights: the key 'licence' is missing"),
        ("{picture: a.jpg, license: x}", r"unknown key 'license' \(did you mean 'licence'\?\)"),
        ("{licence: x}", "say which picture"),
        ("{picture: a.jpg, supplier: AP, id: 12345, licence: x}", "say which picture"),
        ("{supplier: AP, licence: x}", "say which picture"),
        ("{supplier: AP, id: 123, licence: x}", "'123' has fewer than 4 letters and digits"),
        ("{picture: ../a.jpg, licence: x}", "leads out of the site's folder"),
        ("{picture: '**/*', licence: x}", "names every picture"),
        ("{picture: 'img\\a.jpg', licence: x}", "write '/' between folders"),
        ("{picture: a.jpg, licence: x, until: soon}", "'until' is 'soon', not a date"),
        ("{picture: a.jpg, licence: x, until: 2025-02-30}", "'until' is '2025-02-30', not a date"),
        ("{picture: a.jpg, licence: x, from: 2025, until: 2024-12-31}", "is before 'from'"),
    ),
)
def test_mistakes_are_told(entry, words):
    with pytest.raises(ConfigError, match=words):
        known(f"version: 1\nrights:\n- {entry}\n")


@pytest.mark.parametrize("content", (b"", b"- a\n", b"version: 1\n", b"version: 1\nrights: x\n", b"\xff\xfe\x00"))
def test_no_file_is_a_traceback(content):
    with pytest.raises(ConfigError, match=r"^rights\.yaml:\d: "):
        rights_in([("rights.yaml", content)])


def test_schema_has_the_keys_of_the_file():
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    right = schema["properties"]["rights"]["items"]
    assert set(schema["properties"]) == set(RIGHTS_FILE)
    assert set(right["properties"]) == set(RIGHT)
    assert right["required"] == [name for name, key in RIGHT.items() if key.is_needed]


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rights.yaml").write_text(_FILE, encoding="utf-8")
    config = "version: 1\nimages: {rights: rights.yaml}\nseverity: {IMG014: error}\n"
    (tmp_path / "bylint.yaml").write_text(config, encoding="utf-8")
    article = "Nobody waits.\n\n![The quay](/img/quay.jpg)\n*The quay. Photo: Ada Lund*\n"
    (tmp_path / "a.md").write_text(article, encoding="utf-8")
    return tmp_path


def expired(capsys, command: str, day: str) -> list[str]:
    main([command, "--today", day, "--format", "concise", "--exit-zero"])
    return [line for line in capsys.readouterr().out.splitlines() if "IMG014" in line]


@pytest.mark.parametrize(("day", "count"), (("2025-02-28", 0), ("2025-03-01", 1)))
@pytest.mark.usefixtures("site")
def test_the_day_is_the_only_clock(capsys, day, count):
    assert len(expired(capsys, "check", day)) == count


@pytest.mark.usefixtures("site")
def test_what_is_kept_of_another_day_is_not_used(capsys):
    days = ("2025-02-28", "2025-03-01", "2025-02-28")
    assert [len(expired(capsys, "audit", day)) for day in days] == [0, 1, 0]


def test_what_is_kept_of_another_rights_file_is_not_used(site, capsys):
    assert len(expired(capsys, "audit", "2026-01-31")) == 1
    (site / "rights.yaml").write_text(_FILE.replace("2025-02", "2027-02"), encoding="utf-8")
    assert expired(capsys, "audit", "2026-01-31") == []


def test_a_missing_file_is_told_with_its_place(site, capsys):
    (site / "rights.yaml").rename(site / "right.yaml")
    assert main(["check", "a.md"]) == 2
    assert (
        "bylint.yaml:2: there is no rights file 'rights.yaml' (did you mean 'right.yaml'?)" in capsys.readouterr().err
    )


@pytest.mark.usefixtures("site")
def test_the_ledger_shows_what_is_licensed(capsys):
    main(["images", "--today", "2026-01-31", "--format", "jsonl"])
    row = json.loads(capsys.readouterr().out)
    assert (row["licensed"], row["until"], row["violations"]) == ("order 4711", "2025-02-28", ["IMG014"])
