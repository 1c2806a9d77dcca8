"""What the peers need, as pinned here, in environments of their own; one that cannot be had is left out."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from collections.abc import Mapping
from functools import partial
from pathlib import Path

HERE = Path(__file__).parent.absolute()
REQUIREMENTS, PACKAGES = HERE / "requirements.txt", HERE / "package.json"


def install(root: Path, names: frozenset[str]) -> None:
    """Make the environments of these peers, unless they stand as pinned."""
    root.mkdir(parents=True, exist_ok=True)
    for name, version in python_pins().items():
        if name in names:
            _once(root / name, version, partial(_python, root / name, f"{name}=={version}"))
    if names & {"markdownlint-cli2", "textlint", "readability"}:
        _once(root / "node_modules", PACKAGES.read_text(encoding="utf-8"), partial(_node, root))


def python_pins() -> Mapping[str, str]:
    return dict(re.findall(r"^([\w-]+)==(\S+)", REQUIREMENTS.read_text(encoding="utf-8"), re.MULTILINE))


def node_pins() -> Mapping[str, str]:
    pins: dict[str, str] = json.loads(PACKAGES.read_text(encoding="utf-8"))["dependencies"]
    return pins


def _once(folder: Path, pins: str, make: Callable[[], bool]) -> None:
    done = folder / ".installed"
    if done.exists() and done.read_text(encoding="utf-8") == pins:
        return
    shutil.rmtree(folder, ignore_errors=True)
    sys.stderr.write(f"speed: installing {folder.name}\n")
    if make():
        done.write_text(pins, encoding="utf-8")
    else:
        shutil.rmtree(folder, ignore_errors=True)


def _python(folder: Path, pin: str) -> bool:
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    made = _went_well(sys.executable, "-m", "venv", str(folder))
    return made and _went_well(str(folder / "bin/python"), *pip, pin)


def _node(root: Path) -> bool:
    shutil.copy(PACKAGES, root)
    return _went_well("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(root))


def _went_well(*command: str) -> bool:
    try:
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        sys.stderr.write(f"speed: {command[0]}: {error.strerror}\n")
        return False
    if ended.returncode:
        sys.stderr.write(f"speed: {' '.join(command[-2:])}: {ended.stderr.strip()[-300:]}\n")
    return not ended.returncode
