"""Which posts at which organisations a sentence gives a person, and whether they are over."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set
from typing import NamedTuple

from bylint.grammar import lexicon
from bylint.grammar.bio import BioWords
from bylint.grammar.bio import Clause
from bylint.grammar.bio import are_posts
from bylint.grammar.bio import clause_after
from bylint.grammar.bio import is_post
from bylint.grammar.bio import status_of
from bylint.grammar.bio_sentence import Sentence
from bylint.grammar.bio_sentence import end_of
from bylint.grammar.bio_sentence import is_capital
from bylint.grammar.bio_sentence import joined_to
from bylint.grammar.bio_sentence import sentence_of
from bylint.grammar.bio_sentence import start_after
from bylint.grammar.relation import BodyName
from bylint.grammar.relation import Relation
from bylint.grammar.relation import relation
from bylint.model.prose import Prose
from bylint.model.world import Knowledge
from bylint.text.fold import bare
from bylint.text.organisations import chain

_LEADING = ("former", "retired", "incoming", "current", "current_post")
"""Statuses whose words open a post."""
_EARLY = frozenset("as new current currently".split())
_BREAKS = frozenset(",;(:")
_CALLED, _SHORT = 4, 3
"""Words of the longest title, and letters of the longest word, that are no post where no list has them."""
_TITLE, _AFTER, _BEFORE = 16, 8, 60
"""Words of the longest title; words behind an organisation that say until when; letters before its name."""


class Appointment(NamedTuple):
    """A post. `whole` runs from the words that open it to the organisation's last word; `fresh` says that it is new;
    `key` is the id of the directory or empty, `body` its name as printed, `before` the words before that."""

    organisation: Prose
    title: Prose | None
    status: str
    whole: Prose
    fresh: Prose | None = None
    key: str = ""
    body: Prose | None = None
    before: str = ""


class Since(NamedTuple):
    """The letter from which on a sentence is about somebody, and the one behind the name there: before are others."""

    name: int = 0
    rest: int = 0


WHOLE = Since()


class _PostHead(NamedTuple):
    """Where in a sentence a post opens, where its preposition or noun stands, and what the verb says of it."""

    opened: int
    at: int
    clause: Clause
    last: str = ""


class _Shared(NamedTuple):
    """What was said of a body: a name joined to it shares it. `end`: the token behind its name."""

    end: int
    how: Relation
    post: Appointment


def affiliations(
    prose: Prose,
    knowledge: Knowledge,
    bodies: Iterable[BodyName] = (),
    people: Iterable[str] = (),
    *,
    is_title: bool = False,
    since: Since = WHOLE,
) -> tuple[Appointment, ...]:
    """Return the affiliations of one sentence, or of a title such as "Professor, Naval War College".

    `bodies`: what it names of the directory; `people`: the bare names of those whom it is about, from `since` on.
    """
    sentence = sentence_of(prose, knowledge, bodies, people)
    sentence.line.since = since.name
    clause = Clause("current" if is_title else "", 0, works=is_title)
    found: list[Appointment] = []
    shared: _Shared | None = None
    at = opened = 0
    first = next((at for at, token in enumerate(sentence.tokens) if token.start >= since.rest), 0)
    breaks = _BREAKS | sentence.by.clause_joints
    while at < len(sentence.tokens):
        changed = clause_after(clause, sentence.plain, at, sentence.by)
        if changed is not clause:
            clause, opened = changed, at + 1
        elif sentence.plain[at] in breaks and _opens(sentence, at + 1):
            opened = at + 1
        opened = max(opened, first) if at >= first else opened
        post = _PostHead(opened, at, clause, found[-1].status if found else "")
        if at < first:
            at += 1
        elif at in sentence.named:
            shared = _of_body(sentence, post, shared, is_title=is_title)
            found += (shared.post,) if shared.how.says not in _NO_POST else ()
            at = shared.end
        else:
            read, at = _read(sentence, post)
            found += read
    return tuple(found)


_NOTHING = Relation("nothing")
_NO_POST = ("nothing", "other")
_KIN = frozenset(("kin", "whose_kin", "kin_or_post", "companion"))
"""Classes of which a sentence holds a word where it speaks of relatives."""


def _of_body(sentence: Sentence, post: _PostHead, shared: _Shared | None, *, is_title: bool) -> _Shared:
    """Return what the sentence says of the body of the directory whose name begins here."""
    body = sentence.named[post.at]
    end = next((at for at in range(post.at, len(sentence.tokens)) if sentence.tokens[at].end >= body.end), post.at) + 1
    how = relation(sentence.line, body, sentence.knowledge)
    if how is None and shared and _is_joined(sentence, shared.end, post.at):
        whole = sentence.prose.cut(body.start, body.end)
        return _Shared(end, shared.how, shared.post._replace(organisation=whole, whole=whole, key=body.key, body=whole))
    how = how or (Relation("held") if is_title else _NOTHING)
    return _Shared(end, how, _appointment(sentence, post, body, end, how))


def _is_joined(sentence: Sentence, end: int, at: int) -> bool:
    """Tell whether only "and" or a comma, and an article, stands between two names."""
    between = sentence.plain[end:at]
    return bool(between) and sentence.by.joints.union(sentence.by.articles, ",").issuperset(between)


def _appointment(sentence: Sentence, post: _PostHead, body: BodyName, end: int, how: Relation) -> Appointment:
    name = sentence.prose.cut(body.start, body.end)
    if how.says not in _NO_POST and sentence.prose.plain[: body.start].lower().endswith("ex-"):
        how = how._replace(says="former")  # "an ex-NASA engineer"
    title = sentence.prose.cut(*how.title) if how.title else _title_before(sentence, post)
    first, last = min(post.opened, post.at), _last_of(sentence, end, how)
    return Appointment(
        name,
        title,
        _status_at(sentence, post, last, how),
        sentence.cut(first, last),
        _fresh(sentence, post),
        body.key,
        name,
        sentence.prose.plain[max(0, body.start - _BEFORE) : body.start],
    )


def _title_before(sentence: Sentence, post: _PostHead) -> Prose | None:
    """Return the title between the words that open a post and the preposition before its body."""
    plain, by = sentence.plain, sentence.by
    last = post.at
    while last > post.opened and (plain[last - 1] in by.before_body or plain[last - 1] == ","):
        last -= 1
    first = _title_start(sentence, post._replace(at=last))
    first = next((at + 1 for at in range(last - 1, first - 1, -1) if plain[at] in by.before_title), first)
    verbs = frozenset[str]().union(*by.verbs.values())
    first = next((at + 1 for at in range(last - 1, first - 1, -1) if plain[at] in verbs), first)
    apart = by.articles | _no_title(sentence)
    while first < last and (plain[first].isdigit() or apart.intersection((plain[first], bare(plain[first])))):
        first += 1
    is_title = first < last <= first + _TITLE and plain[first] not in by.before_body
    return sentence.cut(first, last) if is_title and _has_noun(sentence, first, last) else None


def _no_title(sentence: Sentence) -> Set[str]:
    """Return words that may stand before a title: those of time, "I am", and the name."""
    by, said = sentence.by, lexicon(sentence.knowledge).words["first_person"]
    oneself = {word for words in said for word in words.split()}
    people = {word for who in sentence.line.people for word in who.split()}
    times = by.status["since"] | by.status["until"] | by.status["current"]
    return people | times | (oneself if sentence.plain[0] in oneself else set())


def _last_of(sentence: Sentence, end: int, how: Relation) -> int:
    """Return the token behind a body and the title that follows it."""
    last = end
    while how.title and last < len(sentence.tokens) and sentence.tokens[last].start < how.title[1]:
        last += 1
    return last


def _has_noun(sentence: Sentence, first: int, last: int) -> bool:
    return any(are_posts(word, sentence.by) for word in sentence.plain[first:last])


def _status_at(sentence: Sentence, post: _PostHead, last: int, how: Relation) -> str:
    """Return the status of a post at a body, from what its form says and the tense of the clause."""
    plain = sentence.plain
    if how.says in ("former", "lent", "board", "unclear"):
        return how.says
    if how.says == "now":
        return "current"
    if how.says == "left":
        is_retired = not sentence.by.status["retired"].isdisjoint(plain[post.opened : post.at])
        return "retired" if is_retired or post.clause.status == "retired" else "former"
    if how.says == "coming" or (how.says == "joined" and post.clause.status == "incoming"):
        return "incoming"
    if how.says == "joined":
        is_over = "had" in plain[: post.at] or not sentence.by.moves.isdisjoint(plain[last:])
        return "unclear" if is_over else "current"
    behind = plain[last : last + 3]
    if behind[:1] in (("(",), (",",)) and not sentence.by.status["retired"].isdisjoint(behind):
        return "retired"
    opening = plain[post.opened : post.at] + plain[post.at + 1 : last]
    following = plain[last : last + _AFTER]
    return status_of(post.clause, opening, following, post.last, sentence.by, is_bare=_is_bare(sentence, post.opened))


def _read(sentence: Sentence, post: _PostHead) -> tuple[tuple[Appointment, ...], int]:
    """Return the affiliations whose preposition or noun stands here, and the token to go on with."""
    at = post.at
    before = _before(sentence, post)
    if before:
        return (before,), at + 1
    if sentence.plain[at] not in sentence.by.before_place and not _is_before_body(sentence, post):
        return (), at + 1
    start = start_after(sentence, at)
    end = end_of(sentence, start)
    if end == start or start in sentence.named or not _counts(sentence, post, start, end):
        return (), at + 1
    # "Head of Press" may be at a Ministry.
    is_body = _says_body(sentence, start, end) and (end > start + 1 or _is_acronym(sentence.tokens[start].word))
    if not is_body and _is_before_body(sentence, post._replace(at=end)):
        return (), end
    if _is_of_kin(sentence, start, end) or _is_only_named(sentence, start, end):
        return (), end
    every = ((start, end), *joined_to(sentence, end))
    return tuple(_made(sentence, post, first, last) for first, last in every), every[-1][1]


def _is_before_body(sentence: Sentence, post: _PostHead) -> bool:
    """Tell whether a post ends here with a comma, and goes on with a body that says so itself: "Professor of Law,
    University of Holm", "Director of Research, Foundation for Tidal Studies"."""
    if sentence.plain[post.at : post.at + 1] != (",",):
        return False
    if not any(is_post(word, sentence.by) for word in sentence.plain[post.opened : post.at]):
        return False
    start = start_after(sentence, post.at)
    run = sentence.plain[start : end_of(sentence, start)]
    kinds = sentence.by.workplaces.kinds
    return len(run) > 1 and not kinds.isdisjoint(run) and not any(is_post(word, sentence.by) for word in run)


