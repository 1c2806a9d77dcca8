"""Every format: what it makes of one report, the schema of its readers, and that it leaves nothing out."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import golden
from bylint import DOCUMENTATION
from bylint.report import FORMATS
from bylint.report import render

SCHEMAS = Path(__file__).parent / "schemas"
ROOT = Path(__file__).parents[2]
Seen = tuple[str, int, str]
"""Path, line and code of a violation."""


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"html"}))
def test_format_writes_what_its_file_holds(form: str) -> None:
    assert golden.text_of(form) == golden.path_of(form).read_bytes().decode()


@pytest.mark.parametrize("form", ("sarif", "rdjson", "gitlab"))
@pytest.mark.parametrize("is_empty", (False, True))
def test_format_keeps_to_the_schema_of_its_readers(form: str, is_empty: bool) -> None:
    (schema,) = (json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob(f"{form}*.json"))
    report = golden.report()._replace(**({"violations": ()} if is_empty else {}))
    jsonschema.validate(json.loads("\n".join(render(form, report))), schema)


def _sarif(log: Any) -> Iterator[Seen]:
    for result in log["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        path = urllib.parse.unquote(place["artifactLocation"]["uri"])
        yield path, place["region"]["startLine"], result["ruleId"]


def _json(values: Any) -> Iterator[Seen]:
    yield from ((value["path"], value["line"], value["code"]) for value in values)


def _rdjson(result: Any) -> Iterator[Seen]:
    for each in result["diagnostics"]:
        yield each["location"]["path"], each["location"]["range"]["start"]["line"], each["code"]["value"]


def _gitlab(found: Any) -> Iterator[Seen]:
    yield from ((each["location"]["path"], each["location"]["lines"]["begin"], each["check_name"]) for each in found)


def _github(text: str) -> Iterator[Seen]:
    for line in text.splitlines():
        given = dict(pair.split("=", 1) for pair in line.split("::")[1].split(" ", 1)[1].split(","))
        yield urllib.parse.unquote(given["file"]), int(given["line"]), given["title"].split()[0]


def _csv(text: str) -> Iterator[Seen]:
    for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))):
        yield row["path"], int(row["line"]), row["rule"]


def _markdown(text: str) -> Iterator[Seen]:
    path = ""
    for line in text.splitlines():
        if line[:1] == "`":
            path = re.split(r" · ", line)[0].strip("` ")
        elif entry := re.match(r"- \*\*.*?\*\*, line (\d+): .*\(\[?([A-Z]{3}\d{3})", line):
            yield path, int(entry[1]), entry[2]


def _concise(text: str) -> Iterator[Seen]:
    for found in re.finditer(r"^(\S.*?):(\d+):\d+: (?:\w+ )?([A-Z]{3}\d{3}) ", text, re.MULTILINE):
        yield found[1], int(found[2]), found[3]


READERS = {
    "text": _concise,
    "concise": _concise,
    "json": lambda text: _json(json.loads(text)["violations"]),
    "jsonl": lambda text: _json(map(json.loads, text.splitlines())),
    "github": _github,
    "gitlab": lambda text: _gitlab(json.loads(text)),
    "rdjson": lambda text: _rdjson(json.loads(text)),
    "sarif": lambda text: _sarif(json.loads(text)),
    "markdown": _markdown,
    "csv": _csv,
}


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"statistics", "overview", "html"}))
def test_format_leaves_nothing_out(form: str) -> None:
    wanted = [(each.place.path, each.place.line, each.code) for each in golden.report().violations]
    assert sorted(READERS[form](golden.text_of(form))) == sorted(wanted)


def test_pages_stand_where_the_project_says() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["urls"]["Documentation"] == DOCUMENTATION


@pytest.mark.parametrize("form", ("text", "concise", "statistics", "jsonl"))
def test_nothing_wrong_is_no_violation(form: str) -> None:
    assert "content/" not in "\n".join(render(form, golden.report()._replace(violations=())))
