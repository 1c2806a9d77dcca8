from __future__ import annotations

import dataclasses
import pickle

import pytest

from bylint.model.record import NONE
from bylint.model.record import record
from bylint.model.value import NamedTuple


class Slip(NamedTuple):
    """A place where ferries land."""

    quay: str
    number: int = 1

    def label(self) -> str:
        """Return what stands on the sign."""
        return f"{self.quay} {self.number}"


@record(frozen=True, slots=True, eq=False)
class Timetable:
    season: str
    slips: tuple[Slip, ...] = ()
    fares: dict[str, int] = NONE


def test_named_tuple_is_one():
    slip = Slip("East", number=2)
    assert slip == ("East", 2)
    assert (slip.quay, slip.number, slip.label()) == ("East", 2, "East 2")
    assert repr(slip) == "Slip(quay='East', number=2)"
    assert Slip("East") == Slip._make(("East", 1))
    assert slip._replace(number=3) == Slip("East", 3)
    assert slip._asdict() == {"quay": "East", "number": 2}
    assert Slip._field_defaults == {"number": 1}
    assert pickle.loads(pickle.dumps(slip)) == slip
    match slip:
        case Slip(quay, number):
            assert (quay, number) == ("East", 2)


@pytest.mark.parametrize("make", (lambda: Slip(), lambda: Slip("East", 1, 2), lambda: Slip("East", pier=1)))
def test_named_tuple_takes_its_fields_alone(make):
    with pytest.raises(TypeError):
        make()


def test_named_tuple_changes_its_fields_alone():
    with pytest.raises(ValueError, match="pier"):
        Slip("East")._replace(pier=1)


def test_record_is_a_frozen_dataclass():
    table = Timetable("summer", slips=(Slip("East"),))
    assert (table.season, table.slips, table.fares) == ("summer", (Slip("East"),), {})
    assert repr(table) == "Timetable(season='summer', slips=(Slip(quay='East', number=1),), fares={})"
    assert [field.name for field in dataclasses.fields(table)] == ["season", "slips", "fares"]
    assert dataclasses.replace(table, season="winter").season == "winter"
    assert dataclasses.asdict(table)["season"] == "summer"
    assert pickle.loads(pickle.dumps(table)).slips == table.slips
    with pytest.raises(AttributeError, match="season"):
        table.season = "winter"


@pytest.mark.parametrize(
    ("make", "named"),
    (
        (lambda: Timetable(), "season"),
        (lambda: Timetable("summer", pier=1), "pier"),
        (lambda: Timetable("summer", (), {}, 1), "3 fields"),
    ),
)
def test_record_takes_its_fields_alone(make, named):
    with pytest.raises(TypeError, match=named):
        make()
