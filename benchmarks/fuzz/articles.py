"""What must hold for every article, whatever stands in it: readers, headers, rules, suppressions, fixes, kept rows."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bylint import engine
from bylint import fix
from bylint import packs
from bylint import suppress
from bylint.audit import Reading
from bylint.cli.mending import Refusal
from bylint.cli.mending import mend
from bylint.cli.run import knowledge_of
from bylint.config import Config
from bylint.model.article import Article
from bylint.model.markup import Fault
from bylint.model.prose import Prose
from bylint.model.rule import AnyRule
from bylint.model.rule import Outcome
from bylint.model.rule import Violation
from bylint.model.source import Source
from bylint.model.source import Span
from bylint.model.world import Knowledge
from bylint.readers import decoded
from bylint.readers import read
from bylint.store import tables as store_rows

Check = Callable[[bytes], None]
SUFFIXES = (".md", ".mdx", ".html", ".txt")
_FENCES = (("---\n", "\n---\n"), ("+++\n", "\n+++\n"), ("", "\n"), ("---json\n", "\n---\n"))


def reader(suffix: str) -> Check:
    """Return the check of a reader: bytes come back as they were, places lie in the text, and twice is the same."""

    def check(content: bytes) -> None:
        source = decoded(f"a{suffix}", content)
        if not isinstance(source, Fault):
            assert fix.encoded(source, source.text) == content, "encoding the text again gives other bytes"
            _read_twice(source, suffix)

    return check


def header(content: bytes) -> None:
    """Read front matter; the first byte chooses the form."""
    opening, closing = _FENCES[content[0] % len(_FENCES)] if content else _FENCES[0]
    text = content[1:].decode("utf-8", "replace").replace("\0", " ")
    _read_twice(Source("a.md", f"{opening}{text}{closing}\nA text.\n"), ".md")


def article(content: bytes) -> None:
    """Look at an article with all rules; the first byte chooses the format."""
    path, suffix, content = _chosen(content)
    found = _outcome(path, suffix, content)
    length = len(content) + 1
    for violation in found.violations:
        _demand_inside(violation, length)
    again = _outcome(path, suffix, content)
    assert found == again or not (found.is_complete and again.is_complete), "a second look finds something else"


def suppressions(content: bytes) -> None:
    """Ask for silence with these words, and count what falls silent."""
    words = content.decode("utf-8", "replace").replace("\0", " ")
    text = f"---\nbylint: {{ignore: {{ADS001: {words[:40]!r}}}}}\n---\n<!-- bylint-{words} -->\nAdvertisement\n"
    source = Source("a.md", text)
    asked = suppress.requests(read(source, ".md"))
    found = _outcome("a.md", ".md", text.encode("utf-8", "surrogatepass")).violations
    silence = suppress.silence(found, asked, suppress.Terms(judged=frozenset(violation.code for violation in found)))
    assert len(silence.violations) + len(silence.silenced) == len(found), "violations get lost"
    assert all(each.trouble or each.first >= 1 for each in asked), "a request begins before the first line"


def fixes(content: bytes) -> None:
    """Mend an article until nothing is left: only words in the places of fixes may go, and twice changes nothing."""
    path, suffix, content = _chosen(content)
    found = _violations(path, suffix, content)
    for violation in fix.fixable(found, unsafe=True):
        _demand_inside(violation, len(content) + 1)
    source = decoded(path, content)
    if isinstance(source, Fault):
        return
    _demand_kept(source.text, fix.mended(source.text, fix.fixable(found, unsafe=True)))
    once = _mended(path, suffix, content)
    if once is not None:
        again = decoded(path, once)
        assert not isinstance(again, Fault), "what is mended cannot be read"
        assert _mended(path, suffix, once) in (None, once), "mending once more changes something"


def rows(content: bytes) -> None:
    """Keep the outcome of an article and take it back."""
    path, suffix, content = _chosen(content)
    found = _outcome(path, suffix, content)
    kept = store_rows.record_of(path, b"key", store_rows.Stamp(), found)
    back = store_rows.outcome_of(path, kept.result) if kept.result else Outcome(path)
    assert back.violations == found.violations, "a violation changes as it is kept"
    assert back.suppressions == found.suppressions, "a suppression changes as it is kept"
    assert tuple(store_rows.fact_of(path, row) for row in kept.facts) == found.facts, "a fact changes as it is kept"


def _read_twice(source: Source, suffix: str) -> None:
    found = read(source, suffix)
    _demand_inside(found, len(source.text))
    _demand_even(found)
    assert read(source, suffix) == found, "a second reading gives another article"


def _demand_inside(value: object, length: int) -> None:
    for span in _spans(value):
        assert 0 <= span.start <= span.end <= length, f"{span} lies outside of {length} characters"


def _spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, Prose):
        yield from map(Span, value.starts, value.ends)
    elif isinstance(value, tuple) and not isinstance(value, Source):
        for each in value:
            yield from _spans(each)


def _demand_even(found: Article) -> None:
    for block in found.blocks:
        plain = block.prose.plain
        assert plain == plain.strip(), f"blanks around {plain!r}"
        assert list(block.prose.at) == sorted(set(block.prose.at)), "pieces out of order"


def _demand_kept(text: str, mended: fix.Mended) -> None:
    edits = [edit for violation in mended.applied if violation.fix for edit in violation.fix.edits]
    at, seen = 0, 0
    for span in sorted({edit.place.span for edit in edits}):
        kept = text[at : span.start]
        assert kept in mended.text[seen:], "words get lost beside a fix"
        seen += mended.text[seen:].index(kept) + len(kept)
        at = max(at, span.end)
    assert mended.text.endswith(text[at:]), "words get lost behind the last fix"


def _mended(path: str, suffix: str, content: bytes) -> bytes | None:
    reading = Reading(path, suffix, None, content)
    found = _violations(path, suffix, content)
    for each in mend((reading,), found, lambda r: _violations(r.path, r.suffix, r.content), unsafe=True):
        assert not isinstance(each, Refusal), "a file in memory is left alone"
        return fix.encoded(each.source, each.text)
    return None


def _chosen(content: bytes) -> tuple[str, str, bytes]:
    suffix = SUFFIXES[content[0] % len(SUFFIXES)] if content else SUFFIXES[0]
    return f"a{suffix}", suffix, content[1:]


def _violations(path: str, suffix: str, content: bytes) -> tuple[Violation, ...]:
    return _outcome(path, suffix, content).violations


def _outcome(path: str, suffix: str, content: bytes) -> Outcome:
    knowledge, rules = _known()
    return engine.outcome(engine.understood(path, suffix, content, knowledge), rules, knowledge)


@cache
def _known() -> tuple[Knowledge, tuple[AnyRule, ...]]:
    return knowledge_of(Config(Path("/"))), packs.load(packs.shipped_packs(), with_examples=False)
