"""Lists of files that another program splits: batches change no answer."""

from __future__ import annotations

import pytest

from bylint.cli.__main__ import main

ARTICLE = (
    "---\ntitle: Water\ndate: {day}\nauthor: Ada Quell\n---\nWater finds a way.\n\n"
    "*Ada Quell is the {status}director of the Karst Hydrology Centre in Ljubljana.*\n{more}"
)
NAMES = tuple(f"content/{number}.md" for number in range(4))


@pytest.fixture(autouse=True)
def site(folder):
    (folder / "content").mkdir()
    for number, name in enumerate(NAMES):
        status, more = ("former ", "") if number == 1 else ("", "\nAdvertisement\n")
        text = ARTICLE.format(day=f"2024-0{number + 1}-01", status=status, more=more)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "bylint.yaml").write_text('version: 1\ncontent: ["content/**"]\n', encoding="utf-8")
    return folder


def told(capsys, *arguments):
    main(["check", "--force-exclude", "--format", "concise", *arguments])
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(("is_archive", "code"), ((False, "ADS001"), (True, "BIO001")))
def test_batches_change_no_answer(is_archive, code, site, capsys):
    if is_archive:
        (site / "bylint.yaml").write_text('version: 1\ncontent: ["content/**"]\narchive: true\n', encoding="utf-8")
    whole = told(capsys, *NAMES)
    assert any(code in line for line in whole)
    for batches in ((NAMES[:2], NAMES[2:]), (NAMES[:1], NAMES[1:3], NAMES[3:])):
        assert [line for batch in batches for line in told(capsys, *batch)] == whole
    assert any("BIO001" in line for line in whole) == is_archive


def test_who_names_files_by_hand_has_them_compared(capsys):
    main(["check", "--format", "concise", *NAMES])
    assert "BIO001" in capsys.readouterr().out
