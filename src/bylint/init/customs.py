"""What the articles of a site share, as settings: folders of pictures that nobody credits, one way to list authors, one
fault in every file, the same text twice, header keys that hold credits."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from bylint.grammar.credit import find_credits
from bylint.grammar.credit_patterns import credit_patterns
from bylint.init import Proposal
from bylint.init.portraits import PictureSeen
from bylint.init.portraits import Portrait
from bylint.model.prose import Prose
from bylint.model.rule import Violation
from bylint.model.world import Knowledge

MANY = 12
"""Articles that show a custom of a site, as they do in the judgements of rules."""

_A_QUARTER, _FOUR_IN_FIVE = 4, 5
_FEW_PICTURES, _FEW_ARTICLES = 5, 4
_OF_FORM = ("LNT", "BYL004", "IMG007")
_PAIRS, _SHARED, _MOST_ALIKE = 3, 2, 4
_NEARLY_ALL = 20
_OF_PAGES = (".html", ".htm")
_LISTED = "malformed-byline"
_FORM = "more than one name"
_PictureOf = tuple[str, PictureSeen]


def customs(portraits: Sequence[Portrait], violations: Sequence[Violation], knowledge: Knowledge) -> Iterator[Proposal]:
    """Yield settings for what many articles share."""
    yield from _renderings(portraits)
    yield from _one_fault(portraits, violations)
    yield from _authors_in_a_line(portraits, violations)
    yield from _credit_keys(portraits, knowledge)
    yield from _paid_links(portraits)
    yield from _own_pictures(portraits)


def _paid_links(portraits: Iterable[Portrait]) -> Iterator[Proposal]:
    """Yield, as a question, that readers are told of the one network whose links many articles have."""
    networks = Counter(network for each in portraits for network in each.networks)
    (network, number), *others = networks.most_common(2) or [("", 0)]
    if number >= MANY and not any(more * _FOUR_IN_FIVE > number for _, more in others):
        why = f"{number:,} articles have links of {network} and do not say that they pay"
        yield Proposal("ads.disclosed", value=True, why=why, asks=f"Do readers see it on every page ({why})?")


def _one_fault(portraits: Sequence[Portrait], violations: Iterable[Violation]) -> Iterator[Proposal]:
    """Yield the faults of form that are reported in the same words of a quarter of all articles: the site works with
    them as they are. What readers of an article see is none of these, however often it stands there, nor is an error: a
    report says it once."""
    for (code, message), paths in _by_message(each for each in violations if each.severity != "error").items():
        is_form = code.startswith(_OF_FORM)
        if is_form and len(paths) >= MANY and len(paths) * _A_QUARTER >= len(portraits):
            value = {"paths": [_shared_folder(tuple(paths))], "ignore": [code]}
            why = f"{len(paths):,} articles: {message}. To mend it takes a program; then delete this entry"
            yield Proposal("overrides", value, why)


def _by_message(violations: Iterable[Violation]) -> dict[tuple[str, str], dict[str, None]]:
    """Return the paths of articles by what is reported of them, word for word."""
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for each in violations:
        found[each.code, each.message].setdefault(each.place.path)
    return found


def _shared_folder(paths: Sequence[str]) -> str:
    folders = [path.split("/")[:-1] for path in paths]
    shared: list[str] = []
    for steps in zip(*folders, strict=False):
        if len(set(steps)) > 1:
            break
        shared.append(steps[0])
    return "/".join((*shared, "**"))


def _authors_in_a_line(portraits: Iterable[Portrait], violations: Iterable[Violation]) -> Iterator[Proposal]:
    """Yield that a site lists its authors in one line: "Jane Roe, Bo Roe"."""
    forms = Counter(each.several for each in portraits)
    lines = [each for each in violations if each.name == _LISTED]
    often = {message for (_, message), paths in _by_message(lines).items() if len(paths) >= MANY}
    like = sum(each.message.endswith(_FORM) or each.message in often for each in lines)
    is_custom = forms["line"] >= _FEW_ARTICLES and forms["line"] > _FOUR_IN_FIVE * forms["list"]
    if lines and is_custom and like * _FOUR_IN_FIVE >= len(lines) * (_FOUR_IN_FIVE - 1):
        why = f"{forms['line']:,} of the {forms['line'] + forms['list']:,} articles by several list them in one line"
        yield Proposal("ignore", lines[0].code, why)


def _renderings(portraits: Iterable[Portrait]) -> Iterator[Proposal]:
    """Yield the folders that hold the texts of other files once more, as another format."""
    by_text: dict[str, list[Portrait]] = defaultdict(list)
    for each in portraits:
        for text in each.texts:
            by_text[text].append(each)
    pairs: Counter[tuple[str, str]] = Counter()
    for several in by_text.values():
        pages = [each.path for each in several if each.path.endswith(_OF_PAGES)]
        others = [each.path for each in several if not each.path.endswith(_OF_PAGES)]
        # What stands in many files is no text of one of them.
        pairs.update((page, other) for page in pages for other in others if len(several) <= _MOST_ALIKE)
    same = {page: source for (page, source), number in pairs.items() if number >= _SHARED}
    yield from _excluded(same, [each.path for each in portraits])


def _excluded(same: dict[str, str], every: Sequence[str]) -> Iterator[Proposal]:
    """Yield globs for the renderings, where they lie apart from all else; else for their sources, where these do."""
    if len(same) < _PAIRS:
        return
    for copies in (set(same), set(same.values())):
        names = Counter(name for path in copies for name in path.split("/")[-2:-1])
        for name, number in names.most_common(1):
            inside = sum(name in path.split("/")[:-1] for path in every)
            is_most = number * _FOUR_IN_FIVE >= len(copies) * (_FOUR_IN_FIVE - 1)
            if is_most and number * _FOUR_IN_FIVE >= inside * (_FOUR_IN_FIVE - 1):
                yield Proposal(
                    "exclude", f"**/{name}/**", f"{number:,} of its files stand twice, as text and as a page"
                )
                return


def _credit_keys(portraits: Sequence[Portrait], knowledge: Knowledge) -> Iterator[Proposal]:
    """Yield the keys of headers whose texts are credits, beside pictures whose credit is missed."""
    known = credit_patterns(knowledge)
    held: dict[str, list[bool]] = defaultdict(list)
    for each in portraits:
        if any(picture.missed and picture.is_in_header for picture in each.pictures):
            for key, words in each.header:
                if " " in words.strip():
                    credits_ = find_credits(Prose(words, (0,), (0,), (len(words),)), known, is_caption=False)
                    held[key].append(any(credit.makers or credit.suppliers for credit in credits_))
    for key, found in held.items():
        if sum(found) >= _PAIRS and sum(found) * _FOUR_IN_FIVE >= len(found) * (_FOUR_IN_FIVE - 1):
            yield Proposal("images.credit-fields", key, f"{sum(found):,} headers have a credit there")


def _own_pictures(portraits: Sequence[Portrait]) -> Iterator[Proposal]:
    """Yield where the pictures lie that hardly any article credits. On a site of one writer, and where nothing tells
    that they are photographs, it is taken that the house has made them; else nobody but the house can know."""
    is_alone = _is_of_one_writer(portraits)
    taken: list[str] = []
    by_folder = _by_folder(portraits)
    for folder, pictures in sorted(by_folder.items(), key=lambda item: (item[0].count("/"), item[0])):
        why, surely = _uncredited(pictures)
        is_unsure = (surely and not is_alone) or not folder.startswith("/")  # at another host
        is_within = any(folder.startswith(other) for other in taken)
        if not why or is_within or (is_unsure and _is_better_below(folder, by_folder)):
            continue
        taken.append(folder)
        question = f"Has the house itself made the pictures in {folder} ({why})?" if is_unsure else ""
        yield Proposal("images.ignore", folder, why, question)
    every = [
        (each.path, picture)
        for each in portraits
        for picture in each.pictures
        if not any(picture.place.startswith(folder) for folder in taken)
    ]
    beside = [(path, picture) for path, picture in every if not picture.place]
    why, surely = _uncredited(beside)
    question = f"Has the house itself made the pictures beside its articles ({why})?" if surely and not is_alone else ""
    is_unsigned = not any(each.authors for each in portraits)
    if not why and (is_alone or is_unsigned) and len({path for path, picture in every if picture.missed}) >= MANY:
        beside, why = every, "one person, or the house, signs the site"
        question = "Has whoever signs the site also made the pictures that it credits to nobody?"
    if why:
        folder = _shared_folder([path for path, picture in beside if picture.missed])
        yield Proposal("overrides", {"paths": [folder], "ignore": ["IMG001"]}, why, question)


def _by_folder(portraits: Iterable[Portrait]) -> dict[str, list[_PictureOf]]:
    """Return the pictures of each folder, those of inner folders too."""
    found: dict[str, list[_PictureOf]] = defaultdict(list)
    for each in portraits:
        for picture in each.pictures:
            steps = picture.place.strip("/").split("/")
            lead = "/" if picture.place.startswith("/") else ""
            for number in range(1, len(steps) + 1) if picture.place else ():
                found[f"{lead}{'/'.join(steps[:number])}/"].append((each.path, picture))
    return found


def _uncredited(pictures: Iterable[_PictureOf]) -> tuple[str, bool]:
    """Return in words that hardly any article credits these pictures, and whether many surely ask for a credit; nothing
    where articles do, where they are few, or where the name of a file speaks of somebody else who supplies them."""
    several = tuple(pictures)
    missed = [(path, picture) for path, picture in several if picture.missed]
    articles, credited = {path for path, _ in missed}, {path for path, picture in several if picture.is_credited}
    is_few = len(missed) < _FEW_PICTURES or len(articles) < _FEW_ARTICLES
    is_of_others = any(picture.is_of_others for _, picture in missed)
    if is_few or is_of_others or len(credited) * _A_QUARTER > len(articles):
        return "", False
    surely = sum(picture.missed != "info" or picture.is_photograph for _, picture in missed)
    why = f"{len(articles):,} articles have pictures from there without a credit, {len(credited):,} with one"
    return why, surely * _NEARLY_ALL > len(missed)


def _is_of_one_writer(portraits: Sequence[Portrait]) -> bool:
    """Tell whether one name signs nearly all articles."""
    names = Counter(each.authors for each in portraits)
    return len(portraits) >= MANY and any(
        authors and number * _NEARLY_ALL >= len(portraits) * (_NEARLY_ALL - 1) for authors, number in names.items()
    )


def _is_better_below(folder: str, by_folder: dict[str, list[_PictureOf]]) -> bool:
    """Tell whether one folder in a folder holds all that it has of pictures whose credit is missed."""
    missed = sum(bool(picture.missed) for _, picture in by_folder[folder])
    inner = (name for name in by_folder if name.startswith(folder) and name.count("/") == folder.count("/") + 1)
    return any(sum(bool(picture.missed) for _, picture in by_folder[name]) == missed for name in inner)
