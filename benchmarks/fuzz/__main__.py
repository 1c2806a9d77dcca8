"""Fuzz a target for some minutes, led by what it covers: `make fuzz TARGET=markdown MINUTES=30`.

    python -m benchmarks.fuzz TARGET [--minutes 30] [--out .fuzz]

Each new kind of finding is printed as it is met and its input kept in OUT/TARGET/findings; the corpus in OUT/TARGET
grows from run to run. Minutes are of processor time. Ends with 1 if there is a finding.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import atheris

with atheris.instrument_imports(include=["bylint"]):
    from benchmarks.fuzz.targets import TARGETS
    from benchmarks.fuzz.targets import Target

_TOKEN = re.compile(rb"[^\w\s]{1,6}\w{0,16}|\w{3,16}")
_MOST_TOKENS = 1_000
_LONGEST = 8_000
_PATIENCE = 2.0
"""Seconds of processor time that no input of some kilobytes may take."""


class Run:
    """A run of the fuzzer, which ends it when its time is over."""

    def __init__(self, name: str, target: Target, folder: Path, minutes: float) -> None:
        self.name = name
        self.target = target
        self.findings = folder / "findings"
        self.seconds = minutes * 60
        self.executions = 0
        self.slowest = 0.0
        self.kinds: Counter[str] = Counter()
        self.findings.mkdir(parents=True, exist_ok=True)

    def look(self, content: bytes) -> None:
        """Check one input; a finding is kept and told, and the run goes on."""
        self.executions += 1
        start = time.process_time()
        try:
            self.target.check(content)
        except Exception as error:
            self._keep(_kind(error), content, traceback.format_exc())
        took = time.process_time() - start
        self.slowest = max(self.slowest, took)
        if took > _PATIENCE:
            self._keep("slow", content, f"{took:.1f} s for {len(content):,} bytes")
        if time.process_time() > self.seconds:
            self.end()

    def end(self) -> NoReturn:
        """Print the figures and end the process; the fuzzer knows no other way."""
        _say(
            f"{self.name}: {self.executions:,} executions in {time.process_time():,.0f} s of processor time, "
            f"slowest {self.slowest:.2f} s, {len(self.kinds)} kinds of findings"
        )
        for kind, number in self.kinds.most_common():
            _say(f"  {number:,} {kind}")
        os._exit(1 if self.kinds else 0)

    def _keep(self, kind: str, content: bytes, told: str) -> None:
        self.kinds[kind] += 1
        if self.kinds[kind] == 1:
            path = self.findings / re.sub(r"[^\w.-]+", "-", kind)[:80]
            path.write_bytes(content)
            _say(f"{self.name}: {kind}, kept as {path}\n{told}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Fuzz the target that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--out", type=Path, default=Path(".fuzz"))
    given = parser.parse_args()
    target, folder = TARGETS[given.target], (given.out / given.target).absolute()
    # Nothing of the user's is read or written by what is made up here.
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="bylint-fuzz-")
    run = Run(given.target, target, folder, given.minutes)
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    seeds = target.seeds()
    for number, seed in enumerate(seeds):
        (corpus / f"seed-{number:04}").write_bytes(seed)
    tokens = folder / "tokens"
    tokens.write_text("\n".join(_dictionary(seeds)) + "\n", encoding="ascii")
    # Readers, checks and reports are imported as they are first used.
    with atheris.instrument_imports(include=["bylint"]), contextlib.suppress(Exception):
        for seed in seeds:
            target.check(seed)
    options = [
        f"-max_len={_LONGEST}",
        f"-dict={tokens}",
        "-rss_limit_mb=3000",
        "-timeout=600",
        "-verbosity=0",
        "-seed=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], run.look)
    atheris.Fuzz()


def _dictionary(seeds: Iterable[bytes]) -> Iterable[str]:
    tokens = Counter(token for seed in seeds for token in _TOKEN.findall(seed))
    for token, _ in tokens.most_common(_MOST_TOKENS):
        yield '"' + "".join(f"\\x{byte:02x}" for byte in token) + '"'


def _kind(error: Exception) -> str:
    """Return what is the same of all findings with one cause: the error and the line of ours at which it came up."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "bylint" in frame.filename]
    last = frames[-1] if frames else traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} {Path(last.filename).name}:{last.name}:{last.lineno}"


if __name__ == "__main__":
    main()