def _is_of_kin(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether it is a relative of the person whom a sentence places at a body that no list knows."""
    if _KIN.isdisjoint(sentence.line.present):
        return False
    body = BodyName("", sentence.tokens[start].start, sentence.tokens[end - 1].end)
    how = relation(sentence.line, body, sentence.knowledge)
    return how is not None and how.says == "other"


def _is_only_named(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a run of words names a body of the directory to which the person does not belong."""
    body = _named_in(sentence, start, end)
    how = relation(sentence.line, body, sentence.knowledge) if body else None
    return how is not None and how.says in _NO_POST


def _named_in(sentence: Sentence, first: int, last: int) -> BodyName | None:
    """Return the body of the directory, and no part of another one, that a run of words names."""
    found = [sentence.named[at] for at in range(first, last) if at in sentence.named]
    above = {kin for body in found for kin in chain(sentence.knowledge.directory, body.key)}
    return next((body for body in found if body.key not in above and not body.is_short), None)


def _made(sentence: Sentence, post: _PostHead, first: int, last: int) -> Appointment:
    opening = sentence.plain[post.opened : post.at]
    title = _title_start(sentence, post)
    if post.clause.verb in sentence.by.called.leading:
        title = _behind_times(sentence, title, post.at)  # "leitete bis 2022 die Abteilung Wasserbau am"
        opening = sentence.plain[title : post.at]
    is_told = post.clause.verb in sentence.by.called.leading or _is_called(sentence, post, first, last)
    has_title = title < post.at <= title + _TITLE and (is_told or any(is_post(word, sentence.by) for word in opening))
    body = _named_in(sentence, first, last)
    return Appointment(
        sentence.cut(first, last),
        sentence.cut(title, post.at) if has_title else None,
        _status(sentence, post, last, is_bare=_is_bare(sentence, post.opened)),
        sentence.cut(min(post.opened, post.at), last),
        _fresh(sentence, post),
        body.key if body else "",
        sentence.prose.cut(body.start, body.end) if body else None,
        sentence.prose.plain[max(0, body.start - _BEFORE) : body.start] if body else "",
    )


def _behind_times(sentence: Sentence, first: int, last: int) -> int:
    """Return the first word of a title behind articles and words of time: "bis 2022 die Abteilung"."""
    by = sentence.by
    apart = by.articles | by.openers | by.status["until"] | by.status["since"] | by.status["current"]
    while first < last and (sentence.plain[first].isdigit() or sentence.plain[first] in apart):
        first += 1
    return first


def _is_called(sentence: Sentence, post: _PostHead, start: int, end: int) -> bool:
    """Tell whether a form of "to be" calls somebody at a body what no list has: "is commodore of the Orrin Yacht Club",
    and not "is proud of the Orrin Yacht Club"."""
    called, first = sentence.by.called, _title_start(sentence, post)
    title = sentence.plain[first : post.at]
    is_body = not sentence.by.workplaces.kinds.isdisjoint(sentence.plain[start:end])
    if not 0 < len(title) <= _CALLED or post.clause.at + 1 != post.opened or not is_body:
        return False
    if post.clause.verb not in called.being or not called.never.isdisjoint(sentence.plain[post.opened : post.at + 1]):
        return False
    last, tokens = title[-1], sentence.tokens[first : post.at]
    is_noun = len(last) > _SHORT and last.isalpha() and not last.endswith(called.participles)
    return is_noun and all(token.word[0].isalpha() for token in tokens)


def _before(sentence: Sentence, post: _PostHead) -> Appointment | None:
    """An organisation before the post: "a 1945 Contributing Editor", "an Army War College professor"."""
    by, at = sentence.by, post.at
    if sentence.plain[at] not in by.posts or not (post.clause.status or post.clause.works):
        return None
    start = post.opened
    while start < at and (_leads(sentence.plain[start], by) or sentence.plain[start] in by.modifiers):
        start += 1
    end = start
    while end < at and is_capital(sentence.tokens[end]) and not _is_of_title(sentence.plain[end], by):
        end += 1
    if end == start or not all(word == "&" or word in by.modifiers for word in sentence.plain[end:at]):
        return None
    if any(at in sentence.named for at in range(start, end)) or not _is_clear(sentence, start, end, at):
        return None
    return Appointment(
        sentence.cut(start, end),
        sentence.cut(end, at + 1),
        _status(sentence, post, at + 1, is_bare=False),
        sentence.cut(post.opened, at + 1),
        _fresh(sentence, post),
    )


def _is_clear(sentence: Sentence, start: int, end: int, at: int) -> bool:
    """Tell whether capitals before a post are an organisation, not a title in capitals or a degree."""
    run = [token.word for token in sentence.tokens[start:end]]
    if all(bare(word).replace(" ", "") in sentence.by.status["alumnus"] for word in run):
        return False
    return sentence.tokens[at].word[0].islower() or run[0].isdigit() or any(map(_is_acronym, run))


def _status(sentence: Sentence, post: _PostHead, last: int, *, is_bare: bool) -> str:
    opening = sentence.plain[post.opened : post.at]
    following = sentence.plain[last : last + _AFTER]
    return status_of(post.clause, opening, following, post.last, sentence.by, is_bare=is_bare)


def _fresh(sentence: Sentence, post: _PostHead) -> Prose | None:
    """Return the word that calls a post new, before its title ("the new dean") or its verb ("recently joined")."""
    fresh, plain = sentence.by.status["fresh"], sentence.plain
    verb = post.clause.at - (plain[post.clause.at - 1] == "been")
    if verb > 1 and plain[verb - 1] == "just" and plain[verb - 2] in ("has", "have"):
        return sentence.cut(verb - 1, verb)
    for at in (*range(post.opened, post.at), verb - 1):
        if at < 0 or plain[at] not in fresh or sentence.tokens[at].word[0].isupper():
            continue
        if plain[at + 1] not in sentence.by.status["novelties"]:
            return sentence.cut(at, at + 1)
    return None


def _counts(sentence: Sentence, post: _PostHead, start: int, end: int) -> bool:
    """Tell whether what stands before a preposition makes the words after it a place of work."""
    by, clause = sentence.by, post.clause
    title = sentence.plain[post.opened : post.at]
    posts = [word for word in title if is_post(word, by)]
    first = sentence.tokens[start].word
    # "Jane Roe, a lawyer at ...", "A lawyer at ..., Jane Roe writes": a post without a verb before it.
    is_apposition = bool(posts) and (post.opened == 0 or sentence.plain[post.opened - 1] == ",")
    if " ".join(sentence.plain[start:end]) in by.countries or not (clause.status or clause.works or is_apposition):
        return False
    if first.isdigit() and (len(first) != 4 or by.outlet_posts.isdisjoint(title)):
        return False
    if posts and posts[-1] in by.no_post and len(set(posts)) == 1:
        return False
    if _is_called(sentence, post, start, end):
        return True
    if clause.verb in by.called.leading and _says_body(sentence, start, end):
        return True
    small = sentence.plain[post.at]
    if small in by.genitives and (not title or title[-1] in by.of_subject):
        return False
    if small in by.workplaces.places_in:
        is_body = sentence.plain[start - 1] == "the" or _says_body(sentence, start, end)
        return bool((posts or clause.works) and is_body)
    if small == "from":
        return (
            clause.works or clause.status in ("alumnus", "retired", "former") or bool(by.status["alumnus"] & {*title})
        )
    if small == "by":
        return "employed" in title or clause.verb == "employed"
    return bool(posts) or clause.works


def _says_body(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a name says that it is one of a body: by a word for one, in capitals alone, or as a firm's."""
    run = sentence.plain[start:end]
    named = any(_is_acronym(token.word) for token in sentence.tokens[start:end])
    return named or "&" in run or not sentence.by.workplaces.kinds.isdisjoint(run)


def _title_start(sentence: Sentence, post: _PostHead) -> int:
    by, start = sentence.by, post.opened
    apart = by.articles | by.status["fresh"] | by.status["since"] | _EARLY
    while start < post.at:
        word = sentence.plain[start]
        is_year = word.isdigit() and start > 0 and sentence.plain[start - 1] in by.status["since"]
        if not (is_year or word in apart or _leads(word, by)):
            break
        start += 1
    return start


def _leads(word: str, by: BioWords) -> bool:
    """Tell whether a word opens a post and is no part of its title."""
    return word in by.openers or any(word in by.status[name] for name in _LEADING)


def _is_of_title(word: str, by: BioWords) -> bool:
    return word in by.posts or word in by.modifiers


def _opens(sentence: Sentence, at: int) -> bool:
    """Tell whether a new post begins here: an article, a status word, or a title."""
    by = sentence.by
    for token in sentence.tokens[at : at + 4]:
        if token.key in sentence.by.openers or is_post(token.key, by) or token.key in by.modifiers:
            return True
        if any(token.key in listed for listed in by.status.values()):
            return True
        if not is_capital(token):
            return False
    return False


def _is_bare(sentence: Sentence, opened: int) -> bool:
    """Tell whether a post stands behind "and" without an article of its own."""
    is_joined = opened > 0 and sentence.plain[opened - 1] in ("and", ",")
    return is_joined and opened < len(sentence.plain) and sentence.plain[opened] not in sentence.by.openers


def _is_acronym(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)
