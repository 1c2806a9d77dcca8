"""One run of the command line, and its exit code: the one place that may catch everything."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

import click

from bylint.cli import signals
from bylint.cli.commands import bylint
from bylint.errors import BylintError

USAGE = 2
BUG = 3
# As a shell reports a program that a closed pipe has ended.
CLOSED = 141
_SELDOM = 50_000


def run(arguments: Sequence[str] | None) -> int:
    """Run the command line and return the exit code."""
    # What a run makes is seldom a cycle; looking for them every 700 values takes a tenth of a run on one article.
    gc.set_threshold(_SELDOM)
    try:
        code = bylint.main(arguments, prog_name="bylint", standalone_mode=False)
        sys.stdout.flush()
        _tell_of_the_cache()
        # What is left goes with the process: nobody need look through it once more.
        gc.freeze()
        return code if isinstance(code, int) else 0
    except BylintError as error:
        return _told(*error.lines)
    except click.ClickException as error:
        return _told(_usage(error))
    except (click.Abort, KeyboardInterrupt):
        return signals.exit_code()
    except BrokenPipeError:
        # Python flushes stdout once more as it ends, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED
    except Exception:
        # An import that Ctrl-C breaks off may raise what it likes.
        if signals.has_come():
            return signals.exit_code()
        import traceback

        # The error may quote an article.
        print(*map(_harmless, traceback.format_exc().splitlines()), sep="\n", file=sys.stderr)
        _told("this is a mistake of bylint, not yours; please report it with the lines above")
        return BUG


def _tell_of_the_cache() -> None:
    """Say why a run kept nothing, where its cache is not to be trusted; the help and the version need none."""
    cache = sys.modules.get("bylint.text.cache")
    trouble = cache.trouble() if cache else ""
    if trouble:
        _told(f"no cache is used: {trouble}")


def _told(*lines: str) -> int:
    # Imported here: the help and the version tell no mistakes.
    from bylint.report.printable import shown

    for line in lines:
        print(f"bylint: {shown(line)}", file=sys.stderr)
    return USAGE


def _harmless(line: str) -> str:
    from bylint.report.printable import escaped

    return escaped(line)


def _usage(error: click.ClickException) -> str:
    message = " ".join(error.format_message().split()).rstrip(".")
    message = message[:1].lower() + message[1:]
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{message}; see {context.command_path} --help" if context else message
