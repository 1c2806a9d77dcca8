"""XLSX for a spreadsheet: the rows of the CSV, with a head that stays and filters; no text is a formula or a link."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter

from bylint.report import Report
from bylint.report.escaping import shown
from bylint.report.sheet import COLUMNS
from bylint.report.sheet import rows

_MOST_ROWS = 1_048_575
"""Rows below the head that a sheet of the format holds."""
_LONGEST = 32_000
"""Characters of a cell; the format holds some more."""
_WIDTHS = {"path": 40, "headline": 40, "message": 70, "hint": 60, "cause": 40, "authors": 24}


def content(report: Report) -> bytes:
    """Return the bytes of the file."""
    stream = BytesIO()
    # Row by row: a long list takes no more memory than its file.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet, head = book.add_worksheet("audit"), book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for number, name in enumerate(COLUMNS):
            sheet.set_column(number, number, _WIDTHS.get(name, 12))
        sheet.write_row(0, 0, COLUMNS, head)
        last = 0
        for last, row in zip(range(1, _MOST_ROWS + 1), rows(report), strict=False):
            for number, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(last, number, cell)
                else:
                    sheet.write_string(last, number, shown(cell)[:_LONGEST])
        sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    return stream.getvalue()
