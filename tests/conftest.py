"""A cache of the tests' own, no width of a terminal, and Ctrl-C that works: whoever runs them changes nothing."""

from __future__ import annotations

import gc
import signal

import hypothesis
import pytest

# On a machine that does other things beside, an example may take any time.
hypothesis.settings.register_profile("no-clock", deadline=None)
hypothesis.settings.load_profile("no-clock")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell that starts a command in the background lets it ignore Ctrl-C, and so do the processes that tests start.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish():
    # Ten thousand tests stay to the end: the garbage collector need not walk through them again and again, and a worker
    # that is forked need not copy what it walked through.
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _own_surroundings(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        # Some shells export it, and so does pytest-xdist.
        patch.delenv("COLUMNS", raising=False)
        patch.setenv("BYLINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield
