"""The wheel in an environment of its own, away from the checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent
ARTICLE = "---\nauthor: Jane Roe\n---\n\nThe boat came late.\n\nAdvertisement\n\nIt left early.\n"


def run(*command, cwd):
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_"))}
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True, env=clean).stdout


def test_wheel_lints_with_its_own_packs(tmp_path):
    source = tmp_path / "source"
    shutil.copytree(CHECKOUT, source, ignore=shutil.ignore_patterns(".*", "__pycache__", "build", "dist"))
    wheels = tmp_path / "wheels"
    run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(wheels),
        str(source),
        cwd=tmp_path,
    )
    (wheel,) = wheels.glob("bylint-*.whl")
    shutil.rmtree(source)

    environment = tmp_path / "environment"
    venv.create(environment)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    pip = (sys.executable, "-m", "pip", "--python", str(scripts / "python"))
    run(*pip, "install", "--quiet", str(wheel), cwd=tmp_path)
    (tmp_path / "slip.md").write_text(ARTICLE, encoding="utf-8")
    printed = run(str(scripts / "bylint"), "check", "--exit-zero", "--format", "json", "slip.md", cwd=tmp_path)
    found = [(v["code"], v["line"]) for v in json.loads(printed)["violations"]]
    assert found == [("ADS001", 7)]

    newsroom = shutil.copytree(CHECKOUT / "examples" / "newsroom", tmp_path / "newsroom")
    printed = run(str(scripts / "bylint"), "check", "--exit-zero", "--format", "json", cwd=newsroom)
    assert {v["code"][:3] for v in json.loads(printed)["violations"]} == {"ADS", "BIO", "BYL", "DIS", "IMG", "LNT"}
