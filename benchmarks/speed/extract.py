"""What trafilatura makes of every page in a folder."""

from __future__ import annotations

import sys
from pathlib import Path

from trafilatura import bare_extraction

for path in sorted(Path(sys.argv[1]).glob("*.html")):
    bare_extraction(path.read_bytes(), with_metadata=True)
