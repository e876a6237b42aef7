"""What can a date known to the day, the month or the year mean, how is it kept, and how is it written?"""

import datetime

import pytest

from dhr_cases.models import Case, Organisation, PartialDate
from dhr_cases.models.case import REMEMBERING
from dhr_cases.models.history import change
from dhr_cases.models.partial_dates import PartialDateField, Precision
from dhr_cases.stages import STAGES, Stage

Day = datetime.date
KNOWN: tuple[tuple[str, Day, Day, Precision, str], ...] = (
    ("2018", Day(2018, 1, 1), Day(2018, 12, 31), Precision.YEAR, "2018"),
    ("2018-09", Day(2018, 9, 1), Day(2018, 9, 30), Precision.MONTH, "September 2018"),
    ("2018-12", Day(2018, 12, 1), Day(2018, 12, 31), Precision.MONTH, "December 2018"),
    ("2019-02", Day(2019, 2, 1), Day(2019, 2, 28), Precision.MONTH, "February 2019"),
    ("2020-02", Day(2020, 2, 1), Day(2020, 2, 29), Precision.MONTH, "February 2020"),
    ("2018-09-04", Day(2018, 9, 4), Day(2018, 9, 4), Precision.DAY, "4 September 2018"),
    ("2020-02-29", Day(2020, 2, 29), Day(2020, 2, 29), Precision.DAY, "29 February 2020"),
)


@pytest.mark.parametrize(("iso", "first", "last", "precision", "words"), KNOWN)
def test_keeps_no_finer_precision_than_was_given(
    iso: str, first: Day, last: Day, precision: Precision, words: str
) -> None:
    date = PartialDate.parse(iso)
    assert (date.value, date.latest, date.precision, date.is_known) == (first, last, precision, True)
    assert (date.iso, str(date)) == (iso, words)
    assert PartialDate.parse(date.iso) == date


def test_knows_that_nobody_gave_a_date() -> None:
    date = PartialDate.parse("")
    assert date == PartialDate.unknown()
    assert (date.value, date.latest, date.iso, str(date), date.is_known) == (None, None, "", "not known", False)


def test_tells_a_day_from_a_month_that_begins_with_it() -> None:
    assert PartialDate.on(Day(2018, 9, 1)) != PartialDate.parse("2018-09")
    assert PartialDate.on(Day(2018, 9, 1)) == PartialDate.parse("2018-09-01")


def test_sorts_as_text_in_the_order_of_the_days() -> None:
    """A year before its months, a month before its days."""
    in_order = ["", "2017-12-31", "2018", "2018-01", "2018-01-01", "2018-01-02", "2018-02", "2019"]
    assert sorted(in_order) == in_order
    firsts = [PartialDate.parse(iso).value or Day.min for iso in in_order]
    assert sorted(firsts) == firsts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("18", "18 is not a date. Use 2018, 2018-09 or 2018-09-04."),
        ("2018-9", "2018-9 is not a date. Use 2018, 2018-09 or 2018-09-04."),
        ("4 September 2018", "4 September 2018 is not a date. Use 2018, 2018-09 or 2018-09-04."),
        ("2018-09-04T10:00", "2018-09-04T10:00 is not a date. Use 2018, 2018-09 or 2018-09-04."),
        (" 2018", " 2018 is not a date. Use 2018, 2018-09 or 2018-09-04."),
        ("2018-13", "2018-13 is not a real date."),
        ("2018-00", "2018-00 is not a real date."),
        ("2019-02-29", "2019-02-29 is not a real date."),
        ("0000", "0000 is not a real date."),
    ],
)
def test_says_what_is_no_date(text: str, told: str) -> None:
    with pytest.raises(ValueError, match="is not a") as refused:
        PartialDate.parse(text)
    assert str(refused.value) == told


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        (PartialDate.parse("2018-09"), "2018-09"),
        (Day(2018, 9, 4), "2018-09-04"),
        ("2018", "2018"),
        ("", ""),
        (None, ""),
    ],
)
def test_takes_a_date_however_it_is_given(case: Case, given: object, iso: str) -> None:
    """In the column, read back, and as text for a file."""
    assert PartialDateField().get_prep_value(given) == iso
    with change("Test", None):
        Case._meta.get_field("death_date").save_form_data(case, given)
        case.save()
    assert Case._meta.get_field("death_date").value_to_string(case) == iso
    case.refresh_from_db()
    assert case.death_date == PartialDate.parse(iso)
    assert Case.objects.filter(death_date=PartialDate.parse(iso)).exists()


# what a case says of itself


@pytest.mark.parametrize(("iso", "year"), [("", None), ("2018", 2018), ("2018-12", 2018), ("2020-02-29", 2020)])
def test_says_the_year_of_death_where_it_is_known(iso: str, year: int | None) -> None:
    assert Case(death_date=PartialDate.parse(iso)).year_of_death == year


@pytest.mark.parametrize("stage", STAGES)
def test_stands_where_it_is_unless_an_earlier_stage_counts_on(stage: Stage) -> None:
    """Where it would return to while an ending is proposed; later where its disclosure was settled for good."""
    for resumes_at in ("", Stage.PANEL_WORK):
        case = Case(stage=stage, resumes_at=resumes_at)
        returns = stage in REMEMBERING and resumes_at
        assert case.standing is (Stage.PANEL_WORK if returns else stage)
        assert (case.at, case.row) == (stage, STAGES[stage])


# how long a body exists


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "exists"),
    [
        (None, None, (True, True, True)),
        (Day(2026, 5, 2), None, (False, True, True)),
        (None, Day(2026, 5, 2), (True, True, False)),
        (Day(2026, 5, 2), Day(2026, 5, 2), (False, True, False)),
    ],
)
def test_exists_from_its_first_day_to_its_last(
    starts_on: Day | None, ends_on: Day | None, exists: tuple[bool, ...]
) -> None:
    """Asked on the day before the second of May, on it and after it."""
    body = Organisation(starts_on=starts_on, ends_on=ends_on)
    assert tuple(body.exists_on(Day(2026, 5, day)) for day in (1, 2, 3)) == exists
