"""Where a run begins. Nothing is imported here: Ctrl-C may come amid an import, and is no traceback there either."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130


def entry() -> int:
    """Run the command line of this process, heed its signals, and return the exit code."""
    try:
        from bylint.cli import signals

        signals.heed()
        code = main()
        signals.ignore()
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return the exit code."""
    from bylint.cli import signals

    try:
        from bylint.cli import running

        return running.run(arguments)
    except BaseException:
        # An import that a signal breaks off may raise what it likes.
        if signals.has_come():
            return signals.exit_code()
        raise


if __name__ == "__main__":
    raise SystemExit(entry())
