"""The extractors that bylint is measured beside, at the versions pinned here, in an environment of their own."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent.absolute()
ROOT = Path("build/peers").absolute()
PYTHON = ROOT / "venv/bin/python"
REQUIREMENTS = HERE / "requirements.txt"
PACKAGES = HERE / "package.json"


class Peer(NamedTuple):
    name: str
    version: str
    command: tuple[str, ...]
    folder: Path
    # Of what decides its predictions: adapter and versions.
    digest: str


def all_peers() -> tuple[Peer, ...]:
    return (_python("trafilatura"), _python("htmldate"), _python("newspaper4k"), _readability())


def install() -> None:
    """Make the environment, unless it stands as pinned."""
    pins = REQUIREMENTS.read_text() + PACKAGES.read_text()
    done = ROOT / ".installed"
    if done.exists() and done.read_text() == pins:
        return
    ROOT.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "venv", str(ROOT / "venv")], check=True)
    pip = (str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    subprocess.run([*pip, "pip>=25.1"], check=True)
    subprocess.run([*pip, "-r", str(REQUIREMENTS)], check=True)
    shutil.copy(PACKAGES, ROOT)
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=ROOT, check=True)
    done.write_text(pins)


def _python(name: str) -> Peer:
    pinned = re.search(rf"^{name}(?:\[[\w,]+\])?==(\S+)", REQUIREMENTS.read_text(), re.MULTILINE)
    if not pinned:
        raise SystemExit(f"accuracy: {REQUIREMENTS.name} pins no {name}")
    adapter = HERE / "extract.py"
    return Peer(
        name, pinned[1], (str(PYTHON), "-W", "ignore", str(adapter), name), ROOT, _digest(adapter, REQUIREMENTS)
    )


def _readability() -> Peer:
    pins = json.loads(PACKAGES.read_text())["dependencies"]
    version = f"{pins['@mozilla/readability']} with jsdom {pins['jsdom']}"
    adapter = HERE / "extract.mjs"
    return Peer("readability", version, ("node", str(adapter)), ROOT, _digest(adapter, PACKAGES))


def _digest(*files: Path) -> str:
    return hashlib.blake2b(b"".join(file.read_bytes() for file in files), digest_size=6).hexdigest()
