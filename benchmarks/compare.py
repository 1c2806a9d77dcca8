"""Whether a change of the inside changes what is found: all that two checkouts see in the same articles.

python -m benchmarks.compare keep FOLDER ... --to FILE [--bylint COMMAND]
python -m benchmarks.compare show BEFORE AFTER [--most 40] [--without ROLE or ROLE.ELEMENT ...]

`keep` runs every rule, and `inspect --format parts`, and keeps one line for each violation and part; `show` prints the
lines that differ, by rule and role. Some seconds a thousand articles.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path

from benchmarks.speed.bench import command_of

_CHECK = ("check", "--no-cache", "--no-config", "--format", "jsonl", "--exit-zero", "--today", "2026-01-01")
_ALL = ("--select", "DIS,BYL,BIO,IMG,ADS,LNT")
_INSPECT = ("inspect", "--no-config", "--format", "parts", ".")
_LONGEST = 1000
_JSON = ("inspect", "--no-config", "--format", "json", ".")


def main() -> int:
    options = _options()
    return _keep(options) if options.do == "keep" else _show(options)


def _keep(options: argparse.Namespace) -> int:
    bylint = command_of(options.bylint)
    with gzip.open(options.to, "wt", encoding="utf-8", compresslevel=1) as file:
        for folder in options.folders:
            for line in _lines(bylint, folder):
                file.write(f"{folder.name}\t{line}\n")
    return 0


def _lines(bylint: tuple[str, ...], folder: Path) -> Iterator[str]:
    for words in ((*_CHECK, *_ALL, "."), _JSON, _INSPECT):
        ended = subprocess.run((*bylint, *words), cwd=folder, capture_output=True, check=False)
        if ended.returncode:
            raise SystemExit(f"compare: {' '.join(words)} in {folder} ended with {ended.returncode}: {ended.stderr!r}")
        yield from (f"{words[0]} {line}" for line in ended.stdout.decode().splitlines())


def _show(options: argparse.Namespace) -> int:
    before, after = (Counter(_kept(path, options.without)) for path in (options.before, options.after))
    gone, new = before - after, after - before
    counts = Counter((_kind(line), sign) for sign, lines in (("-", gone), ("+", new)) for line in lines)
    for (kind, sign), count in sorted(counts.items()):
        _tell(f"{sign} {count:6,} {kind}")
    for sign, lines in (("-", gone), ("+", new)):
        for line in sorted(lines)[: options.most]:
            _tell(f"{sign} {line[:_LONGEST]}")
    same = sum((before & after).values())
    _tell(f"{same:,} lines are the same, {sum(gone.values()):,} are gone, {sum(new.values()):,} are new")
    return int(bool(gone or new))


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _kept(path: Path, without: Iterable[str]) -> Iterator[str]:
    left_out = frozenset(without)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            folder, _, rest = line.partition("\t")
            if left_out and rest.startswith('inspect {"path"') and '"role"' in rest[:2000]:
                part = json.loads(rest.removeprefix("inspect "))
                if part["role"] in left_out:
                    continue
                part["elements"] = [e for e in part["elements"] if f"{part['role']}.{e[0]}" not in left_out]
                line = f"{folder}\tinspect {json.dumps(part)}"
            yield line


def _kind(line: str) -> str:
    command, _, value = line.partition("\t")[2].partition(" ")
    told = json.loads(value)
    return f"{command} {told.get('code') or told.get('role') or 'article'}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="compare", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="do", required=True)
    keep = commands.add_parser("keep")
    keep.add_argument("folders", nargs="+", type=Path)
    keep.add_argument("--to", type=Path, required=True)
    keep.add_argument("--bylint", default=str(Path(sys.executable).with_name("bylint")))
    show = commands.add_parser("show")
    show.add_argument("before", type=Path)
    show.add_argument("after", type=Path)
    show.add_argument("--most", type=int, default=40)
    show.add_argument("--without", nargs="*", default=[])
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
