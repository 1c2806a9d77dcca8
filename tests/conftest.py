"""A cache of the tests' own: no test reads or writes that of whoever runs them."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BYLINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield
