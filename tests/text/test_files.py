"""The files that come with bylint are the same to both loaders of PyYAML."""

from __future__ import annotations

import pytest
import yaml

from bylint.text.files import plain_data
from bylint.text.files import shipped

FILES = sorted(shipped().rglob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(shipped()).as_posix())
def test_file_is_read_without_libyaml(path):
    assert yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) == plain_data(path)
