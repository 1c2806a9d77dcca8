"""`bylint new-rule`: begin a pack of a house with one rule that works."""

from __future__ import annotations

import re
from pathlib import Path

import click

from bylint.cli.output import tell
from bylint.errors import UsageError

_PREFIX = re.compile(r"[A-Z]{2,8}")
_PACK = """# Rules of the house. Change an example, see `bylint test {file}` fail, then change the rule until it holds.
version: 1
pack: {name}
prefix: {prefix}
rules:
- code: {prefix}001
  name: clicking-caption
  summary: A caption tells readers to click
  severity: warning
  status: stable
  since: "0.1"
  # Who can mend it: author, copy desk, picture desk, web team.
  desk: copy desk
  # What it does with the parts, and which these are: `bylint inspect --format parts FILE` shows those of an article.
  check: forbid
  each: caption
  # Small letters and capitals are the same, and a blank is written \\s.
  pattern: 'click \\s to \\s enlarge'
  message: "{{found}} stands in a caption"
  hint: Delete it, and let the template say how to enlarge a picture.
  why: The house style guide asks for it.
  sources:
  - {{title: The house style guide, url: "https://example.com/style"}}
  # The marks stand around the words that are to be reported.
  bad:
  - files: {{a.md: "![The quay](quay.jpg)\\n*The quay in March. ⟦Click to enlarge⟧.*\\n"}}
  # What looks guilty and is not.
  good:
  - files: {{a.md: "![The quay](quay.jpg)\\n*One click of the camera, enlarged.*\\n"}}
"""


@click.command(epilog="Example: bylint new-rule rules/house.yaml")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--prefix", default="HOUSE", metavar="WORD", help="How the codes of its rules begin.  [default: HOUSE]")
def command(file: Path, prefix: str) -> None:
    """Write a pack with one rule of your own that works, for you to change.

    A file that is there already stays as it is.
    """
    if not _PREFIX.fullmatch(prefix):
        raise UsageError(f"--prefix: {prefix!r} is not two to eight capitals, such as HOUSE")
    if file.suffix not in (".yaml", ".yml"):
        raise UsageError(f"{file}: a pack is a file in YAML, such as rules/house.yaml")
    name = re.sub(r"[^a-z0-9-]+", "-", file.stem.lower()).strip("-") or "house"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(_PACK.format(file=file.as_posix(), name=name, prefix=prefix))
    except OSError as error:
        why = "it is there already, and stays as it is" if file.exists() else f"it cannot be written: {error.strerror}"
        raise UsageError(f"{file}: {why}") from error
    tell(f"wrote {file.as_posix()}; `bylint test {file.as_posix()}` proves it")
    tell(f"with `packs: [{file.as_posix()}]` in bylint.yaml the site takes it")
