"""Where a run begins. No file is imported here: Ctrl-C may come amid an import, and is no traceback there either."""

from __future__ import annotations

import gc
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130


def entry() -> int:
    """Run the command line of this process, heed its signals, and return the exit code."""
    # An import that Ctrl-C breaks off may raise what it likes, and where it cleans up it can raise nothing at all.
    lost: list[type[BaseException] | None] = []
    sys.unraisablehook = lambda unraisable: lost.append(unraisable.exc_type)
    try:
        from bylint.cli import signals

        signals.heed()
        if KeyboardInterrupt in lost:
            return INTERRUPTED
        sys.unraisablehook = sys.__unraisablehook__
        code = main()
        signals.ignore()
        # What is left goes with the process: nobody need look through it for cycles once more.
        gc.freeze()
    except BaseException as error:
        if _is_interrupted(error):
            return INTERRUPTED
        raise
    return code


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return the exit code."""
    from bylint.cli import signals

    code = 0
    try:
        from bylint.cli import commands

        code = commands.run(arguments)
    except BaseException:
        if not signals.has_come():
            raise
    # A library may have kept the interruption to itself.
    return signals.exit_code() if signals.has_come() else code


def _is_interrupted(error: BaseException | None) -> bool:
    """Tell whether Ctrl-C is behind an error."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


if __name__ == "__main__":
    raise SystemExit(entry())
