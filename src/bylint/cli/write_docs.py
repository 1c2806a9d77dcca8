"""Write docs/rules anew from the shipped packs: `python -m bylint.cli.write_docs docs/rules`."""

from __future__ import annotations

import sys
from pathlib import Path

from bylint.docs import pages
from bylint.packs import load
from bylint.packs import shipped_packs


def write(folder: Path) -> None:
    """Write the page of each shipped rule, and delete pages of rules that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages(load(shipped_packs()))
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
