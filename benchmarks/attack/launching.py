"""Run one command under a limit of memory, and write how it ended to a file descriptor.

python launching.py DESCRIPTOR BYTES COMMAND ...

A process of its own, and a small one: what a system tells of the memory of a process begins with that of its parent.
"""

from __future__ import annotations

import os
import resource
import signal
import sys


def main() -> int:
    descriptor, most, *words = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (int(most), int(most)))
    child = os.posix_spawnp(words[0], words, os.environ, setsid=True)
    signal.signal(signal.SIGTERM, lambda *_: os.killpg(child, signal.SIGKILL))
    _, status, used = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    os.write(int(descriptor), f"{code} {used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024}".encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
