"""The workbook holds what the sheet holds, and no text of it is a formula or a link."""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

import golden
from bylint.cli.__main__ import main
from bylint.report import FILES
from bylint.report import content
from bylint.report import render
from report_attacks import ATTACKS

_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells(made: bytes) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        assert not any("hyperlink" in name for name in file.namelist())
        sheet = fromstring(file.read("xl/worksheets/sheet1.xml"))
    assert not list(sheet.iter(f"{_NAMESPACE}f"))
    return [["".join(cell.itertext()) for cell in row.iter(f"{_NAMESPACE}c")] for row in sheet.iter(f"{_NAMESPACE}row")]


def test_workbook_has_the_rows_of_the_sheet() -> None:
    text = "\n".join(render("csv", golden.report())).removeprefix("\ufeff")
    sheet = [[cell.removeprefix("'") for cell in row] for row in csv.reader(io.StringIO(text))]
    written = cells(content("xlsx", golden.report()))
    # An empty cell is not written.
    assert [[cell for cell in row if cell] for row in sheet] == [[cell for cell in row if cell] for row in written]


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_no_cell_is_a_formula_or_a_link(attack: str) -> None:
    told = golden.report()
    found = tuple(each._replace(message=attack, hint=attack, cause=attack) for each in told.violations)
    assert len(cells(content("xlsx", told._replace(violations=found)))) == len(found) + 1


def test_workbook_goes_to_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("A text.\n\nAdvertisement\n", encoding="utf-8")
    assert main(["check", "--no-config", "--format", "xlsx"]) == 2
    assert capsys.readouterr().err == "bylint: xlsx goes to a file: --format xlsx=FILE\n"
    assert main(["check", "--no-config", "--format", "xlsx=out.xlsx"]) == 1
    assert [row[0] for row in cells((tmp_path / "out.xlsx").read_bytes())] == ["severity", "error"]


def test_whoever_lacks_the_package_is_told(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert main(["check", "--format", "xlsx=out.xlsx"]) == 2
    assert capsys.readouterr().err == "bylint: xlsx needs another package: pip install 'bylint[xlsx]'\n"
    assert set(FILES) == {"xlsx"}
