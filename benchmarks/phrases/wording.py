"""Words for the slots of a construction: `{name} is {a post} at {body2}`.

A slot is a list of the family (`{lead}`), two words by gender (`{He|She}`, of the second person `{2:he|she}`), a word
of the language (`{by}`), or a kind of word with a number that tells it from others of its kind: `{name}`, `{name2}`.
What stands before the kind is its form: `{of body}`. A capital makes the first letter one: `{Post}`, `{Body}`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from benchmarks.phrases.language import Grammar
from benchmarks.phrases.language import Parts
from benchmarks.phrases.phrase import folded

_SLOT = re.compile(r"\{([^{}]+)\}")
_KIND = re.compile(r"(?:(?P<form>\w+) )?(?P<kind>[A-Za-z]+)(?P<number>\d?)")
_ELIDED = re.compile(r"\bde (?=[AEIOUYÉÈÎaeiouyéèî])")
_PLURALS = {"place": "places", "topic": "topics", "book": "books", "month": "months", "outlet": "outlets"}
_PLURALS |= {"agency": "agencies"}
# One body in five is a firm or school that no list of public bodies names.
_FIRMS = 0.2


class Person(NamedTuple):
    """Somebody invented."""

    first: str
    last: str
    is_woman: bool

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"


class Wording:
    """Fills the slots of one phrase, and remembers what it put there."""

    def __init__(self, parts: Parts, grammar: Grammar, rng: random.Random) -> None:
        self.people: dict[str, Person] = {}
        self.bodies: dict[str, str] = {}
        self.posts: dict[str, str] = {}
        self.choices: dict[str, str] = {}
        self.parts = parts
        self.grammar = grammar
        self._rng = rng
        self._drawn: dict[str, Parts] = {}
        self._plain: dict[str, str] = {}
        self._kinds: dict[str, Callable[[str, str], str]] = {
            "name": self._name,
            "other": lambda _, number: self.person(number, "other").name,
            "helper": lambda _, number: self.person(number, "helper").name,
            "partner": lambda _, number: self.person(number, "partner").name,
            "first": lambda _, number: self.person(number).first,
            "surname": lambda _, number: self.person(number).last,
            "initials": self._initials,
            "handle": self._handle,
            "post": self._post,
            "body": partial(self._body, "bodies"),
            "school": partial(self._body, "schools"),
            "service": partial(self._body, "services"),
            "firm": self._firm,
            "year": lambda *_: str(self._rng.randint(2004, 2021)),
            "day": lambda *_: str(self._rng.randint(10, 28)),
        }

    def fill(self, template: str) -> str:
        """Return the template with words in its slots."""
        filled = _SLOT.sub(lambda slot: self._word(slot[1]), template)
        return _ELIDED.sub(self.parts["elides"], filled) if "elides" in self.parts else filled

    def person(self, number: str = "", role: str = "name") -> Person:
        """Return the person of a role and number, always the same."""
        key = role + number
        if key not in self.people:
            self.people[key] = self._stranger()
            self.choices[f"{key}'s surname"] = self.people[key].last
        return self.people[key]

    def drawn(self, name: str, among: list[str] | tuple[str, ...]) -> str:
        """Return one of several, and remember it as a choice."""
        self.choices[name] = self._rng.choice(among)
        return self.choices[name]

    def _word(self, slot: str) -> str:
        if slot in self.grammar.lists:
            return self.fill(self.drawn(slot, self.grammar.lists[slot]))
        if "|" in slot:
            return self._by_gender(slot)
        kind = _KIND.fullmatch(slot)
        if kind is None:
            raise ValueError(f"no slot is called {{{slot}}}")
        word = self._kind(kind["form"] or "", kind["kind"].lower(), kind["number"])
        if kind["kind"].isupper():
            return word.upper()
        return word[0].upper() + word[1:] if slot[0].isupper() else word

    def _kind(self, form: str, kind: str, number: str) -> str:
        if kind in self._kinds:
            return self._kinds[kind](form.lower(), number)
        if isinstance(self.parts.get(kind), str):
            return str(self.parts[kind])
        key = kind + number
        if key not in self._plain:
            self._plain[key] = self.drawn(key, self.parts[_PLURALS[kind]])
        return self._plain[key]

    def _by_gender(self, slot: str) -> str:
        number, _, words = slot.rpartition(":") if slot[1:2] == ":" else ("", "", slot)
        man, woman = words.split("|")
        return self.fill(woman if self._holder(number).is_woman else man)

    def _stranger(self) -> Person:
        taken = {person.last for person in self.people.values()}
        last = self._rng.choice([name for name in self.parts["last"] if name not in taken])
        is_woman = self._rng.random() < 0.5
        return Person(self._rng.choice(self.parts["women" if is_woman else "men"]), last, is_woman)

    def _name(self, _: str, number: str) -> str:
        return self.person(number).name

    def _initials(self, _: str, number: str) -> str:
        person = self.person(number)
        initials = " ".join(f"{part[0]}." for part in person.first.split("-"))
        self.people["name" + number] = person._replace(first=initials)
        return initials

    def _handle(self, _: str, number: str) -> str:
        person = self.person(number)
        return "".join(folded(person.name))

    def _post(self, form: str, number: str) -> str:
        key = f"post{number}"
        if key not in self._plain:
            self._plain[key] = self._rng.choice(self.parts["posts"])
        man, _, woman = self._plain[key].partition("/")
        holder = self.person(role="other") if form == "other" else self._holder(number)
        post = woman if woman and holder.is_woman else man
        self.posts[number] = post
        return self._article(post) + post if form == "a" else post

    def _holder(self, number: str) -> Person:
        """Return whose post or pronoun it is: the second is the first person's unless a second stands before it."""
        known = (f"name{number}", "name", "other")
        return next((self.people[key] for key in known if key in self.people), None) or self.person()

    def _article(self, post: str) -> str:
        articles = self.parts["article_of_posts"]
        if post.startswith(tuple(articles["none"])):
            return ""
        vowel: str = articles["vowel" if post[0] in "aeiou" else "other"]
        return vowel

    def _body(self, kind: str, form: str, number: str) -> str:
        """Return a body as the form asks: its number tells it from others, be they schools or services."""
        if number not in self._drawn:
            taken = list(self._drawn.values())
            drawn = "firms" if kind == "bodies" and self._rng.random() < _FIRMS else kind
            self._drawn[number] = self._rng.choice([body for body in self.parts[drawn] if body not in taken])
            self.choices[f"body{number}"] = self._drawn[number]["name"]
        name, article = self._formed(self._drawn[number], form)
        self.bodies[number] = name
        return article + name

    def _firm(self, form: str, number: str) -> str:
        key = f"firm{number}"
        if key not in self._drawn:
            self._drawn[key] = self._rng.choice(self.parts["firms"])
        name, article = self._formed(self._drawn[key], form)
        return article + name

    def _formed(self, body: Parts, form: str) -> tuple[str, str]:
        """Return the name and the article before it, as the form asks."""
        if form == "bare":
            return body.get("bare", body["name"]), ""
        forms = self.parts["forms"]
        variant = forms.get("variants", {}).get(form, "name")
        other = forms.get("falls_back", {}).get(variant, "name")
        name = body.get(variant) or body.get(other) or body["name"]
        return name, forms[form or "the"][body["article"]]
