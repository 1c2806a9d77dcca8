"""What a bio promises for a time: works, posts and degrees to come, and what is held until then."""

from __future__ import annotations

import pytest

from articles import WHOLE as KNOWLEDGE
from bylint.grammar.dates import promises
from grammar.phrases import phrases

SENTENCES = phrases("stale", 2)


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[sentence for sentence, _ in SENTENCES])
def test_promise(sentence, expected):
    found = (f"{one.kind}: {sentence[slice(*one.words)]} {one.until}" for one in promises(sentence, KNOWLEDGE))
    assert " | ".join(found) == expected
