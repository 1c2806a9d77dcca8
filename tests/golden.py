"""One invented report that every format has to write, and the files with what each made of it.

`python tests/golden.py` writes them anew; what changed is read before it is committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path

from bylint import DOCUMENTATION
from bylint import __version__
from bylint.model.about import About
from bylint.model.rule import Edit
from bylint.model.rule import Fingerprint
from bylint.model.rule import Fix
from bylint.model.rule import Related
from bylint.model.rule import Rule
from bylint.model.rule import SourceNote
from bylint.model.rule import Violation
from bylint.model.source import Place
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.source import place_of
from bylint.report import FORMATS
from bylint.report import Report
from bylint.report import render
from bylint.report import summed
from bylint.report.overview import Cause

FOLDER = Path(__file__).parent / "report" / "golden"
ENDINGS = {"json": "json", "jsonl": "jsonl", "gitlab": "json", "rdjson": "json", "sarif": "json", "markdown": "md"}

QUAY = Source(
    "content/quay.md",
    "---\ntitle: The quay\n---\nAn der Mole grüßt 🐟 Image: Creative Commons.\n\nAdvertisement\n\nAda Lund is dean.\n",
)
REGATTA = Source(
    "content/2026/[slug] & a`b.md",
    "# Regatta_2026\n\nAda Lund is the former dean.\n\n![](IMG_2697.jpg)\n",
)


def at(source: Source, words: str, length: int = 0) -> Place:
    """Return the place of words, or of so many characters from their beginning."""
    start = source.text.index(words)
    return place_of(source, Span(start, start + (length or len(words))))


def report() -> Report:
    """Return the report."""
    found = tuple(_violations())
    return Report(
        found,
        summed(found, files=14, skipped=1, suppressed=2),
        rules=tuple(_rules()),
        lines=_lines,
        pages={rule.code: f"{DOCUMENTATION}/rules/{rule.code}" for rule in _rules() if rule.pack != "house"},
        abouts=_ABOUT,
        every=found,
        years={"": 1, "2025": 5, "2026": 8},
        causes=(_cause(found),),
    )


def _cause(found: Sequence[Violation]) -> Cause:
    own = tuple(each for each in found if each.code == "IMG004")
    rule = next(rule for rule in _rules() if rule.code == "IMG004")
    return Cause(rule, "words", "Image: Creative Commons", own, 1, 0, "Replace it in all.", "images: {ignore: []}")


def text_of(form: str) -> str:
    """Return what a format makes of it."""
    return "".join(f"{line}\n" for line in render(form, report())).replace(f'"{__version__}"', '"VERSION"')


def path_of(form: str) -> Path:
    """Return the file of a format."""
    return FOLDER / f"{form}.{ENDINGS.get(form, 'txt')}"


_ABOUT = {
    QUAY.path: About("The quay", "2026-01-31", ("Ada Lund", "Ben Ek"), "Harbour"),
    REGATTA.path: About("Regatta_2026"),
}


def _lines(path: str) -> Sequence[str]:
    return next((source.text.split("\n") for source in (QUAY, REGATTA) if source.path == path), ())


def _violations() -> Iterator[Violation]:
    bio = at(REGATTA, "the former dean")
    yield Violation(
        "IMG007", "filler-alt", "info", at(REGATTA, "![]"), "“IMG_2697” is filler", "Say what it shows.",
        cause="file:IMG_2697.jpg\npictures of texts: none",
    )  # fmt: skip
    credit = at(QUAY, "Image: Creative Commons")
    yield Violation(
        "IMG004", "licence-as-credit", "error", credit, "“Image: Creative Commons” names a licence, not a creator",
        "Name the creator, the source and the licence.", fingerprint=Fingerprint("a1", "b2"),
        fix=Fix("name the creator", "proposal", (Edit(credit, "Photo: ..."),)),
    )  # fmt: skip
    marker = at(QUAY, "Advertisement")
    yield Violation(
        "ADS001", "leftover-ad-marker", "error", marker, "“Advertisement” marks an ad that is not here",
        "Delete the line.", fix=Fix("delete the line", "safe", (Edit(at(QUAY, "Advertisement", 15), ""),)),
    )  # fmt: skip
    yield Violation(
        "BIO001", "conflicting-bio", "warning", at(QUAY, "dean"), "“dean” does not agree with “the former dean”",
        "Ask the author which is right.", related=(Related(bio, "here “the former dean”"),),
    )  # fmt: skip
    yield Violation("HSE001", "house-style", "warning", at(QUAY, "An der Mole"), "write “at the pier”")


def _rules() -> Iterator[Rule[None]]:
    for code, pack, desk, severity in (
        ("ADS001", "ads", "web team", "error"),
        ("BIO001", "bios", "author", "warning"),
        ("HSE001", "house", "copy desk", "warning"),
        ("IMG004", "images", "picture desk", "error"),
    ):
        yield Rule(
            code=code,
            name=f"name-of-{code.lower()}",
            summary=f"What {code} reports",
            severity=severity,
            check="forbid",
            options=None,
            message="{words}",
            hint="Do {what} about it.",
            why="Readers are owed it.",
            desk=desk,
            status="stable",
            since="0.1",
            enabled="true",
            sources=(SourceNote("A guide", "https://example.org/guide"),),
            bad=(),
            good=(),
            severity_by={},
            yields_to=(),
            pack=pack,
            line=1,
        )


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in sorted(set(FORMATS) - {"html"}):
        path_of(name).write_text(text_of(name), encoding="utf-8", newline="\n")
