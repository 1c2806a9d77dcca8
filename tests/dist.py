"""Build the wheel and the sdist twice, look at them as an index would, and try the wheel.

python tests/dist.py FOLDER

Both builds must be the same byte for byte, the metadata right, and what the wheel reports of each example, in an
environment of its own, what this checkout reports. What goes into a release is left in FOLDER, with SHA256SUMS and a
list of what the wheel needs (CycloneDX).
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
_CHECK = ("check", "--format", "json", "--exit-zero", "--no-cache", "--today", "2026-12-01")


def main(folder: Path) -> None:
    """Build and try; CalledProcessError or SystemExit where something does not hold."""
    with tempfile.TemporaryDirectory() as work:
        first, again = (_built(Path(work) / name) for name in ("first", "again"))
        if first != again:
            raise SystemExit(f"two builds differ: {first} {again}")
        built = sorted((Path(work) / "first").iterdir())
        _run(sys.executable, "-m", "twine", "check", "--strict", *map(str, built))
        python = _installed(Path(work) / "trial", next(path for path in built if path.suffix == ".whl"))
        for example in sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir()):
            if _reported(python, example) != _reported(sys.executable, example):
                raise SystemExit(f"{example.name}: the wheel reports something else than the checkout")
        folder.mkdir(exist_ok=True)
        for path in built:
            (folder / path.name).write_bytes(path.read_bytes())
        sums = "".join(f"{digest}  {name}\n" for name, digest in first)
        (folder / "SHA256SUMS").write_text(sums, encoding="ascii")
        bill = str(folder / "bylint.cdx.json")
        _run(sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "-o", bill, python)
        print(sums, end="")


def _built(folder: Path) -> tuple[tuple[str, str], ...]:
    """Build into a folder, and return the name and the digest of each file."""
    stamp = _run("git", "log", "-1", "--format=%ct").strip()
    _run(sys.executable, "-m", "build", "--outdir", str(folder), SOURCE_DATE_EPOCH=stamp)
    return tuple((path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in sorted(folder.iterdir()))


def _installed(folder: Path, wheel: Path) -> str:
    venv.create(folder, with_pip=True)
    python = str(folder / ("Scripts" if os.name == "nt" else "bin") / "python")
    _run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel))
    return python


def _reported(python: str, example: Path) -> str:
    return subprocess.run(
        (python, "-P", "-m", "bylint.cli", *_CHECK), cwd=example, check=True, capture_output=True, text=True
    ).stdout


def _run(*words: str, **more: str) -> str:
    return subprocess.run(
        words, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, **more}
    ).stdout


if __name__ == "__main__":
    main(Path(sys.argv[1]))
