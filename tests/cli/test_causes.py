"""The first screen of an audit: what many articles share is named once, and the edit that it names mends them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from bylint import packs
from bylint.cli.__main__ import main

RULES = packs.load(packs.shipped_packs(), with_examples=False)
TEXT = (
    "The winter timetable came out on a Friday afternoon, two days before it took effect. It has nine footnotes, and"
    " the sixth says that the ninth does not apply on school days. Islanders are used to reading small print, but this"
    " time the shop printed its own version and taped it to the till.\n\n{}\n\nIt meets again in May.\n"
)
HEAD = "---\ntitle: Boats {n}\nauthor: Ada Lund\ndate: 202{n}-03-04\n---\n"
OWN = "The views are her own and not those of the {body}."
BIO = "Ada Lund is a professor at the {body}."
COLLEGE, INSTITUTE = "U.S. Naval War College", "Tarn Valley Institute"
SHOP = "https://www.amazon.com/dp/B00{n}?tag=boats-20"
PAGE = "<article><h1>Boats</h1><p>We may earn a commission from links.</p><p><a href='{shop}'>A lamp</a></p></article>"
UNDISCLOSED = f"[Buy a lamp]({SHOP})"


class Case(NamedTuple):
    """What stands in each of five articles, in the text and in the header; what an editor puts for the dots; and what
    others of the site say, twenty of them."""

    body: str = ""
    header: str = ""
    filled: str = ""
    others: str = ""
    without: str = ""
    suffix: str = "md"


CASES = {
    ("IMG001", "picture"): Case("![Passengers under a lamp](/night-queue.jpg)"),
    ("IMG001", "pictures"): Case("![Passengers under a lamp](/img/boats/2024/night-queue-{n}.jpg)"),
    ("IMG001", "call"): Case('{{{{< img src="queue-{n}.jpg" alt="Passengers under a lamp" >}}}}', filled="Ada Lund"),
    ("IMG001", "field"): Case(header="image: queue-{n}.jpg", filled="Ada Lund"),
    ("IMG009", "field"): Case(header="image: /quay-{n}.jpg\nimage_alt: 'Photo: Ben Ek'"),
    ("LNT008", "call"): Case('{{{{< photo-wall "tide-mill" >}}}}', filled="Photos by Ada Lund"),
    ("BYL001", "field"): Case(header="authors: []", without="author: Ada Lund\n", filled="Ada Lund"),
    ("BYL001", "folder"): Case(without="author: Ada Lund\n", filled="Ada Lund", others="Nothing else."),
    ("ADS001", "words"): Case("Advertisement"),
    ("ADS006", "host"): Case(PAGE.format(shop=SHOP), suffix="html"),
    ("ADS007", "host"): Case(UNDISCLOSED),
    ("ADS014", "host"): Case(UNDISCLOSED),
    ("BIO013", "person"): Case(others=BIO.format(body=INSTITUTE)),
    ("DIS001", "post"): Case(BIO.format(body=COLLEGE), filled=OWN.format(body=COLLEGE)),
}


def write(folder: Path, case: Case) -> None:
    for n in range(1, 26 if case.others else 6):
        is_other = n > 5
        head = HEAD.format(n=n % 10) if case.suffix == "md" else ""
        if not is_other:
            head = head.replace(case.without or "\0", "").replace("date:", f"{case.header.format(n=n)}\ndate:".lstrip())
        body = case.others if is_other else case.body.format(n=n)
        text = TEXT.format(body) if case.suffix == "md" else body
        (folder / f"boats-{n}.{case.suffix}").write_text(head + text, encoding="utf-8")


def first_screen(code: str, capsys: pytest.CaptureFixture[str]) -> str:
    main(["audit", "--exit-zero", "--format", "overview", "--select", code])
    said = capsys.readouterr()
    return said.out + said.err


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    content = tmp_path / "content"
    content.mkdir()
    monkeypatch.chdir(tmp_path)
    return content


@pytest.mark.parametrize(("code", "kind"), CASES, ids=lambda each: each)
def test_the_edit_mends_all_that_it_names(code, kind, site, tmp_path, capsys):
    write(site, CASES[code, kind])
    told = first_screen(code, capsys)
    assert re.search(r"^ 1\. [345] articles \(\d+ to|^ 1\. 5 articles \(\d+ wrong", told, re.MULTILINE), told
    (settings,) = re.findall(r"^ {8}(\S.*)$", told, re.MULTILINE)
    written = settings.replace("...", CASES[code, kind].filled)
    (tmp_path / "bylint.yaml").write_text(f"version: 1\n{written}\n", encoding="utf-8")
    after = first_screen(code, capsys)
    assert re.match(r"Nothing is wrong in \d+ articles[^;]*\.\n", after), after


def test_each_edit_was_tried():
    """An edit that names settings is no edit before it was seen to mend something."""
    assert {(rule.code, cure.of) for rule in RULES for cure in rule.cures if cure.settings} == set(CASES)


@pytest.mark.parametrize(
    ("files", "told"),
    (
        ({"a": "Advertisement", "b": "Nothing."}, 0),
        ({"a": "Advertisement", "b": "Advertisement"}, 1),
        ({"a": "Advertisement\n\nAdvertisement"}, 0),
        ({"a": "Advertisement\n\nSKIP ADVERTISEMENT", "b": "Advertisement\n\nSKIP ADVERTISEMENT"}, 2),
    ),
)
def test_what_one_article_has_is_no_cause(files, told, site, capsys):
    for name, text in files.items():
        (site / f"{name}.md").write_text(TEXT.format(text), encoding="utf-8")
    found = first_screen("ADS001", capsys)
    assert found.count("(ADS001)") == told


def test_what_one_line_says_for_all_counts_for_each(site, capsys):
    for n in range(12):
        head = HEAD.format(n=n % 10).replace("date:", f"image: queue-{n}.jpg\ndate:")
        (site / f"boats-{n}.md").write_text(head + TEXT.format(""), encoding="utf-8")
    assert " 1. 12 articles (12 to know)" in first_screen("IMG001", capsys)
    main(["audit", "--exit-zero", "--list", "--select", "IMG001"])
    assert "nor the pictures of 11 other headers" in capsys.readouterr().out


def test_first_screen_is_what_a_bare_audit_prints(site, capsys):
    write(site, CASES["ADS001", "words"])
    assert main(["audit"]) == 1
    assert capsys.readouterr().out.startswith("In 5 of 5 articles of 2021 to 2025 (100 %)")
    main(["audit", "content"])
    assert "content/boats-1.md:8:1: error ADS001" in capsys.readouterr().out
    main(["audit", "--format", "concise"])
    assert capsys.readouterr().out.startswith("content/boats-1.md:8:1: ADS001")


def test_a_year_counts_its_articles_and_what_is_wrong_in_them(site, capsys):
    write(site, CASES["ADS001", "words"])
    (site / "undated.md").write_text(TEXT.format("Nothing."), encoding="utf-8")
    rows = [line.split() for line in first_screen("ADS001", capsys).splitlines()]
    assert ["2023", "1", "1", "1", "0", "0"] in rows
    assert ["no", "date", "1", "0", "0", "0", "0"] in rows


def test_what_has_changed_since_is_told(site, capsys):
    write(site, CASES["ADS001", "words"])
    main(["audit", "--exit-zero", "--format", "json=before.json"])
    (site / "boats-1.md").write_text(TEXT.format("Nothing."), encoding="utf-8")
    (site / "boats-9.md").write_text(TEXT.format("SKIP ADVERTISEMENT"), encoding="utf-8")
    main(["audit", "--exit-zero", "--compare", "before.json"])
    found = capsys.readouterr().out
    assert "Since before.json: 1 mended, 1 new, 4 as before." in found
    assert "content/boats-9.md:3:1: ADS001" in found


@pytest.mark.parametrize("content", (b"", b"[]", b"{}", b'{"violations": [1]}', b"\xff", b"[" * 100_000))
def test_what_is_no_report_is_told(content, site, tmp_path, capsys):
    write(site, CASES["ADS001", "words"])
    (tmp_path / "before.json").write_bytes(content)
    assert main(["audit", "--compare", "before.json"]) == 2
    assert (
        capsys.readouterr().err
        == "bylint: before.json: no report of an audit, as `bylint audit --format json` writes it\n"
    )
    assert main(["audit", "--list", "--compare", "before.json"]) == 2
