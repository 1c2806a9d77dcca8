"""Dates as articles write them."""

from __future__ import annotations

from datetime import date

import pytest

from articles import KNOWLEDGE
from bylint.grammar.dates import at_hour
from bylint.grammar.dates import date_in
from bylint.grammar.dates import date_of_path
from bylint.grammar.dates import short_date_in


@pytest.mark.parametrize(
    ("text", "found"),
    (
        ("14 March 2021", date(2021, 3, 14)),
        ("March 14, 2021", date(2021, 3, 14)),
        ("Sept. 30th, 2023 at noon", date(2023, 9, 30)),
        ("14. März 2021, 9 Uhr", date(2021, 3, 14)),
        ("le 1er août 2020", date(2020, 8, 1)),
        ("3 de enero de 2019", date(2019, 1, 3)),
        ("2023年5月9日", date(2023, 5, 9)),
        ("2023-09-30T07:00:00+02:00", date(2023, 9, 30)),
        ("28.4.2023", date(2023, 4, 28)),
        ("28/04/2023", date(2023, 4, 28)),
        ("04/28/2023", date(2023, 4, 28)),
        ("04/05/2023", None),
        ("2023-02-30", None),
        ("Room 2023", None),
        ("May 2023", None),
    ),
)
def test_only_a_certain_date_counts(text, found):
    assert date_in(text, KNOWLEDGE) == found


def test_the_language_settles_which_number_is_the_month():
    assert date_in("04/05/2023", KNOWLEDGE, "fr") == date(2023, 5, 4)


@pytest.mark.parametrize(
    ("path", "found"),
    (
        ("content/posts/2023-05-09-strait.md", date(2023, 5, 9)),
        ("blog/2024/06/17/night-trains.html", date(2024, 6, 17)),
        ("blog\\2024\\06\\17\\night-trains.html", date(2024, 6, 17)),
        ("_posts/2024-06-17-night-trains.md", date(2024, 6, 17)),
        ("content/2024/06/17/night-trains/index.md", date(2024, 6, 17)),
        ("content/2024/06/17-night-trains.md", date(2024, 6, 17)),
        ("notes/20240617-night-trains.md", date(2024, 6, 17)),
        ("notes/20240617.md", date(2024, 6, 17)),
        ("posts/17-06-2024-night-trains.md", date(2024, 6, 17)),
        ("posts/05-06-2024-night-trains.md", None),
        ("notes/20249917-night-trains.md", None),
        ("notes/20240617853.md", None),
        ("issue-20240617/night-trains.md", None),
        ("posts/issue-2023-05.md", None),
        ("posts/2023-13-09-strait.md", None),
    ),
)
def test_a_path_carries_a_date(path, found):
    assert date_of_path(path) == found


@pytest.mark.parametrize(
    ("text", "found"),
    (
        ("Kultur, 2.11.22", date(2022, 11, 2)),
        ("28.09.1912:44", date(2019, 9, 28)),
        ("26/10/13, 03:48", date(2013, 10, 26)),
        ("version 2.11.22.1", None),
        ("05/06/13", None),
    ),
)
def test_years_of_two_digits(text, found):
    assert short_date_in(text) == found


@pytest.mark.parametrize(
    ("text", "hour"),
    (
        ("2023-06-05T22:04:00Z", 22),
        ("2023-06-05 22:04:00+00:00", 22),
        ("Wed, 04 May 2022 00:25:56 GMT", 0),
        ("2023-06-05T22:04:00+02:00", None),
        ("2023-06-05 22:04", None),
    ),
)
def test_only_universal_time_tells_its_hour(text, hour):
    assert at_hour(text) == hour


def test_an_address_may_begin_with_the_day():
    assert date_of_path("https://example.com/29-10-2021") == date(2021, 10, 29)
    assert date_of_path("https://example.com/05-10-2021") is None
