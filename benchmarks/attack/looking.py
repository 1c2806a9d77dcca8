"""Look at each file of a folder in one process, twice; print as JSON what went wrong.

python -m benchmarks.attack.looking FOLDER
"""

from __future__ import annotations

import json
import sys
import time
import traceback
from datetime import date
from pathlib import Path

from bylint.cli.run import knowledge_of
from bylint.cli.run import setting
from bylint.engine import outcome
from bylint.engine import understood

SLOW = 2.0
TODAY = date(2026, 1, 1)


def main() -> int:
    folder = Path(sys.argv[1])
    known = setting(None, no_config=True)
    knowledge = knowledge_of(known.config, TODAY)
    told: dict[str, list[str]] = {"tracebacks": [], "slow": [], "differing": []}
    number, worst = 0, 0.0
    for path in sorted(path for path in folder.rglob("a*") if path.is_file()):
        content, number = path.read_bytes(), number + 1
        try:
            # All rules, those too that are off until a site asks for them.
            started = time.process_time()
            first = outcome(understood(path.name, path.suffix, content, knowledge), known.rules, knowledge)
            spent = time.process_time() - started
            second = outcome(understood(path.name, path.suffix, content, knowledge), known.rules, knowledge)
        except Exception as error:
            at = traceback.extract_tb(error.__traceback__)[-1]
            told["tracebacks"].append(f"{path.name}: {type(error).__name__} in {Path(at.filename).name}:{at.name}")
            continue
        worst = max(worst, spent)
        if spent > SLOW:
            told["slow"].append(f"{path.name}: {spent:.1f} s of the processor")
        if first != second:
            told["differing"].append(path.name)
    sys.stdout.write(json.dumps({"files": number, "worst": worst, **told}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
