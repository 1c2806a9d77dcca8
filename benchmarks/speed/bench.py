"""What the measures work with, and what they give back."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from benchmarks.speed.corpus import Corpus
from benchmarks.speed.peers import Peer
from benchmarks.speed.timing import Command
from benchmarks.speed.timing import CommandError
from benchmarks.speed.timing import Spent
from benchmarks.speed.timing import Turns
from benchmarks.speed.timing import environment


class Bench(NamedTuple):
    """The command that is measured, on what, beside whom, how often; `home` holds the caches of this run alone."""

    bylint: tuple[str, ...]
    corpus: Corpus
    peers: tuple[Peer, ...]
    home: Path
    rounds: int

    def command(self, folder: Path, *words: str) -> Command:
        return Command((*self.bylint, *words), folder)

    def check(self, folder: Path, *words: str, config: Path | None = None, workers: int = 1) -> Command:
        """Return a check of all that is in a folder, without results of earlier runs."""
        site = ("--config", str(config)) if config else ("--no-config",)
        return self.command(folder, "check", "--exit-zero", "--no-cache", *site, "--workers", f"{workers}", *words, ".")

    def printed(self, command: Command) -> str:
        """Return what a command prints."""
        ended = subprocess.run(
            command.words, cwd=command.folder, env=environment(self.home), capture_output=True, check=False
        )
        if ended.returncode not in command.ends:
            raise CommandError(f"{' '.join(command.words)[:200]} ended with {ended.returncode}")
        return ended.stdout.decode("ascii", "replace")

    def rules(self) -> tuple[str, ...]:
        """Return the codes of all shipped rules."""
        shown = self.printed(self.command(self.home, "rules"))
        return tuple(re.findall(r"^[A-Z]{3}\d{3}\b", shown, re.MULTILINE))


class Figure(NamedTuple):
    """What was reached, by the clock and, where it can be told, by the processor."""

    value: float
    processor: float | None = None

    @classmethod
    def of(cls, spent: Spent) -> Figure:
        return cls(spent.wall, spent.processor)


class Result(NamedTuple):
    """The figures of a row, and the runs that they come from."""

    figures: tuple[Figure, ...]
    runs: Turns


def command_of(words: str) -> tuple[str, ...]:
    """Return a command line as words that hold in every folder."""
    first, *rest = shlex.split(words)
    program = shutil.which(first)
    if not program:
        raise SystemExit(f"speed: there is no command {first}")
    return (os.path.abspath(program), *rest)
